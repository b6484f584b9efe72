import { type DutyRows, dayOf, leadOfTeam } from '../shared/duty-rows.js';

/** The last version that the visit itself recorded: an assignment has one row, or none. A correction is a duty of its own. */
const newest = `join inspection_result r on r.assignment_id = a.id and r.correction_id is null
      and not exists (select from inspection_result later where later.assignment_id = a.id
        and later.correction_id is null and later.version > r.version)`;
const unsigned = "a.state in ('RECORDED', 'RETURNED')";
const entryTerm = `(select rule.limit_count from deadline_rule rule
      where rule.code = 'late-result-entry' and rule.valid_from_on <= r.visited_on order by rule.version desc limit 1)`;

/** What was recorded is signed by all, and what was returned is recorded again: within the term of entering a result. */
export const signDuties: DutyRows = {
  rows: `select a.id, a.department_id, a.campaign_id, a.id, ${leadOfTeam}, r.visited_on, r.visited_on + ${entryTerm},
      case when ${unsigned} then null else r.signed_on end, false
    from assignment a ${newest}
    where (${unsigned} or r.signed_on is not null)`,
  open: `and ${unsigned}`,
  isTeams: true,
};

const unreviewed = `a.state = 'SUBMITTED' and r.reviewed_at is null and not exists (
      select from inspection_result later where later.assignment_id = a.id and later.version > r.version)`;
/** A return does not restart the count: it runs from the first day on which all had signed. */
const signed = `(select min(one.signed_on) from inspection_result one where one.assignment_id = a.id)`;

/** Every signed version is reviewed by the last day on which it can be published in time. */
export const reviewDuties: DutyRows = {
  rows: `select r.id, r.department_id, a.campaign_id, a.id, null::uuid, r.signed_on,
      coalesce(d.due_on, (term.publication_dues ->> ${signed}::text)::date, ${signed} + 14), ${dayOf('r.reviewed_at')},
      coalesce(d.is_provisional, false)
    from inspection_result r join assignment a on a.id = r.assignment_id cross join term
    left join deadline d on d.subject_kind = 'result' and d.subject_id = r.id and d.rule_code = 'result-publication'
    where r.correction_id is null and r.signed_on is not null and (r.reviewed_at is not null or ${unreviewed})`,
  open: `and ${unreviewed}`,
};
