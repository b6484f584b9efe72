import type { Reader } from '../shared/unit.js';
import { InspectionResult } from './result.entity.js';

/** What the results of these visits say: the version that stands, or before any was confirmed the newest. */
export async function readStandingResults(
  reader: Reader,
  assignmentIds: readonly string[],
): Promise<Map<string, InspectionResult>> {
  const found = await reader.beyond('team', ({ em }) =>
    em.find(
      InspectionResult,
      { assignment: { $in: [...assignmentIds] } },
      { orderBy: { version: 'asc' }, disableIdentityMap: true },
    ),
  );
  const stands = ({ isConfirmed, correctedAt }: InspectionResult) => isConfirmed && !correctedAt;
  return new Map([...found, ...found.filter(stands)].map((result) => [result.assignment, result]));
}

/** The version that stood at an instant, if any did. */
export function standingAt(results: readonly InspectionResult[], at: Date): InspectionResult | undefined {
  return results.find(
    ({ isConfirmed, reviewedAt, correctedAt }) =>
      isConfirmed && reviewedAt && reviewedAt <= at && !(correctedAt && correctedAt <= at),
  );
}
