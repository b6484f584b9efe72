import { dayOf } from '../shared/duty-rows.js';
import type { Reader, Unit } from '../shared/unit.js';
import { PublicationCount } from './public-tables.entity.js';

/** A first and last month, `2026-02`, both within. */
export interface Months {
  readonly from: string;
  readonly to: string;
}

const withheld = (ground: string) => `count(*) filter (where one.withheld_for = '${ground}')`;
/** A rehearsal owes nothing, nor does what was corrected or ended before it was public (`publishDuties`). */
const owed = `one.state in ('DUE', 'QUEUED') or one.published_at is not null`;
const publishedOn = dayOf('one.published_at');

/** The numbers of every department and month, counted anew from all that was to be published. */
export async function countPublications(unit: Unit): Promise<void> {
  await unit.em.nativeDelete(PublicationCount, {});
  await unit.em.execute(
    `insert into publication_count (department_code, month, department_name, due_count, in_time_count, late_count, overdue_count,
       withheld_person_count, withheld_warning_count, withheld_summary_count, ended_count, counted_at)
     select d.code, to_char(one.due_on, 'YYYY-MM'), d.name, count(*) filter (where ${owed}),
       count(*) filter (where ${publishedOn} <= one.due_on), count(*) filter (where ${publishedOn} > one.due_on),
       count(*) filter (where one.state in ('DUE', 'QUEUED') and one.due_on < ?::date),
       ${withheld('NATURAL_PERSON')}, ${withheld('WARNING_ALONE')}, ${withheld('SUMMARY_PROCEDURE')},
       count(*) filter (where one.state = 'ENDED' and one.published_at is not null), ?::timestamptz
     from publication one join department d on d.id = one.department_id
     where ${owed} or one.state = 'WITHHELD' group by d.code, 2, d.name`,
    [unit.today, unit.now],
  );
}

/** The numbers of these months, the latest first. */
export function listPublicationCounts(
  reader: Reader,
  { from, to }: Months,
  department?: string,
): Promise<PublicationCount[]> {
  return reader.em.find(
    PublicationCount,
    { month: { $gte: from, $lte: to }, ...(department ? { departmentCode: department } : {}) },
    { orderBy: { month: 'desc', departmentCode: 'asc' }, limit: 5_000 },
  );
}
