/**
 * The log of one authority and series (§2): a hash chain of events, folded into the state of every draw.
 *
 * A `Log` is a value. `append` checks an event against chain, table and contents, and returns the next value;
 * `readLog` checks a whole file the same way. There is no other way to get one.
 */
import { fromUtf8 } from './bytes.js';
import { canonical, parseCanonical } from './canonical.js';
import { authority as authorityCheck } from './codes.js';
import type { Commit } from './commit.js';
import { failures } from './entropy-steps.js';
import {
  type AnchorBody,
  checkEvent,
  type EventBodies,
  eventHash,
  type Failure,
  type Kind,
  type LapseBody,
  type LogEvent,
  type OpeningBody,
  type ReceiptBody,
  type RevealBody,
  type Series,
  type SubstitutionBody,
  type VoidBody,
} from './event.js';
import { DrawFault } from './faults.js';
import type { EarlierDraw } from './receipt.js';
import type { FileBytes } from './record-file.js';
import type { DrawState } from './states.js';
import { applyEvent } from './steps.js';

/** What the log says of one draw. */
export interface Draw {
  C: string;
  commit: Commit;
  state: DrawState;
  /** seq of the freeze. */
  freezeSeq: number;
  /** In the order of the log. */
  anchors: readonly AnchorBody[];
  /** By position in `commit.entropy`. */
  reveals: readonly (RevealBody | undefined)[];
  /** Earlier draws over the same campaign, filter or register, as they stood at this freeze. */
  earlier: readonly EarlierDraw[];
  receipt?: ReceiptBody;
  opening?: OpeningBody;
  /** In order of n. */
  substitutions: readonly SubstitutionBody[];
  void?: VoidBody;
  lapse?: LapseBody;
}

export interface Log {
  readonly authority: string;
  readonly series: Series;
  /** seq of the last event; 0 for none. */
  readonly seq: number;
  /** Hash of the last event; 64 zeros for none. */
  readonly head: string;
  /** Hash of event seq at seq − 1. */
  readonly hashes: readonly string[];
  /** By C, in order of freezing. */
  readonly draws: ReadonlyMap<string, Draw>;
  /** C of the draw whose last reveal was the last event: its receipt must come next. */
  readonly awaiting?: string;
}

/** A log that nobody else holds yet, so that it may grow in place. */
type Growing = { -readonly [K in keyof Log]: Log[K] } & { hashes: string[]; draws: Map<string, Draw> };

export interface Appended<K extends Kind = Kind> {
  log: Log;
  event: LogEvent<K>;
  hash: string;
  /** Canonical JSON and LF: the line to store. */
  line: string;
}

/** How a log is read: `trusted` skips the Ed25519 signatures, for a server reading its own database. */
export interface ReadOptions {
  trusted?: boolean;
}

export function openLog(authority: string, series: Series): Log {
  authorityCheck(authority, 'authority');
  return { authority, series, seq: 0, head: '0'.repeat(64), hashes: [], draws: new Map() };
}

/** The next event of the log, checked. Throws the fault of the first rule it breaks; the log is unchanged. */
export function append<K extends Kind>(log: Log, kind: K, body: EventBodies[K]): Appended<K> {
  const { authority, series, seq, head } = log;
  const event = { authority, series, seq: seq + 1, previous: head, kind, body } as LogEvent<K>;
  const line = `${canonical(checkEvent(event, 'event'), 'event')}\n`;
  const next = growing(log);
  grow(next, event, {});
  return { log: next, event, hash: next.head, line };
}

/** Reads a log file of at least one event; every event passes the checks of `append`. */
export function readLog(file: FileBytes, options: ReadOptions = {}): Log {
  const text = typeof file === 'string' ? file : fromUtf8(file, 'log.jsonl');
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.length === 0) {
    throw new DrawFault('RECORD_LINE', {
      file: 'log.jsonl',
      line: lines.length + 1,
      reason: 'no LF at the end',
    });
  }
  let log: Growing | undefined;
  for (const [i, line] of lines.entries()) {
    const at = `log.jsonl:${i + 1}`;
    const event = checkEvent(parseCanonical(line, at), at);
    log ??= growing(openLog(event.authority, event.series));
    grow(log, event, options);
  }
  return log!;
}

function growing(log: Log): Growing {
  return { ...log, hashes: [...log.hashes], draws: new Map(log.draws) };
}

function grow(log: Growing, event: LogEvent, options: ReadOptions): void {
  for (const field of ['authority', 'series'] as const) {
    if (event[field] !== log[field]) throw broken(event, field);
  }
  if (event.seq !== log.seq + 1) throw broken(event, 'seq');
  if (event.previous !== log.head) throw broken(event, 'previous');
  const draw = applyEvent(log, event, options.trusted !== true);
  log.seq = event.seq;
  log.head = eventHash(event);
  log.hashes.push(log.head);
  log.draws.set(draw.C, draw);
  log.awaiting = draw.state === 'complete' ? draw.C : undefined;
}

function broken(event: LogEvent, field: string): DrawFault {
  return new DrawFault('LOG_CHAIN', { seq: event.seq, field });
}

/** The number the campaign's next freeze must carry. */
export function nextDrawNo(log: Log, campaign: string): number {
  let number = 1;
  for (const draw of log.draws.values()) if (draw.commit.campaign === campaign) number++;
  return number;
}

/** The draw with commitment C, or `DRAW_ABSENT`. */
export function drawOf(log: Log, C: string): Draw {
  const draw = log.draws.get(C);
  if (!draw) throw new DrawFault('DRAW_ABSENT');
  return draw;
}

/** Body of the lapse of a draw past `drawBy`, naming who failed. */
export function lapseBody(log: Log, C: string, at: number): LapseBody {
  const missing: Failure[] = failures(drawOf(log, C));
  return { C, at, missing };
}
