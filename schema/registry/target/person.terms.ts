import type { JobDeclaration } from '../../../scheduler/timetable/index.js';
import { beginTerm, RetentionClass, suspendTerm } from '../../personal/index.js';
import type { Unit } from '../../shared/unit.js';
import { PERSON } from './person-number.js';
import { standingStatuses } from './target.states.js';

interface Due {
  readonly id: string;
  /** The day on which the last target of the person ended; absent where one stands. */
  readonly endedOn: string | null;
  readonly keepToOn: string | null;
}

/**
 * The terms of numbers of natural persons run from the day on which the last target of the person, or below, in its
 * department's register ended; one that stands again has no term. By the register as it is, so that no way of ending a
 * target can be forgotten.
 */
export async function followPersonTerms(unit: Unit): Promise<void> {
  const rows = await unit.em.execute<Due[]>(
    `select p.id, p.keep_to_on::text as "keepToOn",
            case when bool_or(t.status = any(array(select jsonb_array_elements_text(?::jsonb)))) then null
                 else coalesce(max(coalesce(t.status_on, (t.updated_at at time zone 'Asia/Shanghai')::date)),
                               (p.created_at at time zone 'Asia/Shanghai')::date)::text end as "endedOn"
       from personal_record p left join target_in_scope t
         on t.department_id = p.department_id
        and (t.real_id = p.subject_id or t.responsible_id = p.subject_id
             or (t.real_id > p.subject_id || '/' and t.real_id < p.subject_id || '0')
             or (t.identifiers <> '{}' and t.identifiers @> array[p.subject_id::text]))
      where p.subject_kind = ? and p.retention = ? and p.sealed_key is not null
      group by p.id`,
    [JSON.stringify(standingStatuses), PERSON, RetentionClass.PERSON_NUMBER],
  );
  for (const { id, endedOn, keepToOn } of rows) {
    if (endedOn) await beginTerm(unit, id, endedOn);
    else if (keepToOn) await suspendTerm(unit, id);
  }
}

/** What the terms of natural persons need at their times. */
export const personJobs: readonly JobDeclaration<Unit>[] = [
  {
    kind: 'registry.follow-person-terms',
    description:
      '按名录库核定自然人证件号码的保存期限。Follows when the terms of numbers of natural persons begin.',
    isLegalDuty: true,
    recurs: { dailyAt: '00:10' },
    run: (_job, { tx }) => followPersonTerms(tx),
  },
];
