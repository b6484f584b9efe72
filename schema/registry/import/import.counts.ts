import type { Reader } from '../../shared/unit.js';
import { type ImportState, openStates } from './import-run.states.js';

/** How many imports of all departments have not ended, and where they stand. */
export function countOpenImports(reader: Reader): Promise<{ state: ImportState; count: number }[]> {
  return reader.beyond('metrics', async ({ em }) => {
    const rows = await em.execute<{ state: ImportState; count: string }[]>(
      `select state, count(*) as count from import_run
       where state in (${openStates.map(() => '?').join(', ')}) group by state`,
      [...openStates],
    );
    return rows.map(({ state, count }) => ({ state, count: Number(count) }));
  });
}
