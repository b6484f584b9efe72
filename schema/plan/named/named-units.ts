import type { Reader, Unit } from '../../shared/unit.js';
import type { CampaignKind, CampaignSource } from '../campaign.stages.js';
import { DrawStage } from '../campaign.stages.js';
import type { Campaign } from '../plan.entity.js';

/** Targets that are named for a campaign, and by what: a list handed down, or duties of our own. */
export interface NamedUnits {
  readonly kind: CampaignKind;
  readonly source: CampaignSource;
  readonly realIds: readonly string[];
}

/** The class of the one stratum that holds every named target, whatever its own. */
export const NAMED_CLASS = '*';

/** Writes down whom a campaign names. */
export async function nameUnits(unit: Unit, campaign: string, realIds: readonly string[]): Promise<void> {
  await unit.em.execute(
    `insert into campaign_unit (campaign_id, real_id)
     select distinct ?::uuid, value from jsonb_array_elements_text(?::jsonb)`,
    [campaign, JSON.stringify(realIds)],
  );
}

/** The targets that a campaign names; nothing of one that draws them. */
export async function findNamedUnits(
  reader: Reader,
  { id, stage }: Pick<Campaign, 'id' | 'stage'>,
): Promise<ReadonlySet<string> | undefined> {
  if (stage !== DrawStage.OFFICERS) return undefined;
  const rows = await reader.em.execute<{ ids: string[] }[]>(
    `select coalesce(array_agg(real_id order by real_id), '{}') as ids from campaign_unit where campaign_id = ?::uuid`,
    [id],
  );
  return new Set(rows[0]?.ids ?? []);
}
