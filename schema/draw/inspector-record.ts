import type { InspectorRecord } from '../../scheduler/draw/index.js';
import type { Department } from '../department/index.js';
import { type Inspector, type InspectorInPool, InspectorStatus } from '../registry/index.js';
import { neutralCode } from './neutral-code.js';

/** An officer as the draw sees one (docs/draw.md §4). @param everywhere districts of those who name none */
export function inspectorRecord(
  one: InspectorInPool,
  department: Department,
  everywhere: readonly string[],
): InspectorRecord {
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
    capacity: inspector.capacity ?? undefined,
  };
}

function isActive(inspector: Pick<Inspector, 'status'>): boolean {
  return inspector.status === InspectorStatus.ACTIVE;
}
