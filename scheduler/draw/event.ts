/** Events of an authority's log (§6). `H("dr/1/event", canonical(event))` chains them. */
import { authority, code, count, instant } from './codes.js';
import { type Commit, commitCheck } from './commit.js';
import { documentHash } from './digest.js';
import { mostDraws } from './session.js';
import { type Check, hash, hex, integer, list, matching, oneOf, shape, text } from './shape.js';

/** `M` is real; `R` is rehearsal (演练), a chain of its own. */
export type Series = 'M' | 'R';

/** One draw, or several that share one session of entropy. */
export type FreezeBody = { commit: Commit } | { commits: Commit[] };

/** Signed on the witness's own device; see `makeAnchor`. */
export interface AnchorBody {
  /** The session S, as in a reveal, a void and a lapse: C of a draw that was frozen alone. */
  C: string;
  witness: string;
  /** Hash of the newest event the witness saw: the freeze's or a later one. */
  head: string;
  statementHash: string;
  /** Unix seconds, by the witness's clock. */
  at: number;
  commitment: string;
  /** Ed25519 over lp("dr/1/anchor") ‖ lp(canonical(body without sig)), 64 bytes in hex. */
  sig: string;
}

export interface RevealBody {
  C: string;
  /** Position in `commit.entropy`. */
  source: number;
  /** The bytes of the value, hex. */
  value: string;
  at: number;
}

export interface ReceiptBody {
  C: string;
  at: number;
  receiptHash: string;
  resultRoot: string;
  /** Units selected, all strata together. */
  count: number;
}

export interface VoidBody {
  C: string;
  at: number;
  /** Why, in words. */
  reason: string;
}

/** One source that failed, and at which step. */
export interface Failure {
  source: number;
  id: string;
  step: 'anchor' | 'reveal';
}

export interface LapseBody {
  C: string;
  at: number;
  missing: Failure[];
}

export interface OpeningBody {
  C: string;
  at: number;
  /** The confidential secret, hex. */
  secret: string;
  receiptHash: string;
}

/** One of a drawn unit or officer; what it says is a line of `substitutions.jsonl`. */
export interface SubstitutionBody {
  C: string;
  at: number;
  /** 1, 2, 3, … within the draw. */
  n: number;
  /** Salted hash of the detail; see `substitutionHash`. */
  hash: string;
}

export interface EventBodies {
  freeze: FreezeBody;
  anchor: AnchorBody;
  reveal: RevealBody;
  receipt: ReceiptBody;
  void: VoidBody;
  lapse: LapseBody;
  opening: OpeningBody;
  substitution: SubstitutionBody;
}

export type Kind = keyof EventBodies;

export interface LogEvent<K extends Kind = Kind> {
  authority: string;
  series: Series;
  /** 1, 2, 3, … without a gap. */
  seq: number;
  /** Hash of the event before; 64 zeros for the first. */
  previous: string;
  kind: K;
  body: EventBodies[K];
}

const failure = shape<Failure>({ source: integer(), id: code, step: oneOf('anchor', 'reveal') });

const oneCommit = shape<{ commit: Commit }>({ commit: commitCheck });
const commits = shape<{ commits: Commit[] }>({ commits: list(commitCheck, 2, mostDraws) });

const freezeShape: Check<FreezeBody> = (body, at) =>
  Object.hasOwn(Object(body), 'commits') ? commits(body, at) : oneCommit(body, at);

const bodyShapes: { [K in Kind]: Check<EventBodies[K]> } = {
  freeze: freezeShape,
  anchor: shape<AnchorBody>({
    C: hash,
    witness: code,
    head: hash,
    statementHash: hash,
    at: instant,
    commitment: hash,
    sig: hex(64),
  }),
  reveal: shape<RevealBody>({
    C: hash,
    source: integer(),
    value: matching(
      /^(?:[0-9a-f]{2}){0,4096}$/,
      'at most 4096 bytes in lower-case hex',
      '至多 4096 字节的小写十六进制',
    ),
    at: instant,
  }),
  receipt: shape<ReceiptBody>({
    C: hash,
    at: instant,
    receiptHash: hash,
    resultRoot: hash,
    count,
  }),
  void: shape<VoidBody>({ C: hash, at: instant, reason: text }),
  lapse: shape<LapseBody>({ C: hash, at: instant, missing: list(failure, 1) }),
  opening: shape<OpeningBody>({ C: hash, at: instant, secret: hash, receiptHash: hash }),
  substitution: shape<SubstitutionBody>({ C: hash, at: instant, n: integer(1), hash }),
};

const kinds = Object.keys(bodyShapes) as Kind[];

/** Returns the event typed; `MALFORMED` for any other kind or shape. */
export function checkEvent(value: unknown, at: string): LogEvent {
  const event = eventShape(value, at);
  bodyShapes[event.kind](event.body, `${at}.body`);
  return event;
}

const eventShape = shape<LogEvent>({
  authority,
  series: oneOf('M', 'R'),
  seq: integer(1),
  previous: hash,
  kind: oneOf(...kinds),
  body: (value) => value as EventBodies[Kind],
});

export function eventHash(event: LogEvent): string {
  return documentHash('dr/1/event', event);
}
