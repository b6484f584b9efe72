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
}

/** Those of the list that may be drawn; the others are excluded from a pool, and counted. */
export const drawableStatuses: readonly TargetStatus[] = [TargetStatus.ACTIVE];
