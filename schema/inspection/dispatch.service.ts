import { LockMode } from '@mikro-orm/core';
import type { JobDeclaration } from '../../scheduler/timetable/index.js';
import { recordEvent } from '../audit/index.js';
import { Draw, DrawnUnit } from '../draw/index.js';
import { enqueueJob } from '../job/index.js';
import { Campaign, DrawStage } from '../plan/index.js';
import { findPoolIds, Inspector } from '../registry/index.js';
import { dayInShanghai } from '../shared/day.js';
import type { Unit } from '../shared/unit.js';
import { AssignmentState } from './assignment.states.js';
import { Dispatch } from './hand-out/dispatch.entity.js';
import { handOutJobs } from './hand-out/hand-out.jobs.js';
import { visibleFrom } from './hand-out/visibility.js';
import { officersOf, readParts, type TeamPart } from './joint/team-parts.js';

/** Assignments that one step makes: some hundred milliseconds, after which others have their turn. */
const BATCH = 2_500;

/** Finds how far a dispatch is, locked, or begins it. */
async function takeUp(unit: Unit, drawId: string): Promise<Dispatch> {
  const found = await unit.em.findOne(Dispatch, { draw: drawId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (found) return found;
  const unitCount = await unit.em.count(DrawnUnit, { draw: drawId, isReserve: false });
  const begun = {
    draw: drawId,
    unitCount,
    doneCount: 0,
    lastRealId: '',
    beganAt: unit.now,
    finishedAt: null,
  };
  await unit.em.insert(Dispatch, begun);
  return begun as Dispatch;
}

type Drawn = Pick<DrawnUnit, 'realId' | 'stratum' | 'drawOrder' | 'isHeld' | 'officers' | 'lead'>;

const nextUnits = `select real_id as "realId", stratum, draw_order as "drawOrder", is_held as "isHeld",
    to_jsonb(officers) as officers, lead
  from drawn_unit where draw_id = ? and not is_reserve and real_id > ? order by real_id limit ?`;

/**
 * Makes the next assignments of a draw, each with its team, in the order of their real-world ids. A batch and how far the
 * dispatch is stand in one transaction: a process that dies loses at most the batch it was at, and the next one begins
 * where the last ended. @returns whether all are made; once they are, running it again changes nothing
 */
export async function dispatchBatch(unit: Unit, drawId: string, size = BATCH): Promise<boolean> {
  const draw = await unit.em.findOneOrFail(Draw, { id: drawId });
  const campaign = await unit.em.findOneOrFail(Campaign, { id: draw.campaign });
  // A list that was drawn to be handed down is visited by others.
  if (campaign.stage === DrawStage.TARGETS) return true;
  const dispatch = await takeUp(unit, drawId);
  if (dispatch.finishedAt) return true;
  const units = await unit.em.execute<Drawn[]>(nextUnits, [drawId, dispatch.lastRealId, size]);
  if (units.length > 0) await assign(unit, draw, campaign, units);
  const doneCount = dispatch.doneCount + units.length;
  const isFinished = doneCount >= dispatch.unitCount || units.length === 0;
  const lastRealId = units.at(-1)?.realId ?? dispatch.lastRealId;
  const finishedAt = isFinished ? unit.now : null;
  await unit.em.nativeUpdate(Dispatch, { draw: drawId }, { doneCount, lastRealId, finishedAt });
  const subject = { kind: 'draw', id: drawId };
  if (!isFinished) {
    await recordEvent(unit, 'assignment.batch-dispatched', subject, { count: units.length });
    return false;
  }
  await recordEvent(unit, 'assignment.dispatched', subject, { count: doneCount });
  await enqueueJob(unit, { kind: 'hand-out.announce', key: drawId, dueAt: unit.now, payload: { drawId } });
  return true;
}

/** Makes all assignments of a draw in one step. Running it again changes nothing. */
export async function dispatchDraw(unit: Unit, drawId: string): Promise<void> {
  let isFinished = false;
  while (!isFinished) isFinished = await dispatchBatch(unit, drawId);
}

/** Names of targets by their real-world ids, the drawing department's own where several know one. */
async function findNames(unit: Unit, draw: Draw, realIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await unit.em.execute<{ realId: string; name: string }[]>(
    `select real_id as "realId", name from target
      where real_id in (select jsonb_array_elements_text(?::jsonb)) order by department_id = ?, id`,
    [JSON.stringify(realIds), draw.department],
  );
  return new Map(rows.map(({ realId, name }) => [realId, name]));
}

interface Member {
  readonly id: string;
  readonly isExpert: boolean;
}

/** The officers of these units by their real-world ids, each as the department knows them for which they were drawn. */
async function findMembers(
  unit: Unit,
  parts: readonly TeamPart[],
  units: readonly Drawn[],
): Promise<Map<string, Member>> {
  const idOf = new Map<string, string>();
  for (const part of parts) {
    const officers = new Set(units.flatMap((one) => officersOf(one, part, parts)));
    for (const [realId, id] of await findPoolIds(unit, part.department, [...officers])) idOf.set(realId, id);
  }
  const experts = await unit.beyond('secondment', ({ em }) =>
    em.find(
      Inspector,
      { id: { $in: [...idOf.values()] }, isExpert: true },
      { fields: ['id'], disableIdentityMap: true },
    ),
  );
  const isExpert = new Set(experts.map(({ id }) => id));
  return new Map([...idOf].map(([realId, id]) => [realId, { id, isExpert: isExpert.has(id) }]));
}

/** The first day of a visit: nobody visits a target before it was drawn. */
function firstDay(unit: Unit, draw: Draw, campaign: Campaign): string {
  const drawnOn = dayInShanghai(draw.drawnAt ?? unit.now);
  const isDrawnLate = drawnOn > campaign.windowFromOn;
  return isDrawnLate ? drawnOn : campaign.windowFromOn;
}

/** Given as one value: a batch of thousands has more columns than a statement has places. */
const insertAssignments = `insert into assignment (id, department_id, part, visit_id, campaign_id, draw_id, target_real_id, target_name,
    stratum, draw_order, state, visible_at, window_from_on, window_to_on, created_at)
  select r.id, r.department, r.part, r.visit, ?::uuid, ?::uuid, r.target, r.name, r.stratum, r.place, r.state, ?::timestamptz,
    ?::date, ?::date, ?::timestamptz
    from jsonb_to_recordset(?::jsonb) as r(id uuid, department uuid, part int, visit uuid, target text, name text, stratum text,
      place int, state text)`;

const insertMembers = `insert into assignment_officer (assignment_id, inspector_id, real_id, place, is_lead, is_expert)
  select r.assignment, r.inspector, r."realId", r.place, r."isLead", r."isExpert"
    from jsonb_to_recordset(?::jsonb)
      as r(assignment uuid, inspector uuid, "realId" text, place int, "isLead" boolean, "isExpert" boolean)`;

async function assign(unit: Unit, draw: Draw, campaign: Campaign, units: readonly Drawn[]): Promise<void> {
  const realIds = units.map(({ realId }) => realId);
  const nameOf = await findNames(unit, draw, realIds);
  const parts = await readParts(unit, campaign);
  const memberOf = await findMembers(unit, parts, units);
  // One visit of each target, and of each department a part of it with its own report.
  const sent = units.flatMap((one) => {
    const visit = parts.length > 1 ? unit.newId() : null;
    return parts.map((part) => ({ one, part, visit, id: unit.newId() }));
  });
  const rows = sent.map(({ one, part, visit, id }) => ({
    ...{ id, visit, department: part.department, part: part.place },
    target: one.realId,
    name: nameOf.get(one.realId) ?? one.realId,
    stratum: one.stratum,
    place: one.drawOrder,
    state: one.isHeld ? AssignmentState.HELD : AssignmentState.ASSIGNED,
  }));
  const visibleAt = await visibleFrom(unit, draw.department, campaign.windowFromOn);
  await unit.em.execute(insertAssignments, [
    ...[campaign.id, draw.id, visibleAt.toISOString()],
    ...[firstDay(unit, draw, campaign), campaign.windowToOn, unit.now.toISOString()],
    JSON.stringify(rows),
  ]);
  const members = sent.flatMap(({ one, part, id: assignment }) =>
    officersOf(one, part, parts).map((realId) => {
      const member = memberOf.get(realId);
      if (!member) throw new Error(`an officer of draw ${draw.id} is not in the registers`);
      const place = one.officers.indexOf(realId) + 1;
      const isLead = realId === one.lead;
      return { assignment, inspector: member.id, realId, place, isLead, isExpert: member.isExpert };
    }),
  );
  if (members.length > 0) await unit.em.execute(insertMembers, [JSON.stringify(members)]);
}

/** What inspection has to do at its times. */
export const inspectionJobs: readonly JobDeclaration<Unit>[] = [
  {
    kind: 'inspection.dispatch',
    description:
      '派发抽中的检查任务，分批进行。Sends the assignments of a draw to their teams, batch by batch.',
    isLegalDuty: true,
    run: async (job, { tx, again }) => {
      if (!(await dispatchBatch(tx, String(job.payload.drawId)))) again();
    },
  },
  ...handOutJobs,
];
