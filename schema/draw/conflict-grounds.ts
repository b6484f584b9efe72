import type { ConflictGround } from '../../scheduler/draw/index.js';
import type { Interest } from '../registry/index.js';
import { neutralCode } from './neutral-code.js';

/** Declared interests of officers in the pool as grounds of the conflict file, one for each pair. */
export function conflictGrounds(
  interests: readonly Interest[],
  officers: ReadonlySet<string>,
): ConflictGround[] {
  const grounds = interests
    .filter((interest) => officers.has(interest.inspectorRealId))
    .map((interest) => ({
      entity: interest.targetRealId,
      officer: interest.inspectorRealId,
      code: neutralCode(interest.reasonCode),
      evidence: interest.id,
    }));
  return onePerPair(grounds);
}

/** A pair has one line in the conflict file, whatever the number of grounds. */
function onePerPair<Ground extends { entity: string; officer: string }>(
  grounds: readonly Ground[],
): Ground[] {
  return [...new Map(grounds.map((ground) => [`${ground.entity} ${ground.officer}`, ground])).values()];
}
