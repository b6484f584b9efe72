import { type DutyRows, dayOf, leadOfTeam } from '../../shared/duty-rows.js';

const visitDue = 'coalesce(a.planned_on, a.window_to_on)';

/** A draw is dispatched until its window begins. */
export const dispatchDuties: DutyRows = {
  rows: `select draw.id, draw.department_id, draw.campaign_id, null::uuid, null::uuid, ${dayOf('draw.drawn_at')},
      c.window_from_on, ${dayOf('dispatch.finished_at')}, false
    from draw join campaign c on c.id = draw.campaign_id left join dispatch on dispatch.draw_id = draw.id
    where draw.state in ('DRAWN', 'OPENED') and c.stage <> 'TARGETS'`,
  open: 'and dispatch.finished_at is null',
};

/** Who could not be staffed. When it was, no row says. */
export const staffDuties: DutyRows = {
  rows: `select a.id, a.department_id, a.campaign_id, a.id, null::uuid, ${dayOf('a.created_at')}, a.window_to_on,
      null::date, false
    from assignment a where a.state = 'HELD'`,
  open: '',
  isTraceless: true,
};

/** Officers who could not be told, one row each and draw: the head tells them in person, which no row says. */
export const tellDuties: DutyRows = {
  rows: `select md5(m.inspector_id::text || a.draw_id::text || a.department_id::text)::uuid, a.department_id, a.campaign_id,
      null::uuid, m.inspector_id, ${dayOf('min(a.created_at)')}, min(${dayOf('a.visible_at')}), null::date, false
    from assignment a join assignment_officer m on m.assignment_id = a.id
    join dispatch on dispatch.draw_id = a.draw_id and dispatch.finished_at is not null
    where a.state = 'ASSIGNED' and not exists (
      select from account join message on message.account_id = account.id
       where account.inspector_id = m.inspector_id and message.key = 'assigned ' || a.draw_id)
    group by m.inspector_id, a.department_id, a.campaign_id, a.draw_id`,
  open: '',
  isTraceless: true,
};

const told = 'told.day is not null';
const untold = `told.day is null and (a.state in ('CHECKED_IN', 'RECORDED', 'SUBMITTED', 'RETURNED') or a.state = 'ASSIGNED'
  and exists (select from campaign c where c.id = a.campaign_id and c.is_announced))`;

/** The party: of an announced campaign from the dispatch on, of another from the visit on (food rules Art. 46). */
export const notifyDuties: DutyRows = {
  rows: `select a.id, a.department_id, a.campaign_id, a.id, ${leadOfTeam}, ${dayOf('a.created_at')}, ${visitDue},
      told.day, false
    from assignment a cross join lateral (
      select min(${dayOf('n.notified_at')}) as day from visit_notification n where n.assignment_id = a.id) told
    where (${told} or ${untold})`,
  open: `and ${untold}`,
  isTeams: true,
};

/** A visit is done on the day that its first record tells. */
export const visitDuties: DutyRows = {
  rows: `select a.id, a.department_id, a.campaign_id, a.id, ${leadOfTeam}, ${dayOf('a.created_at')}, ${visitDue},
      first.visited_on, false
    from assignment a left join inspection_result first on first.assignment_id = a.id and first.version = 1
    where (a.state in ('ASSIGNED', 'CHECKED_IN') or first.visited_on is not null)`,
  open: `and a.state in ('ASSIGNED', 'CHECKED_IN') and first.visited_on is null`,
  isTeams: true,
};
