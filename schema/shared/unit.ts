import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Crossing } from './crossings.js';
import type { Duty } from './duty.js';
import type { Keyring } from './keyring.js';
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
  /** Where the actor holds which roles: at home, and by arrangements that hold today. */
  readonly posts?: readonly Post[];
  /** The session by which the actor is signed in: its handle. */
  readonly sessionId?: string;
  /** What must be done before anything else; nothing else is let in before (server/http/authorise.ts). */
  readonly duty?: Duty;
  /** The key by which a machine acts. */
  readonly apiKeyId?: string;
}

/** Roles in the matters of departments. */
export interface Post {
  readonly roles: readonly Role[];
  /** In whose matters it looks. Undefined: all departments. */
  readonly departments?: readonly string[];
  /** In whose matters it acts: nobody acts for a department below without an arrangement. Undefined: where it looks. */
  readonly actsIn?: readonly string[];
  /** The arrangement (deputy, superior, neighbour) by which somebody else's post is held. */
  readonly arrangementId?: string;
}

/** How people sign in, from the settings. */
export interface SignInRules {
  /** The longest session. */
  readonly sessionMinutes: number;
  /** A session that is not used for so long is over. */
  readonly idleMinutes: number;
  /** A sign-in ends the other sessions of its account. */
  readonly onlyOne: boolean;
  /** Roles that need a second factor. */
  readonly secondFactorRoles: readonly Role[];
}

/** How the batches of a year lie over it. */
export interface PlanRules {
  /** From this month on (1 to 12) the year is near its end. */
  readonly rushFromMonth: number;
  /** More than this share of a plan's targets in those months is a rush, per hundred. */
  readonly rushPercent: number;
}

/** When teams see their targets, and are reminded; with its basis. */
export interface HandOutTimes {
  /** Working days before the visit; 0 is the day itself. */
  readonly workingDaysBefore: number;
  /** Time of day in China, `HH:MM`. */
  readonly at: string;
  /** Officers are reminded so many working days before the last day. */
  readonly remindDaysBefore: number;
  readonly basis: string;
}

/** A way by which messages leave the house. */
export type OutwardChannel = 'EMAIL' | 'WEBHOOK';

/** What an installation does at its times, as operators see it. */
export interface JobKind {
  readonly kind: string;
  /** One sentence. */
  readonly description: string;
  /** A duty by law: never given up, paused for a short while at most. */
  readonly isLegalDuty: boolean;
  readonly isRecurring: boolean;
  /** Whether it may be run before its time although it does not recur. */
  readonly mayRunEarly: boolean;
}

/** What holds for the whole installation. */
export interface Installation {
  /** A rehearsal: its draws go into series R, and nothing leaves. */
  readonly training: boolean;
  /** How long an import or a freeze waits for another that has the same pools. */
  readonly poolWaitSeconds?: number;
  /** The usual ones when absent. */
  readonly signIn?: SignInRules;
  /** The usual ones when absent. */
  readonly plans?: PlanRules;
  /** The usual ones when absent; a department's own rule goes before. */
  readonly handOut?: HandOutTimes;
  /** The ways out that the settings name; none when absent. */
  readonly channels?: readonly OutwardChannel[];
  /** Every kind of job that its servers do. */
  readonly jobKinds?: readonly JobKind[];
}

/** What a service needs to read. */
export interface Reader {
  readonly em: SqlEntityManager;
  readonly actor: Actor;
  readonly now: Date;
  /** The calendar day of `now` in Asia/Shanghai, `YYYY-MM-DD`. */
  readonly today: string;
  readonly installation: Installation;
  readonly keys: Keyring;
  /** Does work that looks past the actor's departments, for a named reason. */
  beyond<T>(why: Crossing, work: (wide: Reader) => Promise<T>): Promise<T>;
}

/** What a service needs to act: one transaction, one instant, one actor. */
export interface Unit extends Reader {
  readonly chance: Chance;
  /** A fresh identifier, ordered by time (UUID version 7). */
  newId(): string;
  beyond<T>(why: Crossing, work: (wide: Unit) => Promise<T>): Promise<T>;
  /** Has due jobs looked for once the step is committed, and never if it is refused. */
  wakeJobs(): void;
}

/**
 * Runs one transaction: rolled back when its value is a refusal or it throws, committed otherwise.
 * @param beyond why all of it looks past the actor's departments
 */
export type Step = <T>(work: (unit: Unit) => Promise<T>, beyond?: Crossing) => Promise<T>;
