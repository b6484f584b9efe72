import type { Reader } from '../../shared/unit.js';

/** Midnight of today in China: what was alarmed since then is not alarmed again today. */
function todayBegan({ today }: Reader): string {
  return new Date(`${today}T00:00:00+08:00`).toISOString();
}

/** That an alarm of this kind of a subject already stands in today's audit record. */
const notToday = (kind: string, subject: string, id: string) =>
  `not exists (select from audit_event told where told.subject_kind = '${subject}' and told.subject_id = ${id}::text
     and told.kind = '${kind}' and told.at >= ?::timestamptz)`;

/** A publication that is near its last day or past it, or whose publishing fails again and again. */
export interface NearPublication {
  readonly id: string;
  readonly dueOn: string;
  readonly state: string;
}

const near = `select one.id, one.due_on::text as "dueOn", one.state from publication one
    left join inspection_result r on r.id = one.subject_id left join assignment a on a.id = r.assignment_id
    left join draw d on d.id = a.draw_id
  where one.department_id = ? and one.state in ('DUE', 'QUEUED') and coalesce(d.series, '') <> 'R'
    and (one.due_on <= ?::date or exists (select from job where job.kind = 'publication.publish'
      and job.key = one.id::text and job.state <> 'DONE' and job.last_error is not null and job.attempts > ?))
    and ${notToday('publication.near', 'publication', 'one.id')}
  order by one.due_on, one.id`;

/** A department's, by the last day of the warning and the failures that are taken without one; rehearsals owe nothing. */
export function listNearPublications(
  reader: Reader,
  department: string,
  { warnToOn, failures }: { readonly warnToOn: string; readonly failures: number },
): Promise<NearPublication[]> {
  return reader.em.execute(near, [department, warnToOn, failures, todayBegan(reader)]);
}

/** Departments that have something to publish. */
export async function listPublishing(reader: Reader): Promise<string[]> {
  const rows = await reader.em.execute<{ id: string }[]>(
    `select distinct department_id as id from publication where state in ('DUE', 'QUEUED') order by 1`,
  );
  return rows.map(({ id }) => id);
}

/** A job that carries a legal duty and does not come to its end. */
export interface FailingDuty {
  readonly id: string;
  readonly kind: string;
  readonly attempts: number;
}

const failing = `select id, kind, attempts from job
  where kind = any(array(select jsonb_array_elements_text(?::jsonb))) and last_error is not null
    and ((state = 'PENDING' and attempts > ?) or state = 'GIVEN_UP')
    and ${notToday('job.keeps-failing', 'job', 'job.id')}
  order by id`;

/** Jobs of legal kinds that failed more often than that. */
export function listFailingDuties(reader: Reader, failures: number): Promise<FailingDuty[]> {
  const kinds = (reader.installation.jobKinds ?? []).filter(({ isLegalDuty }) => isLegalDuty);
  const names = JSON.stringify(kinds.map(({ kind }) => kind));
  return reader.em.execute(failing, [names, failures, todayBegan(reader)]);
}
