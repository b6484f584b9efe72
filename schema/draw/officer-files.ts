import { compareUtf8, conflictFile, inspectorFile } from '../../scheduler/draw/index.js';
import type { Campaign } from '../plan/index.js';
import type { Interest } from '../registry/index.js';
import { conflictGrounds } from './conflict-grounds.js';
import { type DrawDepartments, eachOnce, type OfficersOf } from './draw.departments.js';
import { inspectorRecord } from './inspector-record.js';

/** The second pool as it stands, or as it stood. */
export interface OfficerPool {
  /** By department: in a joint campaign there are several. */
  readonly pools: readonly OfficersOf[];
  readonly interests: readonly Interest[];
  /** Codes of all districts of the register. */
  readonly districts: readonly string[];
}

/** The second pool as the files of a freeze. @throws DrawFault for a bad record */
export function officerFiles(
  { pools, interests, districts }: OfficerPool,
  { lead, windowFromOn }: Pick<DrawDepartments, 'lead'> & Pick<Campaign, 'windowFromOn'>,
  poolKey: Uint8Array,
) {
  const everywhere = districts.length > 0 ? districts : [lead.division];
  const standing = eachOnce(pools, windowFromOn);
  const known = new Set(standing.map(({ one }) => one.inspector.realId));
  const { records: conflicts, reasons } = conflictFile(conflictGrounds(interests, known), poolKey);
  const inspectors = inspectorFile(
    standing
      .sort((a, b) => compareUtf8(a.one.inspector.realId, b.one.inspector.realId))
      .map(({ one, department }) => inspectorRecord(one, department, everywhere)),
  );
  return { inspectors, conflicts, reasons };
}
