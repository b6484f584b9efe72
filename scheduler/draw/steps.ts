/** What each kind of event must satisfy, and what it changes (§3). */
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
import { checkTransition } from './states.js';

/** The state of the event's draw after it. `checkSignatures` is false only for a log read by its own server. */
export function applyEvent(log: Log, event: LogEvent, checkSignatures: boolean): Draw {
  checkReceiptIsNext(log, event);
  if (event.kind === 'freeze') return freezeStep(log, event.body as FreezeBody, event.seq);
  const body = event.body as Exclude<typeof event.body, FreezeBody>;
  const draw = log.draws.get(body.C);
  if (!draw) throw new DrawFault('LOG_UNKNOWN_DRAW', { seq: event.seq, C: body.C });
  checkTransition(draw.state, event.kind);
  if (event.kind === 'anchor') return anchorStep(log, draw, body as AnchorBody, checkSignatures);
  return steps[event.kind as keyof typeof steps](draw, body as never);
}

/** The draw is computed in the transaction of its last reveal: nothing may come between. */
function checkReceiptIsNext({ awaiting }: Log, event: LogEvent): void {
  const isItsReceipt = event.kind === 'receipt' && (event.body as ReceiptBody).C === awaiting;
  if (awaiting !== undefined && !isItsReceipt) throw new DrawFault('RECEIPT_NOT_NEXT');
}

const steps: { [K in Exclude<Kind, 'freeze' | 'anchor'>]: (draw: Draw, body: never) => Draw } = {
  reveal: revealStep,
  receipt: (draw: Draw, body: ReceiptBody) => {
    if (body.at !== lastReveal(draw).at) throw new DrawFault('RECEIPT_NOT_NEXT');
    return { ...draw, state: 'drawn', receipt: body };
  },
  void: (draw: Draw, body: VoidBody) => {
    if (body.at < draw.commit.frozenAt) throw notBefore('frozenAt', 'void');
    return { ...draw, state: 'void', void: body };
  },
  lapse,
  opening,
  substitution,
};

function lapse(draw: Draw, body: LapseBody): Draw {
  if (body.at <= draw.commit.drawBy) throw new DrawFault('LAPSE_EARLY');
  if (canonical(body.missing) !== canonical(failures(draw))) {
    throw new DrawFault('LAPSE_NAMES');
  }
  return { ...draw, state: 'lapsed', lapse: body };
}

function opening(draw: Draw, body: OpeningBody): Draw {
  const { revealBy } = draw.commit;
  if (revealBy === undefined) throw new DrawFault('OPENING_OPEN_MODE');
  if (body.at < revealBy) throw new DrawFault('OPENING_EARLY');
  if (secretHash(fromHex(body.secret, 'secret')) !== draw.commit.secretHash) {
    throw new DrawFault('SECRET_MISMATCH');
  }
  if (body.receiptHash !== draw.receipt?.receiptHash) throw new DrawFault('OPENING_RECEIPT');
  return { ...draw, state: 'opened', opening: body };
}

/** The log sees number and instant; what the substitution says is checked where its detail is. */
function substitution(draw: Draw, body: SubstitutionBody): Draw {
  const expected = draw.substitutions.length + 1;
  if (body.n !== expected) throw new DrawFault('SUBSTITUTION_NUMBER', { expected, found: body.n });
  if (body.at < draw.receipt!.at) throw notBefore('receipt', 'substitution');
  return { ...draw, substitutions: [...draw.substitutions, body] };
}

/** The reveal that completed the draw: the latest by its instant. */
function lastReveal(draw: Draw): RevealBody {
  return draw.reveals.reduce((last, next) => (next!.at > last!.at ? next : last))!;
}
