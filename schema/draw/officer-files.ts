import { conflictFile, inspectorFile } from '../../scheduler/draw/index.js';
import type { Department } from '../department/index.js';
import type { InspectorInPool, Interest } from '../registry/index.js';
import { conflictGrounds } from './conflict-grounds.js';
import { inspectorRecord } from './inspector-record.js';

/** The second pool as it stands, or as it stood. */
export interface OfficerPool {
  readonly officers: readonly InspectorInPool[];
  readonly interests: readonly Interest[];
  /** Codes of all districts of the register. */
  readonly districts: readonly string[];
}

/** The second pool as the files of a freeze. @throws DrawFault for a bad record */
export function officerFiles(
  { officers, interests, districts }: OfficerPool,
  department: Department,
  poolKey: Uint8Array,
) {
  const everywhere = districts.length > 0 ? districts : [department.division];
  const known = new Set(officers.map(({ inspector }) => inspector.realId));
  const { records: conflicts, reasons } = conflictFile(conflictGrounds(interests, known), poolKey);
  const inspectors = inspectorFile(officers.map((one) => inspectorRecord(one, department, everywhere)));
  return { inspectors, conflicts, reasons };
}
