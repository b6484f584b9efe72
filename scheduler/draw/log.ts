/**
 * The log of one authority and series (§6): a hash chain of events, folded into the state of every draw.
 *
 * A `Log` is a value. `append` checks an event against chain, table and contents, and returns the next value;
 * `readLog` checks a whole file the same way. There is no other way to get one.
 */
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
import { type FileBytes, recordLines } from './record-file.js';
import { type Signatures, signatures } from './signatures.js';
import type { DrawState } from './states.js';
import { applyEvent } from './steps.js';

/** What the log says of one draw. */
export interface Draw {
  C: string;
  commit: Commit;
  /** S, hex: C where the draw was frozen alone. */
  session: string;
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
  /** By S, C of the session's draws in the order of their act. */
  readonly sessions: ReadonlyMap<string, readonly string[]>;
  /** C of the draws whose receipts must come next, in this order: empty but after a last reveal. */
  readonly awaiting: readonly string[];
}

/** A log that nobody else holds yet, so that it may grow in place. */
type Growing = { -readonly [K in keyof Log]: Log[K] } & {
  hashes: string[];
  draws: Map<string, Draw>;
  sessions: Map<string, readonly string[]>;
};

export interface Appended<K extends Kind = Kind> {
  log: Log;
  event: LogEvent<K>;
  hash: string;
  /** Canonical JSON and LF: the line to store. */
  line: string;
}

/** How a log is read. */
export interface ReadOptions {
  /** Skips the signatures of witnesses and beacons, for a server reading its own database. */
  trusted?: boolean;
  /** Checks of signatures other than the room's own. */
  signatures?: Signatures;
}

export function openLog(authority: string, series: Series): Log {
  authorityCheck(authority, 'authority');
  const head = '0'.repeat(64);
  return { authority, series, seq: 0, head, hashes: [], draws: new Map(), sessions: new Map(), awaiting: [] };
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
  const lines = recordLines(file, 'log.jsonl');
  if (lines.length === 0) {
    throw new DrawFault('RECORD_LINE', { file: 'log.jsonl', line: 1, reason: 'no event' });
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
  const { hashes, draws, sessions } = log;
  return { ...log, hashes: [...hashes], draws: new Map(draws), sessions: new Map(sessions) };
}

function grow(log: Growing, event: LogEvent, options: ReadOptions): void {
  for (const field of ['authority', 'series'] as const) {
    if (event[field] !== log[field]) throw broken(log, field);
  }
  if (event.seq !== log.seq + 1) throw broken(log, 'seq');
  if (event.previous !== log.head) throw broken(log, 'previous');
  const checks = options.trusted ? undefined : (options.signatures ?? signatures);
  const draws = applyEvent(log, event, checks);
  log.seq = event.seq;
  log.head = eventHash(event);
  log.hashes.push(log.head);
  for (const draw of draws) log.draws.set(draw.C, draw);
  const { session } = draws[0]!;
  if (event.kind === 'freeze')
    log.sessions.set(
      session,
      draws.map((draw) => draw.C),
    );
  log.awaiting = log.sessions.get(session)!.filter((C) => log.draws.get(C)!.state === 'complete');
}

/** By its place in the log, whatever seq it claims. */
function broken(log: Log, field: string): DrawFault {
  return new DrawFault('LOG_CHAIN', { seq: log.seq + 1, field });
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

/** Body of the lapse of a session past `drawBy`, by its S or the C of a draw of it, naming who failed. */
export function lapseBody(log: Log, C: string, at: number): LapseBody {
  const draw = drawOf(log, log.sessions.get(C)?.[0] ?? C);
  const missing: Failure[] = failures(draw);
  return { C: draw.session, at, missing };
}
