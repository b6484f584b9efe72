import { createHash } from 'node:crypto';
import { canonical } from '../../../scheduler/draw/index.js';
import type { MonthlyReturn, ReturnRow } from './monthly-return.entity.js';

/** What a version says: exactly what is confirmed. */
export interface ReturnText {
  readonly month: string;
  readonly department: string;
  readonly version: number;
  readonly reason: string;
  readonly rows: readonly ReturnRow[];
}

/** The version that a draft would become, as canonical text with its SHA-256, hex. */
export function freezeReturn(draft: MonthlyReturn): { readonly text: string; readonly hash: string } {
  const { month, department, version, reason, rows } = draft;
  const said: ReturnText = { month, department, version: version + 1, reason: reason ?? '', rows };
  const text = canonical({ ...said, rows: rows.map((row) => ({ ...row })) }, 'return');
  return { text, hash: createHash('sha256').update(text, 'utf8').digest('hex') };
}

/** Whether nothing happened on any item: such a return is handed in and confirmed like every other. */
export function isZeroReturn(rows: readonly ReturnRow[]): boolean {
  return rows.every(
    (row) =>
      Object.values(row).every((value) => typeof value !== 'number' || value === 0) && row.problems === '',
  );
}
