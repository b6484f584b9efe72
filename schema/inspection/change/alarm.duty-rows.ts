import { type DutyRows, dayOf } from '../../shared/duty-rows.js';

/** An alarm is settled by its owner, or by a head who takes it. */
export const alarmDuties: DutyRows = {
  rows: `select one.id, one.department_id, a.campaign_id, a.id,
      (select owner.inspector_id from account owner where owner.id = one.owner_id), ${dayOf('one.raised_at')}, d.due_on,
      ${dayOf('one.settled_at')}, d.is_provisional
    from inspection_alarm one join deadline d on d.subject_kind = 'alarm' and d.subject_id = one.id
    left join change_request change on change.id = one.change_id
    left join assignment a on a.id = change.assignment_id
    where true`,
  open: `and one.state <> 'SETTLED'`,
};
