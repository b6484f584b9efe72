import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { CommandError, print, printJson } from '../output.js';
import { guarded } from './guarded.js';

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
}

/** Faults and refusals in the words of the command line. */
async function spoken<T>(act: () => Promise<T>): Promise<T> {
  const { DrawFault } = await import('../../../scheduler/draw/index.js');
  const { NoCertificate } = await import('../../fairness/index.js');
  try {
    return await act();
  } catch (error) {
    if (error instanceof DrawFault) throw new CommandError(`${error.code}: ${error.zh}。${error.en}`);
    if (error instanceof NoCertificate) throw new CommandError(error.message);
    throw error;
  }
}

async function make(folder: string, options: CertificateOptions): Promise<void> {
  const { unit, officer, name, html, json } = options;
  if (unit === undefined || officer === undefined) {
    throw new CommandError('请给出 --unit 与 --officer。Give --unit and --officer.');
  }
  const { filesOfBundle } = await import('./audit-files.js');
  const { readBundleFolder } = await import('../../client/index.js');
  const { certificatePage, makeCertificate } = await import('../../fairness/index.js');
  const { rules, pools } = await filesOfBundle(folder);
  const files = await readBundleFolder(folder);
  const certificate = makeCertificate({ files, rules, pools, unit, officer, name });
  if (html !== undefined) await writeFile(html, certificatePage(certificate), { mode: 0o600 });
  if (json || html === undefined) return printJson(certificate);
  print(`凭证已写入 / certificate written: ${html}`);
}

async function check(file: string, folder: string | undefined, options: CertificateOptions): Promise<void> {
  const { certificatePage, checkCertificate, readCertificate } = await import('../../fairness/index.js');
  const { readBundleFolder } = await import('../../client/index.js');
  const { printable } = await import('../../client/printable.js');
  const text = await readFile(file, 'utf8');
  const certificate = readCertificate(text);
  const files = folder === undefined ? undefined : await readBundleFolder(folder);
  const { head, commitment: C, receipt: receiptHash } = options;
  const { held, anchored } = checkCertificate(certificate, { head, C, receiptHash, files });
  if (options.json) {
    return printJson({
      ok: true,
      anchored,
      C: certificate.C,
      unit: certificate.unit.id,
      officer: certificate.officer.id,
    });
  }
  const { unit, officer, pair } = certificate;
  const isOtherPage = !text.startsWith('{') && text !== certificatePage(certificate);
  print(
    ...held.map(({ zh, en }, i) => `  ${i + 1}. ${zh} / ${en}`),
    printable(`凭证属实 / the certificate holds: ${unit.id} – ${officer.id}`),
    `中选概率 / selected: ${unit.probability}；配对概率 / pair: ${pair.decimal}${pair.exact ? '' : '（估计 / estimate）'}`,
    ...(isOtherPage
      ? [
          '注意：页面文字与其数据不完全对应（或由另一版本出具），请以上列数据为准。',
          'Note: the words of the page are not those this version makes of its data; go by the data above.',
        ]
      : []),
    ...(anchored && files === undefined
      ? [
          '提示：概率和人数须有公开文件夹才能重算。',
          'Note: the probabilities and numbers can be recomputed with the public folder only.',
        ]
      : []),
    ...(anchored
      ? []
      : [
          '提示：未给出公开文件夹或 --head，只证明凭证自身无矛盾。',
          'Note: without the public folder or --head this shows only that the certificate agrees with itself.',
        ]),
  );
}

/** `fairdraw draw certificate`: that one pairing was random, on one page, and how it is checked. */
export function addCertificate(draw: Command): void {
  draw
    .command('certificate')
    .description('尽职留痕凭证：出具或核对 / certificate of one pairing: write or check it')
    .argument('[dir]', '受限级文件夹；核对时为公开文件夹 / restricted bundle; with --check the public one')
    .option('--unit <id>', '检查对象 / the target')
    .option('--officer <id>', '检查人员 / the officer')
    .option('--name <name>', '凭证上写明的姓名，不给则不写 / a name to show; none without it')
    .option('--html <file>', '写成一页 / write the page')
    .option('--json', '输出 JSON / print JSON', false)
    .option('--check <file>', '核对凭证 / check a certificate')
    .option('--head <hash>', '另行得知的日志位置 / log head known from elsewhere')
    .option('--commitment <hash>', '另行得知的封库指纹 / C known from elsewhere')
    .option('--receipt <hash>', '另行得知的结果凭据指纹 / receiptHash known from elsewhere')
    .action(
      guarded((folder: string | undefined, options: CertificateOptions) =>
        spoken(() => {
          if (options.check !== undefined) return check(options.check, folder, options);
          if (folder === undefined)
            throw new CommandError('请给出受限级文件夹。A restricted bundle is needed.');
          return make(folder, options);
        }),
      ),
    );
}
