/** What a target is. */
export enum TargetKind {
  ENTITY = 'ENTITY',
  PREMISES = 'PREMISES',
  LICENCE = 'LICENCE',
  PROJECT = 'PROJECT',
  PRODUCT = 'PRODUCT',
  EQUIPMENT = 'EQUIPMENT',
  ACTIVITY = 'ACTIVITY',
}

/** Who answers for it. A natural person is reported and never published. */
export enum SubjectKind {
  LEGAL_PERSON = 'LEGAL_PERSON',
  OTHER_ORGANISATION = 'OTHER_ORGANISATION',
  INDIVIDUAL_BUSINESS = 'INDIVIDUAL_BUSINESS',
  NATURAL_PERSON = 'NATURAL_PERSON',
}

/** How a target stands in its register. */
export enum TargetStatus {
  ACTIVE = 'ACTIVE',
  SUSPENDED = 'SUSPENDED',
  MOVED = 'MOVED',
  CLOSED = 'CLOSED',
  REVOKED = 'REVOKED',
  /** Gone into another entity, or replaced by those it was split into: see its alias. */
  MERGED = 'MERGED',
  /** No longer in the source's list, by the rule of its import. */
  REMOVED = 'REMOVED',
}

/** The coordinate system of a position; unconverted, they differ by hundreds of metres. */
export enum Datum {
  WGS84 = 'WGS84',
  /** The mandatory Chinese offset (火星坐标): AMap, Tencent. */
  GCJ02 = 'GCJ02',
  /** Baidu's own offset on top of GCJ-02. */
  BD09 = 'BD09',
}

/** Those of the list that may be drawn; the others are excluded from a pool, and counted. */
export const drawableStatuses: readonly TargetStatus[] = [TargetStatus.ACTIVE];
