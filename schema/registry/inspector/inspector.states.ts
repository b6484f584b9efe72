import { lifecycle } from '../../shared/lifecycle.js';

/** How an inspector stands. Only an active one may be drawn. */
export enum InspectorStatus {
  ACTIVE = 'ACTIVE',
  ON_LEAVE = 'ON_LEAVE',
  SUSPENDED = 'SUSPENDED',
  TRANSFERRED = 'TRANSFERRED',
  RETIRED = 'RETIRED',
}

/** How one stands who has left: kept for the record, never drawn again. */
export const leftStatuses: readonly InspectorStatus[] = [
  InspectorStatus.TRANSFERRED,
  InspectorStatus.RETIRED,
];

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

/** The only ways of a certificate from one status to another; a revoked one is never valid again. */
export const certificateTransitions = {
  suspend: { from: [CertificateStatus.VALID], to: CertificateStatus.SUSPENDED },
  restore: { from: [CertificateStatus.SUSPENDED], to: CertificateStatus.VALID },
  revoke: { from: [CertificateStatus.VALID, CertificateStatus.SUSPENDED], to: CertificateStatus.REVOKED },
} as const;

export type CertificateTransition = keyof typeof certificateTransitions;

/** Why an officer cannot be sent on a day. */
export enum UnavailableReason {
  /** Kept out of the pool, for instance as a leader by rule; or with a capacity of 0. */
  NOT_IN_POOL = 'NOT_IN_POOL',
  SUSPENDED = 'SUSPENDED',
  LEFT = 'LEFT',
  NO_VALID_CERTIFICATE = 'NO_VALID_CERTIFICATE',
  ON_LEAVE = 'ON_LEAVE',
  SECONDED_AWAY = 'SECONDED_AWAY',
  /** Seconded here, but not on that day. */
  NOT_HERE_YET = 'NOT_HERE_YET',
}

export const certificateLifecycle = lifecycle({
  name: 'CertificateStatus',
  title: '执法证件 / certificate',
  states: CertificateStatus,
  begins: [CertificateStatus.VALID, CertificateStatus.SUSPENDED],
  transitions: certificateTransitions,
  words: { suspend: '暂扣', restore: '发还', revoke: '吊销、注销' },
});
