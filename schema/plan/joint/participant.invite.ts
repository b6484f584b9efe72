import { recordEvent } from '../../audit/index.js';
import { type Department, findDepartmentByCode, UnknownDepartment } from '../../department/index.js';
import { underArrangement } from '../../shared/allow.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Unit } from '../../shared/unit.js';
import { fewestOfficers, findNoAuthority } from '../campaign.create.js';
import { CampaignState } from '../campaign.states.js';
import { Campaign, type CampaignSlot, SlotRole } from '../plan.entity.js';
import { CampaignNotFound, CampaignRuleInvalid, CampaignStateWrong } from '../plan.errors.js';
import { findCampaignLocked } from '../plan.service.js';
import { checkContribution } from './participant.check.js';
import { CampaignParticipant } from './participant.entity.js';
import { JointLeadMissing, ParticipantIncomplete, ParticipantLack } from './participant.errors.js';
import type { InviteParticipantsInput, ParticipantInput } from './participant.input.js';
import { listParticipants } from './participant.read.js';
import { ParticipationState } from './participant.states.js';

/** A department as it was asked to take part. */
interface Invited {
  readonly department: Department;
  readonly isLead: boolean;
  readonly itemCodes: string[];
  readonly officers: number;
}

function sameTexts(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text) => other.includes(text));
}

/** Why these cannot be the departments of a joint campaign, as far as they were written. */
function findContradiction(participants: readonly ParticipantInput[]) {
  const leads = participants.filter(({ isLead }) => isLead);
  if (leads.length !== 1) return new JointLeadMissing(leads.length);
  if (new Set(participants.map(({ departmentCode }) => departmentCode)).size < participants.length) {
    return new CampaignRuleInvalid('participants', '同一部门只列一次。', 'A department stands here once.');
  }
  if (participants.length < 2) {
    return new CampaignRuleInvalid(
      'participants',
      '联合任务须有两个以上部门；只有本部门的，不用邀请。',
      'A joint campaign has two departments or more; one alone needs no invitation.',
    );
  }
  for (const { departmentCode, isLead, itemCodes, officers } of participants) {
    if (!isLead && itemCodes.length === 0) {
      return new ParticipantIncomplete(departmentCode, ParticipantLack.ITEMS);
    }
    if (officers < fewestOfficers) return new ParticipantIncomplete(departmentCode, ParticipantLack.OFFICERS);
  }
  return undefined;
}

/** The departments that were named, the lead first, each able to contribute what is asked of it. */
async function findInvited(unit: Unit, campaign: Campaign, participants: readonly ParticipantInput[]) {
  const invited: Invited[] = [];
  for (const one of [...participants].sort((a, b) => Number(b.isLead) - Number(a.isLead))) {
    const department = await findDepartmentByCode(unit, one.departmentCode);
    if (!department) return new UnknownDepartment(one.departmentCode);
    if (one.isLead && department.id !== campaign.department) return new JointLeadMissing(0);
    if (one.isLead && one.itemCodes.length > 0 && !sameTexts(one.itemCodes, campaign.itemCodes)) {
      return new CampaignRuleInvalid(
        'participants',
        '牵头部门的事项以任务为准，不在此另填。',
        'The items of the lead stand in the campaign; leave them out here.',
      );
    }
    const refused = await findNoAuthority(unit, department.id);
    if (refused) return refused;
    const { isLead, officers } = one;
    const itemCodes = isLead ? campaign.itemCodes : one.itemCodes;
    const contributed = await checkContribution(unit, campaign, {
      department: department.id,
      itemCodes,
      officers,
    });
    if (isRefusal(contributed)) return contributed;
    invited.push({ department, isLead, itemCodes, officers });
  }
  return invited;
}

/** The places of a team: of each department its own officers; experts stay as they were drafted. */
function slotsOf(invited: readonly Invited[], { slots }: Campaign): CampaignSlot[] {
  const quotas = invited.map(({ department, officers }) => ({ officers, department: department.id }));
  return [...quotas, ...slots.filter(({ role }) => role === SlotRole.EXPERT)];
}

/** Who accepted on the same terms needs no second asking. */
function stands(before: CampaignParticipant | undefined, { itemCodes, officers }: Invited): boolean {
  return (
    before?.state === ParticipationState.ACCEPTED &&
    before.officers === officers &&
    sameTexts(before.itemCodes, itemCodes)
  );
}

async function saveParticipants(unit: Unit, campaign: Campaign, invited: readonly Invited[]): Promise<void> {
  const before = await listParticipants(unit, campaign.id);
  const beforeOf = new Map(before.map((one) => [one.department, one]));
  await unit.em.nativeDelete(CampaignParticipant, { campaign: campaign.id });
  const rows = invited.map((one, place): CampaignParticipant => {
    const { department, isLead, itemCodes, officers } = one;
    const earlier = beforeOf.get(department.id);
    if (earlier && stands(earlier, one)) return { ...earlier, place };
    return {
      id: unit.newId(),
      ...{ campaign: campaign.id, department: department.id, place, isLead, itemCodes, officers },
      itemVersions: null,
      // The lead accepts by approving its campaign.
      state: isLead ? ParticipationState.ACCEPTED : ParticipationState.INVITED,
      invitedAt: unit.now,
      invitedById: unit.actor.accountId ?? campaign.createdById,
      ...{ decidedAt: null, decidedById: null, decidedUnderId: null, declinedFor: null },
    };
  });
  await unit.em.insertMany(CampaignParticipant, rows);
}

/**
 * Makes a draft a joint campaign: names all its departments, each with its items and its officers. From then on they see
 * the campaign, and each is asked to accept. Asked again, who accepted on the same terms stands.
 */
export async function inviteParticipants(unit: Unit, input: InviteParticipantsInput) {
  const campaign = await findCampaignLocked(unit, input.campaignId);
  if (!campaign) return new CampaignNotFound();
  if (campaign.state !== CampaignState.DRAFT) {
    return new CampaignStateWrong(campaign.state, CampaignState.DRAFT);
  }
  const contradiction = findContradiction(input.participants);
  if (contradiction) return contradiction;
  const invited = await findInvited(unit, campaign, input.participants);
  if (isRefusal(invited)) return invited;
  await saveParticipants(unit, campaign, invited);
  const changes = {
    slots: slotsOf(invited, campaign),
    jointWith: invited.filter(({ isLead }) => !isLead).map(({ department }) => department.id),
  };
  await unit.em.nativeUpdate(Campaign, { id: campaign.id }, changes);
  Object.assign(campaign, changes);
  const told = {
    departmentCodes: invited.map(({ department }) => department.code),
    ...underArrangement(unit.actor, campaign.department),
  };
  await recordEvent(unit, 'campaign.participants-invited', { kind: 'campaign', id: campaign.id }, told);
  return { __typename: 'ParticipantsInvited' as const, campaign };
}
