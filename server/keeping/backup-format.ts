import { z } from 'zod';

/** The form of the file; a program reads the forms that it knows. */
export const BACKUP_FORM = 1;

/** The first member: what this file is, also for a program that cannot read the rest. */
export const HEAD = 'fairdraw-backup.json';
/** The last member. */
export const MANIFEST = 'manifest.json';

export const head = z.object({ form: z.number().int().positive(), product: z.string() });

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const table = z.strictObject({
  name: z.string(),
  columns: z.array(z.string()),
  rows: z.number().int().nonnegative(),
  /** Of the rows in the order of their primary key, as COPY writes them in text form. */
  sha256: hash,
});
const sequence = z.strictObject({ name: z.string(), lastValue: z.string(), isCalled: z.boolean() });

export const manifest = z.strictObject({
  form: z.literal(BACKUP_FORM),
  /** The program that took it. */
  product: z.string(),
  takenAt: z.iso.datetime(),
  database: z.enum(['embedded', 'postgresql']),
  /** Null: the database was never served from. */
  isTraining: z.boolean().nullable(),
  /** SHA-256 of the keys with which its secrets are sealed; the keys themselves are not in the file. */
  keyFingerprint: hash.nullable(),
  migrations: z.array(z.string()).min(1),
  tables: z.array(table),
  sequences: z.array(sequence),
});

/** What a backup holds. */
export type Manifest = z.infer<typeof manifest>;
export type TableRecord = z.infer<typeof table>;

/** Why a file is not read. */
export type BackupFault = 'ABSENT' | 'NOT_A_BACKUP' | 'CUT' | 'ALTERED' | 'TOO_NEW' | 'INCONSISTENT';

const words: Readonly<Record<BackupFault, string>> = {
  ABSENT: '没有该文件，或无法读取。There is no such file, or it cannot be read.',
  NOT_A_BACKUP: '不是公正抽的备份文件。This is not a backup of Fairdraw.',
  CUT: '备份文件不完整，末尾缺失：请用另一份。The backup is cut off, its end is missing: use another copy.',
  ALTERED: '备份文件已损坏或被改动：请用另一份。The backup is damaged or was altered: use another copy.',
  TOO_NEW:
    '备份来自更新版本的程序：请用该版本恢复。The backup was taken by a newer program: restore it with that version.',
  INCONSISTENT:
    '备份文件内容与其清单不符：请用另一份。What the backup holds is not what its manifest says: use another copy.',
};

/** A file that cannot be restored. Nothing was changed. */
export class BackupFileError extends Error {
  constructor(
    readonly code: BackupFault,
    file: string,
    detail = '',
  ) {
    super(`${file}: ${words[code]}${detail && ` (${detail})`}`);
  }
}
