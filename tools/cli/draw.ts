import { type Command, InvalidArgumentError } from 'commander';
import type { BundleFiles, Verdict } from '../../scheduler/draw/index.js';
import { addAudit } from './draw/audit.js';
import { addCertificate } from './draw/certificate.js';
import { CommandError, print, printJson } from './output.js';
import { addSignInOptions, readSignIn, type SignInOptions } from './sign-in.js';

interface SourceOptions extends SignInOptions {
  readonly restricted: boolean;
  readonly json: boolean;
}

interface VerifyOptions extends SourceOptions {
  readonly witness?: readonly { id: string; publicKey: string }[];
  readonly head?: readonly string[];
  readonly authority?: string;
}

interface Source {
  readonly files: BundleFiles;
  /** Where the files came from a server: the draw that was asked for. */
  readonly commitment?: string;
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

async function readSource(place: string, options: SourceOptions): Promise<Source> {
  const { fetchBundle, isAddress, parseDrawAddress, readBundleFolder } = await import('../client/index.js');
  if (!isAddress(place)) return { files: await readBundleFolder(place) };
  const address = parseDrawAddress(place);
  if (!options.restricted) return fetchBundle(address);
  const { InputLines } = await import('../client/input-lines.js');
  return fetchBundle(address, await readSignIn(options, new InputLines()));
}

/** A server may not answer with another draw than the one asked for, however sound. */
function isAsked(verdict: Verdict, { commitment }: Source): Verdict {
  if (!verdict.ok || !commitment || verdict.C === commitment) return verdict;
  const [zh, en] = ['抽取承诺不一致', `C differs: ${verdict.C}, asked for ${commitment}`];
  const data = { found: verdict.C, expected: commitment };
  return { ok: false, level: verdict.level, code: 'DIFFERS', zh, en, data };
}

async function verify(place: string, options: VerifyOptions): Promise<void> {
  const { verifyPublic, verifyRestricted } = await import('../../scheduler/draw/index.js');
  const { describeVerdict } = await import('./verdict-words.js');
  const { printable } = await import('../client/printable.js');
  const { witness: witnesses = [], head: heads = [], authority } = options;
  const source = await readSource(place, options);
  const expected = { witnesses, heads, authority };
  const check = options.restricted ? verifyRestricted : verifyPublic;
  const verdict = isAsked(check(source.files, expected), source);
  if (options.json) printJson({ source: place, ...verdict });
  const lines = describeVerdict(verdict).map(printable);
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

async function save(place: string, folder: string, options: SourceOptions): Promise<void> {
  const { isAddress, saveBundle } = await import('../client/index.js');
  if (!isAddress(place)) {
    throw new InvalidArgumentError('请给出抽取的地址。The address of a draw is needed.');
  }
  const { files, commitment } = await readSource(place, options);
  await saveBundle(folder, files);
  const names = Object.keys(files).sort();
  if (options.json) return printJson({ commitment, folder, files: names });
  print(`已保存 ${names.length} 个文件到 ${folder} / saved:`, ...names.map((name) => `  ${name}`));
}

function addSourceOptions(command: Command): Command {
  command.option('--restricted', '受限级，需审计或监督账户 / the restricted level: all files', false);
  return addSignInOptions(command).option('--json', '输出 JSON / print JSON', false);
}

/** `fairdraw draw verify` and `fairdraw draw fetch`: nothing of a server's database is touched. */
export function addDraw(program: Command): void {
  const draw = program.command('draw').description('抽取的核验 / verifying draws');
  const verification = draw
    .command('verify')
    .description('重新计算一次抽取并指出首个不符之处 / recompute a draw; name the first difference')
    .argument('<dir|url>', '文件夹，或 https://…/portal/draws/<C> / a folder, or the address of a draw')
    .option('--witness <id=pubkey>', '另行得知的见证公钥，可重复 / a key known from elsewhere', addWitness)
    .option('--head <hash>', '另行得知的日志位置，可重复 / hash of an event seen before', addHead)
    .option('--authority <code>', '机关的统一社会信用代码 / credit code of the authority');
  addSourceOptions(verification).action(verify);
  const fetching = draw
    .command('fetch')
    .description('保存一次抽取的文件，供离线核验 / save the files of a draw, to verify offline')
    .argument('<url>', '抽取的地址 / address of the draw')
    .argument('<dir>', '新的或空的文件夹 / a new or empty folder');
  addSourceOptions(fetching).action(save);
  draw
    .command('slip')
    .description('核对检查组出示的抽取凭证 / check the slip that a team shows at the door')
    .argument('<slip>', '凭证文件 / file of the slip')
    .argument('<dir|url>', '文件夹，或抽取的地址 / a folder, or the address of the draw')
    .option('--json', '输出 JSON / print JSON', false)
    .action(async (file: string, place: string, { json }: { json: boolean }) => {
      const { checkSlipFile, showSlip } = await import('./slip.js');
      const { files } = await readSource(place, { restricted: false, json } as SourceOptions);
      showSlip(await checkSlipFile(file, files), json);
    });
  addAudit(draw);
  addCertificate(draw);
}
