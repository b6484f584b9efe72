import type { Department } from '../department/index.js';
import { type InspectorInPool, InspectorStatus, type ServingDays } from '../registry/index.js';
import { neutralCode } from './neutral-code.js';

/** One district of a record; a secondment has dates (docs/draw.md §4). */
interface DistrictTerm {
  readonly code: string;
  readonly from?: string;
  readonly to?: string;
}

/**
 * An officer as the draw's file has them. Who is seconded here serves on those days alone; who is seconded elsewhere is
 * away on them. Whoever may not be drawn is in the file all the same, as suspended or without a certificate.
 */
export function inspectorRecord(one: InspectorInPool, department: Department, everywhere: readonly string[]) {
  const { inspector, certificates, leaves } = one;
  return {
    id: inspector.realId,
    name: inspector.name,
    department: neutralCode(department.code),
    districts: one.serving
      ? servingTerms(one.serving, everywhere)
      : ownTerms(inspector.districts, everywhere),
    skills: codesOf(inspector.skills),
    rank: inspector.rank,
    certificates: certificates.map(({ kind, number, validFromOn, validToOn }) => ({
      kind: neutralCode(kind),
      number,
      from: validFromOn,
      to: validToOn,
    })),
    leave: leaves.map(({ fromOn, toOn }) => ({ from: fromOn, to: toOn })),
    status: inspector.status === InspectorStatus.ACTIVE ? ('active' as const) : ('suspended' as const),
    role: inspector.isExpert ? ('expert' as const) : ('inspector' as const),
    capacity: inspector.capacity,
  };
}

function codesOf(texts: readonly string[]): string[] {
  return [...new Set(texts.map(neutralCode))].sort();
}

function ownTerms(districts: readonly string[], everywhere: readonly string[]): DistrictTerm[] {
  return codesOf(districts.length > 0 ? districts : everywhere).map((code) => ({ code }));
}

/** By code and then by the first day, as the protocol orders them; secondments of one officer share no day. */
function servingTerms(serving: readonly ServingDays[], everywhere: readonly string[]): DistrictTerm[] {
  const terms = serving.flatMap(({ districts, fromOn, toOn }) =>
    codesOf(districts.length > 0 ? districts : everywhere).map((code) => ({ code, from: fromOn, to: toOn })),
  );
  return terms.sort((a, b) => (a.code === b.code ? (a.from < b.from ? -1 : 1) : a.code < b.code ? -1 : 1));
}
