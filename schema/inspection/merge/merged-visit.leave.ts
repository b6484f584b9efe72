import { LockMode } from '@mikro-orm/core';
import { recordEvent } from '../../audit/index.js';
import { underArrangement } from '../../shared/allow.js';
import type { Unit } from '../../shared/unit.js';
import { Assignment } from '../assignment.entity.js';
import { firstDayOf } from '../first-day.js';
import { visibleFrom } from '../hand-out/visibility.js';
import { InspectionResult } from '../result.entity.js';
import { MergedVisit } from './merged-visit.entity.js';

/** Why a visit is no longer made with those it was merged with. */
export enum MergerLeft {
  POSTPONED = 'POSTPONED',
  SUBSTITUTED = 'SUBSTITUTED',
  TERMINATED = 'TERMINATED',
}

/** What is written on a merger of which fewer than two visits are left. */
const words: Readonly<Record<MergerLeft, string>> = {
  POSTPONED: '其中的检查另行延期，余下不足两次',
  SUBSTITUTED: '其中检查的对象已替换，余下不足两次',
  TERMINATED: '其中检查的任务已终止，余下不足两次',
};

/** The mergers of these assignments that stand, under lock. */
async function findMergers(wide: Unit, ids: readonly string[]): Promise<MergedVisit[]> {
  const rows = await wide.em.execute<{ id: string }[]>(
    `select distinct merged_visit_id as id from assignment
      where id in (select value::uuid from jsonb_array_elements_text(?::jsonb)) and merged_visit_id is not null`,
    [JSON.stringify(ids)],
  );
  if (rows.length === 0) return [];
  return wide.em.find(
    MergedVisit,
    { id: { $in: rows.map(({ id }) => id) }, dissolvedAt: null },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
}

async function readMembers(wide: Unit, mergers: readonly MergedVisit[]): Promise<Map<string, Assignment[]>> {
  const members = await wide.em.find(
    Assignment,
    { mergedVisitId: { $in: mergers.map(({ id }) => id) } },
    { orderBy: { id: 'asc' }, disableIdentityMap: true },
  );
  return Map.groupBy(members, ({ mergedVisitId }) => mergedVisitId ?? '');
}

/**
 * After visits moved to a day: a merger all of whose visits moved has the new day; out of every other one they leave. To
 * be done beyond the actor's departments.
 */
export async function followPostponement(wide: Unit, moved: readonly string[], newOn: string): Promise<void> {
  const mergers = await findMergers(wide, moved);
  if (mergers.length === 0) return;
  const members = await readMembers(wide, mergers);
  const leaving: string[] = [];
  for (const { id } of mergers) {
    const ofMerger = members.get(id) ?? [];
    const gone = ofMerger.filter(({ postponedToOn }) => postponedToOn === newOn);
    if (gone.length < ofMerger.length) {
      leaving.push(...gone.map((one) => one.id));
      continue;
    }
    await wide.em.nativeUpdate(MergedVisit, { id }, { visitOn: newOn });
    await recordEvent(wide, 'merged-visit.moved', { kind: 'merged-visit', id }, { to: newOn });
  }
  await leaveMergedVisits(wide, leaving, MergerLeft.POSTPONED);
}

/**
 * Takes visits out of what they were merged with. Where fewer than two are left the merger is dissolved; it stays on
 * record with all that it was made of. To be done beyond the actor's departments.
 */
export async function leaveMergedVisits(wide: Unit, ids: readonly string[], why: MergerLeft): Promise<void> {
  const mergers = await findMergers(wide, ids);
  if (mergers.length === 0) return;
  await wide.em.execute(
    'update assignment set merged_visit_id = null where id in (select value::uuid from jsonb_array_elements_text(?::jsonb))',
    [JSON.stringify(ids)],
  );
  const members = await readMembers(wide, mergers);
  for (const merger of mergers) {
    const subject = { kind: 'merged-visit', id: merger.id };
    await recordEvent(wide, 'merged-visit.left', subject, { reason: why });
    const left = members.get(merger.id) ?? [];
    if (new Set(left.map((one) => one.visitId ?? one.id)).size >= 2) continue;
    await dissolve(wide, merger, left, words[why]);
  }
}

/**
 * Ends a merger: what is left of it is made for itself again, and seen when it would have been without it. A visit of
 * which something is recorded keeps its mark, by which its parts count as one.
 */
export async function dissolve(
  wide: Unit,
  { id, department }: MergedVisit,
  left: readonly Assignment[],
  reason: string,
): Promise<Partial<MergedVisit>> {
  const ids = left.map((one) => one.id);
  const begun = new Set(
    (await wide.em.find(InspectionResult, { assignment: { $in: ids } }, { fields: ['assignment'] })).map(
      ({ assignment }) => assignment,
    ),
  );
  const begunVisits = new Set(left.filter((one) => begun.has(one.id)).map((one) => one.visitId ?? one.id));
  for (const one of left.filter(({ id: own, visitId }) => !begunVisits.has(visitId ?? own))) {
    const isHidden = one.visibleAt > wide.now;
    const visible = isHidden ? { visibleAt: await visibleFrom(wide, one.department, firstDayOf(one)) } : {};
    await wide.em.nativeUpdate(Assignment, { id: one.id }, { mergedVisitId: null, ...visible });
  }
  const changes = {
    dissolvedById: wide.actor.accountId ?? null,
    dissolvedAt: wide.now,
    dissolvedFor: reason,
  };
  await wide.em.nativeUpdate(MergedVisit, { id }, changes);
  const told = underArrangement(wide.actor, department);
  await recordEvent(wide, 'merged-visit.dissolved', { kind: 'merged-visit', id }, told);
  return changes;
}
