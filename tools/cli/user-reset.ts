import type { Command } from 'commander';
import type { Refusal } from '../../schema/shared/refusal.js';
import type { House } from './house.js';
import { CommandError, print, printJson } from './output.js';

type Accounts = typeof import('../../schema/account/index.js');

/** Does something with an account in the configured database; a refusal is the failure of the command. */
async function withAccount<T>(
  username: string,
  work: (house: House, accountId: string, accounts: Accounts) => Promise<T>,
) {
  const { refused, withHouse } = await import('./house.js');
  const accounts = await import('../../schema/account/index.js');
  const { isRefusal } = await import('../../schema/shared/refusal.js');
  const value = await withHouse(async (house) => {
    const account = await accounts.findAccount(house.read(), username);
    if (account) return work(house, account.id, accounts);
    throw new CommandError(
      `没有账户“${username}”，请用 fairdraw user list 查看。There is no account "${username}"; see fairdraw user list.`,
    );
  });
  if (isRefusal(value)) throw refused(value);
  return value as Exclude<T, Refusal>;
}

async function resetPasswordOf(username: string, { json }: { json: boolean }): Promise<void> {
  const { oneTimePassword } = await withAccount(username, (house, id, { resetPassword }) =>
    resetPassword(house, id),
  );
  if (json) return printJson({ username, oneTimePassword });
  print(
    `已重置密码，会话已结束 / password reset, sessions ended: ${username}`,
    `一次性密码（仅显示一次，登录后须修改）/ password for once, to be changed at the next sign-in: ${oneTimePassword}`,
  );
}

async function resetSecondFactorOf(username: string): Promise<void> {
  await withAccount(username, ({ step }, id, { resetSecondFactor }) =>
    step((unit) => resetSecondFactor(unit, id)),
  );
  print(`已重置动态口令，会话已结束 / second factor reset, sessions ended: ${username}`);
}

async function unlock(username: string): Promise<void> {
  await withAccount(username, ({ step }, id, { unlockAccount }) => step((unit) => unlockAccount(unit, id)));
  print(`已解锁 / unlocked: ${username}`);
}

/** `fairdraw user reset-password|reset-second-factor|unlock NAME`: for the machine's operator, written down as a command. */
export function addUserResets(user: Command): void {
  const name = '用户名 / the name to sign in with';
  user
    .command('reset-password')
    .argument('<username>', name)
    .description('重置密码：给出一次性密码 / a password for once; ends the sessions')
    .option('--json', '输出 JSON / print JSON', false)
    .action(resetPasswordOf);
  user
    .command('reset-second-factor')
    .argument('<username>', name)
    .description('重置动态口令（验证器遗失）/ takes a lost authenticator away; ends the sessions')
    .action(resetSecondFactorOf);
  user
    .command('unlock')
    .argument('<username>', name)
    .description('解锁连续失败被锁定的账户 / opens an account that failures locked')
    .action(unlock);
}
