import type { PrivatePart, TakenEvent, VisitState, WrittenEvent } from '../../scheduler/visit/index.js';
import type { PhoneRefusal } from './refusals.js';

/** An event as a page gives it: its id, time, salt and signature are made by the queue. */
export interface EventDraft
  extends Pick<WrittenEvent, 'assignmentId' | 'kind' | 'payload' | 'replaces' | 'inspectorId'> {
  readonly private?: Omit<PrivatePart, 'salt'>;
}

/** What a file is to the server (`EvidenceKind`). */
export type FileKind = 'PHOTO' | 'DOCUMENT' | 'PARTY_SIGNATURE' | 'OFFICER_SIGNATURE';

/** A file as a page gives it. */
export interface FileDraft {
  readonly blob: Blob;
  readonly kind: FileKind;
  /** The point of the checklist that it belongs to. */
  readonly point?: string;
  readonly name?: string;
  /** When it was taken; when it was recorded, where absent. */
  readonly takenAt?: Date;
}

/** `WAITING` for the server; `TAKEN` by it; `REFUSED`, in the drawer until a person has settled it. */
export type Fate = 'WAITING' | 'TAKEN' | 'REFUSED';

/** What the server, or the way to it, said, in both languages. */
export interface Words {
  readonly code: string;
  readonly message: string;
  readonly messageEn: string;
}

/** An event on this phone. */
export interface QueuedEvent {
  /** In the order of recording, from 1. */
  readonly sequence: number;
  readonly event: WrittenEvent;
  /** SHA-256 of its text, lower-case hex. */
  readonly hash: string;
  /** Base64url, by the key of `keyId`. */
  readonly signature: string;
  readonly keyId: string;
  readonly fate: Fate;
  /** Why it was refused, in the server's words. */
  readonly words?: Words;
  /** By the phone's clock, ISO 8601. */
  readonly takenAt?: string;
}

/** A file on this phone. */
export interface QueuedFile {
  /** The phone's own id of it: events name it by this. */
  readonly clientId: string;
  readonly assignmentId: string;
  readonly kind: FileKind;
  readonly point?: string;
  readonly name?: string;
  /** ISO 8601. */
  readonly shotAt: string;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly blob: Blob;
  readonly fate: Fate;
  /** The server's id, once it is taken. */
  readonly evidenceId?: string;
  readonly words?: Words;
  readonly takenAt?: string;
}

/** How many, of events and of files. */
export interface Count {
  readonly events: number;
  readonly files: number;
}

/**
 * What the sender is at: `IDLE`; `SENDING`; `RETRYING` after a pause; `SIGN_IN_NEEDED` by the owner of the queue; `STOPPED`
 * for the reason in `lastError`, until somebody has seen to it and sends again.
 */
export type Phase = 'IDLE' | 'SENDING' | 'RETRYING' | 'SIGN_IN_NEEDED' | 'STOPPED';

/** How the queue stands. All tabs of an account see the same counts; the phase is this tab's own. */
export interface QueueStatus {
  readonly phase: Phase;
  readonly waiting: Count;
  readonly taken: Count;
  readonly refused: Count;
  /** Events or files on their way at this moment. */
  readonly sending: number;
  readonly lastError?: Words;
  /** ISO 8601, by the phone's clock: when the server last took something. */
  readonly lastSuccessAt?: string;
  /** When it is tried again, while `RETRYING`. */
  readonly retryAt?: string;
  /** The browser has promised not to clear the store by itself; undefined while it has not answered. */
  readonly isPersisted?: boolean;
}

/** What has not reached the server, by visit. */
export interface Unsent extends Count {
  readonly assignmentId: string;
  /** Of these, what lies in the drawer. */
  readonly refused: Count;
}

/** How a person settles what was refused. */
export type Settlement = 'SEND_AGAIN' | 'DISCARD';

/** What an officer records on this phone, kept until the server has taken it. One account's alone. */
export interface VisitQueue {
  readonly status: QueueStatus;
  /** Tells of every change, at once of how it stands. @returns ends it */
  observe(listener: (status: QueueStatus) => void): () => void;
  /**
   * Keeps an event; once it resolves, the event is on the disk. A file that it names (`EVIDENCE_ATTACHED`, `PARTY_SIGNED`)
   * is kept with it, both or neither; `evidence` and `sha256` of the payload are then filled in.
   */
  record(draft: EventDraft, file?: FileDraft): Promise<QueuedEvent | PhoneRefusal>;
  /** Keeps a file that no event names. */
  keepFile(assignmentId: string, file: FileDraft): Promise<QueuedFile | PhoneRefusal>;
  /**
   * Sends what waits, and stays at it with growing pauses until all is taken or a person is needed. While it pauses,
   * another call, or the network's return, goes on at once.
   */
  send(): Promise<QueueStatus>;
  /** What was recorded on a visit, in its order; of all visits when none is named. */
  listEvents(assignmentId?: string): Promise<QueuedEvent[]>;
  listFiles(assignmentId?: string): Promise<QueuedFile[]>;
  /** What the visit says, by the same fold as the server's. @param known events as the server has told them */
  readVisit(assignmentId: string, known?: readonly TakenEvent[]): Promise<VisitState>;
  /** What the server did not take, with its words. */
  drawer(): Promise<{ readonly events: QueuedEvent[]; readonly files: QueuedFile[] }>;
  /**
   * Settles something in the drawer by its id. A file that is discarded takes those events with it that name it and have
   * not been taken.
   */
  settle(id: string, how: Settlement): Promise<void>;
  /** Before a sign-out: what the server does not have, and nobody can send but this account on this phone. */
  listUnsent(): Promise<Unsent[]>;
  /** Removes what was taken of a visit, once its result is confirmed; refused while something of it is unsent. */
  forget(assignmentId: string): Promise<PhoneRefusal | undefined>;
  /** Removes all events and files of this account; the device stays registered. Refused while something is unsent. */
  erase(how?: { readonly evenUnsent: boolean }): Promise<PhoneRefusal | undefined>;
  /** Another key instead of one that was revoked; what waits is signed anew. */
  renewDevice(): Promise<void>;
  /** The device's id on the server, once it is registered. */
  deviceId(): Promise<string | undefined>;
  /** Stops sending and lets go of the store. Nothing is lost. */
  close(): Promise<void>;
}
