import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Clock } from '../../../schema/shared/unit.js';
import { CommandError, print, printJson } from '../output.js';
import { addDespiteOption } from '../witness-options.js';
import { guarded } from './guarded.js';
import { addFolderOptions, type FolderOptions, secondsOf, WITNESS_PASSPHRASE } from './options.js';
import { actJson, drawJson, nextStep } from './show-draw.js';

interface AnchorOptions extends FolderOptions {
  readonly witness?: string;
  readonly key?: string;
  readonly add?: string;
  readonly out?: string;
  readonly dice: boolean;
  readonly digits: boolean;
  readonly show: boolean;
  readonly despiteVoid: readonly string[];
}

async function anchor(place: string, options: AnchorOptions, clock: Clock): Promise<void> {
  const { addAnchor } = await import('../../draw-folder/anchor.js');
  if (options.dice && options.digits)
    throw new InvalidArgumentError('--dice, --digits: 只取其一 / one of them.');
  if ((options.add === undefined) === (options.key === undefined)) {
    throw new InvalidArgumentError(
      '请用 --key 签名，或用 --add 收回签名 / --key to sign, or --add to take one in.',
    );
  }
  if (options.add !== undefined) {
    const { readAnchorFile } = await import('../../draw-folder/carried-file.js');
    const draws = await addAnchor(place, await readAnchorFile(options.add));
    return options.json
      ? printJson({ ok: true, ...actJson(draws.map(drawJson)) })
      : print('已收入见证 / anchor taken in', nextStep(draws[0]!) ?? '');
  }
  await sign(place, options, clock);
}

async function sign(place: string, options: AnchorOptions, clock: Clock): Promise<void> {
  const { addAnchor, signAnchor } = await import('../../draw-folder/anchor.js');
  const { readWitnessMatters } = await import('../../draw-folder/witness-place.js');
  const { isDrawFolder } = await import('../../draw-folder/draw-folder.js');
  const { writeAnchorFile } = await import('../../draw-folder/carried-file.js');
  const { openWitnessKey } = await import('../../client/witness-key.js');
  const { InputLines } = await import('../../client/input-lines.js');
  const { readThrown } = await import('../thrown-value.js');
  const { describeMatters } = await import('../matters-words.js');
  const { systemChance: chance } = await import('../../../server/platform/clock.js');
  const lines = new InputLines();
  const key = await openWitnessKey(options.key!, () => lines.next(WITNESS_PASSPHRASE, { secret: true }));
  const matters = await readWitnessMatters(place, key, options);
  const { log, draws, witness } = matters;
  if (!options.json) print(...draws.flatMap((one) => describeMatters({ log, witness, ...one }, one.words)));
  const shown = actJson(
    draws.map(({ draw, statement, rules }) => ({ ...drawJson(draw), witness, statement, rules })),
  );
  if (options.show) return options.json ? printJson({ ok: true, anchored: false, ...shown }) : undefined;
  if (lines.isTyped && (await lines.next('核对无误请输入 yes / type yes to sign')) !== 'yes') {
    throw new CommandError('未签名。Nothing was signed.');
  }
  const value = await readThrown(options, lines);
  const body = await signAnchor(matters, { key, chance, now: secondsOf(clock), value });
  const isHere = isDrawFolder(place) && options.out === undefined;
  if (isHere) {
    const after = await addAnchor(place, body);
    if (options.json) {
      const anchored = after.map((draw, i) => ({
        ...drawJson(draw),
        witness,
        statement: draws[i]!.statement,
      }));
      return printJson({ ok: true, anchored: true, ...actJson(anchored) });
    }
    return print(
      '已锚定 / anchored',
      nextStep(after[0]!) ?? '',
      `数值存于 / the value is kept in ${options.key}`,
    );
  }
  const file = options.out ?? `anchor-${witness}.json`;
  await writeAnchorFile(file, body);
  if (options.json) return printJson({ ok: true, anchored: true, file, ...shown });
  print(
    `已签名 / signed: ${file}`,
    `请交给操作人 / hand it to the operator: fairdraw draw anchor FOLDER --add ${file}`,
    `数值存于 / the value is kept in ${options.key}`,
  );
}

/** `fairdraw draw anchor`. */
export function addAnchor(draw: Command, clock: Clock): void {
  const command = draw
    .command('anchor')
    .description('见证：核对封库说明并签名，可离线 / read the pool statement and sign it, offline')
    .argument(
      '<folder>',
      '抽取文件夹，或 handout（log.jsonl、rules.json、statement.json）/ draw folder, or a handout',
    )
    .option('--witness <id>', '见证人代号 / the witness’s id in the rules')
    .addOption(new Option('--key <file>', '见证密钥文件 / the witness key file'))
    .option('--dice', '标准输入给出骰子点数 / the value is thrown by hand: dice on standard input', false)
    .option('--digits', '标准输入给出数字 / the value is thrown by hand: digits on standard input', false)
    .option('--show', '只核对和显示，不签名 / check and show only; sign nothing', false)
    .option('--out <file>', '签名写入此文件带回 / write the anchor to a file')
    .option('--add <file>', '操作人：收入见证人带回的签名 / operator: take in an anchor carried back');
  addFolderOptions(addDespiteOption(command)).action(
    guarded((place: string, options: AnchorOptions) => anchor(place, options, clock)),
  );
}
