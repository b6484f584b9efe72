import { containing } from '../../shared/like.js';
import { idKey, type Page, type PageArguments, pageOf } from '../../shared/page.js';
import type { Reader } from '../../shared/unit.js';
import { Target } from './target.entity.js';
import type { TargetStatus } from './target.states.js';

/** Which targets are listed; an absent condition asks nothing. */
export interface TargetFilter {
  readonly nameContains?: string;
  readonly realId?: string;
  readonly riskClass?: string;
  readonly division?: string;
  readonly trade?: string;
  readonly status?: TargetStatus;
}

/** Targets in the reader's scope by real-world id, one page. */
export function listTargets(
  reader: Reader,
  filter: TargetFilter,
  page: PageArguments,
): Promise<Page<Target>> {
  const { nameContains, ...equal } = filter;
  const given = Object.fromEntries(Object.entries(equal).filter(([, value]) => value != null));
  const where = { ...given, ...(nameContains ? { name: containing(nameContains) } : {}) };
  return pageOf(page, [(row: Target) => row.realId, idKey], (limit, after) => {
    const [realId, id] = (after ?? []).map(String);
    const rest = after && { $or: [{ realId: { $gt: realId } }, { realId, id: { $gt: id } }] };
    return reader.em.find(
      Target,
      { $and: [where, rest ?? {}] },
      { orderBy: { realId: 'asc', id: 'asc' }, limit },
    );
  });
}

/** A target in the reader's scope, or nothing. */
export function findTarget(reader: Reader, id: string): Promise<Target | null> {
  return reader.em.findOne(Target, { id });
}

/** A department's targets of these real-world ids; ids without a target are left out. */
export function findTargetsByRealIds(
  reader: Reader,
  departmentId: string,
  realIds: readonly string[],
): Promise<Target[]> {
  return reader.em.find(
    Target,
    { department: departmentId, realId: { $in: [...realIds] } },
    { orderBy: { realId: 'asc' } },
  );
}

/** Of these real-world ids, those that a department's register has: a list may hold twenty thousand. */
export async function findKnownIds(
  reader: Reader,
  departmentId: string,
  realIds: readonly string[],
): Promise<Set<string>> {
  const rows = await reader.em.execute<{ realId: string }[]>(
    `select real_id as "realId" from target
      where department_id = ? and real_id = any (array(select jsonb_array_elements_text(?::jsonb)))`,
    [departmentId, JSON.stringify(realIds)],
  );
  return new Set(rows.map(({ realId }) => realId));
}
