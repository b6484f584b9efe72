import { AdministrativeLevel, Department } from '../../department/index.js';
import { type DrawTarget, entityOf, hasOnlyGeneralItems, listOftenVisited } from '../../registry/index.js';
import type { Reader } from '../../shared/unit.js';
import { CampaignKind, DrawStage } from '../campaign.stages.js';
import type { Campaign } from '../plan.entity.js';
import { CapScope, Exemption, VisitCap } from './cap.entity.js';

/** The caps of a department that hold on a day: of each scope the newest version, unless it ended the cap. */
export async function listCaps(reader: Reader, department: string, on: string): Promise<VisitCap[]> {
  const versions = await reader.em.find(
    VisitCap,
    { department, validFromOn: { $lte: on } },
    { orderBy: { scope: 'asc', version: 'desc' } },
  );
  const newest = versions.filter((one, at) => versions[at - 1]?.scope !== one.scope);
  return newest.filter(({ limitCount }) => limitCount > 0);
}

/** Whether a cap does not hold for a target: by its class, or by a tag. */
export function isUncapped(
  { uncappedClasses, uncappedTags }: Pick<VisitCap, 'uncappedClasses' | 'uncappedTags'>,
  { riskClass, classSystem, tags }: Pick<DrawTarget, 'riskClass' | 'classSystem' | 'tags'>,
): boolean {
  const names = riskClass ? [riskClass, `${classSystem ?? ''}/${riskClass}`] : [];
  // A class without a scale means that of enterprises: the A–D of food operators runs the other way.
  const meant = classSystem ? names.slice(1) : names;
  return uncappedClasses.some((one) => meant.includes(one)) || uncappedTags.some((one) => tags.includes(one));
}

/** The caps of a department on a day, and who has reached them. */
export interface Capping {
  readonly caps: readonly VisitCap[];
  /** By scope: entities that were visited as often as the cap allows. */
  readonly reached: ReadonlyMap<CapScope, ReadonlySet<string>>;
  /** The cap that stands against a visit to a target, if any. */
  capOf(
    target: Pick<DrawTarget, 'realId' | 'responsibleId' | 'riskClass' | 'classSystem' | 'tags'>,
  ): VisitCap | undefined;
}

/** No cap binds. */
export const noCapping: Capping = { caps: [], reached: new Map(), capOf: () => undefined };

/** Caps bind random campaigns of general items alone (domain-rules §5): neither key items nor cycles of their own. */
export async function isBoundByCaps(
  reader: Reader,
  { kind, stage, department, itemCodes }: Pick<Campaign, 'kind' | 'stage' | 'department' | 'itemCodes'>,
): Promise<boolean> {
  if (stage === DrawStage.OFFICERS || kind !== CampaignKind.RANDOM) return false;
  return hasOnlyGeneralItems(reader, department, itemCodes);
}

/** The one source of caps: what a freeze leaves out, and what a visit that moves to a day is held against. */
export async function readCapping(reader: Reader, department: string, on: string): Promise<Capping> {
  const caps = await listCaps(reader, department, on);
  const reached = await readCappedEntities(reader, department, on, caps);
  const capOf: Capping['capOf'] = (target) => {
    const entity = entityOf(target);
    return caps.find((one) => reached.get(one.scope)?.has(entity) && !isUncapped(one, target));
  };
  return { caps, reached, capOf };
}

const townAndCity = [AdministrativeLevel.CITY, AdministrativeLevel.COUNTY, AdministrativeLevel.TOWNSHIP];

/** Entities that were visited in the year of a day as often as each cap allows. */
export async function readCappedEntities(
  reader: Reader,
  department: string,
  on: string,
  caps: readonly VisitCap[],
): Promise<Map<CapScope, ReadonlySet<string>>> {
  if (caps.length === 0) return new Map();
  const { level } = await reader.em.findOneOrFail(Department, { id: department });
  const least = Math.min(...caps.map(({ limitCount }) => limitCount));
  const burdens = await listOftenVisited(reader, Number(on.slice(0, 4)), least);
  const levelsOf: Readonly<Record<CapScope, readonly AdministrativeLevel[]>> = {
    OWN_LEVEL: [level],
    CITY_AND_COUNTY: townAndCity,
  };
  return new Map(
    caps.map(({ scope, limitCount }) => {
      const reached = [...burdens].filter(
        ([, burden]) => levelsOf[scope].reduce((sum, one) => sum + burden[one], 0) >= limitCount,
      );
      return [scope, new Set(reached.map(([entity]) => entity))];
    }),
  );
}

/** Whom the list of exemptions leaves out of a campaign: on some day of its window, from each of its items. */
export async function listExemptions(
  reader: Reader,
  campaign: Pick<Campaign, 'department' | 'itemCodes' | 'windowFromOn' | 'windowToOn'>,
): Promise<Set<string>> {
  const { department, itemCodes, windowFromOn, windowToOn } = campaign;
  const rows = await reader.em.find(
    Exemption,
    { department, endedAt: null, fromOn: { $lte: windowToOn }, toOn: { $gte: windowFromOn } },
    { fields: ['realId', 'itemCodes'], disableIdentityMap: true },
  );
  const exempt = Map.groupBy(rows, ({ realId }) => realId);
  const isExempt = (of: readonly { itemCodes: string[] }[]) =>
    itemCodes.every((code) => of.some((one) => one.itemCodes.length === 0 || one.itemCodes.includes(code)));
  return new Set([...exempt].filter(([, of]) => isExempt(of)).map(([realId]) => realId));
}
