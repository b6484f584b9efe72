import { type Command, InvalidArgumentError } from 'commander';
import type { Verdict } from '../../../scheduler/draw/index.js';
import type { Clock } from '../../../schema/shared/unit.js';
import { CommandError, print, printJson } from '../output.js';
import { guarded } from './guarded.js';
import { secondsOf } from './options.js';
import { addSourceOptions, readSource, type Source, type SourceOptions } from './source.js';

interface VerifyOptions extends SourceOptions {
  readonly witness?: readonly { id: string; publicKey: string }[];
  readonly head?: readonly string[];
  readonly authority?: string;
}

function addHead(text: string, heads: readonly string[] = []): string[] {
  if (!/^[0-9a-f]{64}$/.test(text)) {
    throw new InvalidArgumentError('须为 64 位小写十六进制。64 lower-case hex digits are needed.');
  }
  return [...heads, text];
}

function addWitness(text: string, witnesses: VerifyOptions['witness'] = []): VerifyOptions['witness'] {
  const [, id, publicKey] = /^([a-z0-9-]{1,32})=([0-9a-f]{64})$/.exec(text) ?? [];
  if (!id || !publicKey) throw new InvalidArgumentError('格式为 代号=公钥。Write ID=PUBKEY.');
  return [...witnesses, { id, publicKey }];
}

/** A server may not answer with another draw than the one asked for, however sound. */
function isAsked(verdict: Verdict, { commitment }: Source): Verdict {
  if (!verdict.ok || !commitment || verdict.C === commitment) return verdict;
  const [zh, en] = ['抽取承诺不一致', `C differs: ${verdict.C}, asked for ${commitment}`];
  const data = { found: verdict.C, expected: commitment };
  return { ok: false, level: verdict.level, code: 'DIFFERS', zh, en, data };
}

async function verify(place: string, options: VerifyOptions, clock: Clock): Promise<void> {
  const { verifyPublic, verifyRestricted } = await import('../../../scheduler/draw/index.js');
  const { describeVerdict } = await import('../verdict-words.js');
  const { printable } = await import('../../client/printable.js');
  const { witness: witnesses = [], head: heads = [], authority } = options;
  const source = await readSource(place, options);
  const expected = { witnesses, heads, authority };
  const check = options.restricted || source.isOwn ? verifyRestricted : verifyPublic;
  const verdict = isAsked(check(source.files, expected), source);
  if (options.json) printJson({ source: place, ...verdict });
  const lines = describeVerdict(verdict, secondsOf(clock)).map(printable);
  if (!verdict.ok && verdict.data.file === 'pool-key.json') {
    lines.push('  抽取完成之前名录密钥在操作人手里。Until the draw is made the operator holds the pool key.');
  }
  if (!verdict.ok) throw new CommandError(lines.join('\n'));
  if (options.json) return;
  print(...lines);
  if (witnesses.length + heads.length === 0) {
    print(
      '提示：未给出 --witness 或 --head，证明的是这些文件自身无误；请用见证人告知的公钥或位置再核。',
      'Note: without --witness or --head this shows that the files agree with themselves; add what a witness told you.',
    );
  }
}

/** `fairdraw draw verify`. */
export function addVerify(draw: Command, clock: Clock): void {
  const verification = draw
    .command('verify')
    .description('重新计算一次抽取并指出首个不符之处 / recompute a draw; name the first difference')
    .argument('<dir|url>', '文件夹，或 https://…/portal/draws/<C> / a folder, or the address of a draw')
    .option('--witness <id=pubkey>', '另行得知的见证公钥，可重复 / a key known from elsewhere', addWitness)
    .option('--head <hash>', '另行得知的日志位置，可重复 / hash of an event seen before', addHead)
    .option('--authority <code>', '机关的统一社会信用代码 / credit code of the authority');
  addSourceOptions(verification).action(
    guarded((place: string, options: VerifyOptions) => verify(place, options, clock)),
  );
}
