import { findForeignItems, type JudgedItem, judgeItems, listCampaignPools } from '../registry/index.js';
import { isRefusal } from '../shared/refusal.js';
import type { Reader } from '../shared/unit.js';
import { type Campaign, type CampaignSlot, SlotRole } from './plan.entity.js';
import { CampaignRuleInvalid, ItemNotInForce, ItemNotInPower, ItemNotListed } from './plan.errors.js';

/** What a campaign stands on: who checks whom, for what, and when. */
type Ground = Pick<Campaign, 'department' | 'itemCodes' | 'filter' | 'slots' | 'windowFromOn' | 'windowToOn'>;

/**
 * No item, no campaign: every item has to be on the department's list, in force and in its power on every day on which
 * somebody may still be visited. @returns the versions that count, or the items at fault
 */
export async function checkItems(
  reader: Reader,
  { department, itemCodes, filter, windowFromOn, windowToOn: toOn }: Ground,
): Promise<readonly JudgedItem[] | ItemNotListed | ItemNotInForce | ItemNotInPower> {
  const [, fromOn = windowFromOn] = [windowFromOn, reader.today].sort();
  const { versions, unlisted, lapsed } = await judgeItems(reader, department, itemCodes, { fromOn, toOn });
  if (unlisted.length > 0) return new ItemNotListed([...unlisted]);
  if (lapsed.length > 0) return new ItemNotInForce([...lapsed], fromOn, toOn);
  const { divisions } = filter;
  const foreign = await findForeignItems(reader, { department, itemCodes, divisions, fromOn, toOn });
  return foreign.length > 0 ? new ItemNotInPower(foreign) : versions;
}

/** Whether the special pools that a campaign names are there, open, and have the expert that they ask for. */
async function checkSpecialPools(reader: Reader, { department, filter, slots }: Ground) {
  const { specialPools } = filter;
  if (!specialPools) return undefined;
  const pools = await listCampaignPools(reader, department, specialPools);
  if (specialPools.length === 0 || pools.length < specialPools.length) {
    return new CampaignRuleInvalid(
      'filter.specialPools',
      '专项库不存在、已关闭或不属于本部门，请从列表中选择。',
      'A special pool is missing, closed or of another department; choose from the list.',
    );
  }
  const asking = pools.find((pool) => pool.needsExpert);
  if (!asking || slots.some(isForExperts)) return undefined;
  return new CampaignRuleInvalid(
    'slots',
    `专项库“${asking.name}”须有专家参加，检查组没有专家名额。`,
    'A special pool asks for an expert, and the team has no place for one.',
  );
}

function isForExperts(slot: CampaignSlot): boolean {
  return slot.role === SlotRole.EXPERT;
}

/** The places of a team; one for an expert is added where a special pool asks for one and none was given. */
export async function slotsFor(
  reader: Reader,
  department: string,
  specialPools: readonly string[] | undefined | null,
  slots: readonly CampaignSlot[],
): Promise<CampaignSlot[]> {
  if (!specialPools || slots.some(isForExperts)) return [...slots];
  const pools = await listCampaignPools(reader, department, specialPools);
  if (!pools.some((pool) => pool.needsExpert)) return [...slots];
  return [...slots, { officers: 1, role: SlotRole.EXPERT }];
}

/** Whether a campaign may go on: its items and its special pools. @returns the items' versions, or what is at fault */
export async function checkGround(reader: Reader, ground: Ground) {
  const versions = await checkItems(reader, ground);
  if (isRefusal(versions)) return versions;
  return (await checkSpecialPools(reader, ground)) ?? versions;
}
