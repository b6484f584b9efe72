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

/** The words for each status, wherever one is printed. */
export const targetStatusWords: Readonly<Record<TargetStatus, { readonly zh: string; readonly en: string }>> =
  {
    [TargetStatus.ACTIVE]: { zh: '存续', en: 'active' },
    [TargetStatus.SUSPENDED]: { zh: '歇业', en: 'suspended' },
    [TargetStatus.MOVED]: { zh: '迁出', en: 'moved away' },
    [TargetStatus.CLOSED]: { zh: '注销', en: 'closed' },
    [TargetStatus.REVOKED]: { zh: '吊销、撤销', en: 'revoked' },
    [TargetStatus.MERGED]: { zh: '并入、分立或转换', en: 'merged, split or converted' },
    [TargetStatus.REMOVED]: { zh: '移出名录', en: 'no longer listed by its source' },
  };

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

/** Those that are still there in the world: an identifier belongs to one of them only. */
export const standingStatuses: readonly TargetStatus[] = [TargetStatus.ACTIVE, TargetStatus.SUSPENDED];
