import { text } from 'node:stream/consumers';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Reader } from '../../schema/shared/unit.js';
import { CommandError, print, printJson } from './output.js';
import { addUserResets } from './user-reset.js';

interface AddOptions {
  readonly role: string[];
  readonly name?: string;
  readonly department?: string;
  readonly inspector?: string;
  readonly passwordStdin: boolean;
  readonly json: boolean;
}

/** A password of 20 characters in groups of five, about 98 bits. */
async function generatePassword(): Promise<string> {
  const { makeOneTimePassword } = await import('../../schema/account/index.js');
  const { systemChance } = await import('../../server/platform/clock.js');
  return makeOneTimePassword(systemChance);
}

async function readPassword(): Promise<string> {
  const password = (await text(process.stdin)).replace(/\r?\n$/, '');
  if (password === '') throw new CommandError('标准输入里没有密码。No password on standard input.');
  return password;
}

async function addUser(username: string, options: AddOptions): Promise<void> {
  const { refused, withHouse } = await import('./house.js');
  const { createAccount } = await import('../../schema/account/index.js');
  const { isRefusal } = await import('../../schema/shared/refusal.js');
  const { Role } = await import('../../schema/shared/roles.js');
  const unknown = options.role.find((role) => !(role in Role));
  if (unknown) {
    throw new InvalidArgumentError(`没有角色 / no such role: ${unknown} (${Object.keys(Role).join(', ')})`);
  }
  const password = options.passwordStdin ? await readPassword() : await generatePassword();
  const account = await withHouse(async (house) =>
    createAccount(house, {
      inspector: await findInspector(house.read(), options),
      username,
      displayName: options.name ?? username,
      password,
      roles: options.role.map((role) => Role[role as keyof typeof Role]),
      departmentCode: options.department,
    }),
  );
  if (isRefusal(account)) throw refused(account);
  const shown = options.passwordStdin ? {} : { password };
  if (options.json) return printJson({ id: account.id, username, roles: account.roles, ...shown });
  print(`已建立账户 / account created: ${username} (${account.roles.join(', ')})`);
  if (!options.passwordStdin) print(`密码（仅显示一次）/ password, shown once: ${password}`);
}

/** The inspector of that certificate in the account's department. @throws CommandError when there is none */
async function findInspector(
  reader: Reader,
  { inspector, department: code = '' }: AddOptions,
): Promise<{ id: string; department: string } | undefined> {
  if (!inspector) return undefined;
  const { findDepartmentByCode } = await import('../../schema/department/index.js');
  const { findInspectorByRealId } = await import('../../schema/registry/index.js');
  const department = await findDepartmentByCode(reader, code);
  const found = department && (await findInspectorByRealId(reader, department.id, inspector));
  if (found) return { id: found.id, department: found.department };
  throw new CommandError(
    `部门“${code}”的名录库中没有执法人员 ${inspector}。No inspector ${inspector} in the pool of department ${code}.`,
  );
}

async function listUsers(json: boolean): Promise<void> {
  const { withHouse } = await import('./house.js');
  const { Account } = await import('../../schema/account/index.js');
  const accounts = await withHouse((house) =>
    house.read().em.find(Account, {}, { orderBy: { username: 'asc' } }),
  );
  for (const { username, displayName, roles, active } of accounts) {
    if (json) printJson({ username, displayName, roles, active });
    else print([username, displayName, roles.join(','), active ? '' : '停用 closed'].join('\t').trimEnd());
  }
}

/** `fairdraw user add`, `list`, and what a person who lost something needs. */
export function addUserCommands(program: Command): void {
  const user = program.command('user').description('账户 / accounts');
  user
    .command('add')
    .argument('<username>', '用户名 / the name to sign in with')
    .description('建立账户；不给密码则生成一个 / create an account; a password is made unless given')
    .addOption(
      new Option('--role <role...>', '角色 / what it may do, such as SYSTEM_ADMIN').makeOptionMandatory(),
    )
    .option('--name <name>', '显示名称 / the name to show')
    .option('--department <code>', '部门代码 / the code of its department')
    .option('--inspector <id>', '对应的执法人员，cert:<证号> / the inspector it is, cert:<number>')
    .option('--password-stdin', '从标准输入读密码 / read the password from standard input', false)
    .option('--json', '输出 JSON / print JSON', false)
    .action(addUser);
  user
    .command('list')
    .description('列出账户 / list accounts')
    .option('--json', '每行一个 JSON / one JSON object on each line', false)
    .action(({ json }: { json: boolean }) => listUsers(json));
  addUserResets(user);
}
