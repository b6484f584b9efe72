import type { Unit } from '../../shared/unit.js';
import { dates } from './dates.js';
import type { Move } from './recount.js';

/** What stood before stays, with its count. */
const keep = `
  insert into deadline_move (id, deadline_id, layer_id, was_due_on, is_due_on, was_provisional, was_calendar_version,
      was_days, moved_at)
  select m.id, d.id, ?::uuid, d.due_on, m.due_on, d.is_provisional, d.calendar_version, d.days, ?::timestamptz
    from jsonb_to_recordset(?::jsonb) as m(id uuid, deadline uuid, due_on date) join deadline d on d.id = m.deadline`;

/** The days of a count are told once for all deadlines that have it. */
const move = `
  update deadline d set due_on = c.due_on, calendar_version = c.version, is_provisional = c.provisional, days = c.days
    from jsonb_to_recordset(?::jsonb) as m(deadline uuid, count int)
    join jsonb_to_recordset(?::jsonb) as c(count int, due_on date, version text, provisional boolean, days jsonb)
      using (count)
   where d.id = m.deadline`;

const moved = `with moved (id) as (select value::uuid from jsonb_array_elements_text(?::jsonb))`;

/** An end that was to be looked at is looked at when the new last day is over. */
const shift = `${moved}
  update job j set due_at = ((d.due_on + 1)::timestamp at time zone 'Asia/Shanghai')
    from moved join deadline d on d.id = moved.id
   where j.kind = ? and j.key = d.subject_id::text and j.state = 'PENDING'`;

/** Moves deadlines, what repeats them, and the jobs that wait for their end; the old days are kept. */
export async function moveDeadlines(wide: Unit, layerId: string, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  const kept = moves.map(({ id, due }) => ({ id: wide.newId(), deadline: id, due_on: due.dueOn }));
  await wide.em.execute(keep, [layerId, wide.now.toISOString(), JSON.stringify(kept)]);
  const counts = [...new Set(moves.map(({ due }) => due))];
  const indexOf = new Map(counts.map((due, index) => [due, index]));
  const rows = moves.map(({ id, due }) => ({ deadline: id, count: indexOf.get(due) }));
  const told = counts.map(({ dueOn, calendarVersion, provisional, days }, count) => ({
    ...{ count, due_on: dueOn, version: calendarVersion, provisional, days },
  }));
  await wide.em.execute(move, [JSON.stringify(rows), JSON.stringify(told)]);
  for (const [kind, { copies, endJob }] of Object.entries(dates)) {
    const ids = moves.filter((one) => one.subjectKind === kind).map(({ id }) => id);
    if (ids.length === 0) continue;
    for (const copy of copies) await wide.em.execute(`${moved} ${copy}`, [JSON.stringify(ids)]);
    if (endJob) await wide.em.execute(shift, [JSON.stringify(ids), endJob]);
  }
  wide.wakeJobs();
}
