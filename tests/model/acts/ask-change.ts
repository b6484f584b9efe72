import { createHash } from 'node:crypto';
import {
  requestOfficerChange,
  requestPostponement,
  requestRecusal,
  requestStaffing,
  requestTargetChange,
} from '../../../schema/inspection/change/change.file.js';
import {
  OfficerChangeReason,
  PostponementReason,
  RecusalBy,
  TargetChangeReason,
} from '../../../schema/inspection/index.js';
import type { Actor, Unit } from '../../../schema/shared/unit.js';
import { type Act, type Foreseen, refusal, told, wrongState } from '../act.js';
import { exitGaps, exitRules, settledOf } from '../visit-says.js';
import { type Change, dayOf, getVisit, type Visit, type World } from '../world.js';

export type Asked = Pick<
  Change,
  'visitId' | 'kind' | 'inspectorId' | 'isRecusal' | 'newOn' | 'extra' | 'withoutReplacement'
>;

/** By so many targets whoever comes in may exceed the capacity, where that is asked for. */
const extraCount = 3;
const substitutable = ['ASSIGNED', 'HELD', 'CHECKED_IN'];

function file(unit: Unit, asked: Asked): Promise<unknown> {
  const { visitId: assignmentId, kind, inspectorId, isRecusal, newOn, extra, withoutReplacement } = asked;
  const common = {
    ...{ assignmentId, statement: '附材料一份，情况属实' },
    evidence: createHash('sha256').update('证明材料').digest('hex'),
  };
  const officer = inspectorId ?? '';
  switch (kind) {
    case 'OFFICER':
      return isRecusal
        ? requestRecusal(unit, { ...common, inspectorId: officer, by: RecusalBy.PARTY })
        : requestOfficerChange(unit, {
            ...common,
            inspectorId: officer,
            reason: OfficerChangeReason.ILLNESS,
          });
    case 'TARGET':
      return requestTargetChange(unit, { ...common, reason: TargetChangeReason.CLOSED, withoutReplacement });
    case 'STAFFING':
      return requestStaffing(unit, { ...common, extra: extra ? extraCount : null });
    default:
      return requestPostponement(unit, {
        ...common,
        reason: PostponementReason.POWER_CUT,
        newOn: newOn ?? '',
      });
  }
}

/** After the check-in another target may come only where the visit ended in an exit that allows it. */
export function targetFault(visit: Visit, { campaign }: World): Foreseen | undefined {
  if (!substitutable.includes(visit.state)) return wrongState(visit.state);
  if (visit.state !== 'CHECKED_IN') return undefined;
  const exit = settledOf(visit, 'exit')?.exit as string | undefined;
  const isReady = exit && exitRules[exit]?.[3] && exitGaps(visit, exit).length === 0;
  if (!isReady) return wrongState('CHECKED_IN');
  return campaign === 'TERMINATED' ? refusal('CampaignStateWrong') : undefined;
}

export function dayFault(visit: Visit, world: World, newOn: string): Foreseen | undefined {
  if (visit.state !== 'ASSIGNED') return wrongState(visit.state);
  if (newOn < visit.fromOn || newOn > visit.toOn) return refusal('BeyondWindow');
  const isLater = newOn > (visit.postponedToOn ?? visit.fromOn) && newOn >= dayOf(world.now);
  return isLater ? undefined : { outcome: told('PostponementRefused', ['NOT_LATER']), audit: [] };
}

/** What stands against a change as things are, when it is asked for and when it is decided. */
export function changeFault(world: World, asked: Asked): Foreseen | undefined {
  const visit = getVisit(world, asked.visitId);
  switch (asked.kind) {
    case 'OFFICER':
      if (visit.state !== 'ASSIGNED') return wrongState(visit.state);
      return visit.team.some(({ inspectorId }) => inspectorId === asked.inspectorId)
        ? undefined
        : refusal('OfficerNotOnTeam');
    case 'TARGET':
      return targetFault(visit, world);
    case 'POSTPONEMENT':
      return dayFault(visit, world, asked.newOn ?? '');
    default:
      return undefined;
  }
}

/** Before the team's time its members may ask but for themselves. */
function isUnseen(world: World, visit: Visit, { actor, isClerk }: Asker, asked: Asked): boolean {
  if (isClerk) return false;
  if (!visit.team.some(({ inspectorId }) => inspectorId === actor.inspectorId)) return true;
  const isOwn = asked.kind === 'OFFICER' && !asked.isRecusal && asked.inspectorId === actor.inspectorId;
  return visit.visibleAt > world.now && !isOwn;
}

export interface Asker {
  readonly actor: Actor;
  /** Has a post in the department by which it sees its assignments. */
  readonly isClerk: boolean;
}

/** Somebody asks for a change. */
export function askAct(asker: Asker, asked: Asked): Act {
  const { actor } = asker;
  const { visitId, kind, inspectorId } = asked;
  return {
    name: `ask ${kind}`,
    actor,
    work: (unit) => file(unit, asked),
    foresee(world): Foreseen {
      const visit = getVisit(world, visitId);
      if (isUnseen(world, visit, asker, asked)) return refusal('AssignmentNotFound');
      if (kind === 'STAFFING' && visit.state !== 'HELD') return refusal('NotHeld');
      const fault = changeFault(world, asked);
      if (fault) return fault;
      const isPending = world.changes.some(
        (one) =>
          one.visitId === visitId &&
          one.kind === kind &&
          one.inspectorId === inspectorId &&
          one.state === 'REQUESTED',
      );
      if (isPending) return refusal('ChangePending');
      return {
        outcome: 'ChangeRequested',
        audit: ['personal.sealed', 'change.requested'],
        apply: (after, { change }: { change: { id: string } }) => {
          const known = { id: change.id, askedBy: actor.accountId ?? '', grantedBy: null };
          after.changes.push({ ...asked, ...known, state: 'REQUESTED' });
        },
      };
    },
  };
}
