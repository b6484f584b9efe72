import { type Preview, previewDraw, type Rules } from '../../scheduler/draw/index.js';
import { findRevokedKey } from '../account/index.js';
import { Division } from '../department/index.js';
import { Campaign, CampaignNotFound, DrawStage, leadsCampaign } from '../plan/index.js';
import { listInspectorPool } from '../registry/index.js';
import type { Reader } from '../shared/unit.js';
import { readDrawDepartments } from './draw.departments.js';
import { orRefused, WitnessKeyEnded } from './draw.errors.js';
import { authorityOf } from './draw.freeze.js';
import { type PreparedPools, preparePools } from './draw.pool.js';
import { draftRules, listWitnesses, operatorCode } from './draw.rules.js';
import { countReasons, tellExcluded } from './exclusion-words.js';
import { findGoneTargets } from './named-targets.js';
import { type PreviewGround, previewWords, remediesOf } from './preview-words.js';

/** Trial draws of a preview (docs/draw.md §13); fewer for a large pool, where each takes seconds. */
const trialSeeds = 200;
const largePool = 20_000;
const trialSeedsOfLargePool = 20;

/** What a freeze would give now: sizes, and whether everybody drawn could be staffed. Nothing is written. */
export async function previewCampaign(reader: Reader, campaignId: string) {
  const campaign = await reader.em.findOne(Campaign, { id: campaignId });
  // The lead's targets are its own, also in a joint campaign.
  if (!campaign || !leadsCampaign(reader, campaign)) return new CampaignNotFound();
  return orRefused(async () => {
    const departments = await readDrawDepartments(reader, campaign);
    const witnesses = await listWitnesses(reader, campaign);
    const revoked = await findRevokedKey(
      reader,
      witnesses.map(({ publicKey }) => publicKey),
    );
    if (revoked) return new WitnessKeyEnded(revoked, 'freeze');
    const pools = await preparePools(reader, campaign, departments, new Uint8Array(32));
    const gone = await findGoneTargets(reader, campaign, pools);
    if (gone) return gone;
    const authority = await authorityOf(reader, campaign, departments.lead);
    const operator = operatorCode(reader);
    const rules = draftRules(campaign, departments, authority, operator, witnesses, pools.terms);
    const seeds = pools.covered > largePool ? trialSeedsOfLargePool : trialSeeds;
    const preview = previewDraw({ rules, pools: pools.files, seeds });
    const ground = await groundOf(reader, { campaign, pools, preview, rules });
    const { zh: words, en: wordsEn } = previewWords(ground);
    return {
      __typename: 'CampaignPreview' as const,
      ...{ words, wordsEn, remedies: remediesOf(ground) },
      sizes: preview.sizes,
      seeds: preview.seeds,
      feasible: preview.feasible,
      shortages: preview.shortages.slice(0, 100),
      excludedCount: pools.excluded,
      excluded: tellExcluded(countReasons(pools.files.excluded)),
    };
  });
}

interface Previewed {
  readonly campaign: Campaign;
  readonly pools: PreparedPools;
  readonly preview: Preview;
  readonly rules: Rules;
}

async function groundOf(
  reader: Reader,
  { campaign, pools, preview, rules }: Previewed,
): Promise<PreviewGround> {
  const ground = { campaign, pools, preview };
  if (campaign.stage === DrawStage.TARGETS || preview.feasible === preview.seeds) {
    return { ...ground, nameOf: (code) => code };
  }
  const enoughCapacity = findEnoughCapacity(rules, pools, campaign.capacity);
  return { ...ground, enoughCapacity, nameOf: await readNames(reader, campaign, pools) };
}

const steps = [1, 2, 4, 8, 16, 32];
const seedsOfStep = 20;

/** The smallest of a few higher capacities under which every draw that is tried can be staffed. */
function findEnoughCapacity(rules: Rules, pools: PreparedPools, capacity: number): number | undefined {
  const { team } = rules;
  if (!team || pools.covered > largePool) return undefined;
  for (const more of steps) {
    const raised = { ...rules, team: { ...team, capacity: capacity + more } };
    const { feasible, seeds } = previewDraw({ rules: raised, pools: pools.files, seeds: seedsOfStep });
    if (feasible === seeds) return capacity + more;
  }
  return undefined;
}

/** Names for ids of officers, and for the neutral codes of districts and skills. */
async function readNames(reader: Reader, campaign: Campaign, { words }: PreparedPools) {
  const officers = await listInspectorPool(reader, campaign.department);
  const divisions = await reader.em.find(Division, { code: { $in: [...words.values()] } });
  const names = new Map([
    ...words,
    ...officers.map(({ inspector }) => [inspector.realId, inspector.name] as const),
    ...divisions.map(({ code, name }) => [code, `${name}（${code}）`] as const),
  ]);
  return (code: string) => {
    const text = names.get(code) ?? code;
    return names.get(text) ?? text;
  };
}
