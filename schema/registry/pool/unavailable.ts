import { type Page, type PageArguments, pageOf } from '../../shared/page.js';
import type { Reader } from '../../shared/unit.js';
import type { Inspector } from '../inspector/inspector.entity.js';
import type { UnavailableReason } from '../inspector/inspector.states.js';
import { findUnavailability } from './availability.js';
import { listInspectorPool } from './inspector-pool.js';

/** An officer who cannot be sent on a day, and why. */
export interface UnavailableRow {
  readonly inspector: Inspector;
  readonly reason: UnavailableReason;
}

/** Officers of the reader's department who could not be sent on a day, by real-world id. */
export function listUnavailable(
  reader: Reader,
  on: string,
  page: PageArguments,
): Promise<Page<UnavailableRow>> {
  return pageOf(page, [({ inspector }: UnavailableRow) => inspector.realId], async (limit, after) => {
    const { departmentId } = reader.actor;
    const pool = departmentId ? await listInspectorPool(reader, departmentId) : [];
    const rows = pool.flatMap((one) => {
      const reason = findUnavailability(one, on, on);
      return reason && one.inspector.department === departmentId ? { inspector: one.inspector, reason } : [];
    });
    const begin = after ? rows.findIndex(({ inspector }) => inspector.realId > String(after[0])) : 0;
    return begin < 0 ? [] : rows.slice(begin, begin + limit);
  });
}
