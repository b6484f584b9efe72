import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Credentials, SignInAnswers } from '../client/index.js';
import type { InputLines } from '../client/input-lines.js';

/** Who signs in for a command. */
export interface SignInOptions {
  readonly user?: string;
  readonly passwordStdin: boolean;
  readonly code?: string;
}

/** Adds `--user`, `--password-stdin` and `--code`. */
export function addSignInOptions(command: Command): Command {
  return command
    .addOption(new Option('--user <name>', '用户名 / the name to sign in with').env('FAIRDRAW_USER'))
    .option(
      '--password-stdin',
      '标准输入首行为密码 / the first line of standard input is the password',
      false,
    )
    .addOption(
      new Option(
        '--code <code>',
        '动态口令或恢复码；在终端上会询问 / code of the second factor; asked at a terminal',
      ).env('FAIRDRAW_CODE'),
    );
}

/**
 * Name and password; typed at a terminal, else from standard input. A missing one is a usage error. The code of a second
 * factor is asked for only once the server wants one.
 */
export async function readSignIn(
  { user, passwordStdin, code }: SignInOptions,
  lines: InputLines,
): Promise<SignInAnswers> {
  if (!user) throw new InvalidArgumentError('请用 --user 给出用户名。--user is missing.');
  if (!passwordStdin && !lines.isTyped) {
    throw new InvalidArgumentError('请用 --password-stdin 从标准输入给出密码。--password-stdin is missing.');
  }
  const password = await lines.next('密码 / password', { secret: true });
  const giveCode = async () => code ?? (lines.isTyped ? lines.next('动态口令或恢复码 / code') : undefined);
  return { username: user, password, giveCode };
}

/** As `readSignIn`; a machine without `--user` acts by the key in FAIRDRAW_API_KEY, which no list of processes shows. */
export async function readCredentials(options: SignInOptions, lines: InputLines): Promise<Credentials> {
  const apiKey = process.env.FAIRDRAW_API_KEY;
  return apiKey && !options.user ? { apiKey } : readSignIn(options, lines);
}
