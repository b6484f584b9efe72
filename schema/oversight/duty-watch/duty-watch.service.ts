import { addWorkingDays } from '../../../scheduler/calendar/index.js';
import { recordEvent } from '../../audit/index.js';
import { calendarOf } from '../../calendar/index.js';
import { MessageKind, tell } from '../../inspection/index.js';
import { getJobRule } from '../../job/index.js';
import { Role } from '../../shared/roles.js';
import type { Unit } from '../../shared/unit.js';
import {
  listFailingDuties,
  listNearPublications,
  listPublishing,
  type NearPublication,
} from './duty-watch.read.js';

/** Open accounts with one of these roles: of a department, or of none for the whole installation. */
async function listAccounts(
  unit: Unit,
  roles: readonly Role[],
  department: string | null,
): Promise<string[]> {
  const rows = await unit.em.execute<{ id: string }[]>(
    `select id from account where active and department_id is not distinct from ?::uuid
       and roles && array(select jsonb_array_elements_text(?::jsonb)) order by id`,
    [department, JSON.stringify(roles)],
  );
  return rows.map(({ id }) => id);
}

/** One message for all that is new today, and an event for each of them. */
async function alarmPublications(
  unit: Unit,
  department: string,
  matters: readonly [NearPublication, ...NearPublication[]],
): Promise<void> {
  const [first] = matters;
  const people = await listAccounts(unit, [Role.APPROVER, Role.PUBLISHER], department);
  const key = `publications near ${unit.today} ${first.id}`;
  const matter = { campaignCode: null, count: matters.length, on: first.dueOn, link: '/publications' };
  const kind = MessageKind.PUBLICATION_NEAR;
  await tell(
    unit,
    people.map((accountId) => ({ accountId, kind, key, ...matter })),
    false,
  );
  for (const { id, dueOn, state } of matters)
    await recordEvent(unit, 'publication.near', { kind: 'publication', id }, { dueOn, state });
}

async function alarmFailing(unit: Unit, failures: number): Promise<void> {
  const duties = await listFailingDuties(unit, failures);
  const [first] = duties;
  if (!first) return;
  const people = await listAccounts(unit, [Role.SYSTEM_ADMIN], null);
  const key = `duties failing ${unit.today} ${first.id}`;
  const matter = { campaignCode: null, count: duties.length, on: unit.today, link: '/jobs' };
  const kind = MessageKind.DUTY_FAILING;
  await tell(
    unit,
    people.map((accountId) => ({ accountId, kind, key, ...matter })),
    false,
  );
  for (const { id, kind, attempts } of duties)
    await recordEvent(unit, 'job.keeps-failing', { kind: 'job', id }, { kind, attempts });
}

/**
 * Tells heads and publishers what is to be public by the next working day, or should be already, and administrators which
 * duties fail again and again; each matter once a day, as long as it lasts. Again on the same day, it tells what is new.
 */
export async function watchDuties(unit: Unit): Promise<void> {
  const failures = await getJobRule(unit, 'failures-before-alarm');
  const ahead = await getJobRule(unit, 'publication-warning');
  for (const department of await listPublishing(unit)) {
    const { dueOn: warnToOn } = addWorkingDays(await calendarOf(unit, department), unit.today, ahead);
    const [first, ...others] = await listNearPublications(unit, department, { warnToOn, failures });
    if (first) await alarmPublications(unit, department, [first, ...others]);
  }
  await alarmFailing(unit, failures);
}
