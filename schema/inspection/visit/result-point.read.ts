import type { Reader } from '../../shared/unit.js';
import { ResultPoint } from './result-point.entity.js';

/** What these results found at each point. Who sees a result sees its points. */
export async function readPoints(
  reader: Reader,
  resultIds: readonly string[],
): Promise<Map<string, ResultPoint[]>> {
  const points = await reader.beyond('team', ({ em }) =>
    em.find(
      ResultPoint,
      { result: { $in: [...resultIds] } },
      { orderBy: { item: 'asc', point: 'asc' }, disableIdentityMap: true },
    ),
  );
  return Map.groupBy(points, ({ result }) => result);
}
