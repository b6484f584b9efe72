import { LockMode } from '@mikro-orm/core';
import { recordEvent } from '../../audit/index.js';
import { Campaign } from '../../plan/index.js';
import { arrangementIn, reachOf, underArrangement } from '../../shared/allow.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Unit } from '../../shared/unit.js';
import { Assignment } from '../assignment.entity.js';
import { AssignmentState } from '../assignment.states.js';
import { visibleFrom } from '../hand-out/visibility.js';
import { AssignmentNotFound } from '../inspection.errors.js';
import { InspectionResult } from '../result.entity.js';
import { MergedVisit } from './merged-visit.entity.js';
import {
  MergedVisitBegun,
  MergedVisitNotFound,
  MergeFault,
  VisitsNotMergeable,
} from './merged-visit.errors.js';
import { dissolve } from './merged-visit.leave.js';

/** Visits to be made as one. */
interface MergeDraft {
  readonly assignmentIds: readonly string[];
  readonly visitOn: string;
}

/** True for campaigns whose department the actor looks after: the own one and those below it. */
function looksAfter({ actor }: Unit): (departmentId: string) => boolean {
  const reach = actor.posts ? reachOf(actor.posts, 'look') : actor.scope;
  return (departmentId) => reach?.includes(departmentId) ?? true;
}

/** The assignments that were named, with all parts of joint visits among them, under lock in the order of their ids. */
async function findNamed(unit: Unit, ids: readonly string[], within: (departmentId: string) => boolean) {
  const named = await unit.em.find(Assignment, { id: { $in: [...ids] } });
  const campaigns = await unit.em.find(Campaign, { id: { $in: named.map(({ campaign }) => campaign) } });
  const departmentOf = new Map(campaigns.map(({ id, department }) => [id, department]));
  const mine = named.filter(({ campaign }) => within(departmentOf.get(campaign) ?? ''));
  if (mine.length < ids.length) return new AssignmentNotFound();
  const visits = mine.flatMap(({ visitId }) => visitId ?? []);
  return unit.em.find(
    Assignment,
    { $or: [{ id: { $in: [...ids] } }, { visitId: { $in: visits } }] },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
}

function findFault(assignments: readonly Assignment[], visitOn: string, today: string) {
  const count = (of: (one: Assignment) => string) => new Set(assignments.map(of)).size;
  if (count(({ draw }) => draw) < 2) return MergeFault.ONE_CAMPAIGN;
  if (count(({ targetRealId }) => targetRealId) > 1) return MergeFault.OTHER_TARGET;
  if (assignments.some(({ mergedVisitId }) => mergedVisitId)) return MergeFault.MERGED_ALREADY;
  if (assignments.some(({ state }) => state !== AssignmentState.ASSIGNED)) return MergeFault.NOT_WAITING;
  const isOutside = ({ windowFromOn, windowToOn }: Assignment) =>
    visitOn < windowFromOn || visitOn > windowToOn;
  return visitOn < today || assignments.some(isOutside) ? MergeFault.OUTSIDE_WINDOW : undefined;
}

/**
 * Makes visits of several campaigns to one target one visit on one day. Each keeps its team, its items and its report. A
 * team that does not see its target yet sees it at the set time before that day, never earlier than it would have.
 */
export function mergeVisits(unit: Unit, draft: MergeDraft) {
  const within = looksAfter(unit);
  return unit.beyond('merging', (wide) => mergeEverywhere(wide, draft, within));
}

async function mergeEverywhere(
  unit: Unit,
  { assignmentIds, visitOn }: MergeDraft,
  within: (departmentId: string) => boolean,
) {
  const { accountId, departmentId: department } = unit.actor;
  if (!accountId || !department) throw new Error('visits are merged by an account of a department');
  const assignments = await findNamed(unit, assignmentIds, within);
  if (isRefusal(assignments)) return assignments;
  const fault = findFault(assignments, visitOn, unit.today);
  if (fault) return new VisitsNotMergeable(fault);
  const id = unit.newId();
  const departments = new Set(assignments.map((one) => one.department));
  const mergedVisit: MergedVisit = {
    ...{ id, department, visitOn },
    jointWith: [...departments].filter((one) => one !== department).sort(),
    assignmentIds: assignments.map((one) => one.id),
    decidedById: accountId,
    decidedUnderId: arrangementIn(unit.actor, department) ?? null,
    decidedAt: unit.now,
    ...{ dissolvedById: null, dissolvedAt: null, dissolvedFor: null },
  };
  await unit.em.insert(MergedVisit, mergedVisit);
  await unit.em.nativeUpdate(Assignment, { id: { $in: mergedVisit.assignmentIds } }, { mergedVisitId: id });
  const eve = await visibleFrom(unit, department, visitOn);
  await unit.em.nativeUpdate(
    Assignment,
    { id: { $in: mergedVisit.assignmentIds }, visibleAt: { $gt: unit.now, $lt: eve } },
    { visibleAt: eve },
  );
  const told = { on: visitOn, count: assignments.length, ...underArrangement(unit.actor, department) };
  await recordEvent(unit, 'merged-visit.decided', { kind: 'merged-visit', id }, told);
  return { __typename: 'VisitsMerged' as const, mergedVisit };
}

/** Takes a merger back before anything of it is recorded: each visit is made for itself again, within its own window. */
export async function dissolveMergedVisit(unit: Unit, id: string, reason: string) {
  const named = await unit.em.findOne(MergedVisit, { id, dissolvedAt: null });
  if (!named) return new MergedVisitNotFound();
  return unit.beyond('merging', (wide) => dissolveNamed(wide, named, reason));
}

/** Visits are locked before what they are merged in, by everybody. */
async function dissolveNamed(wide: Unit, named: MergedVisit, reason: string) {
  const { id, assignmentIds } = named;
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const left = await wide.em.find(Assignment, { mergedVisitId: id }, { orderBy: { id: 'asc' }, ...lock });
  const mergedVisit = await wide.em.findOneOrFail(MergedVisit, { id }, lock);
  if (mergedVisit.dissolvedAt) return new MergedVisitNotFound();
  if ((await wide.em.count(InspectionResult, { assignment: { $in: assignmentIds } })) > 0) {
    return new MergedVisitBegun();
  }
  const changes = await dissolve(wide, mergedVisit, left, reason);
  return { __typename: 'MergedVisitDissolved' as const, mergedVisit: Object.assign(mergedVisit, changes) };
}
