import { recordEvent } from '../../audit/index.js';
import { latest } from '../../department/index.js';
import { DrawnUnit, type SubstitutedTarget, type TargetReason } from '../../draw/index.js';
import { Campaign } from '../../plan/index.js';
import { Target } from '../../registry/index.js';
import type { Unit } from '../../shared/unit.js';
import { Assignment } from '../assignment.entity.js';
import { AssignmentState } from '../assignment.states.js';
import { findTimes, visibleFrom } from '../hand-out/visibility.js';
import { moveAssignment } from '../inspection.service.js';
import { enterTeam } from '../replace-officer.js';
import type { CarriedOut, ChangeScene } from './change.carry-out.js';
import { NoticeKind } from './change.entity.js';
import { ReserveExhausted } from './change.errors.js';
import { tellTeams } from './change.notice.js';
import { ChangeReason } from './change.states.js';

const targetReasons: Partial<Record<ChangeReason, TargetReason>> = {
  [ChangeReason.CLOSED]: 'closed',
  [ChangeReason.MOVED]: 'moved',
  [ChangeReason.MERGED]: 'merged',
  [ChangeReason.EXEMPT]: 'exempt',
  [ChangeReason.OUT_OF_SCOPE]: 'out-of-scope',
};

/**
 * The next in reserve takes the place of a target and inherits its team (docs/draw.md §16). The assignment ends as it is,
 * with its team, and a new one is made.
 */
export async function replaceTarget(unit: Unit, { change, assignment, ground }: ChangeScene) {
  const wrong = await moveAssignment(unit, assignment, 'substitute');
  if (wrong) return wrong;
  const reason = targetReasons[change.reason];
  if (!reason) throw new Error(`a target is not replaced for ${change.reason}`);
  const { evidence, requesterId, approverId, extra } = ground.cause;
  const { targetRealId } = assignment;
  const order = { targetRealId, reason, evidence, requesterId, approverId, extra };
  const made = await ground.draw.substituteTarget(order);
  if (!made.incomingRealId) {
    if (!change.withoutReplacement) return new ReserveExhausted();
    await tellTeams(unit, change, [assignment], NoticeKind.TARGET_REPLACED);
    return ended(unit, assignment, undefined);
  }
  const next = await enterAssignment(unit, assignment, made);
  if (made.team) await enterTeam(unit, next, made.team, ground);
  await tellTeams(unit, change, [made.team ? next : assignment], NoticeKind.TARGET_REPLACED);
  return ended(unit, assignment, next.id);
}

async function ended(unit: Unit, { id }: Assignment, nextId: string | undefined): Promise<CarriedOut> {
  const subject = { kind: 'assignment', id };
  await recordEvent(unit, 'assignment.substituted', subject, nextId ? { assignment: nextId } : {});
  return { nextAssignmentId: nextId ?? null };
}

/** The assignment of the unit that came in, of the same campaign, within what is left of the same window. */
async function enterAssignment(
  unit: Unit,
  gone: Assignment,
  { incomingRealId: realId = '', team }: SubstitutedTarget,
): Promise<Assignment> {
  const { department, campaign, draw, windowToOn } = gone;
  const drawn = await unit.em.findOneOrFail(DrawnUnit, { draw, realId });
  const { windowFromOn: openedOn } = await unit.em.findOneOrFail(Campaign, { id: campaign });
  const known = await unit.em.find(Target, { realId }, { fields: ['name', 'department'] });
  const target = known.find((one) => one.department === department) ?? known[0];
  const visibleAt = visibleFrom(openedOn, await findTimes(unit, department));
  const id = unit.newId();
  await unit.em.insert(Assignment, {
    id,
    department,
    campaign,
    draw,
    targetRealId: realId,
    targetName: target?.name ?? realId,
    stratum: drawn.stratum,
    drawOrder: drawn.drawOrder,
    state: team ? AssignmentState.ASSIGNED : AssignmentState.HELD,
    // Nobody sees it before it came in, nor before the others of its campaign.
    visibleAt: new Date(Math.max(visibleAt.getTime(), unit.now.getTime())),
    windowFromOn: latest(unit.today, openedOn),
    windowToOn,
    createdAt: unit.now,
  });
  return unit.em.findOneOrFail(Assignment, { id });
}
