import type { Reader } from '../../shared/unit.js';
import { Certificate, Inspector, Leave } from '../inspector/inspector.entity.js';
import type { Target } from '../target/target.entity.js';
import { drawableStatuses, type TargetStatus } from '../target/target.states.js';
import { type InspectorInPool, inspectorsInPool } from './inspectors-in-pool.js';
import { type PoolCondition, type PoolFilter, poolCondition } from './pool.filter.js';
import { readTargets } from './target-rows.js';

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

function pagesOf(reader: Reader, { sql, values }: PoolCondition): AsyncGenerator<Target[]> {
  return pagesByRealId((after, limit) =>
    readTargets(reader, `(select * from target where ${sql} and real_id > ?)`, [...values, after], limit),
  );
}

/** Page after page, each read from the last real-world id of the one before; memory holds one page. */
export async function* pagesByRealId(
  read: (after: string, limit: number) => Promise<Target[]>,
): AsyncGenerator<Target[]> {
  let after = '';
  for (;;) {
    const page = await read(after, PAGE_ROWS);
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

/** All inspectors of a department by the bytes of their real-world ids, whatever their status; three statements. */
export async function listInspectorPool(reader: Reader, departmentId: string): Promise<InspectorInPool[]> {
  const options = { disableIdentityMap: true } as const;
  const inspectors = await reader.em.find(
    Inspector,
    { department: departmentId },
    { ...options, orderBy: { realId: 'asc' } },
  );
  const of = { inspector: { $in: inspectors.map((inspector) => inspector.id) } };
  const certificates = await reader.em.find(Certificate, of, { ...options, orderBy: { number: 'asc' } });
  const leaves = await reader.em.find(Leave, of, { ...options, orderBy: { fromOn: 'asc', toOn: 'asc' } });
  return inspectorsInPool({ inspectors, certificates, leaves });
}
