import { canonical } from './canonical.js';

/** What happens on a visit; everything known of it is a set of these. */
export type VisitEventKind =
  | 'CHECKED_IN'
  | 'ANSWERED'
  | 'REST_WITHOUT_PROBLEM'
  | 'MEASURED'
  | 'NOTED'
  | 'EVIDENCE_ATTACHED'
  | 'OFF_SITE'
  | 'EXIT'
  | 'CONCLUDED'
  | 'OFFICER_SIGNED'
  | 'PARTY_SIGNED'
  | 'PARTY_ABSENT'
  | 'PARTY_REFUSED_TO_SIGN'
  | 'SERVED'
  | 'TIME_CONFIRMED';

/** What an event says by its kind: texts, whole numbers and lists of them. */
export type EventPayload = Readonly<Record<string, unknown>>;

/** What is kept encrypted: free text and places. The salt keeps its hash from being tried out once the rest is destroyed. */
export interface PrivatePart {
  readonly salt: string;
  readonly text?: string;
  readonly position?: {
    /** Decimal degrees as text. */
    readonly longitude: string;
    readonly latitude: string;
    /** Metres. */
    readonly accuracy?: number;
    readonly datum?: string;
  };
}

/** An event as the officer's device makes it. Its id is a UUID of the device's own chance. */
export interface WrittenEvent {
  readonly id: string;
  readonly assignmentId: string;
  readonly kind: VisitEventKind;
  /** By the device's clock, `2026-02-10T02:00:00.000Z`. */
  readonly occurredAt: string;
  /** Whose event it is, where the device says so. */
  readonly inspectorId?: string;
  /** Ids of events that this one takes the place of. */
  readonly replaces?: readonly string[];
  readonly payload: EventPayload;
  readonly private?: PrivatePart;
}

/** The one text of an event: its hash is the event's name, and the device's key signs it. */
export function eventText(event: WrittenEvent): string {
  const { id, assignmentId, kind, occurredAt, inspectorId, replaces, payload } = event;
  const form = 'fairdraw-visit-event/1';
  return canonical({
    ...{ form, id, assignmentId, kind, occurredAt, inspectorId, replaces, payload },
    private: event.private,
  });
}
