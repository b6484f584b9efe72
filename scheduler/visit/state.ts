import type { EventPayload, VisitEventKind } from './event.js';
import type { Register } from './register.js';

/** An event as it was taken in. */
export interface TakenEvent {
  readonly id: string;
  readonly kind: VisitEventKind;
  readonly inspectorId: string;
  readonly accountId: string;
  readonly deviceId: string | null;
  /** By the right clock, ISO 8601 in UTC. */
  readonly happenedAt: string;
  /** Its day in China. */
  readonly happenedOn: string;
  /** SHA-256 of its text, lower-case hex. */
  readonly hash: string;
  readonly replaces: readonly string[];
  readonly payload: EventPayload;
  /** There is a text with it that is kept encrypted. */
  readonly hasText: boolean;
  /** The device's clock was wrong, so that its time has to be confirmed. */
  readonly isClockWrong: boolean;
  readonly distanceMetres: number | null;
}

export interface CheckIn {
  readonly event: string;
  readonly inspectorId: string;
  readonly at: string;
  readonly on: string;
  readonly way: string;
  readonly distanceMetres: number | null;
}

/** What was found at a point. */
export interface Answer {
  readonly item: string;
  readonly version: number;
  readonly point: string;
  /** `NO_PROBLEM`, `PROBLEM`, `NOT_APPLICABLE`. */
  readonly outcome: string;
  /** Where the point asks for one: a number, or a choice. */
  readonly value?: string;
}

export interface Measure {
  readonly name: string;
  readonly quantity: string;
  readonly unit: string;
}

export interface Conclusion {
  readonly resultCode: string;
  readonly resultSystem?: string;
  readonly disposition: string;
  readonly method: string;
  /** Calendar days within which something is to be put right, where that is ordered. */
  readonly termDays?: number;
}

export interface Evidence {
  readonly event: string;
  readonly evidence: string;
  readonly sha256: string;
  readonly form: string;
}

export interface OfficerSignature {
  readonly event: string;
  readonly inspectorId: string;
  readonly accountId: string;
  readonly at: string;
  /** What they signed is what stands now. */
  readonly counts: boolean;
}

/** How the party stood to the record: `PARTY_SIGNED`, `PARTY_ABSENT`, `PARTY_REFUSED_TO_SIGN`. */
export interface PartyPart {
  readonly kind: string;
}

export interface Serving {
  readonly event: string;
  readonly way: string;
  readonly recipient: string;
  readonly on: string;
}

/** What a set of events says of a visit. */
export interface VisitState {
  readonly eventCount: number;
  /** The first is the beginning of the visit. */
  readonly checkIns: readonly CheckIn[];
  /** By `<item>/<point>`. */
  readonly points: Readonly<Record<string, Register<Answer>>>;
  /** Items of which whatever nobody answered is without a problem. */
  readonly rest: readonly string[];
  /** By name. */
  readonly measures: Readonly<Record<string, Register<Measure>>>;
  readonly notes: readonly string[];
  readonly evidence: readonly Evidence[];
  /** A method without going there. */
  readonly method: Register<{ readonly method: string }>;
  readonly exit: Register<{ readonly exit: string }>;
  /** Each exit with the days on which it was met, also where a later visit took its place. */
  readonly attempts: Readonly<Record<string, readonly string[]>>;
  readonly conclusion: Register<Conclusion>;
  readonly party: Register<PartyPart>;
  /** The party has signed what stands now, or there is a reason why not. */
  readonly partyCounts: boolean;
  readonly servings: readonly Serving[];
  readonly signatures: readonly OfficerSignature[];
  /** Names of the registers with several values. */
  readonly conflicts: readonly string[];
  /** Events whose time nobody has confirmed though the device's clock was wrong. */
  readonly unconfirmed: readonly string[];
  /** What signatures are about, as one text; its SHA-256 is what they name. */
  readonly content: string;
  readonly contentHash: string;
}
