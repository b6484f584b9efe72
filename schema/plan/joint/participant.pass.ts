import { type Passing, passRows } from '../../department/index.js';
import type { Unit } from '../../shared/unit.js';

/** Passes what a department takes part in; of some campaigns only where it leads them. */
export async function passParticipations(
  unit: Unit,
  passing: Passing,
  campaignIds?: readonly string[],
): Promise<void> {
  const led = campaignIds && {
    sql: 'is_lead and campaign_id in (select value::uuid from jsonb_array_elements_text(?::jsonb))',
    values: [JSON.stringify(campaignIds)],
  };
  await passRows(unit, 'campaign_participant', passing, { where: led });
  const { from, to } = passing;
  await unit.em.execute(
    `update campaign set slots = replace(slots::text, ?, ?)::jsonb
      where strpos(slots::text, ?) > 0
        and (?::jsonb is null or id in (select value::uuid from jsonb_array_elements_text(?::jsonb)))`,
    [from, to, from, ids(campaignIds), ids(campaignIds)],
  );
  if (campaignIds) return;
  await unit.em.execute(
    'update campaign set joint_with = array_replace(joint_with, ?, ?) where ? = any(joint_with)',
    [from, to, from],
  );
}

function ids(campaignIds: readonly string[] | undefined): string | null {
  return campaignIds ? JSON.stringify(campaignIds) : null;
}
