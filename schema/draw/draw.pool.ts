import { filterHash, type PoolFiles, registerHash } from '../../scheduler/draw/index.js';
import type { Department } from '../department/index.js';
import type { Campaign } from '../plan/index.js';
import { listDrawRegister, listInspectorPool, listInterests } from '../registry/index.js';
import type { Reader } from '../shared/unit.js';
import { hashedFilter, readMembership } from './draw.special-pools.js';
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
}

/** Reads the two pools as they are now and writes them as the protocol's files. @throws DrawFault for a bad record */
export async function preparePools(
  reader: Reader,
  campaign: Campaign,
  department: Department,
  poolKey: Uint8Array,
): Promise<PreparedPools> {
  const membership = await readMembership(reader, campaign);
  const pages = () => listDrawRegister(reader, campaign.department);
  const split = await splitRegister(pages, campaign, membership);
  const officers = await listInspectorPool(reader, department.id);
  const interests = await listInterests(reader, department.id, reader.today);
  const second = { officers, interests, districts: split.districts };
  const { inspectors, conflicts, reasons } = officerFiles(second, department, poolKey);
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
    ...counts,
  };
}
