/** Anchors and reveals as events (§3.3, §3.4). */
import { isSignedBy } from './anchor.js';
import { fromHex } from './bytes.js';
import { operatorHash, witnessCommitment, witnessesOf } from './entropy.js';
import type { AnchorBody, Failure, RevealBody } from './event.js';
import { DrawFault } from './faults.js';
import type { Draw, Log } from './log.js';

const anchorWindowSeconds = 600;

export function anchorStep(log: Log, draw: Draw, body: AnchorBody, checkSignature: boolean): Draw {
  const { commit } = draw;
  const { witness, at } = body;
  const registered = witnessesOf(commit.entropy).find((source) => source.id === witness);
  if (!registered) throw new DrawFault('ANCHOR_UNKNOWN_WITNESS', { witness });
  if (draw.anchors.some((other) => other.witness === witness))
    throw new DrawFault('ANCHOR_TWICE', { witness });
  if (checkSignature && !isSignedBy(body, registered.publicKey)) {
    throw new DrawFault('ANCHOR_SIGNATURE', { witness });
  }
  if (at < commit.frozenAt || at > commit.frozenAt + anchorWindowSeconds) {
    throw new DrawFault('ANCHOR_WINDOW', { at, frozenAt: commit.frozenAt });
  }
  if (log.hashes.indexOf(body.head, draw.freezeSeq - 1) < 0) throw new DrawFault('ANCHOR_HEAD');
  if (body.statementHash !== commit.statementHash) throw new DrawFault('ANCHOR_STATEMENT');
  const anchors = [...draw.anchors, body];
  return {
    ...draw,
    anchors,
    state: anchors.length === witnessesOf(commit.entropy).length ? 'anchored' : 'frozen',
  };
}

export function revealStep(draw: Draw, body: RevealBody): Draw {
  const { commit } = draw;
  const source = commit.entropy[body.source];
  if (!source) throw new DrawFault('REVEAL_UNKNOWN', { source: body.source });
  if (draw.reveals[body.source]) throw new DrawFault('REVEAL_TWICE', { source: body.source });
  if (body.at < commit.frozenAt) throw notBefore('frozenAt', 'reveal');
  if (body.at > commit.drawBy) throw new DrawFault('REVEAL_LATE');
  const value = fromHex(body.value, 'value');
  const found =
    source.type === 'operator' ? operatorHash(value) : witnessCommitment(draw.C, source.id, value);
  const committed =
    source.type === 'operator'
      ? commit.operatorHash
      : draw.anchors.find((anchor) => anchor.witness === source.id)?.commitment;
  if (found !== committed) throw new DrawFault('REVEAL_MISMATCH', { id: source.id });
  const reveals = draw.reveals.with(body.source, body);
  return { ...draw, reveals, state: reveals.every(Boolean) ? 'complete' : 'revealing' };
}

/** Who has not anchored, or, after all anchors, has not revealed; in the commitment's order. */
export function failures(draw: Draw): Failure[] {
  const step = draw.state === 'frozen' ? 'anchor' : 'reveal';
  const anchored = new Set(draw.anchors.map((anchor) => anchor.witness));
  return draw.commit.entropy.flatMap((source, i) => {
    const done = step === 'reveal' ? draw.reveals[i] : source.type === 'operator' || anchored.has(source.id);
    return done ? [] : [{ source: i, id: source.id, step }];
  });
}

export function notBefore(earlier: string, later: string): DrawFault {
  return new DrawFault('TIME_ORDER', { earlier, later });
}
