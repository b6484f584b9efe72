import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AssignmentTable, BundleFiles, PoolFiles, Rules } from '../../../scheduler/draw/index.js';
import { CommandError } from '../output.js';

/** What an audit is of: rules and pools, and the table of a draw where there has been one. */
export interface AuditFiles {
  readonly rules: Rules;
  readonly pools: PoolFiles;
  readonly table?: AssignmentTable;
  readonly probabilities?: Uint8Array;
}

const stratumFile = /^pool\/([a-z0-9-]{1,32})\.jsonl$/;

/** From a restricted bundle, which is verified first. */
export async function filesOfBundle(folder: string): Promise<AuditFiles> {
  const { readBundleFolder } = await import('../../client/index.js');
  const { verifyRestricted } = await import('../../../scheduler/draw/index.js');
  const files = await readBundleFolder(folder);
  const verdict = verifyRestricted(files);
  if (!verdict.ok) throw new CommandError(`${verdict.code}: ${verdict.zh}。${verdict.en}`);
  const table = files['table.json'] && (parse(files, 'table.json') as AssignmentTable);
  return {
    rules: parse(files, 'rules.json') as Rules,
    pools: poolsOf(files),
    ...(table && { table }),
    ...(files['probabilities.jsonl'] && { probabilities: asBytes(files['probabilities.jsonl']) }),
  };
}

/** From a file of rules and a folder with the files of the pools, as docs/draw.md §4 names them. */
export async function filesOfPools(rulesFile: string, folder: string): Promise<AuditFiles> {
  const { parseCanonical } = await import('../../../scheduler/draw/index.js');
  const text = (await readFile(rulesFile, 'utf8')).replace(/\r?\n$/, '');
  const files: Record<string, Uint8Array> = {};
  const strata = await readdir(join(folder, 'pool')).catch(() => []);
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
  if (strata.length === 0) {
    throw new CommandError(`${folder} 中没有 pool/<层>.jsonl。No pool/<stratum>.jsonl in ${folder}.`);
  }
  return { rules: parseCanonical(text, 'rules.json') as unknown as Rules, pools: poolsOf(files) };
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
