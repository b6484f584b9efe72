import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Role } from './roles.js';

/** Where time comes from. Nothing outside the server's platform asks the machine. */
export interface Clock {
  now(): Date;
}

/** Where unpredictable bytes come from. */
export interface Chance {
  bytes(count: number): Uint8Array;
}

/** On whose behalf something happens. */
export interface Actor {
  readonly kind: 'account' | 'system' | 'command' | 'anonymous';
  readonly accountId?: string;
  readonly username?: string;
  readonly displayName?: string;
  readonly roles?: readonly Role[];
  readonly departmentId?: string;
  readonly inspectorId?: string;
  /** The departments in whose matters the actor may look; `undefined` means all. */
  readonly scope?: readonly string[];
}

/** What holds for the whole installation. */
export interface Installation {
  /** A rehearsal: its draws go into series R, and nothing leaves. */
  readonly training: boolean;
  /** How long an import or a freeze waits for another that has the same pools. */
  readonly poolWaitSeconds?: number;
}

/** What a service needs to read. */
export interface Reader {
  readonly em: SqlEntityManager;
  readonly actor: Actor;
  readonly now: Date;
  /** The calendar day of `now` in Asia/Shanghai, `YYYY-MM-DD`. */
  readonly today: string;
  readonly installation: Installation;
}

/** What a service needs to act: one transaction, one instant, one actor. */
export interface Unit extends Reader {
  readonly chance: Chance;
  /** A fresh identifier, ordered by time (UUID version 7). */
  newId(): string;
  /** Has due jobs looked for once the step is committed, and never if it is refused. */
  wakeJobs(): void;
}

/** Runs one transaction: rolled back when its value is a refusal or it throws, committed otherwise. */
export type Step = <T>(work: (unit: Unit) => Promise<T>) => Promise<T>;
