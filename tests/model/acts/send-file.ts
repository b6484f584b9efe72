import type { Actor } from '../../../schema/shared/unit.js';
import { type Act, type Foreseen, refusal } from '../act.js';
import type { Stage } from '../stage.js';
import { type Arrived, getVisit } from '../world.js';

const closed = ['CONFIRMED', 'TERMINATED', 'SUBSTITUTED'];

/** Somebody sends a file as evidence: the same once more is no second one. */
export function sendFileAct(
  stage: Stage,
  actor: Actor,
  visitId: string,
  file: Omit<Arrived, 'accountId'>,
): Act {
  const { accountId = '', inspectorId } = actor;
  return {
    name: 'send a file',
    actor,
    work: { run: () => stage.upload(actor, visitId, file) },
    told: (value: { __typename?: string }) => value.__typename ?? 'EvidenceKept',
    foresee(world): Foreseen {
      const visit = getVisit(world, visitId);
      const known = visit.evidence.find(({ clientId }) => clientId === file.clientId);
      if (known) {
        const isSame = known.sha256 === file.sha256 && known.kind === file.kind;
        const isOwn = known.accountId === accountId;
        return isSame && isOwn ? { outcome: 'EvidenceKept', audit: [] } : refusal('ClientIdTaken');
      }
      const member = visit.team.find((one) => one.inspectorId === inspectorId);
      if (!member || visit.visibleAt > world.now) return refusal('AssignmentNotFound');
      if (member.isExpert) return refusal('NotOnTeam');
      if (closed.includes(visit.state)) return refusal('EvidenceClosed');
      return {
        outcome: 'EvidenceKept',
        audit: ['personal.sealed', 'evidence.attached'],
        apply: (after) => void getVisit(after, visitId).evidence.push({ ...file, accountId }),
      };
    },
  };
}
