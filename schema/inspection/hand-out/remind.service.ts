import { recordEvent } from '../../audit/index.js';
import { DrawSeries } from '../../draw/index.js';
import { Campaign } from '../../plan/index.js';
import { Role } from '../../shared/roles.js';
import type { Unit } from '../../shared/unit.js';
import { AssignmentState, openVisitStates } from '../assignment.states.js';
import { announceLate } from './announce-late.service.js';
import { CampaignNotHandedOut } from './hand-out.errors.js';
import { announceDraw, tell } from './message.service.js';
import { MessageKind } from './message.states.js';
import { remindedUntil } from './visibility.js';

const states = openVisitStates.map((state) => `'${state}'`).join(', ');

interface Reminded {
  readonly accountId: string;
  readonly campaignCode: string;
  readonly series: string;
  readonly count: number;
  readonly on: string;
}

/** Officers with what they still have to do of a department's visits that are due by a day: one row each and campaign. */
const officersDue = `with own as materialized (
    select m.inspector_id, a.campaign_id, min(a.draw_id::text)::uuid as draw_id, count(*)::int as count,
        min(coalesce(a.planned_on, a.window_to_on)) as due
      from assignment a join assignment_officer m on m.assignment_id = a.id
     where a.state in (${states}) and a.department_id = ?
       and coalesce(a.planned_on, a.window_to_on) between ?::date and ?::date
       and (?::uuid is null or a.campaign_id = ?::uuid)
     group by m.inspector_id, a.campaign_id)
  select account.id as "accountId", campaign.code as "campaignCode", draw.series, own.count, own.due::text as "on"
    from own join account on account.inspector_id = own.inspector_id and account.active
    join campaign on campaign.id = own.campaign_id join draw on draw.id = own.draw_id`;

function findDue(unit: Unit, department: string, toOn: string, campaign: string | null): Promise<Reminded[]> {
  const fromOn = campaign ? '0001-01-01' : unit.today;
  return unit.em.execute<Reminded[]>(officersDue, [department, fromOn, toOn, campaign, campaign]);
}

function remind(unit: Unit, kind: MessageKind, rows: readonly Reminded[]): Promise<number> {
  const drafts = rows.map(({ accountId, campaignCode, count, on }) => ({
    ...{ accountId, kind, key: `${kind} ${campaignCode} ${unit.today}`, campaignCode, count, on },
    link: '/my/visits',
  }));
  return tell(
    unit,
    drafts,
    rows.some(({ series }) => series === DrawSeries.R),
  );
}

/** Heads with how many visits of their department have passed their last day without a result. */
const headsLate = `select account.id as "accountId", campaign.code as "campaignCode", min(draw.series) as series,
    count(*)::int as count, min(a.window_to_on)::text as "on"
  from assignment a join campaign on campaign.id = a.campaign_id join draw on draw.id = a.draw_id
  join account on account.department_id = a.department_id and account.active and ? = any(account.roles)
  where a.state in (${states}) and a.department_id = ? and a.window_to_on < ?::date
  group by account.id, campaign.id`;

/** Reminds everybody who has something due soon, and the heads of what is late. Once a day: running it again changes nothing. */
export async function remindAll(unit: Unit): Promise<void> {
  const departments = await unit.em.execute<{ id: string }[]>(
    `select distinct department_id as id from assignment where state in (${states})`,
  );
  for (const { id } of departments) {
    const until = await remindedUntil(unit, id);
    await remind(unit, MessageKind.DUE, await findDue(unit, id, until, null));
    const late = await unit.em.execute<Reminded[]>(headsLate, [Role.APPROVER, id, unit.today]);
    await remind(unit, MessageKind.LATE, late);
  }
  const draws = await unit.em.execute<{ id: string }[]>(
    'select distinct draw_id as id from assignment where state = ?',
    [AssignmentState.ASSIGNED],
  );
  // Who came into a team since is told as well.
  for (const { id } of draws) await announceDraw(unit, id);
  await announceLate(unit);
}

/** The head reminds the teams of a campaign of all that is still to be done; the same officers once a day. */
export async function remindTeams(unit: Unit, campaignId: string) {
  const campaign = await unit.em.findOne(Campaign, { id: campaignId });
  const rows = campaign && (await findDue(unit, campaign.department, '9999-12-31', campaignId));
  if (!campaign || !rows || rows.length === 0) return new CampaignNotHandedOut();
  const toldCount = await remind(unit, MessageKind.REMINDER, rows);
  await recordEvent(unit, 'hand-out.reminded', { kind: 'campaign', id: campaignId }, { count: toldCount });
  return { __typename: 'TeamsReminded' as const, toldCount };
}
