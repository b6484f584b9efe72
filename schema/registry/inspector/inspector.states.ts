/** How an inspector stands. Only an active one may be drawn. */
export enum InspectorStatus {
  ACTIVE = 'ACTIVE',
  ON_LEAVE = 'ON_LEAVE',
  SUSPENDED = 'SUSPENDED',
  TRANSFERRED = 'TRANSFERRED',
  RETIRED = 'RETIRED',
}

/** How a certificate stands. Only a valid one lets its holder inspect (penalty law Art. 42). */
export enum CertificateStatus {
  VALID = 'VALID',
  SUSPENDED = 'SUSPENDED',
  REVOKED = 'REVOKED',
}

/** Why an officer is away. */
export enum LeaveKind {
  LEAVE = 'LEAVE',
  ILLNESS = 'ILLNESS',
  TRAINING = 'TRAINING',
  URGENT_DUTY = 'URGENT_DUTY',
}

/** What an officer declares (回避, penalty law Art. 43). */
export enum InterestKind {
  /** A share, a post or a debt in the entity. */
  ENTITY = 'ENTITY',
  KINSHIP = 'KINSHIP',
  FORMER_POST = 'FORMER_POST',
  OTHER = 'OTHER',
}
