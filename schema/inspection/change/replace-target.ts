import { recordEvent } from '../../audit/index.js';
import { latest } from '../../department/index.js';
import { DrawnUnit, type SubstitutedTarget, type TargetReason } from '../../draw/index.js';
import { Campaign } from '../../plan/index.js';
import { Target } from '../../registry/index.js';
import type { Unit } from '../../shared/unit.js';
import { Assignment } from '../assignment.entity.js';
import { AssignmentState } from '../assignment.states.js';
import { visibleFrom } from '../hand-out/visibility.js';
import { moveAssignments } from '../inspection.service.js';
import { readParts } from '../joint/team-parts.js';
import { findPartsLocked } from '../joint/visit-parts.js';
import { leaveMergedVisits, MergerLeft } from '../merge/merged-visit.leave.js';
import { enterTeam } from '../replace-officer.js';
import { findSubstitutionFault } from '../visit/visit.check.js';
import { closeRecords } from '../visit/visit.close.js';
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
 * with its team, and a new one is made; of a joint visit every department's part.
 */
export async function replaceTarget(unit: Unit, { change, assignment, ground }: ChangeScene) {
  const gone = await findPartsLocked(unit, assignment);
  const wrong =
    (await findSubstitutionFault(unit, assignment)) ?? (await moveAssignments(unit, gone, 'substitute'));
  if (wrong) return wrong;
  await closeRecords(
    unit,
    gone.map(({ id }) => id),
  );
  const reason = targetReasons[change.reason];
  if (!reason) throw new Error(`a target is not replaced for ${change.reason}`);
  const { evidence, requesterId, approverId, extra } = ground.cause;
  const { targetRealId } = assignment;
  const order = { targetRealId, reason, evidence, requesterId, approverId, extra };
  const made = await ground.draw.substituteTarget(order);
  await leaveMergedVisits(
    unit,
    gone.map(({ id }) => id),
    MergerLeft.SUBSTITUTED,
  );
  if (!made.incomingRealId) {
    if (!change.withoutReplacement) return new ReserveExhausted();
    await tellTeams(unit, change, gone, NoticeKind.TARGET_REPLACED);
    return ended(unit, gone, []);
  }
  const next = await enterVisit(unit, assignment, made);
  if (made.team) await enterTeam(unit, next, made.team, ground);
  await tellTeams(unit, change, made.team ? next : gone, NoticeKind.TARGET_REPLACED);
  return ended(unit, gone, next);
}

/** @param next what took the place of each part, in the same order; nothing where none follows */
async function ended(
  unit: Unit,
  gone: readonly Assignment[],
  next: readonly Assignment[],
): Promise<CarriedOut> {
  for (const { id, part } of gone) {
    const follows = next.find((one) => one.part === part);
    const told = follows ? { assignment: follows.id } : {};
    await recordEvent(unit, 'assignment.substituted', { kind: 'assignment', id }, told);
  }
  return { nextAssignmentId: next[0]?.id ?? null };
}

/** The visit of the unit that came in, of the same campaign, within what is left of the same window: all its parts. */
async function enterVisit(
  unit: Unit,
  gone: Assignment,
  { incomingRealId: realId = '', team }: SubstitutedTarget,
): Promise<Assignment[]> {
  const { department, draw, windowToOn } = gone;
  const drawn = await unit.em.findOneOrFail(DrawnUnit, { draw, realId });
  const campaign = await unit.em.findOneOrFail(Campaign, { id: gone.campaign });
  const openedOn = campaign.windowFromOn;
  const known = await unit.em.find(Target, { realId }, { fields: ['name', 'department'] });
  const target = known.find((one) => one.department === department) ?? known[0];
  const visibleAt = await visibleFrom(unit, department, openedOn);
  const parts = await readParts(unit, campaign);
  const visitId = parts.length > 1 ? unit.newId() : null;
  const rows = parts.map((part) => ({
    id: unit.newId(),
    department: part.department,
    part: part.place,
    visitId,
    campaign: campaign.id,
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
  }));
  await unit.em.insertMany(Assignment, rows);
  return unit.em.find(Assignment, { id: { $in: rows.map(({ id }) => id) } }, { orderBy: { part: 'asc' } });
}
