import { addDays } from '../../../scheduler/calendar/index.js';
import type { Certificate, Inspector, Leave } from '../inspector/inspector.entity.js';
import {
  CertificateStatus,
  InspectorStatus,
  leftStatuses,
  UnavailableReason,
} from '../inspector/inspector.states.js';
import type { Secondment } from '../inspector/secondment.entity.js';

/** Certificates whose beginning the source does not tell are taken as valid from this day. */
const TIME_IMMEMORIAL = '1900-01-01';
/** The last day of what has no end. */
const FOR_EVER = '9999-12-31';

/** Days on which an officer is away, both within, and why. */
export interface AwayDays {
  readonly fromOn: string;
  readonly toOn: string;
  readonly why: UnavailableReason;
}

/** Days on which an officer of another department serves here; no district means all of them. */
export interface ServingDays {
  readonly fromOn: string;
  readonly toOn: string;
  readonly districts: readonly string[];
}

/** An inspector with what decides whether a draw may take them. */
export interface InspectorInPool {
  readonly inspector: Inspector & { readonly capacity?: number };
  /** Those that count: neither suspended nor revoked. */
  readonly certificates: readonly (Certificate & { readonly validFromOn: string })[];
  /** Leave, and here the days of secondments elsewhere and all after the last day in the post. */
  readonly leaves: readonly AwayDays[];
  /** For an officer of another department alone. */
  readonly serving?: readonly ServingDays[];
}

/** Rows of the second pool of a department, of now or of a day that is past. */
export interface InspectorRows {
  readonly departmentId: string;
  /** Its own and those seconded to it, by the bytes of their real-world ids. */
  readonly inspectors: readonly Inspector[];
  /** By number. */
  readonly certificates: readonly Certificate[];
  /** By their first day, then their last. */
  readonly leaves: readonly Leave[];
  /** To it and from it, by their first day. */
  readonly secondments: readonly Secondment[];
}

/** Puts to each inspector what is theirs, in the order of the inspectors. */
export function inspectorsInPool(rows: InspectorRows): InspectorInPool[] {
  const { departmentId } = rows;
  const valid = rows.certificates.filter(({ status }) => status === CertificateStatus.VALID);
  const certificatesOf = Map.groupBy(valid, (certificate) => certificate.inspector);
  const leavesOf = Map.groupBy(rows.leaves, (leave) => leave.inspector);
  const secondmentsOf = Map.groupBy(rows.secondments, (secondment) => secondment.inspector);
  return withoutDoubles(rows.inspectors, departmentId).map((inspector) => {
    const isGuest = inspector.department !== departmentId;
    const secondments = secondmentsOf.get(inspector.id) ?? [];
    return {
      inspector: drawable(inspector),
      certificates: (certificatesOf.get(inspector.id) ?? []).map((certificate) => ({
        ...certificate,
        validFromOn: certificate.validFromOn ?? TIME_IMMEMORIAL,
      })),
      leaves: [
        ...away(leavesOf.get(inspector.id), UnavailableReason.ON_LEAVE),
        ...away(isGuest ? [] : secondments, UnavailableReason.SECONDED_AWAY),
        ...afterLastDay(inspector),
      ],
      ...(isGuest ? { serving: secondments.filter((one) => one.department === departmentId) } : {}),
    };
  });
}

/** An officer whom two departments have registered is one: the own record counts. */
function withoutDoubles(found: readonly Inspector[], departmentId: string): Inspector[] {
  const own = new Set(found.flatMap((one) => (one.department === departmentId ? one.realId : [])));
  const seen = new Set<string>();
  return found.filter((one) => {
    if (one.department === departmentId) return true;
    if (own.has(one.realId) || seen.has(one.realId)) return false;
    seen.add(one.realId);
    return true;
  });
}

function away(
  days: readonly { readonly fromOn: string; readonly toOn: string }[] = [],
  why: UnavailableReason,
): AwayDays[] {
  return days.map(({ fromOn, toOn }) => ({ fromOn, toOn, why }));
}

function afterLastDay({ leftOn }: Inspector): AwayDays[] {
  return leftOn ? [{ fromOn: addDays(leftOn, 1), toOn: FOR_EVER, why: UnavailableReason.LEFT }] : [];
}

/** Kept out of the pool by rule, or with a capacity of 0: nobody sends this officer, who is there as if suspended. */
function drawable(inspector: Inspector): Inspector & { readonly capacity?: number } {
  const capacity = inspector.capacity || undefined;
  const isOut = !inspector.isInPool || inspector.capacity === 0;
  return { ...inspector, capacity, ...(isOut ? { isInPool: false, status: outStatus(inspector) } : {}) };
}

/** Who has left stays so: that tells more than that nobody would send them. */
function outStatus({ status }: Inspector): InspectorStatus {
  return leftStatuses.includes(status) ? status : InspectorStatus.SUSPENDED;
}
