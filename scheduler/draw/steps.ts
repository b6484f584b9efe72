/** What each kind of event must satisfy, and what it changes (§6). */
import { fromHex } from './bytes.js';
import { canonical } from './canonical.js';
import { secretHash } from './entropy.js';
import { anchorStep, failures, notBefore, revealStep } from './entropy-steps.js';
import type {
  AnchorBody,
  FreezeBody,
  Kind,
  LapseBody,
  LogEvent,
  OpeningBody,
  ReceiptBody,
  RevealBody,
  SubstitutionBody,
  VoidBody,
} from './event.js';
import { DrawFault } from './faults.js';
import { freezeStep } from './freeze-step.js';
import type { Draw, Log } from './log.js';
import type { Signatures } from './signatures.js';
import { checkTransition } from './states.js';

/**
 * The draws that the event changes, as they are after it: all of a session, or one. `signatures` is undefined only
 * for a log read by its own server.
 */
export function applyEvent(log: Log, event: LogEvent, signatures: Signatures | undefined): Draw[] {
  checkReceiptIsNext(log, event);
  if (event.kind === 'freeze') return freezeStep(log, event.body as FreezeBody, event.seq);
  const body = event.body as Exclude<typeof event.body, FreezeBody>;
  const draws = drawsOf(log, event.kind, body.C);
  if (!draws) throw new DrawFault('LOG_UNKNOWN_DRAW', { seq: event.seq, C: body.C });
  checkTransition(draws[0]!.state, event.kind);
  const change = changeOf(log, draws, event.kind, body, signatures);
  return draws.map((draw) => ({ ...draw, ...change }));
}

/** Kinds whose `C` is the session's: they are steps of all its draws at once. */
const sessionKinds: readonly Kind[] = ['anchor', 'reveal', 'void', 'lapse'];

function drawsOf(log: Log, kind: Kind, C: string): Draw[] | undefined {
  const commitments = sessionKinds.includes(kind) ? log.sessions.get(C) : [C];
  if (!commitments?.every((one) => log.draws.has(one))) return undefined;
  return commitments.map((one) => log.draws.get(one)!);
}

function changeOf(
  log: Log,
  draws: readonly Draw[],
  kind: Kind,
  body: object,
  signatures: Signatures | undefined,
): Partial<Draw> {
  if (kind === 'anchor') return anchorStep(log, draws, body as AnchorBody, signatures);
  if (kind === 'reveal') return revealStep(draws[0]!, body as RevealBody, signatures);
  return steps[kind as keyof typeof steps](draws[0]!, body as never);
}

/** The draw is computed in the transaction of its last reveal: nothing may come between. */
function checkReceiptIsNext({ awaiting }: Log, event: LogEvent): void {
  const isItsReceipt = event.kind === 'receipt' && (event.body as ReceiptBody).C === awaiting[0];
  if (awaiting.length > 0 && !isItsReceipt) throw new DrawFault('RECEIPT_NOT_NEXT');
}

/** What the other kinds change. */
const steps: {
  [K in Exclude<Kind, 'freeze' | 'anchor' | 'reveal'>]: (draw: Draw, body: never) => Partial<Draw>;
} = {
  receipt: (draw: Draw, body: ReceiptBody) => {
    if (body.at !== lastReveal(draw).at) throw new DrawFault('RECEIPT_NOT_NEXT');
    return { state: 'drawn', receipt: body };
  },
  void: (draw: Draw, body: VoidBody) => {
    if (body.at < draw.commit.frozenAt) throw notBefore('frozenAt', 'void');
    if (body.at > draw.commit.drawBy) throw new DrawFault('VOID_LATE');
    return { state: 'void', void: body };
  },
  lapse,
  opening,
  substitution,
};

function lapse(draw: Draw, body: LapseBody): Partial<Draw> {
  if (body.at <= draw.commit.drawBy) throw new DrawFault('LAPSE_EARLY');
  if (canonical(body.missing) !== canonical(failures(draw))) {
    throw new DrawFault('LAPSE_NAMES');
  }
  return { state: 'lapsed', lapse: body };
}

function opening(draw: Draw, body: OpeningBody): Partial<Draw> {
  const { revealBy } = draw.commit;
  if (revealBy === undefined) throw new DrawFault('OPENING_OPEN_MODE');
  if (body.at < revealBy) throw new DrawFault('OPENING_EARLY');
  if (secretHash(fromHex(body.secret, 'secret')) !== draw.commit.secretHash) {
    throw new DrawFault('SECRET_MISMATCH');
  }
  if (body.receiptHash !== draw.receipt?.receiptHash) throw new DrawFault('OPENING_RECEIPT');
  return { state: 'opened', opening: body };
}

/** The log sees number and instant; what the substitution says is checked where its detail is. */
function substitution(draw: Draw, body: SubstitutionBody): Partial<Draw> {
  const expected = draw.substitutions.length + 1;
  if (body.at < draw.receipt!.at) throw notBefore('receipt', 'substitution');
  if (body.n !== expected) throw new DrawFault('SUBSTITUTION_NUMBER', { expected, found: body.n });
  return { substitutions: [...draw.substitutions, body] };
}

/** The reveal that completed the draw: the latest by its instant. */
function lastReveal(draw: Draw): RevealBody {
  return draw.reveals.reduce((last, next) => (next!.at > last!.at ? next : last))!;
}
