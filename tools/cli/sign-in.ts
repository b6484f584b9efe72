import { type Command, InvalidArgumentError, Option } from 'commander';
import type { InputLines } from '../client/input-lines.js';

/** Who signs in for a command. */
export interface SignInOptions {
  readonly user?: string;
  readonly passwordStdin: boolean;
}

/** Adds `--user` and `--password-stdin`. */
export function addSignInOptions(command: Command): Command {
  return command
    .addOption(new Option('--user <name>', '用户名 / the name to sign in with').env('FAIRDRAW_USER'))
    .option(
      '--password-stdin',
      '标准输入首行为密码 / the first line of standard input is the password',
      false,
    );
}

/** Name and password; typed at a terminal, else from standard input. A missing one is a usage error. */
export async function readSignIn(
  { user, passwordStdin }: SignInOptions,
  lines: InputLines,
): Promise<{ username: string; password: string }> {
  if (!user) throw new InvalidArgumentError('请用 --user 给出用户名。--user is missing.');
  if (!passwordStdin && !lines.isTyped) {
    throw new InvalidArgumentError('请用 --password-stdin 从标准输入给出密码。--password-stdin is missing.');
  }
  return { username: user, password: await lines.next('密码 / password', { secret: true }) };
}
