/**
 * The records of the pools. Further ASCII keys are allowed in a record (name, address, …): they are part of
 * its leaf and mean nothing to the draw.
 */
import { code, id } from './codes.js';
import { date, type Period } from './dates.js';
import { ascending, type Check, hash, integer, list, oneOf, optional, shape, text } from './shape.js';

/** A unit that may be drawn. */
export interface TargetRecord {
  id: string;
  /** The responsible entity's id, where the target is something below it; absent: the target itself. */
  entity?: string;
  name?: string;
  district: string;
  /** Skills every officer of its team must hold, ascending. */
  skills?: string[];
  /** For `sr-pps/1`: 1 to 1,000,000. */
  weight?: number;
}

/** A district in which an officer may work; with dates it is a secondment. */
export interface DistrictTerm extends Period {
  code: string;
}

export interface Certificate extends Required<Period> {
  kind: string;
  number?: string;
}

export interface InspectorRecord {
  id: string;
  name?: string;
  department: string;
  /** Ascending by code, then by `from`. */
  districts: DistrictTerm[];
  /** Ascending. */
  skills: string[];
  /** The higher, the more senior; the drawn member of highest rank leads. */
  rank: number;
  certificates: Certificate[];
  leave: Required<Period>[];
  status: 'active' | 'suspended';
  role: 'inspector' | 'expert';
  /** Targets in this draw at most; absent: the rules' capacity. */
  capacity?: number;
}

/** A unit of the frame that cannot be drawn, and why. */
export interface ExcludedRecord {
  id: string;
  reason: string;
}

/** Officer and entity may not meet: a recusal or a rotation lock. `reason` is made by `conflictReason`. */
export interface ConflictRecord {
  entity: string;
  officer: string;
  reason: string;
}

const skills = ascending(code, (skill) => skill);
const period = shape<Required<Period>>({ from: date, to: date });

export const targetRecord: Check<TargetRecord> = shape<TargetRecord>(
  {
    id,
    entity: optional(id),
    name: optional(text),
    district: code,
    skills: optional(skills),
    weight: optional(integer(1, 1_000_000)),
  },
  true,
);

const districtTerm = shape<DistrictTerm>({ code, from: optional(date), to: optional(date) });

export const inspectorRecord: Check<InspectorRecord> = shape<InspectorRecord>(
  {
    id,
    name: optional(text),
    department: code,
    districts: ascending(districtTerm, (term) => `${term.code} ${term.from ?? ''}`, 1),
    skills,
    rank: integer(0, 1000),
    certificates: list(shape<Certificate>({ kind: code, number: optional(text), from: date, to: date })),
    leave: list(period),
    status: oneOf('active', 'suspended'),
    role: oneOf('inspector', 'expert'),
    capacity: optional(integer(1, 1_000_000)),
  },
  true,
);

export const excludedRecord: Check<ExcludedRecord> = shape<ExcludedRecord>({ id, reason: code }, true);

export const conflictRecord: Check<ConflictRecord> = shape<ConflictRecord>({
  entity: id,
  officer: id,
  reason: hash,
});
