import type { Reader } from '../../shared/unit.js';
import type { Target } from '../target/target.entity.js';
import { drawableStatuses, type TargetStatus } from '../target/target.states.js';
import { type PoolCondition, type PoolFilter, poolCondition } from './pool.filter.js';
import { readTargetsAfter } from './target-rows.js';

/** How many targets a page of the register holds. */
const PAGE_ROWS = 2_000;

/**
 * All targets of a department in ascending order of the bytes of their real-world ids, page by page, whatever their
 * status; memory holds one page. Hold the pools (`holdPools`) where the pages must be of one moment.
 */
export function listRegister(reader: Reader, departmentId: string): AsyncGenerator<Target[]> {
  return pagesOf(reader, poolCondition(departmentId, {}));
}

/** Targets of a department that a filter takes in, in the order of `listRegister`; active ones unless it says. */
export function listPool(
  reader: Reader,
  departmentId: string,
  filter: PoolFilter = {},
): AsyncGenerator<Target[]> {
  return pagesOf(reader, poolCondition(departmentId, { statuses: drawableStatuses, ...filter }));
}

async function* pagesOf(reader: Reader, condition: PoolCondition): AsyncGenerator<Target[]> {
  let after = '';
  for (;;) {
    const page = await readTargetsAfter(reader, condition, after, PAGE_ROWS);
    if (page.length > 0) yield page;
    if (page.length < PAGE_ROWS) return;
    after = page.at(-1)?.realId ?? after;
  }
}

/** How many targets there are of one class and status. */
export interface PoolCount {
  /** `-` where targets have no class. */
  readonly riskClass: string;
  readonly status: TargetStatus;
  readonly count: number;
}

/** Counts for a preview: a department's targets in a filter by class and status. */
export function countPool(
  reader: Reader,
  departmentId: string,
  filter: PoolFilter = {},
): Promise<PoolCount[]> {
  const { sql, values } = poolCondition(departmentId, filter);
  return reader.em.execute<PoolCount[]>(
    `select coalesce(risk_class, '-') as "riskClass", status, count(*)::int as count
       from target where ${sql} group by 1, 2 order by 1, 2`,
    values,
  );
}
