import { recordEvent } from '../../audit/index.js';
import { idKey, type Page, type PageArguments, pageOf } from '../../shared/page.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { NoDepartment } from '../import/import.errors.js';
import type { Target } from '../target/target.entity.js';
import { findTargetsByRealIds } from '../target/target.service.js';
import { UnknownPair } from './duplicate.errors.js';
import type { DuplicateReason } from './duplicate.states.js';
import { DuplicateDecision } from './duplicate-decision.entity.js';

/** A pair of the list, with its targets as they stand now. */
export interface DuplicatePair {
  readonly id: string;
  readonly first: Target;
  readonly second: Target;
  readonly score: number;
  readonly reasons: readonly DuplicateReason[];
  readonly foundAt: Date;
}

interface Row {
  readonly id: string;
  readonly firstRealId: string;
  readonly secondRealId: string;
  readonly score: number;
  readonly reasons: readonly DuplicateReason[];
  readonly foundAt: string;
}

/**
 * Pairs that seem to be one, the likeliest first, one page. Left out are those that somebody found to be two, and those of
 * which one has left the pool since the search.
 */
export async function listDuplicates(
  reader: Reader,
  departmentId: string,
  page: PageArguments,
): Promise<Page<DuplicatePair>> {
  const stands = (column: string) =>
    `exists (select 1 from target t where t.department_id = d.department_id and t.real_id = d.${column}
       and t.status in ('ACTIVE', 'SUSPENDED'))`;
  const isInScope = reader.actor.scope?.includes(departmentId) ?? true;
  const rows = await pageOf(page, [(row: Row) => row.score, idKey], (limit, after) => {
    const rest = after ? 'and (d.score < ? or (d.score = ? and d.id > ?::uuid))' : '';
    if (!isInScope) return Promise.resolve([]);
    return reader.em.execute<Row[]>(
      `select d.id, d.first_real_id as "firstRealId", d.second_real_id as "secondRealId", d.score, d.reasons,
              d.found_at as "foundAt"
         from likely_duplicate d
        where d.department_id = ? ${rest} and ${stands('first_real_id')} and ${stands('second_real_id')}
          and not exists (select 1 from duplicate_decision x where x.department_id = d.department_id
                and x.first_real_id = d.first_real_id and x.second_real_id = d.second_real_id)
        order by d.score desc, d.id limit ?`,
      [departmentId, ...(after ? [after[0], after[0], after[1]] : []), limit],
    );
  });
  const ids = rows.edges.flatMap(({ node }) => [node.firstRealId, node.secondRealId]);
  const targets = await findTargetsByRealIds(reader, departmentId, ids);
  const byId = new Map(targets.map((target) => [target.realId, target]));
  const edges = rows.edges.map(({ cursor, node }) => ({
    cursor,
    node: {
      ...node,
      first: byId.get(node.firstRealId) as Target,
      second: byId.get(node.secondRealId) as Target,
      reasons:
        typeof node.reasons === 'string' ? (JSON.parse(node.reasons) as DuplicateReason[]) : node.reasons,
      foundAt: new Date(node.foundAt),
    },
  }));
  return { edges, pageInfo: rows.pageInfo };
}

/** Remembers that two targets are two: the pair is not listed again. */
export async function markDistinct(
  unit: Unit,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<DuplicateDecision | UnknownPair | NoDepartment> {
  const { departmentId, accountId } = unit.actor;
  if (!departmentId) return new NoDepartment();
  const [pair] = await unit.em.execute<{ first: string; second: string }[]>(
    `select first_real_id as "first", second_real_id as "second" from likely_duplicate
      where id = ? and department_id = ?`,
    [id, departmentId],
  );
  if (!pair) return new UnknownPair(id);
  const decision: DuplicateDecision = {
    id: unit.newId(),
    department: departmentId,
    firstRealId: pair.first,
    secondRealId: pair.second,
    reason,
    decidedAt: unit.now,
    decidedById: accountId ?? null,
  };
  await unit.em.upsert(DuplicateDecision, decision, {
    onConflictFields: ['department', 'firstRealId', 'secondRealId'],
    onConflictAction: 'ignore',
  });
  await recordEvent(unit, 'registry.duplicates-told-apart', { kind: 'likelyDuplicate', id });
  return decision;
}
