import type { Command } from 'commander';
import type { ConsoleClient, ListedKey } from '../client/index.js';
import { print, printJson } from './output.js';
import { readSignIn } from './sign-in.js';
import { type AccountOptions, addAccountOptions } from './witness-options.js';

interface RevokeOptions extends AccountOptions {
  readonly reason: string;
}

async function signedIn(options: AccountOptions): Promise<ConsoleClient> {
  const { ConsoleClient } = await import('../client/index.js');
  const { InputLines } = await import('../client/input-lines.js');
  const client = new ConsoleClient(options.url);
  const { username, password, giveCode } = await readSignIn(options, new InputLines());
  await client.signIn(username, password, giveCode);
  return client;
}

function describe(key: ListedKey): string[] {
  const state =
    key.state === 'VALID'
      ? '有效 / valid'
      : `已停用 / revoked ${key.revokedAt ?? ''}（${key.revokedFor ?? ''}）`;
  return [
    `${key.account.username} · ${key.name} · ${state} · ${key.id}`,
    `  指纹 / fingerprint: ${key.spokenFingerprint}`,
  ];
}

async function listKeys(options: AccountOptions & { readonly all: boolean }): Promise<void> {
  const { listWitnessKeys, printable } = await import('../client/index.js');
  const keys = await listWitnessKeys(await signedIn(options));
  const shown = options.all ? keys : keys.filter(({ account }) => account.username === options.user);
  if (options.json) return printJson({ keys: shown });
  if (shown.length === 0) return print('没有登记的公钥 / no key is registered');
  print(...shown.flatMap(describe).map(printable));
}

async function revoke(named: string, options: RevokeOptions): Promise<void> {
  const { findListedKey, listWitnessKeys, printable, revokeWitnessKey } = await import('../client/index.js');
  const client = await signedIn(options);
  const { id } = findListedKey(await listWitnessKeys(client), named);
  const key = await revokeWitnessKey(client, id, options.reason);
  if (options.json) return printJson(key);
  print(...describe(key).map(printable));
}

/** `fairdraw witness keys|revoke`: what is registered, and how it ends; without the key file, which may be lost. */
export function addWitnessKeys(witness: Command): void {
  addAccountOptions(witness.command('keys').description('列出登记的公钥与指纹 / registered keys'))
    .option('--all', '所有见证人的 / of all witnesses', false)
    .action(listKeys);
  addAccountOptions(
    witness
      .command('revoke')
      .description(
        '停用公钥：本人的；安全保密管理员可停用任何一个 / revoke a key of one’s own, or any as security administrator',
      )
      .argument('<key>', '标识，或指纹前 8 位以上 / id, or 8 digits or more of the fingerprint'),
  )
    .requiredOption('--reason <text>', '原因，如“设备遗失” / why, such as a lost device')
    .action(revoke);
}
