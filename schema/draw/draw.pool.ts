import {
  conflictFile,
  excludedFile,
  filterHash,
  inspectorFile,
  type PoolFiles,
  registerHash,
  type TargetRecord,
  targetFile,
} from '../../scheduler/draw/index.js';
import type { Department } from '../department/index.js';
import type { Campaign, CampaignFilter } from '../plan/index.js';
import {
  drawableStatuses,
  type Inspector,
  type InspectorInPool,
  InspectorStatus,
  listInspectorPool,
  listInterests,
  listRegister,
  type Target,
} from '../registry/index.js';
import type { Reader } from '../shared/unit.js';
import { hashedFilter, type Membership, readMembership } from './draw.special-pools.js';
import { neutralCode } from './neutral-code.js';

/** The pools of a campaign as files, with what the commitment says about the register they came from. */
export interface PreparedPools {
  readonly files: PoolFiles;
  /** Grounds behind the conflict file's hashes, for restricted verifiers. */
  readonly reasons: Uint8Array;
  /** Every unit of the register with its class and status; its tree is `registerRoot`. */
  readonly register: string;
  readonly registerRoot: string;
  readonly registerCount: number;
  readonly filterHash: string;
  /** Names of the special pools in the filter. */
  readonly specialPools: readonly string[];
  readonly covered: number;
  readonly excluded: number;
}

function isInFilter(target: Target, filter: CampaignFilter): boolean {
  const holds = (wanted: readonly string[] | undefined, found: string) => !wanted || wanted.includes(found);
  return (
    holds(filter.riskClasses, target.riskClass ?? '-') &&
    holds(filter.trades, target.trade ?? '-') &&
    holds(filter.divisions, target.division) &&
    (!filter.tags || filter.tags.some((tag) => target.tags.includes(tag)))
  );
}

function targetRecord(target: Target, poolSkills: readonly string[]): TargetRecord {
  const skills = [...new Set([...target.requiredSkills, ...poolSkills].map(neutralCode))].sort();
  return {
    id: target.realId,
    name: target.name,
    district: neutralCode(target.district),
    ...(skills.length > 0 ? { skills } : {}),
  };
}

/** Splits the register into strata and excluded units; nothing inside the filter is silently absent. */
async function splitRegister(reader: Reader, campaign: Campaign, membership: Membership) {
  const codeOf = new Map(campaign.strata.map((stratum) => [stratum.riskClass, stratum.code]));
  const strata = new Map(campaign.strata.map((stratum) => [stratum.code, [] as TargetRecord[]]));
  const excluded: { id: string; reason: string }[] = [];
  const register: string[] = [];
  const districts = new Set<string>();
  for await (const page of listRegister(reader, campaign.department)) {
    for (const target of page) {
      const { realId: id, riskClass, status } = target;
      register.push(`${JSON.stringify({ class: riskClass ?? '-', id, status })}\n`);
      districts.add(neutralCode(target.district));
      if (!isInFilter(target, campaign.filter) || !membership.takesIn(id)) continue;
      const code = codeOf.get(riskClass ?? '-');
      if (!drawableStatuses.includes(status)) excluded.push({ id, reason: status.toLowerCase() });
      else if (code === undefined) excluded.push({ id, reason: 'no-stratum' });
      else strata.get(code)?.push(targetRecord(target, membership.skillsOf(id)));
    }
  }
  return { strata, excluded, register, districts: [...districts].sort() };
}

function inspectorRecord(one: InspectorInPool, department: Department, everywhere: readonly string[]) {
  const { inspector, certificates, leaves } = one;
  const districts = inspector.districts.length > 0 ? inspector.districts : everywhere;
  return {
    id: inspector.realId,
    name: inspector.name,
    department: neutralCode(department.code),
    districts: [...new Set(districts.map(neutralCode))].sort().map((code) => ({ code })),
    skills: [...new Set(inspector.skills.map(neutralCode))].sort(),
    rank: inspector.rank,
    certificates: certificates.map(({ kind, number, validFromOn, validToOn }) => ({
      kind: neutralCode(kind),
      number,
      from: validFromOn,
      to: validToOn,
    })),
    leave: leaves.map(({ fromOn, toOn }) => ({ from: fromOn, to: toOn })),
    status: isActive(inspector) ? ('active' as const) : ('suspended' as const),
    role: inspector.isExpert ? ('expert' as const) : ('inspector' as const),
    capacity: inspector.capacity,
  };
}

function isActive(inspector: Inspector): boolean {
  return inspector.status === InspectorStatus.ACTIVE;
}

/** Reads the two pools as they are now and writes them as the protocol's files. @throws DrawFault for a bad record */
export async function preparePools(
  reader: Reader,
  campaign: Campaign,
  department: Department,
  poolKey: Uint8Array,
): Promise<PreparedPools> {
  const membership = await readMembership(reader, campaign);
  const { strata, excluded, register, districts } = await splitRegister(reader, campaign, membership);
  const officers = await listInspectorPool(reader, department.id);
  const everywhere = districts.length > 0 ? districts : [department.division];
  const known = new Set(officers.map(({ inspector }) => inspector.realId));
  const interests = await listInterests(reader, department.id, reader.today);
  const grounds = interests
    .filter((interest) => known.has(interest.inspectorRealId))
    .map((interest) => ({
      entity: interest.targetRealId,
      officer: interest.inspectorRealId,
      code: neutralCode(interest.reasonCode),
      evidence: interest.id,
    }));
  const { records: conflicts, reasons } = conflictFile(onePerPair(grounds), poolKey);
  return {
    files: {
      strata: [...strata].map(([code, records]) => ({ code, records: targetFile(records) })),
      excluded: excludedFile(excluded),
      inspectors: inspectorFile(officers.map((one) => inspectorRecord(one, department, everywhere))),
      conflicts,
    },
    reasons,
    register: register.join(''),
    registerRoot: registerHash(register.join('')),
    registerCount: register.length,
    filterHash: filterHash(hashedFilter(campaign, membership)),
    specialPools: membership.poolNames,
    covered: [...strata.values()].reduce((sum, records) => sum + records.length, 0),
    excluded: excluded.length,
  };
}

/** A pair has one line in the conflict file, whatever the number of grounds. */
function onePerPair<Ground extends { entity: string; officer: string }>(
  grounds: readonly Ground[],
): Ground[] {
  return [...new Map(grounds.map((ground) => [`${ground.entity} ${ground.officer}`, ground])).values()];
}
