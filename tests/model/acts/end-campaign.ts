import { approveHandOver, requestHandOver } from '../../../schema/inspection/hand-over.service.js';
import { approveTermination, requestTermination } from '../../../schema/inspection/index.js';
import type { Actor } from '../../../schema/shared/unit.js';
import { type Act, type Foreseen, refusal } from '../act.js';
import type { Stage } from '../stage.js';
import { closing, type Visit, type World } from '../world.js';

/** Somebody went there, or something is recorded. */
function hasBegun(world: World): boolean {
  return world.visits.some(
    ({ events, results }) =>
      results.length > 0 || events.some(({ kind }) => ['CHECKED_IN', 'OFF_SITE', 'EXIT'].includes(kind)),
  );
}

/** Nobody has gone there. */
const isOpen = ({ state }: Visit) => ['ASSIGNED', 'HELD'].includes(state);

/** Somebody asks that the campaign be terminated. */
export function askTerminationAct(actor: Actor, campaignId: string): Act {
  return {
    name: 'ask to terminate',
    actor,
    work: (unit) => requestTermination(unit, { campaignId, reason: '机构职能调整' }),
    foresee(world): Foreseen {
      if (world.campaign === 'TERMINATED') return refusal('CampaignStateWrong');
      if (!hasBegun(world)) return refusal('CampaignNotBegun');
      if (world.termination) return refusal('TerminationPending');
      return {
        outcome: 'TerminationRequested',
        audit: ['campaign.termination-requested'],
        apply: (after, { termination }: { termination: { id: string } }) => {
          after.termination = { id: termination.id, askedBy: actor.accountId ?? '' };
        },
      };
    },
  };
}

/** A head approves it: what nobody has gone to ends, and everything else goes its way. */
export function approveTerminationAct(actor: Actor, id: string): Act {
  return {
    name: 'terminate',
    actor,
    work: (unit) => approveTermination(unit, id),
    foresee(world): Foreseen {
      if (world.termination?.id !== id) return refusal('TerminationNotFound');
      if (world.termination.askedBy === actor.accountId) return refusal('TerminationApproverInvolved');
      return {
        outcome: 'CampaignTerminated',
        audit: [...world.visits.filter(isOpen).flatMap(closing), 'campaign.terminated'],
        apply: (after) => {
          after.campaign = 'TERMINATED';
          after.termination = null;
          for (const visit of after.visits) {
            if (isOpen(visit)) visit.state = 'TERMINATED';
          }
        },
      };
    },
  };
}

/** A registrar asks that what an officer has not begun goes to others. */
export function askHandOverAct({ registrar }: Stage, inspectorId: string): Act {
  const draft = { inspectorId, lastOn: '2026-12-31', documentNo: '湛卫人〔2026〕3号' };
  return {
    name: 'ask to hand over',
    actor: registrar,
    work: (unit) => requestHandOver(unit, draft),
    foresee(world): Foreseen {
      if (world.handOver) return refusal('HandOverPending');
      return {
        outcome: 'HandOverRequested',
        audit: ['hand-over.requested'],
        apply: (after, { handOver }: { handOver: { id: string } }) => {
          after.handOver = handOver.id;
        },
      };
    },
  };
}

/** A head approves it: in every team that has not begun somebody comes in, by the draw’s own chance. */
export function handOverAct(stage: Stage, inspectorId: string, id: string): Act {
  return {
    name: 'hand over',
    actor: stage.job.approver,
    work: (unit) => approveHandOver(unit, id),
    foresee(world): Foreseen {
      if (world.handOver !== id) return refusal('HandOverNotFound');
      return {
        outcome: 'HandOverApproved',
        audit: ['draw.substituted', 'hand-over.approved'],
        apply: async (after) => {
          after.handOver = null;
          for (const visit of after.visits) {
            const had = visit.team.map((one) => one.inspectorId);
            if (visit.state !== 'ASSIGNED' || !had.includes(inspectorId)) continue;
            visit.team = await stage.readTeam(visit.id);
            const has = visit.team.map((one) => one.inspectorId);
            expect(has).not.toContain(inspectorId);
            expect(has).toEqual(expect.arrayContaining(had.filter((one) => one !== inspectorId)));
          }
        },
      };
    },
  };
}
