import { addDays, isWorkingDay } from '../../scheduler/calendar/index.js';
import type { JobDeclaration } from '../../scheduler/timetable/index.js';
import { recordEvent } from '../audit/index.js';
import { currentCalendar } from '../calendar/index.js';
import { Draw, DrawnUnit } from '../draw/index.js';
import { Campaign } from '../plan/index.js';
import { findPoolIds, Inspector, Target } from '../registry/index.js';
import { dayInShanghai } from '../shared/day.js';
import type { Unit } from '../shared/unit.js';
import { Assignment, AssignmentOfficer } from './assignment.entity.js';
import { AssignmentState } from './assignment.states.js';

/** When a team sees its target: 18:00 in China on the working day before the window opens. */
export function visibleFrom(windowFromOn: string): Date {
  let eve = addDays(windowFromOn, -1);
  while (!isWorkingDay(currentCalendar(), eve)) eve = addDays(eve, -1);
  return new Date(`${eve}T18:00:00+08:00`);
}

const batch = 500;

/** Makes the assignments of a draw, each with its team. Running it again changes nothing. */
export async function dispatchDraw(unit: Unit, drawId: string): Promise<void> {
  const draw = await unit.em.findOneOrFail(Draw, { id: drawId });
  if ((await unit.em.count(Assignment, { draw: drawId })) > 0) return;
  const campaign = await unit.em.findOneOrFail(Campaign, { id: draw.campaign });
  const units = await unit.em.find(
    DrawnUnit,
    { draw: drawId, isReserve: false },
    { orderBy: { realId: 'asc' } },
  );
  const idOf = await findPoolIds(unit, draw.department, [
    ...new Set(units.flatMap(({ officers }) => officers)),
  ]);
  const inspectors = await unit.em.find(Inspector, { id: { $in: [...idOf.values()] } });
  const inspectorOf = new Map(inspectors.map((inspector) => [inspector.realId, inspector]));
  for (let from = 0; from < units.length; from += batch) {
    await assign(unit, draw, campaign, units.slice(from, from + batch), inspectorOf);
  }
  await recordEvent(unit, 'assignment.dispatched', { kind: 'draw', id: drawId }, { count: units.length });
}

async function assign(
  unit: Unit,
  draw: Draw,
  campaign: Campaign,
  units: readonly DrawnUnit[],
  inspectorOf: ReadonlyMap<string, Inspector>,
): Promise<void> {
  const targets = await unit.em.find(
    Target,
    { realId: { $in: units.map((one) => one.realId) } },
    { fields: ['realId', 'name', 'department'] },
  );
  const ownLast = targets.sort(
    (a, b) => Number(a.department === draw.department) - Number(b.department === draw.department),
  );
  const nameOf = new Map(ownLast.map((target) => [target.realId, target.name]));
  const visibleAt = visibleFrom(campaign.windowFromOn);
  // Nobody visits a target before it was drawn.
  const drawnOn = dayInShanghai(draw.drawnAt ?? unit.now);
  const isDrawnLate = drawnOn > campaign.windowFromOn;
  const windowFromOn = isDrawnLate ? drawnOn : campaign.windowFromOn;
  const rows = units.map((one) => ({
    id: unit.newId(),
    department: draw.department,
    campaign: campaign.id,
    draw: draw.id,
    targetRealId: one.realId,
    targetName: nameOf.get(one.realId) ?? one.realId,
    stratum: one.stratum,
    drawOrder: one.drawOrder,
    state: one.isHeld ? AssignmentState.HELD : AssignmentState.ASSIGNED,
    visibleAt,
    windowFromOn,
    windowToOn: campaign.windowToOn,
    createdAt: unit.now,
  }));
  await unit.em.insertMany(Assignment, rows);
  const members = units.flatMap((one, index) =>
    one.officers.map((realId, place) => ({
      assignment: rows[index]?.id ?? '',
      inspectorId: inspectorOf.get(realId)?.id ?? '',
      realId,
      place: place + 1,
      isLead: realId === one.lead,
      isExpert: inspectorOf.get(realId)?.isExpert ?? false,
    })),
  );
  if (members.length > 0) await unit.em.insertMany(AssignmentOfficer, members);
}

/** What inspection has to do at its times. */
export const inspectionJobs: readonly JobDeclaration<Unit>[] = [
  {
    kind: 'inspection.dispatch',
    description: '派发抽中的检查任务。Sends the assignments of a draw to their teams.',
    run: (job, { tx }) => dispatchDraw(tx, String(job.payload.drawId)),
  },
];
