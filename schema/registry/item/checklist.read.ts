import type { Reader } from '../../shared/unit.js';
import { Checklist } from './checklist.entity.js';

/** A version of a department's checklist, or nothing; the newest when no version is given. */
export async function findChecklist(
  reader: Reader,
  departmentId: string,
  code: string,
  version?: number | null,
): Promise<Checklist | null> {
  const which = { department: departmentId, code, ...(version ? { version } : {}) };
  const [found] = await reader.em.find(Checklist, which, { orderBy: { version: 'desc' }, limit: 1 });
  return found ?? null;
}
