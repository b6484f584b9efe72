import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Assurance, BundleFiles } from '../../../scheduler/draw/index.js';
import type { Clock } from '../../../schema/shared/unit.js';
import { CommandError, print, printJson } from '../output.js';
import { guarded } from './guarded.js';
import { secondsOf } from './options.js';
import { readSource, type SourceOptions } from './source.js';

interface CertificateOptions {
  readonly unit?: string;
  readonly officer?: string;
  readonly name?: string;
  readonly html?: string;
  readonly json: boolean;
  readonly check?: string;
  readonly head?: string;
  readonly commitment?: string;
  readonly receipt?: string;
  readonly draw?: string;
}

/** Ids in full, from whatever `explain` would understand. */
async function idsOf(files: BundleFiles, said: { unit: string; officer: string }) {
  const { readFacts } = await import('../../explain/facts.js');
  const { findSubject } = await import('../../explain/find-subject.js');
  const facts = readFacts(files);
  if (!facts.pools) {
    throw new CommandError(
      'NEEDS_RESTRICTED: 出具凭证需要受限级的文件；请用抽取文件夹。\n  A certificate is made from the restricted files: use the draw folder.',
    );
  }
  const { strata, inspectors } = facts.pools;
  const unit = findSubject(facts, said.unit);
  const officer = findSubject(facts, said.officer);
  if (unit.kind !== 'unit') throw notA('对象', 'unit', said.unit);
  if (officer.kind !== 'officer') throw notA('人员', 'officer', said.officer);
  const pool = strata.find(({ code }) => code === unit.stratum)!;
  return { facts, unit: pool.file.ids[unit.index]!, officer: inspectors.ids[officer.index]! };
}

function notA(zh: string, en: string, said: string): CommandError {
  return new CommandError(`ID_UNKNOWN: “${said}”不是在库的${zh}。\n  "${said}" is no ${en} of the pools.`);
}

async function make(place: string, options: CertificateOptions): Promise<void> {
  const { name, html, json } = options;
  if (options.unit === undefined || options.officer === undefined) {
    throw new CommandError('请给出 --unit 与 --officer。Give --unit and --officer.');
  }
  const { poolsOf } = await import('./audit-files.js');
  const { certificatePage, makeCertificate } = await import('../../fairness/index.js');
  const { describeOwnEnds, describeStanding } = await import('../history-words.js');
  const { printable } = await import('../../client/printable.js');
  const { files } = await readSource(place, sourceOptions(options));
  const { facts, unit, officer } = await idsOf(files, { unit: options.unit, officer: options.officer });
  const certificate = makeCertificate({
    files,
    rules: facts.rules,
    pools: poolsOf(files),
    unit,
    officer,
    name,
  });
  if (html !== undefined) await writeFile(html, certificatePage(certificate), { mode: 0o600 });
  if (json || html === undefined) return printJson(certificate);
  const { verified } = facts;
  print(
    ...[...describeStanding(verified), ...describeOwnEnds(verified)].map(printable),
    ...(certificate.replaced
      ? ['注意：这一组合已被替换，凭证上已写明 / replaced since: the page says so']
      : []),
    `凭证已写入 / certificate written: ${html}`,
  );
}

async function check(
  file: string,
  place: string | undefined,
  options: CertificateOptions,
  clock: Clock,
): Promise<void> {
  const { certificatePage, checkCertificate, percent, readCertificate } = await import(
    '../../fairness/index.js'
  );
  const { describeHistory, describeStanding } = await import('../history-words.js');
  const { printable } = await import('../../client/printable.js');
  const text = await readFile(file, 'utf8');
  const certificate = readCertificate(text);
  const files = place === undefined ? undefined : (await readSource(place, sourceOptions(options))).files;
  const { head, commitment: C, receipt: receiptHash } = options;
  const { held, anchored, notes, verified } = checkCertificate(certificate, { head, C, receiptHash, files });
  if (!text.trimStart().startsWith('{') && text !== certificatePage(certificate)) throw pageChanged();
  const { unit, officer, pair, series, earlier } = certificate;
  const assurance = verified?.assurance ?? (certificate.assurance as Assurance);
  if (options.json) {
    const { C: of, replaced } = certificate;
    const told = { C: of, unit: unit.id, officer: officer.id, series, assurance, earlier, replaced, notes };
    return printJson({ ok: true, anchored, ...told });
  }
  const standing = describeStanding({ series, assurance });
  print(
    ...[
      ...standing.slice(0, -1),
      ...held.map(({ zh, en }, i) => `  ${i + 1}. ${zh} / ${en}`),
      `凭证属实 / the certificate holds: ${unit.id} – ${officer.id}`,
      `中选概率 / selected: ${percent(unit.decimal)}（${unit.probability}）；配对概率 / pair: ${pair.exact ? percent(pair.decimal) : `≈ ${percent(pair.decimal)}（估计，标准误差 / estimate, standard error ${percent(pair.standardError)}）`}`,
      `${standing.at(-1)}${verified ? '' : '（凭证自称，未核 / as it says, not checked）'}`,
      ...(verified ? describeHistory(verified, secondsOf(clock)) : []),
      ...notes.map(({ zh, en }) => `注意：${zh}。\n  Note: ${en}.`),
      ...hints(anchored, files !== undefined),
    ].flatMap((line) => line.split('\n').map(printable)),
  );
}

/** What the checker could bring along to know more. */
function hints(anchored: boolean, hasFiles: boolean): string[] {
  if (hasFiles) return [];
  if (anchored) {
    return [
      '提示：概率和人数须有公开文件夹才能重算。',
      'Note: the probabilities and numbers can be recomputed with the public folder only.',
    ];
  }
  return [
    '提示：未给出公开文件夹或 --head，只证明凭证自身无矛盾。',
    'Note: without the public folder or --head this shows only that the certificate agrees with itself.',
  ];
}

function pageChanged(): CommandError {
  return new CommandError(
    [
      'PAGE_CHANGED: 页面被改：页面上的文字不是由其数据生成的，不要采信（也可能由另一版本的程序出具，可请出具人重新出具，或只核对 JSON）。',
      '  The page was changed: its words are not those made from its data. Do not rely on it (or another version wrote it: ask for a new one, or check the JSON).',
    ].join('\n'),
  );
}

function sourceOptions({ draw, json }: CertificateOptions): SourceOptions {
  return { restricted: false, json, ...(draw !== undefined && { draw }) } as SourceOptions;
}

/** `fairdraw draw certificate`: that one pairing was random, on one page, and how it is checked. */
export function addCertificate(draw: Command, clock: Clock): void {
  draw
    .command('certificate')
    .description('尽职留痕凭证：出具或核对 / certificate of one pairing: write or check it')
    .argument(
      '[dir]',
      '抽取文件夹或受限级文件夹；核对时为公开文件夹 / draw folder or restricted bundle; with --check the public one',
    )
    .option('--unit <id>', '检查对象：标识、名称或 层/序号 / the target: id, name, stratum/number')
    .option('--officer <id>', '检查人员：标识、姓名或 officer/序号 / the officer: id, name, officer/number')
    .option('--name <name>', '凭证上写明的姓名，不给则不写 / a name to show; none without it')
    .option('--html <file>', '写成一页 / write the page')
    .option('--json', '输出 JSON / print JSON', false)
    .option('--check <file>', '核对凭证 / check a certificate')
    .option('--head <hash>', '另行得知的日志位置 / log head known from elsewhere')
    .option('--commitment <hash>', '另行得知的封库指纹 / C known from elsewhere')
    .option('--receipt <hash>', '另行得知的结果凭据指纹 / receiptHash known from elsewhere')
    .option('--draw <name>', '抽取文件夹中的哪一次 / which draw of a draw folder')
    .action(
      guarded(async (folder: string | undefined, options: CertificateOptions) => {
        if (options.check !== undefined) return check(options.check, folder, options, clock);
        if (folder === undefined) {
          throw new CommandError(
            '请给出抽取文件夹或受限级文件夹。Give the draw folder or a restricted bundle.',
          );
        }
        return make(folder, options);
      }),
    );
}
