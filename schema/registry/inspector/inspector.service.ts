import { containing } from '../../shared/like.js';
import { idKey, type Page, type PageArguments, pageOf } from '../../shared/page.js';
import type { Reader } from '../../shared/unit.js';
import { Inspector } from './inspector.entity.js';
import type { InspectorStatus } from './inspector.states.js';

/** Which inspectors are listed; an absent condition asks nothing. */
export interface InspectorFilter {
  readonly nameContains?: string;
  readonly realId?: string;
  readonly status?: InspectorStatus;
}

/** Inspectors in the reader's scope by real-world id, one page. */
export function listInspectors(
  reader: Reader,
  filter: InspectorFilter,
  page: PageArguments,
): Promise<Page<Inspector>> {
  const { nameContains, ...equal } = filter;
  const given = Object.fromEntries(Object.entries(equal).filter(([, value]) => value != null));
  const where = { ...given, ...(nameContains ? { name: containing(nameContains) } : {}) };
  return pageOf(page, [(row: Inspector) => row.realId, idKey], (limit, after) => {
    const [realId, id] = (after ?? []).map(String);
    const rest = after && { $or: [{ realId: { $gt: realId } }, { realId, id: { $gt: id } }] };
    return reader.em.find(
      Inspector,
      { $and: [where, rest ?? {}] },
      { orderBy: { realId: 'asc', id: 'asc' }, limit },
    );
  });
}

/** An inspector in the reader's scope, or nothing. */
export function findInspector(reader: Reader, id: string): Promise<Inspector | null> {
  return reader.em.findOne(Inspector, { id });
}

/** A department's inspector by real-world id, or nothing. */
export function findInspectorByRealId(
  reader: Reader,
  departmentId: string,
  realId: string,
): Promise<Inspector | null> {
  return reader.em.findOne(Inspector, { department: departmentId, realId });
}
