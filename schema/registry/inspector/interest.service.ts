import { idKey, type Page, type PageArguments, pageOf } from '../../shared/page.js';
import type { Reader } from '../../shared/unit.js';
import { Interest } from './interest.entity.js';

/**
 * Declared interests of a department that hold on a day. Sealed: for the draw and the security administrator only.
 */
export function listInterests(reader: Reader, departmentId: string, on: string): Promise<Interest[]> {
  return reader.em.find(
    Interest,
    { department: departmentId, $or: [{ endsOn: null }, { endsOn: { $gte: on } }] },
    {
      orderBy: { inspectorRealId: 'asc', targetRealId: 'asc', reasonCode: 'asc' },
      disableIdentityMap: true,
    },
  );
}

/** Declared interests in the reader's scope, the newest first, for the security administrator. */
export function listDeclaredInterests(reader: Reader, page: PageArguments): Promise<Page<Interest>> {
  return pageOf(page, [idKey], (limit, after) =>
    reader.em.find(Interest, after ? { id: { $lt: String(after[0]) } } : {}, {
      orderBy: { id: 'desc' },
      limit,
    }),
  );
}
