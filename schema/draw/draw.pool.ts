import {
  conflictFile,
  excludedFile,
  filterHash,
  inspectorFile,
  type PoolFiles,
  registerHash,
  targetFile,
} from '../../scheduler/draw/index.js';
import type { Department } from '../department/index.js';
import type { Campaign } from '../plan/index.js';
import { listInspectorPool, listInterests, listRegister } from '../registry/index.js';
import type { Reader } from '../shared/unit.js';
import { conflictGrounds } from './conflict-grounds.js';
import { inspectorRecord } from './inspector-record.js';
import { splitRegister } from './split-register.js';

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
  const split = await splitRegister(listRegister(reader, campaign.department), campaign);
  const officers = await listInspectorPool(reader, department.id);
  const everywhere = split.districts.length > 0 ? split.districts : [department.division];
  const known = new Set(officers.map(({ inspector }) => inspector.realId));
  const interests = await listInterests(reader, department.id, reader.today);
  const { records: conflicts, reasons } = conflictFile(conflictGrounds(interests, known), poolKey);
  const register = split.register.join('');
  return {
    files: {
      strata: [...split.strata].map(([code, records]) => ({ code, records: targetFile(records) })),
      excluded: excludedFile(split.excluded),
      inspectors: inspectorFile(officers.map((one) => inspectorRecord(one, department, everywhere))),
      conflicts,
    },
    reasons,
    register,
    registerRoot: registerHash(register),
    registerCount: split.register.length,
    filterHash: filterHash({ ...campaign.filter }),
    covered: [...split.strata.values()].reduce((sum, records) => sum + records.length, 0),
    excluded: split.excluded.length,
  };
}
