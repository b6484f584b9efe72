import { type DutyRows, dayOf } from '../../shared/duty-rows.js';

/** A sample is looked at within the term of its round. */
export const secondReviewDuties: DutyRows = {
  rows: `select one.id, one.department_id, a.campaign_id, a.id, null::uuid, d.from_on, d.due_on,
      ${dayOf('one.reviewed_at')}, d.is_provisional
    from second_review one join assignment a on a.id = one.assignment_id
    join deadline d on d.subject_kind = 'second-review-round' and d.subject_id = one.round_id
    where true`,
  open: `and one.state = 'OPEN'`,
};
