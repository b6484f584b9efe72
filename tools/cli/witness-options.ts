import { type Command, InvalidArgumentError, Option } from 'commander';
import { addSignInOptions, type SignInOptions } from './sign-in.js';

export interface KeyOptions {
  readonly key: string;
  readonly json: boolean;
}

export interface AccountOptions extends SignInOptions {
  readonly url: string;
  readonly json: boolean;
}

export interface ServerOptions extends KeyOptions, AccountOptions {}

export interface DrawOptions extends ServerOptions {
  readonly draw: string;
}

/** Adds `--despite-void`. */
export function addDespiteOption(command: Command): Command {
  return command.option(
    '--despite-void <draw>',
    '已知某次抽取在本人交出数值后作废，仍要签名；写其名称，可重复 / sign although this draw was voided after you gave your value; may be repeated',
    (text: string, all: string[]) => [...all, text],
    [],
  );
}

function readCommitment(text: string): string {
  if (/^[0-9a-f]{64}$/.test(text)) return text;
  throw new InvalidArgumentError('须为 64 位小写十六进制。64 lower-case hex digits are needed.');
}

/** Adds `--key` and `--json`. */
export function addKeyOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--key <file>', '密钥文件，权限 0600 / the key file, mode 0600').makeOptionMandatory(),
    )
    .option('--json', '输出 JSON / print JSON', false);
}

function urlOption(): Option {
  const url = new Option('--url <url>', '服务地址 / address of the server').env('FAIRDRAW_URL');
  return url.makeOptionMandatory();
}

/** Adds `--url`, who signs in, and `--json`. */
export function addAccountOptions(command: Command): Command {
  return addSignInOptions(command.addOption(urlOption())).option('--json', '输出 JSON / print JSON', false);
}

/** Adds to these `--url` and who signs in. */
export function addServerOptions(command: Command): Command {
  return addSignInOptions(addKeyOptions(command).addOption(urlOption()));
}

/** Adds to these `--draw`. */
export function addDrawOptions(command: Command): Command {
  const draw = new Option('--draw <commitment>', '抽取的承诺 C / commitment of the draw');
  return addServerOptions(command).addOption(draw.argParser(readCommitment).makeOptionMandatory());
}
