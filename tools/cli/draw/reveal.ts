import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Draw } from '../../../scheduler/draw/index.js';
import type { Clock } from '../../../schema/shared/unit.js';
import type { InputLines } from '../../client/input-lines.js';
import type { Contribution } from '../../draw-folder/contribution.js';
import { print, printJson } from '../output.js';
import { guarded } from './guarded.js';
import {
  addFolderOptions,
  type FolderOptions,
  keysOption,
  readKeys,
  secondsOf,
  WITNESS_PASSPHRASE,
} from './options.js';
import { showRevealed } from './show-revealed.js';

export interface PublicValueOptions {
  readonly source?: string;
  readonly numbers?: string;
  readonly signature?: string;
  readonly fetch?: string | true;
}

interface RevealOptions extends FolderOptions, PublicValueOptions {
  readonly operator: boolean;
  readonly key?: string;
  readonly add?: string;
  readonly out?: string;
  readonly keys?: string;
}

const DRAND = 'https://api.drand.sh';

/** The value of a public source as the command line has it; none where no source is named. */
export async function readPublicValue(draw: Draw, options: PublicValueOptions): Promise<Contribution[]> {
  const { source, numbers, signature, fetch } = options;
  const given = [numbers, signature, fetch].filter((one) => one !== undefined);
  if (source === undefined && given.length === 0) return [];
  if (source === undefined || given.length !== 1) {
    throw new InvalidArgumentError(
      '--source 须配 --numbers、--signature、--fetch 之一 / --source takes one of --numbers, --signature, --fetch.',
    );
  }
  const { ofBeacon, ofNumber } = await import('../../draw-folder/contribution.js');
  if (numbers !== undefined) return [ofNumber(draw, source, plainNumbers(numbers))];
  if (signature !== undefined) return [ofBeacon(draw, source, signature.trim())];
  const { fetchSignature } = await import('../../draw-folder/fetch-round.js');
  return [ofBeacon(draw, source, await fetchSignature(draw, source, fetch === true ? DRAND : String(fetch)))];
}

/** Official announcements print `03,07`; the protocol writes `3,7`. Digits and marks of any width. */
export function plainNumbers(text: string): string {
  return text.normalize('NFKC').replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, ''));
}

async function reveal(place: string, options: RevealOptions, clock: Clock): Promise<void> {
  const { InputLines } = await import('../../client/input-lines.js');
  const lines = new InputLines();
  const ways = [options.operator || undefined, options.key, options.add, options.source].filter(
    (one) => one !== undefined,
  );
  if (ways.length !== 1) {
    throw new InvalidArgumentError(
      '请给出 --operator、--key、--add、--source 之一 / give one of --operator, --key, --add, --source.',
    );
  }
  const { isDrawFolder } = await import('../../draw-folder/draw-folder.js');
  if (options.key !== undefined && (options.out !== undefined || !isDrawFolder(place))) {
    return carryAway(place, options, lines, clock);
  }
  const { revealInFolder } = await import('../../draw-folder/reveal.js');
  const values = await readValues(place, options, lines, clock);
  const secrets = await readKeys(options.keys, lines);
  const { ofOperator } = await import('../../draw-folder/contribution.js');
  const revealed = await revealInFolder(
    {
      folder: place,
      draw: options.draw,
      secrets,
      values: async (draw) => (options.operator && secrets ? [ofOperator(draw, secrets)] : values(draw)),
      needsKeys: options.operator,
    },
    secondsOf(clock),
  );
  return showRevealed(revealed, options.json);
}

/** How to make the value of one source, once the draw is known. */
async function readValues(
  place: string,
  options: RevealOptions,
  lines: InputLines,
  clock: Clock,
): Promise<(draw: Draw) => Promise<Contribution[]>> {
  const { ofWitness } = await import('../../draw-folder/contribution.js');
  if (options.add !== undefined) {
    const { readValueFile } = await import('../../draw-folder/carried-file.js');
    const { witness, value } = await readValueFile(options.add);
    return async (draw) => [ofWitness(draw, witness, value)];
  }
  if (options.key !== undefined) {
    const { witness, value } = await readKept(place, options, lines, clock);
    return async (draw) => [ofWitness(draw, witness, value)];
  }
  return (draw) => readPublicValue(draw, options);
}

async function readKept(place: string, options: RevealOptions, lines: InputLines, clock: Clock) {
  const { openWitnessKey } = await import('../../client/witness-key.js');
  const { keptValue } = await import('../../draw-folder/kept-value.js');
  const key = await openWitnessKey(options.key!, () => lines.next(WITNESS_PASSPHRASE, { secret: true }));
  const { systemChance: chance } = await import('../../../server/platform/clock.js');
  return keptValue(place, key, options.draw, { chance, now: secondsOf(clock) });
}

/** On the witness's own device: the value goes into a file that the operator takes in. */
async function carryAway(
  place: string,
  options: RevealOptions,
  lines: InputLines,
  clock: Clock,
): Promise<void> {
  const { writeValueFile } = await import('../../draw-folder/carried-file.js');
  const kept = await readKept(place, options, lines, clock);
  const file = options.out ?? `value-${kept.witness}.json`;
  await writeValueFile(file, kept);
  if (options.json) return printJson({ ok: true, file, witness: kept.witness });
  print(
    `数值已写入 / the value is in: ${file}`,
    `请交给操作人 / hand it to the operator: fairdraw draw reveal FOLDER --add ${file}`,
  );
}

/** Adds `--source` with `--numbers`, `--signature`, `--fetch`. */
export function addPublicValueOptions(command: Command): Command {
  return command
    .option('--source <id>', '公开随机数的代号 / id of a public source')
    .option('--numbers <list>', '开奖号码，如 "3,7,12|9" / the numbers as they were drawn')
    .option('--signature <hex>', '信标签名，96 位十六进制 / signature of the beacon’s round')
    .option('--fetch [url]', `联网向 drand 取签名，默认 ${DRAND} / get the signature online`);
}

/** `fairdraw draw reveal`. */
export function addReveal(draw: Command, clock: Clock): void {
  const command = draw
    .command('reveal')
    .description(
      '揭示一个随机数值；最后一个揭示时即完成抽取 / reveal one value; the last one of all is the draw',
    )
    .argument('<folder>', '抽取文件夹，或见证人的文件夹 / draw folder, or the witness’s handout')
    .option('--operator', '操作人的数值，取自 --keys / the operator’s value', false)
    .addOption(new Option('--key <file>', '见证人：自己的密钥文件 / the witness’s own key file'))
    .option('--out <file>', '见证人：数值写入此文件带回 / write the value to a file to be carried')
    .option('--add <file>', '操作人：收入见证人带回的数值 / operator: take in a value carried back');
  addFolderOptions(addPublicValueOptions(command).addOption(keysOption())).action(
    guarded((place: string, options: RevealOptions) => reveal(place, options, clock)),
  );
}
