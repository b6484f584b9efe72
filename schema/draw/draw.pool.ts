import { filterHash, type PoolFiles, registerHash } from '../../scheduler/draw/index.js';
import type { Campaign } from '../plan/index.js';
import { listDrawRegister, listInspectorPool, listInterests } from '../registry/index.js';
import type { Reader } from '../shared/unit.js';
import { type DrawDepartments, readOfficers } from './draw.departments.js';
import type { RuleTerms } from './draw.rules.js';
import { hashedFilter, readMembership } from './draw.special-pools.js';
import { readExclusions } from './exclusions.js';
import { officerFiles } from './officer-files.js';
import { splitRegister } from './split-register.js';

/** The pools of a campaign as files, with what the commitment says about the register they came from. */
export interface PreparedPools {
  readonly files: PoolFiles;
  /** Grounds behind the conflict file's hashes, for restricted verifiers. */
  readonly reasons: Uint8Array;
  /** Every unit of the register with its class and status; its tree is `registerRoot`. */
  readonly register: Uint8Array;
  readonly registerRoot: string;
  readonly registerCount: number;
  readonly filterHash: string;
  /** Names of the special pools in the filter. */
  readonly specialPools: readonly string[];
  readonly covered: number;
  readonly excluded: number;
  /** Caps and exemptions that these pools reflect, as the rules tell them. */
  readonly terms: RuleTerms;
  /** What the neutral codes of districts and skills stand for. */
  readonly words: ReadonlyMap<string, string>;
}

/** Reads the two pools as they are now and writes them as the protocol's files. @throws DrawFault for a bad record */
export async function preparePools(
  reader: Reader,
  campaign: Campaign,
  departments: DrawDepartments,
  poolKey: Uint8Array,
): Promise<PreparedPools> {
  const membership = await readMembership(reader, campaign);
  const pages = () => listDrawRegister(reader, campaign.department);
  const exclusions = await readExclusions(reader, campaign);
  const split = await splitRegister(pages, campaign, membership, exclusions);
  const officers = await readOfficers(reader, departments, {
    listOfficers: (id) => listInspectorPool(reader, id),
    listInterests: (id) => listInterests(reader, id, reader.today),
  });
  const second = { ...officers, districts: split.districts };
  const { lead } = departments;
  const { windowFromOn } = campaign;
  const { inspectors, conflicts, reasons } = officerFiles(second, { lead, windowFromOn }, poolKey);
  const counts = {
    registerCount: split.register.count,
    covered: [...split.strata.values()].reduce((sum, lines) => sum + lines.count, 0),
    excluded: split.excluded.count,
  };
  const register = split.register.toBytes();
  const strata = [...split.strata].map(([code, lines]) => ({ code, records: lines.toBytes() }));
  return {
    files: { strata, excluded: split.excluded.toBytes(), inspectors, conflicts },
    reasons,
    register,
    registerRoot: registerHash(register),
    filterHash: filterHash(hashedFilter(campaign, membership)),
    specialPools: membership.poolNames,
    terms: exclusions.terms,
    words: split.words,
    ...counts,
  };
}
