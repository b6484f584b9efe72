import type { Reader } from '../shared/unit.js';
import type { DrawState } from './draw.states.js';

/** How many draws of all departments stand where. */
export function countDraws(reader: Reader): Promise<{ state: DrawState; count: number }[]> {
  return reader.beyond('metrics', async ({ em }) => {
    const rows = await em.execute<{ state: DrawState; count: string }[]>(
      'select state, count(*) as count from draw group by state',
    );
    return rows.map(({ state, count }) => ({ state, count: Number(count) }));
  });
}
