import { type DutyRows, dayOf, leadOfTeam } from '../../shared/duty-rows.js';

/** What was ordered is re-checked and closed, or goes on elsewhere. The term that runs is the one of the last step that set one. */
export const rectifyDuties: DutyRows = {
  rows: `select one.id, one.department_id, a.campaign_id, a.id, ${leadOfTeam}, ${dayOf('one.ordered_at')}, one.due_on,
      ${dayOf('one.closed_at')}, coalesce(d.is_provisional, false)
    from rectification one join assignment a on a.id = one.assignment_id
    left join lateral (select s.id from rectification_step s where s.rectification_id = one.id and s.due_on is not null
      order by s.number desc limit 1) step on true
    left join deadline d on d.subject_kind = 'rectification-step' and d.subject_id = step.id
    where true`,
  open: `and one.state in ('ORDERED', 'REPORTED', 'OVERDUE')`,
  isTeams: true,
};
