import type { KeyKind } from './device.js';
import type { StatusBoard } from './status-board.js';
import type { Surroundings } from './surroundings.js';

/** How much goes at once, and how long is waited. */
export interface QueueLimits {
  /** Events of one batch; the server takes 5,000. */
  readonly batchCount: number;
  /**
   * Bytes of one batch. Small, though the server takes more: on a bad line a large one would be minutes on its way, and its
   * `sentAt` would look like a wrong clock.
   */
  readonly batchBytes: number;
  /** Photos and signatures, as FAIRDRAW_EVIDENCE_PHOTO_MB. */
  readonly photoBytes: number;
  /** Documents and recordings, as FAIRDRAW_EVIDENCE_DOCUMENT_MB. */
  readonly documentBytes: number;
  /** The first pause after a failure; each further one is twice as long. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  readonly eventsTimeoutMs: number;
  readonly fileTimeoutMs: number;
}

const MEGABYTE = 1024 * 1024;

export const usualLimits: QueueLimits = {
  batchCount: 200,
  batchBytes: MEGABYTE / 4,
  photoBytes: 20 * MEGABYTE,
  documentBytes: 50 * MEGABYTE,
  firstPauseMs: 1_000,
  longestPauseMs: 300_000,
  eventsTimeoutMs: 120_000,
  fileTimeoutMs: 600_000,
};

/** Whose queue it is. */
export interface QueueOwner {
  /** The account that is signed in: `me { id }`. */
  readonly accountId: string;
  /** Its inspector: `me { inspectorId }`. */
  readonly inspectorId: string;
  /** What the officer calls the phone, such as “3号执法终端”. */
  readonly deviceName: string;
}

/** What every part of a queue works with. */
export interface Workshop extends QueueOwner {
  readonly database: IDBDatabase;
  readonly surroundings: Surroundings;
  readonly limits: QueueLimits;
  readonly keyKinds: readonly KeyKind[];
  readonly board: StatusBoard;
  /** Aborted when the queue is closed. */
  readonly closing: AbortSignal;
}
