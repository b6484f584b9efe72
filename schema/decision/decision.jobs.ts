import { enqueueJobs } from '../job/index.js';
import type { Unit } from '../shared/unit.js';

/** What the room to the right does with decisions: they are published, and withdrawn. */
export const decisionJobs = {
  entered: 'publication.prepare-decision',
  withdrawn: 'publication.end-decision',
} as const;

/** A version of each decision, to be published or ended. */
export interface DecisionMatter {
  readonly id: string;
  readonly version: number;
}

/** Has what follows from versions of decisions done, in the step of their cause. */
export function enqueueDecisions(
  unit: Unit,
  deed: keyof typeof decisionJobs,
  decisions: readonly DecisionMatter[],
): Promise<void> {
  return enqueueJobs(
    unit,
    decisions.map(({ id, version }) => ({
      ...{ kind: decisionJobs[deed], key: `${id}:${version}`, dueAt: unit.now, payload: { decisionId: id } },
    })),
  );
}
