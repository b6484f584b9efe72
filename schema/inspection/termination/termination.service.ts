import { LockMode } from '@mikro-orm/core';
import { Part, readPeople } from '../../account/index.js';
import { recordEvent } from '../../audit/index.js';
import {
  type Campaign,
  CampaignNotFound,
  CampaignState,
  findCampaignLocked,
  findWrongState,
  moveCampaign,
} from '../../plan/index.js';
import { arrangementIn, underArrangement } from '../../shared/allow.js';
import { type PageArguments, pageById } from '../../shared/page.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { Assignment } from '../assignment.entity.js';
import { assignmentTransitions } from '../assignment.states.js';
import { leaveMergedVisits, MergerLeft } from '../merge/merged-visit.leave.js';
import { closeRecords } from '../visit/visit.close.js';
import { CampaignTermination } from './termination.entity.js';
import {
  CampaignNotBegun,
  DrawUnderWay,
  TerminationApproverInvolved,
  TerminationNotFound,
  TerminationPending,
} from './termination.errors.js';
import { TerminationState } from './termination.states.js';

/** Terminations of the reader's departments, the newest first. */
export function pageTerminations(reader: Reader, state: TerminationState | undefined, page: PageArguments) {
  const which = state ? { state } : {};
  return pageById(page, (key, limit) =>
    reader.em.find(CampaignTermination, { ...key, ...which }, { orderBy: { id: 'desc' }, limit }),
  );
}

/** Visits of a campaign that have begun, whichever of its departments went: somebody checked in, or a result is recorded. */
function countBegun(unit: Unit, campaignId: string): Promise<number> {
  return unit.beyond('joint', async ({ em }) => {
    const [row] = await em.execute<{ count: number }[]>(
      `select count(distinct coalesce(a.visit_id, a.id))::int as count from assignment a
        where a.campaign_id = ? and (exists (select from inspection_result r where r.assignment_id = a.id)
          or exists (select from visit_event e where e.assignment_id = a.id
               and e.kind in ('CHECKED_IN', 'OFF_SITE', 'EXIT')))`,
      [campaignId],
    );
    return row?.count ?? 0;
  });
}

/**
 * Why a campaign may not be terminated as it stands: one that was never frozen may, and one that was drawn from the first
 * visit on (docs/draw.md: a receipt is never voided). Between them the draw decides.
 */
async function findHindrance(unit: Unit, campaign: Campaign) {
  if (campaign.state === CampaignState.FROZEN) return new DrawUnderWay();
  if (campaign.state !== CampaignState.DRAWN) return undefined;
  return (await countBegun(unit, campaign.id)) > 0 ? undefined : new CampaignNotBegun();
}

/** Asks that a campaign be terminated. Nothing ends before another person approves. */
export async function requestTermination(
  unit: Unit,
  { campaignId, reason }: { readonly campaignId: string; readonly reason: string },
) {
  const campaign = await findCampaignLocked(unit, campaignId);
  if (!campaign) return new CampaignNotFound();
  const hindrance = await findHindrance(unit, campaign);
  if (hindrance) return hindrance;
  const wrong = findWrongState(campaign, 'terminate');
  if (wrong) return wrong;
  const pending = { campaign: campaign.id, state: TerminationState.REQUESTED };
  if ((await unit.em.count(CampaignTermination, pending)) > 0) return new TerminationPending();
  const termination: CampaignTermination = {
    id: unit.newId(),
    ...{ department: campaign.department, ...pending, reason },
    requestedById: unit.actor.accountId ?? campaign.createdById,
    requestedUnderId: arrangementIn(unit.actor, campaign.department) ?? null,
    requestedAt: unit.now,
    ...{ decidedById: null, decidedUnderId: null, decidedAt: null, refusedFor: null },
    ...{ standingCount: null, endedCount: null },
  };
  await unit.em.insert(CampaignTermination, termination);
  const told = underArrangement(unit.actor, campaign.department);
  await recordEvent(unit, 'campaign.termination-requested', { kind: 'campaign', id: campaign.id }, told);
  return { __typename: 'TerminationRequested' as const, termination };
}

/** A request under lock, unless whoever asked decides, or somebody in whose stead they asked. */
async function findDecidable(unit: Unit, id: string) {
  const termination = await unit.em.findOne(
    CampaignTermination,
    { id, state: TerminationState.REQUESTED },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (!termination) return new TerminationNotFound();
  const { accountId, inspectorId } = unit.actor;
  const arrangementId = arrangementIn(unit.actor, termination.department);
  const asked = {
    part: Part.DRAFT,
    accountId: termination.requestedById,
    arrangementId: termination.requestedUnderId,
  };
  const decides = { part: Part.APPROVE, accountId, inspectorId, arrangementId };
  const people = await readPeople(unit, [asked, decides]);
  return people.areOne(asked, decides) ? new TerminationApproverInvolved() : termination;
}

async function decide(
  unit: Unit,
  termination: CampaignTermination,
  decision: Partial<CampaignTermination>,
): Promise<CampaignTermination> {
  const changes = {
    ...decision,
    decidedById: unit.actor.accountId ?? null,
    decidedUnderId: arrangementIn(unit.actor, termination.department) ?? null,
    decidedAt: unit.now,
  };
  await unit.em.nativeUpdate(CampaignTermination, { id: termination.id }, changes);
  return Object.assign(termination, changes);
}

/** Ends what nobody has gone to, in every department of the campaign. @returns how many assignments */
function endOpen(unit: Unit, campaignId: string): Promise<number> {
  const { from, to } = assignmentTransitions.terminate;
  return unit.beyond('joint', async (wide) => {
    const open = { campaign: campaignId, state: { $in: [...from] } };
    const merged = await wide.em.find(
      Assignment,
      { ...open, mergedVisitId: { $ne: null } },
      { fields: ['id'], disableIdentityMap: true },
    );
    const used = await wide.em.execute<{ id: string }[]>(
      `select a.id from assignment a where a.campaign_id = ?::uuid and a.state = any (?::text[])
          and (exists (select from visit_event e where e.assignment_id = a.id)
            or exists (select from evidence e where e.assignment_id = a.id))`,
      [campaignId, `{${from.join(',')}}`],
    );
    const ended = await wide.em.nativeUpdate(Assignment, open, { state: to });
    await closeRecords(
      wide,
      used.map(({ id }) => id),
    );
    await leaveMergedVisits(
      wide,
      merged.map(({ id }) => id),
      MergerLeft.TERMINATED,
    );
    return ended;
  });
}

/** Approves a termination: finished visits stand and go their way to review and publication, open ones end. */
export async function approveTermination(unit: Unit, id: string) {
  const termination = await findDecidable(unit, id);
  if (isRefusal(termination)) return termination;
  const campaign = await findCampaignLocked(unit, termination.campaign);
  if (!campaign) return new CampaignNotFound();
  const hindrance = await findHindrance(unit, campaign);
  if (hindrance) return hindrance;
  const wrong = await moveCampaign(unit, campaign, 'terminate');
  if (wrong) return wrong;
  const standingCount = await countBegun(unit, campaign.id);
  const endedCount = await endOpen(unit, campaign.id);
  const approved = await decide(unit, termination, {
    state: TerminationState.APPROVED,
    standingCount,
    endedCount,
  });
  const told = { count: endedCount, ...underArrangement(unit.actor, campaign.department) };
  await recordEvent(unit, 'campaign.terminated', { kind: 'campaign', id: campaign.id }, told);
  return { __typename: 'CampaignTerminated' as const, termination: approved };
}

/** Refuses a termination: the campaign goes on. */
export async function refuseTermination(unit: Unit, id: string, reason: string) {
  const termination = await findDecidable(unit, id);
  if (isRefusal(termination)) return termination;
  const refused = await decide(unit, termination, { state: TerminationState.REFUSED, refusedFor: reason });
  const told = underArrangement(unit.actor, termination.department);
  const subject = { kind: 'campaign', id: termination.campaign };
  await recordEvent(unit, 'campaign.termination-refused', subject, told);
  return { __typename: 'TerminationRefused' as const, termination: refused };
}
