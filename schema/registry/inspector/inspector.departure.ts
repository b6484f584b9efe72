import type { Reader, Unit } from '../../shared/unit.js';
import { Inspector } from './inspector.entity.js';
import { InspectorNotFound } from './inspector.errors.js';
import { findInspectorLocked, stampOf } from './inspector.lock.js';
import { InspectorStatus } from './inspector.states.js';
import { Secondment } from './secondment.entity.js';

export { findInspectorLocked };

/** How an officer leaves. */
export type DepartureStatus =
  | InspectorStatus.TRANSFERRED
  | InspectorStatus.RETIRED
  | InspectorStatus.SUSPENDED;

/** From the day after, no draw takes this officer of the actor's own; a host only gives back whom it had on loan. */
export async function setLastDay(unit: Unit, inspector: Inspector, leftOn: string): Promise<void> {
  const changes = { leftOn, ...stampOf(unit) };
  await unit.em.nativeUpdate(Inspector, { id: inspector.id }, changes);
  Object.assign(inspector, changes);
}

/** Marks who has left. Certificates stay as they were: they are part of what was. */
export async function markDeparted(
  unit: Unit,
  inspector: Inspector,
  { status, leftOn }: { readonly status: DepartureStatus; readonly leftOn: string },
): Promise<Inspector> {
  const changes = { status, leftOn, ...stampOf(unit) };
  await unit.em.nativeUpdate(Inspector, { id: inspector.id }, changes);
  return Object.assign(inspector, changes);
}

/** An inspector of the reader's departments, or one who is or was seconded to them. */
export async function findServingInspector(
  reader: Reader,
  id: string,
): Promise<Inspector | InspectorNotFound> {
  const own = await reader.em.findOne(Inspector, { id });
  if (own) return own;
  const serves = (await reader.em.count(Secondment, { inspector: id })) > 0;
  const guest = serves && (await reader.beyond('secondment', ({ em }) => em.findOne(Inspector, { id })));
  return guest || new InspectorNotFound();
}

/** The departments in whose draws an officer may stand: the own one, and all to which the officer was seconded. */
export async function listServedDepartments(reader: Reader, inspector: Inspector): Promise<string[]> {
  const secondments = await reader.em.find(Secondment, { inspector: inspector.id });
  return [...new Set([inspector.department, ...secondments.map(({ department }) => department)])];
}

/**
 * The ids of officers by the real-world ids that a draw of a department knows them by: its own first, then those who are
 * seconded to it, then those whose secondment was taken back after the draw.
 */
export async function findPoolIds(
  reader: Reader,
  departmentId: string,
  realIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await reader.beyond('secondment', ({ em }) =>
    em.execute<{ id: string; realId: string }[]>(
      `select id, real_id as "realId" from inspector
         where real_id in (select jsonb_array_elements_text(?::jsonb))
         order by department_id = ?,
           id in (select inspector_id from secondment where secondment.department_id = ?), id`,
      [JSON.stringify(realIds), departmentId, departmentId],
    ),
  );
  return new Map(rows.map(({ id, realId }) => [realId, id]));
}
