import type { Certificate, Inspector, Leave } from '../inspector/inspector.entity.js';
import { InspectorStatus } from '../inspector/inspector.states.js';

/** Certificates whose beginning the source does not tell are taken as valid from this day. */
const TIME_IMMEMORIAL = '1900-01-01';

/** An inspector with what decides whether a draw may take them. */
export interface InspectorInPool {
  readonly inspector: Inspector & { readonly capacity?: number };
  readonly certificates: readonly (Certificate & { readonly validFromOn: string })[];
  readonly leaves: readonly Leave[];
}

/** Rows of the second pool, of now or of a day that is past. */
export interface InspectorRows {
  /** By the bytes of their real-world ids. */
  readonly inspectors: readonly Inspector[];
  /** By number. */
  readonly certificates: readonly Certificate[];
  /** By their first day, then their last. */
  readonly leaves: readonly Leave[];
}

/** Puts to each inspector what is theirs, in the order of the inspectors. */
export function inspectorsInPool({ inspectors, certificates, leaves }: InspectorRows): InspectorInPool[] {
  const certificatesOf = Map.groupBy(certificates, (certificate) => certificate.inspector);
  const leavesOf = Map.groupBy(leaves, (leave) => leave.inspector);
  return inspectors.map((inspector) => ({
    inspector: drawable(inspector),
    certificates: (certificatesOf.get(inspector.id) ?? []).map((certificate) => ({
      ...certificate,
      validFromOn: certificate.validFromOn ?? TIME_IMMEMORIAL,
    })),
    leaves: leavesOf.get(inspector.id) ?? [],
  }));
}

/** A capacity of 0 means that nobody sends this officer: not to be drawn, as if suspended. */
function drawable(inspector: Inspector): Inspector & { readonly capacity?: number } {
  if (inspector.capacity === 0)
    return { ...inspector, capacity: undefined, status: InspectorStatus.SUSPENDED };
  return { ...inspector, capacity: inspector.capacity ?? undefined };
}
