import { type DutyRows, dayOf } from '../../shared/duty-rows.js';

/** Whoever receives it answers; for somebody outside the system the sender does. The recipient sees nothing of the visit. */
export const answerDuties: DutyRows = {
  rows: `select one.id, coalesce(one.recipient_id, one.department_id), a.campaign_id, a.id, null::uuid,
      ${dayOf('one.sent_at')}, d.due_on, ${dayOf('one.answered_at')}, d.is_provisional
    from transfer one left join assignment a on a.id = one.assignment_id
    join deadline d on d.subject_kind = 'transfer' and d.subject_id = one.id
    where true`,
  open: `and one.state = 'SENT'`,
};
