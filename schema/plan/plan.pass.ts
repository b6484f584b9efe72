import { oneOf, type Passing, passRows } from '../department/index.js';
import type { Unit } from '../shared/unit.js';
import { passParticipations } from './joint/participant.pass.js';

/** Campaigns of a department by their codes, under lock for the rest of the step; all when no code is given. */
export async function lockCampaigns(
  unit: Unit,
  departmentId: string,
  codes?: readonly string[],
): Promise<{ id: string; code: string }[]> {
  const which = codes && oneOf('code', codes);
  return unit.em.execute<{ id: string; code: string }[]>(
    `select id, code from campaign where department_id = ?::uuid${which ? ` and ${which.sql}` : ''} order by id for update`,
    [departmentId, ...(which?.values ?? [])],
  );
}

/**
 * Passes campaigns, and with all of them the plans. They keep their codes.
 * @param replaced ids of special pools that are gone, with those that stand for them
 */
export async function passPlans(
  unit: Unit,
  passing: Passing,
  replaced: ReadonlyMap<string, string>,
  campaignIds?: readonly string[],
): Promise<{ plans: number; campaigns: number }> {
  const where = campaignIds && oneOf('id', campaignIds, 'uuid');
  const plans = campaignIds ? 0 : await passRows(unit, 'plan', passing);
  await passParticipations(unit, passing, campaignIds);
  const campaigns = await passRows(unit, 'campaign', passing, { where });
  const ofCampaigns = campaignIds && { where: oneOf('campaign_id', campaignIds, 'uuid') };
  await passRows(unit, 'handed_list', passing, ofCampaigns);
  await passRows(unit, 'due_check', passing, ofCampaigns);
  if (!campaignIds) await passRows(unit, 'exemption', passing);
  for (const [gone, stands] of replaced) {
    await unit.em.execute(
      `update campaign set filter = replace(filter::text, ?, ?)::jsonb
        where department_id = ?::uuid and strpos(filter::text, ?) > 0`,
      [gone, stands, passing.to, gone],
    );
  }
  return { plans, campaigns };
}
