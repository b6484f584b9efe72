import type { EventPayload } from '../../scheduler/visit/index.js';

/** An officer or an expert of a team. */
export interface Member {
  readonly inspectorId: string;
  readonly accountId: string;
  readonly realId: string;
  readonly isExpert: boolean;
}

/** An event as the visit has it. */
export interface Taken {
  readonly id: string;
  readonly hash: string;
  readonly kind: string;
  readonly payload: EventPayload;
  readonly replaces: readonly string[];
  readonly inspectorId: string;
  readonly accountId: string;
  /** Milliseconds, by the right clock. */
  readonly happenedAt: number;
  readonly hasText: boolean;
  readonly text: string;
  readonly isClockWrong: boolean;
}

export interface Signature {
  readonly inspectorId: string;
  /** Absent by pen. */
  readonly accountId: string | null;
}

/** A version of a result. */
export interface Version {
  readonly id: string;
  readonly version: number;
  readonly visitedOn: string;
  /** What the visit said when it was recorded, by the model's own words; absent where there were no events. */
  readonly content: string | null;
  readonly disposition: string;
  /** Client ids of the files on which it rests, ascending. */
  readonly evidence: readonly string[];
  readonly hasLateReason: boolean;
  readonly enteredBy: string | null;
  readonly paperId: string | null;
  signatures: Signature[];
  signedOn: string | null;
  reviewedBy: string | null;
  isReturned: boolean;
  isConfirmed: boolean;
  contestedBy: string | null;
}

/** A file that has arrived. That one is withdrawn is tested with evidence; no walk does it. */
export interface Arrived {
  /** By which the device, and events, know it. */
  readonly clientId: string;
  readonly kind: 'PHOTO' | 'PARTY_SIGNATURE';
  readonly sha256: string;
  readonly accountId: string;
}

/** The life of a visit, from its dispatch to its confirmation. */
export interface Visit {
  readonly id: string;
  readonly targetRealId: string;
  state: string;
  visibleAt: number;
  readonly fromOn: string;
  readonly toOn: string;
  postponedToOn: string | null;
  team: Member[];
  events: Taken[];
  evidence: Arrived[];
  results: Version[];
  /** What was ordered to be put right. */
  demands: string[];
}

/** A request for a change. */
export interface Change {
  readonly id: string;
  readonly visitId: string;
  readonly kind: 'OFFICER' | 'TARGET' | 'STAFFING' | 'POSTPONEMENT';
  readonly askedBy: string;
  readonly inspectorId: string | null;
  readonly isRecusal: boolean;
  readonly newOn: string | null;
  readonly extra: boolean;
  readonly withoutReplacement: boolean;
  /** The head whose yes by phone it was. */
  grantedBy: string | null;
  state: 'REQUESTED' | 'GRANTED' | 'APPROVED' | 'CONFIRMED' | 'REFUSED' | 'WITHDRAWN' | 'DISOWNED';
}

/** What was not taken, as it is kept for a person. */
export interface Kept {
  readonly eventId: string | null;
  readonly assignmentId: string | null;
  readonly fault: string;
  /** Of the event without its signature: the same sent again and taken settles it. */
  readonly hash: string;
  readonly accountId: string;
  settled: boolean;
}

/** All that the model knows in a sequence; plain data, so that it can be copied. */
export interface World {
  now: number;
  readonly campaignId: string;
  isScarce: boolean;
  reserveLeft: number;
  /** Places that became free in a scarce campaign, so that staffing may go through without exceeding anything. */
  freed: number;
  visits: Visit[];
  changes: Change[];
  kept: Record<string, Kept>;
  revokedDevices: string[];
  campaign: 'DRAWN' | 'TERMINATED';
  /** What waits for a head. */
  handOver: string | null;
  termination: { readonly id: string; readonly askedBy: string } | null;
  /** Assignments of the campaign; events, results and files of the house before this sequence. */
  readonly counts: {
    assignments: number;
    readonly events: number;
    readonly results: number;
    readonly evidence: number;
  };
  /** The hash that the house gave to what a visit says, by the model's own words for it. */
  readonly contents: Record<string, string>;
}

export function emptyWorld(now: number, campaignId: string, counts: World['counts']): World {
  return {
    ...{ now, campaignId, isScarce: false, reserveLeft: 0, freed: 0, visits: [], changes: [], kept: {} },
    ...{ revokedDevices: [], campaign: 'DRAWN', termination: null, handOver: null, contents: {}, counts },
  };
}

export function getVisit(world: World, id: string): Visit {
  const visit = world.visits.find((one) => one.id === id);
  if (!visit) throw new Error('a visit of another sequence');
  return visit;
}

/** The day in China, `2026-02-10`. */
export function dayOf(instant: number): string {
  return new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10);
}

export const officersOf = ({ team }: Visit) => team.filter(({ isExpert }) => !isExpert);

export const lastOf = ({ results }: Visit): Version | undefined => results.at(-1);

/** What is sealed of a visit, each with a term that begins when its matter is closed: texts, files, and why a result came late. */
export function sealedOf({ events, evidence, results }: Visit): readonly unknown[] {
  return [
    ...events.filter(({ hasText }) => hasText),
    ...evidence,
    ...results.filter(({ hasLateReason }) => hasLateReason),
  ];
}

/** The matter of a visit is closed. */
export const closing = (visit: Visit): string[] => sealedOf(visit).map(() => 'personal.term-begun');
