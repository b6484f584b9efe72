/** Anchors and reveals as events (§6): what each must satisfy, and what it changes in its session. */
import { isSignedBy } from './anchor.js';
import { checkBeaconValue } from './beacon.js';
import { fromHex } from './bytes.js';
import { checkOperatorValue, operatorHash, witnessCommitment } from './entropy.js';
import type { AnchorBody, Failure, RevealBody } from './event.js';
import { DrawFault } from './faults.js';
import type { Draw, Log } from './log.js';
import { readNumber } from './number.js';
import { sessionStatement } from './session.js';
import type { Signatures } from './signatures.js';
import { knowableAt, publicSources, witnessesOf } from './sources.js';

const anchorWindowSeconds = 600;

/** The draws of a session differ in nothing that is asked here, save the statements. */
export function anchorStep(
  log: Log,
  draws: readonly Draw[],
  body: AnchorBody,
  signatures: Signatures | undefined,
): Partial<Draw> {
  const { commit, anchors: before, freezeSeq } = draws[0]!;
  const { witness, at } = body;
  const registered = witnessesOf(commit.entropy).find((source) => source.id === witness);
  if (!registered) throw new DrawFault('ANCHOR_UNKNOWN_WITNESS', { witness });
  if (before.some((other) => other.witness === witness)) throw new DrawFault('ANCHOR_TWICE', { witness });
  if (signatures && !isSignedBy(body, registered.publicKey, signatures)) {
    throw new DrawFault('ANCHOR_SIGNATURE', { witness });
  }
  if (at < commit.frozenAt || at > commit.frozenAt + anchorWindowSeconds) {
    throw new DrawFault('ANCHOR_WINDOW', { at, frozenAt: commit.frozenAt });
  }
  for (const source of publicSources(commit.entropy)) {
    const knowable = knowableAt(source, commit.frozenAt);
    if (at >= knowable) throw new DrawFault('ANCHOR_KNOWABLE', { id: source.id, at, knowableAt: knowable });
  }
  if (log.hashes.indexOf(body.head, freezeSeq - 1) < 0) throw new DrawFault('ANCHOR_HEAD');
  const statement = sessionStatement(draws.map((draw) => draw.commit.statementHash));
  if (body.statementHash !== statement) throw new DrawFault('ANCHOR_STATEMENT');
  const anchors = [...before, body];
  const all = anchors.length === witnessesOf(commit.entropy).length;
  return { anchors, state: all ? 'anchored' : 'frozen' };
}

/** `draw` is any of the session. */
export function revealStep(draw: Draw, body: RevealBody, signatures: Signatures | undefined): Partial<Draw> {
  const { commit } = draw;
  const source = commit.entropy[body.source];
  if (!source) throw new DrawFault('REVEAL_UNKNOWN', { source: body.source });
  if (draw.reveals[body.source]) throw new DrawFault('REVEAL_TWICE', { source: body.source });
  if (body.at < commit.frozenAt) throw notBefore('frozenAt', 'reveal');
  if (body.at > commit.drawBy) throw new DrawFault('REVEAL_LATE');
  if (source.type === 'number' || source.type === 'beacon') {
    checkTurn(draw);
    const knowable = knowableAt(source, commit.frozenAt);
    if (body.at < knowable) throw new DrawFault('REVEAL_EARLY', { id: source.id, knowableAt: knowable });
  }
  checkValue(draw, body, signatures);
  const reveals = draw.reveals.with(body.source, body);
  return { reveals, state: reveals.every(Boolean) ? 'complete' : 'revealing' };
}

/** Whoever knows a public value already could still keep back their own. */
function checkTurn({ commit, reveals }: Draw): void {
  commit.entropy.forEach(({ type }, i) => {
    if ((type === 'operator' || type === 'witness') && !reveals[i]) throw new DrawFault('REVEAL_ORDER');
  });
}

function checkValue(
  { commit, session, anchors }: Draw,
  body: RevealBody,
  signatures: Signatures | undefined,
): void {
  const source = commit.entropy[body.source]!;
  const value = fromHex(body.value, 'value');
  if (source.type === 'number') {
    readNumber(source, value);
  } else if (source.type === 'beacon') {
    checkBeaconValue(source, commit.frozenAt, value, signatures);
  } else if (source.type === 'operator') {
    checkOperatorValue(value);
    if (operatorHash(value) !== commit.operatorHash) throw mismatch(source.id);
  } else {
    const anchor = anchors.find(({ witness }) => witness === source.id);
    if (witnessCommitment(session, source.id, value) !== anchor?.commitment) throw mismatch(source.id);
  }
}

function mismatch(id: string): DrawFault {
  return new DrawFault('REVEAL_MISMATCH', { id });
}

/** Who has not anchored, or, after all anchors, has not revealed; in the commitment's order. */
export function failures(draw: Draw): Failure[] {
  const step = draw.state === 'frozen' ? 'anchor' : 'reveal';
  const anchored = new Set(draw.anchors.map((anchor) => anchor.witness));
  return draw.commit.entropy.flatMap((source, i) => {
    const done = step === 'reveal' ? draw.reveals[i] : source.type !== 'witness' || anchored.has(source.id);
    return done ? [] : [{ source: i, id: source.id, step }];
  });
}

export function notBefore(earlier: string, later: string): DrawFault {
  return new DrawFault('TIME_ORDER', { earlier, later });
}
