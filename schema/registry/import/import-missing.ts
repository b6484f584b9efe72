import type { SeenKeys } from '../../shared/table-file/index.js';
import type { Step } from '../../shared/unit.js';
import { TargetStatus } from '../target/target.states.js';
import { targetTable } from '../target/target.tables.js';
import { runBound } from './bulk-table.js';
import { type WaitingRows, waitingRows } from './import-writing.js';

const PAGE_ROWS = 2_000;

interface Listed {
  readonly id: string;
  readonly was_at: string;
  readonly real_id: string;
  readonly name: string;
}

/** Those that are gone are not missed. */
const gone = [TargetStatus.REMOVED, TargetStatus.MERGED, TargetStatus.CLOSED, TargetStatus.REVOKED];

/**
 * The targets of a source that its file does not name, page by page with how many were looked at. The file's keys are
 * known by their hashes: a chance of one in thirty million says of a million that one is there which is not.
 */
export async function* listMissing(
  step: Step,
  departmentId: string,
  source: string,
  named: SeenKeys,
): AsyncGenerator<{ readonly lookedAt: number; readonly missing: readonly Listed[] }> {
  let after = '';
  for (;;) {
    const page = await step(async (unit) => {
      const { rows } = await runBound<{ page: string }>(
        unit.em,
        `select coalesce(json_agg(one order by real_id), '[]')::text as page from (
           select id, updated_at as was_at, real_id, name from target
            where department_id = $1 and source = $2 and real_id > $3
              and not status in (select jsonb_array_elements_text($4::jsonb))
            order by real_id limit ${PAGE_ROWS}) one`,
        [departmentId, source, after, JSON.stringify(gone)],
      );
      return JSON.parse(rows[0]?.page ?? '[]') as Listed[];
    });
    yield { lookedAt: page.length, missing: page.filter(({ real_id }) => !named.has(real_id)) };
    if (page.length < PAGE_ROWS) return;
    after = page.at(-1)?.real_id ?? '';
  }
}

/** Targets that are to be marked as removed from their source's list. */
export function removalOf(missing: readonly Listed[], source: string, today: string): WaitingRows {
  const records = missing.map(({ id, was_at }) => ({
    id,
    was_at,
    status: TargetStatus.REMOVED,
    status_on: today,
    source,
  }));
  return waitingRows(targetTable, 'update', ['id', 'was_at', 'status', 'status_on', 'source'], records);
}
