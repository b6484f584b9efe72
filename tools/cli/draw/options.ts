import { type Command, Option } from 'commander';
import type { Clock } from '../../../schema/shared/unit.js';

/** Which draw of a folder, and how to answer. */
export interface FolderOptions {
  readonly draw?: string;
  readonly json: boolean;
}

export interface KeysOptions {
  readonly keys?: string;
}

/** Adds `--draw` and `--json`. */
export function addFolderOptions(command: Command): Command {
  return command
    .option('--draw <name>', '哪一次抽取，如 2026-q4-1；只有一次未了结时可不写 / which draw')
    .option('--json', '输出 JSON / print JSON', false);
}

export function keysOption(
  words = '操作人的密钥文件，不要放在抽取文件夹内 / the operator’s key file',
): Option {
  return new Option('--keys <file>', words);
}

/** Unix seconds by a clock. */
export function secondsOf(clock: Clock): number {
  return Math.floor(clock.now().getTime() / 1000);
}

export const KEYS_PASSPHRASE = '操作人密钥文件口令 / passphrase of the operator’s key file';
export const WITNESS_PASSPHRASE = '见证密钥文件口令 / passphrase of the witness key file';

/** The operator's secrets from a file; the passphrase, where it has one, is typed or the next line of standard input. */
export async function readKeys(
  path: string | undefined,
  lines?: { next: (prompt: string, how: { secret: boolean }) => Promise<string> },
) {
  if (path === undefined) return undefined;
  const { readOperatorSecrets } = await import('../../client/operator-secrets.js');
  const { InputLines } = await import('../../client/input-lines.js');
  const input = lines ?? new InputLines();
  return readOperatorSecrets(path, () => input.next(KEYS_PASSPHRASE, { secret: true }));
}
