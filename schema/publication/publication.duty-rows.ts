import { type DutyRows, dayOf } from '../shared/duty-rows.js';

/** What is confirmed is released and published. A rehearsal, and what was corrected before it was public, owe nothing. */
export const publishDuties: DutyRows = {
  rows: `select one.id, one.department_id, a.campaign_id, a.id, null::uuid, ${dayOf('one.prepared_at')}, one.due_on,
      ${dayOf('one.published_at')}, one.is_provisional
    from publication one left join inspection_result r on r.id = one.subject_id left join assignment a on a.id = r.assignment_id
    where one.state not in ('REHEARSED', 'WITHHELD') and (one.state <> 'ENDED' or one.published_at is not null)
      and (one.state <> 'SUPERSEDED' or one.published_at is not null)`,
  open: `and one.state in ('DUE', 'QUEUED')`,
};
