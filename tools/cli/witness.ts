import { type Command, InvalidArgumentError } from 'commander';
import type { ConsoleClient, WitnessKey } from '../client/index.js';
import type { InputLines } from '../client/input-lines.js';
import { describeMatters } from './matters-words.js';
import { newPassphrase } from './new-passphrase.js';
import { CommandError, print, printJson } from './output.js';
import { readSignIn } from './sign-in.js';
import { readThrown } from './thrown-value.js';
import { addWitnessKeys } from './witness-keys.js';
import {
  addDespiteOption,
  addDrawOptions,
  addKeyOptions,
  addServerOptions,
  type DrawOptions,
  type KeyOptions,
  type ServerOptions,
} from './witness-options.js';

interface KeygenOptions extends KeyOptions {
  readonly name: string;
  readonly encrypt: boolean;
  readonly passphrase: boolean;
}

interface AnchorOptions extends DrawOptions {
  readonly despiteVoid: readonly string[];
  readonly show: boolean;
  readonly dice: boolean;
  readonly digits: boolean;
}

/** What a signed-in witness works with; lines of standard input: password, then passphrase, then the rest. */
interface Device {
  readonly client: ConsoleClient;
  readonly key: WitnessKey;
  readonly lines: InputLines;
}

const PASSPHRASE = '密钥文件口令 / passphrase of the key file';

async function openDevice(options: ServerOptions): Promise<Device> {
  const { ConsoleClient, openWitnessKey } = await import('../client/index.js');
  const { InputLines } = await import('../client/input-lines.js');
  const lines = new InputLines();
  const client = new ConsoleClient(options.url);
  const { username, password, giveCode } = await readSignIn(options, lines);
  const key = await openWitnessKey(options.key, () => lines.next(PASSPHRASE, { secret: true }));
  await client.signIn(username, password, giveCode);
  return { client, key, lines };
}

async function keygen({ key: path, name, json, ...options }: KeygenOptions): Promise<void> {
  const { createWitnessKey } = await import('../client/index.js');
  const { InputLines } = await import('../client/input-lines.js');
  const { systemChance: chance } = await import('../../server/platform/clock.js');
  const lines = new InputLines();
  // A program that calls this asks for the seal; a person is asked unless they decline.
  const isSealed = options.encrypt || (lines.isTyped && options.passphrase);
  const passphrase = isSealed ? await newPassphrase(PASSPHRASE, lines) : undefined;
  const { publicKey, fingerprint } = await createWitnessKey(path, { name, chance, passphrase });
  if (json) return printJson({ key: path, name, publicKey, fingerprint });
  print(
    `已生成见证密钥 / witness key made: ${path}`,
    `公钥 / public key: ${publicKey}`,
    `指纹 / fingerprint: ${fingerprint}`,
    '请妥善保管此文件：它不在服务器上，丢失后无法揭示 / keep this file: without it nothing can be revealed',
  );
}

async function register(options: ServerOptions): Promise<void> {
  const { registerKey } = await import('../client/index.js');
  const { client, key } = await openDevice(options);
  const { id, name, publicKey, fingerprint } = await registerKey(client, key);
  if (options.json) return printJson({ id, name, publicKey, fingerprint });
  print(`已登记 / registered: ${name} ${publicKey}`, `指纹 / fingerprint: ${fingerprint}`);
}

async function anchorDraw(options: AnchorOptions): Promise<void> {
  const { anchor, readAnchorMatters } = await import('../client/index.js');
  const { systemChance: chance, systemClock } = await import('../../server/platform/clock.js');
  if (options.dice && options.digits)
    throw new InvalidArgumentError('--dice, --digits: 只取其一 / one of them.');
  const { client, key, lines } = await openDevice(options);
  const matters = await readAnchorMatters(client, key, options.draw, options.despiteVoid);
  if (!options.json) print(...describeMatters(matters));
  const { draw, witness, statement } = matters;
  const shown = { commitment: draw.C, witness, statementHash: draw.commit.statementHash, statement };
  if (options.show) return options.json ? printJson({ ...shown, anchored: false }) : undefined;
  if (lines.isTyped && (await lines.next('核对无误请输入 yes / type yes to sign')) !== 'yes') {
    throw new CommandError('未签名。Nothing was signed.');
  }
  const value = await readThrown(options, lines);
  const at = Math.floor(systemClock.now().getTime() / 1000);
  const state = await anchor(matters, { client, key, chance, at, value });
  if (options.json) return printJson({ ...shown, anchored: true, state });
  print(`已锚定 / anchored: ${state}`, `数值存于 / the value is kept in ${options.key}`);
}

async function revealValue(options: DrawOptions): Promise<void> {
  const { reveal } = await import('../client/index.js');
  const { systemChance: chance } = await import('../../server/platform/clock.js');
  const { client, key } = await openDevice(options);
  const revealed = await reveal(client, key, options.draw, chance);
  if (options.json) return printJson({ commitment: options.draw, ...revealed });
  const { state, assurance, drawnCount, receiptHash } = revealed;
  print(`已揭示 / revealed: ${state}`);
  if (receiptHash) print(`抽中 / drawn: ${drawnCount} (${assurance})`, `receiptHash: ${receiptHash}`);
}

/** `fairdraw witness keygen|register|anchor|reveal|keys|revoke`: the witness's side, on a device of its own. */
export function addWitness(program: Command): void {
  const witness = program.command('witness').description('见证人一侧，在自己的设备上 / the witness’s side');
  addKeyOptions(
    witness.command('keygen').description('生成密钥文件，绝不覆盖 / make a key file; never overwrites'),
  )
    .option('--name <name>', '名称 / what you call it', 'witness')
    .option(
      '--encrypt',
      '以口令加密，口令取自标准输入；在终端上本来就会询问 / seal it by a passphrase from standard input; asked anyhow at a terminal',
      false,
    )
    .option(
      '--no-passphrase',
      '在终端上也不设口令，仅限本人可读 / no passphrase at a terminal either; mode 0600 alone',
    )
    .action(keygen);
  addServerOptions(witness.command('register').description('登记公钥 / register the public key')).action(
    register,
  );
  addDespiteOption(
    addDrawOptions(
      witness
        .command('anchor')
        .description('核对封库说明并签名锚定 / check the pool statement and sign an anchor'),
    ),
  )
    .option('--show', '只核对和显示，不签名 / check and show only; sign nothing', false)
    .option('--dice', '标准输入给出骰子点数 / v is thrown by hand: dice on standard input', false)
    .option('--digits', '标准输入给出数字 / v is thrown by hand: digits on standard input', false)
    .action(anchorDraw);
  addDrawOptions(
    witness
      .command('reveal')
      .description('全部锚定后揭示所存数值 / reveal the kept value, after all anchors'),
  ).action(revealValue);
  addWitnessKeys(witness);
}
