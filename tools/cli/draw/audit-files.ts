import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AssignmentTable, BundleFiles, PoolFiles, Rules } from '../../../scheduler/draw/index.js';
import type { AuditedDraw } from '../../fairness/index.js';
import { CommandError } from '../output.js';

/** What an audit is of: rules and pools, and the table of a draw where there has been one. */
export interface AuditFiles {
  readonly rules: Rules;
  readonly pools: PoolFiles;
  readonly table?: AssignmentTable;
  readonly probabilities?: Uint8Array;
  /** Of a draw that is in a log. */
  readonly draw?: AuditedDraw;
  /** Codes made from words, for showing them again. */
  readonly words: ReadonlyMap<string, string>;
}

const stratumFile = /^pool\/([a-z0-9-]{1,32})\.jsonl$/;

/** From a draw folder, a restricted bundle (verified first), or a folder of spreadsheets that nothing was frozen from. */
export async function filesOfFolder(place: string, draw: string | undefined): Promise<AuditFiles> {
  const { bundleAt } = await import('../../draw-folder/bundle-at.js');
  const folder = await bundleAt(place, draw);
  const hasSheets = existsSync(join(place, 'rules.json')) && !existsSync(join(place, 'pool'));
  if (folder === place && !existsSync(join(place, 'draw.json')) && hasSheets) {
    return filesOfSheets(place, undefined);
  }
  return filesOfBundle(folder);
}

async function filesOfBundle(folder: string): Promise<AuditFiles> {
  const { readBundleFolder } = await import('../../client/index.js');
  const { verifyRestricted } = await import('../../../scheduler/draw/index.js');
  const { readWords } = await import('../../draw-folder/words-file.js');
  const files = await readBundleFolder(folder);
  if (!('draw.json' in files)) throw nothingThere(folder);
  const verdict = verifyRestricted(files);
  if (!verdict.ok) throw new CommandError(`${verdict.code}: ${verdict.zh}。${verdict.en}`);
  const table = files['table.json'] && (parse(files, 'table.json') as AssignmentTable);
  const { C, series, state, assurance, campaign, drawNo } = verdict;
  return {
    rules: parse(files, 'rules.json') as Rules,
    pools: poolsOf(files),
    ...(table && { table }),
    ...(files['probabilities.jsonl'] && { probabilities: asBytes(files['probabilities.jsonl']) }),
    draw: { C, series, state, assurance, campaign, drawNo },
    words: await readWords(folder),
  };
}

/** From a file of rules and a folder with the files of the pools, as docs/draw.md §4 names them, or with spreadsheets. */
export async function filesOfPools(rulesFile: string, folder: string): Promise<AuditFiles> {
  const strata = await readdir(join(folder, 'pool')).catch(() => []);
  if (strata.length === 0) {
    const isSheets = ['csv', 'xlsx'].some((end) => existsSync(join(folder, `targets.${end}`)));
    if (isSheets) return filesOfSheets(folder, rulesFile);
    throw new CommandError(
      `${folder} 中没有 pool/<层>.jsonl，也没有 targets.csv 或 targets.xlsx。No pool/<stratum>.jsonl and no targets.csv or targets.xlsx in ${folder}.`,
    );
  }
  const files: Record<string, Uint8Array> = {};
  const names = [
    ...strata.map((name) => `pool/${name}`),
    'excluded.jsonl',
    'inspectors.jsonl',
    'conflicts.jsonl',
  ];
  for (const name of names) {
    const bytes = await readFile(join(folder, name)).catch(() => undefined);
    if (bytes) files[name] = bytes;
  }
  return { ...(await rulesOf(rulesFile)), pools: poolsOf(files) };
}

/** Canonical rules as a bundle has them, or an easily written rules file. */
async function rulesOf(path: string): Promise<Pick<AuditFiles, 'rules' | 'words'>> {
  const { checkRules, parseCanonical } = await import('../../../scheduler/draw/index.js');
  const text = (await readFile(path, 'utf8')).replace(/\r?\n$/, '');
  let given: unknown;
  try {
    given = parseCanonical(text, 'rules.json');
  } catch {
    const { readRulesFile } = await import('../../draw-folder/rules-file.js');
    const { rules, words } = await readRulesFile(path);
    return { rules, words };
  }
  return { rules: checkRules(given), words: new Map() };
}

async function filesOfSheets(folder: string, rulesFile: string | undefined): Promise<AuditFiles> {
  const { preparePools } = await import('../../draw-folder/pools.js');
  const { readInputs } = await import('../../draw-folder/sheets.js');
  const { rules: file, sheets } = await readInputs(
    folder,
    rulesFile === undefined ? {} : { rules: rulesFile },
  );
  // The key salts grounds that an audit does not look at.
  const { files, words } = preparePools(sheets, file, new Uint8Array(32));
  return { rules: file.rules, pools: files, words };
}

function nothingThere(folder: string): CommandError {
  return new CommandError(
    `NOTHING_TO_AUDIT: ${folder} 既不是抽取文件夹，也不是受限级的核验文件夹，也没有 rules.json 和表格。\n  ${folder} is no draw folder, no restricted bundle, and has no rules.json with spreadsheets.`,
  );
}

/** The pools of a restricted bundle. */
export function poolsOf(files: BundleFiles): PoolFiles {
  return {
    strata: Object.keys(files).flatMap((name) => {
      const code = stratumFile.exec(name)?.[1];
      return code ? [{ code, records: files[name]! }] : [];
    }),
    excluded: files['excluded.jsonl'] ?? '',
    inspectors: files['inspectors.jsonl'] ?? '',
    conflicts: files['conflicts.jsonl'] ?? '',
  };
}

function parse(files: BundleFiles, name: string): unknown {
  return JSON.parse(new TextDecoder().decode(asBytes(files[name]!)));
}

function asBytes(file: Uint8Array | string): Uint8Array {
  return typeof file === 'string' ? new TextEncoder().encode(file) : file;
}
