import { currentIdsOf, type Interest } from '../registry/index.js';
import type { Reader } from '../shared/unit.js';

/**
 * Recusals follow a target through mergers, splits and conversions: one that was declared against a shop holds against
 * the company it became. The declared id stays in the list too, for what is still drawn under it.
 */
export async function followRecusals(reader: Reader, interests: readonly Interest[]): Promise<Interest[]> {
  const current = await currentIdsOf(reader, [...new Set(interests.map((one) => one.targetRealId))]);
  return interests.flatMap((interest) => {
    const ids = new Set([interest.targetRealId, ...(current.get(interest.targetRealId) ?? [])]);
    return [...ids].map((targetRealId) => ({ ...interest, targetRealId }));
  });
}
