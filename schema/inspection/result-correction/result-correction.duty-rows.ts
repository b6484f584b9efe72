import { type DutyRows, dayOf } from '../../shared/duty-rows.js';

/** A correction that was asked for is seen through: decided, recorded, signed, confirmed. Of its officers once it is approved. */
export const correctDuties: DutyRows = {
  rows: `select one.id, one.department_id, a.campaign_id, a.id,
      case when one.state in ('APPROVED', 'RECORDED', 'RETURNED') then one.signer_ids[1]::uuid end,
      ${dayOf('one.requested_at')}, d.due_on, ${dayOf('one.closed_at')}, d.is_provisional
    from result_correction one join assignment a on a.id = one.assignment_id
    join deadline d on d.subject_kind = 'result-correction' and d.subject_id = one.id
    where true`,
  open: 'and one.closed_at is null',
  isTeams: true,
};
