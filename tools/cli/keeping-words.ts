import type { CheckedBackup } from '../../server/keeping/read-backup.js';
import type { Progress } from '../../server/keeping/take-backup.js';

const EVERY_MS = 1_000;

/** Thousands set apart, so that seven figures can be read. */
function figures(count: number): string {
  return count.toLocaleString('en-US');
}

/**
 * Tells on standard error how far a copy is: a line for each table at its end, and each second while it lasts.
 * @param what in both languages, such as `备份 / backup`
 * @param rowsOf how many rows a table has, where that is known
 */
export function tellProgress(what: string, rowsOf: ReadonlyMap<string, number> = new Map()): Progress {
  let toldAt = 0;
  return (table, rows) => {
    const all = rowsOf.get(table);
    const isEnd = rows === all;
    const at = performance.now();
    if (!isEnd && at - toldAt < EVERY_MS) return;
    toldAt = at;
    const part = all === undefined || all === 0 ? '' : ` (${Math.floor((rows / all) * 100)}%)`;
    process.stderr.write(`${what}: ${table} ${figures(rows)}${part}\n`);
  };
}

/** How many rows each table of a backup has. */
export function rowsByTable({ manifest }: CheckedBackup): Map<string, number> {
  return new Map(manifest.tables.map(({ name, rows }) => [name, rows]));
}

/** What a backup holds, for people. */
export function backupWords({ manifest, sealed }: CheckedBackup): string[] {
  const { tables, takenAt, product, isTraining, keyFingerprint, migrations } = manifest;
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const mode = isTraining ? '演练 / training' : '正式 / real';
  return [
    `时间 / taken: ${takenAt}, fairdraw ${product}, ${migrations.at(-1)}`,
    `内容 / holds: ${tables.length} 表 tables, ${figures(rows)} 行 rows`,
    ...(isTraining === null ? [] : [`性质 / mode: ${mode}`]),
    ...(keyFingerprint ? [`密钥指纹 / key fingerprint: ${keyFingerprint}`] : []),
    `SHA-256: ${sealed.sha256}`,
  ];
}

/** What a backup does not hold: the files of evidence, of which it has names and hashes only. */
export function evidenceWords({ tables }: CheckedBackup['manifest']): string[] {
  const rows = tables.find(({ name }) => name === 'evidence')?.rows ?? 0;
  if (rows === 0) return [];
  return [
    `证据文件不在备份中（${figures(rows)} 份）：用 fairdraw evidence copy 另行复制，恢复后用 fairdraw evidence verify 逐份核对。`,
    `The files of ${figures(rows)} pieces of evidence are not in it: copy them by fairdraw evidence copy; after a restore compare each by fairdraw evidence verify.`,
  ];
}
