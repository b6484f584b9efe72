/** Random substitutions after a random draw, of every kind, and the opening where it is confidential. */
import {
  append,
  appendSubstitution,
  DrawFault,
  type Log,
  type Outcome,
  openSubstitutions,
  readLog,
  type SubstitutionRequest,
  type Substitutions,
  toHex,
} from '../../scheduler/draw/index.js';
import type { Dice } from './dice.js';
import type { RandomAct, RandomDraw } from './random-draw.js';

export interface Aftermath {
  /** All lines of the log. */
  lines: string[];
  /** `substitutions.jsonl`; absent without one. */
  substitutions?: string;
  kinds: string[];
}

/** Up to `most` substitutions; those that cannot be made are passed over. `lines` hold the receipts. */
export function randomAftermath(
  dice: Dice,
  { secret }: RandomAct,
  draw: RandomDraw,
  outcome: Outcome,
  lines: readonly string[],
  most = 6,
): Aftermath {
  const all = [...lines];
  let log: Log = readLog(all.join(''), { trusted: true });
  const step = (...args: [Parameters<typeof append>[1], Parameters<typeof append>[2]]) => {
    const next = append(log, ...args);
    log = next.log;
    all.push(next.line);
  };
  let opened = openSubstitutions({ ...draw, pools: draw.pools.files, log, files: outcome.files });
  let at = outcome.body.at;
  const made: string[] = [];
  const kinds: string[] = [];
  for (let i = 0; i < most && opened.serving.targets.size > 0; i++) {
    try {
      const order = randomOrder(dice, opened, at);
      const { body, line, next } = appendSubstitution(opened, order);
      step('substitution', body);
      made.push(line);
      kinds.push(`substitution of ${order.kind}`);
      opened = next;
      at += dice.from(0, 100);
    } catch (error) {
      if (!(error instanceof DrawFault)) throw error;
    }
  }
  const { receiptHash, receipt } = outcome;
  if (secret) {
    step('opening', { C: draw.C, at: receipt.commit.revealBy!, secret: toHex(secret), receiptHash });
  }
  return { lines: all, ...(made.length > 0 && { substitutions: made.join('') }), kinds };
}

function randomOrder(dice: Dice, { serving }: Substitutions, at: number): SubstitutionRequest {
  const target = dice.pick([...serving.targets.keys()]);
  const slots = serving.targets.get(target)!.slots;
  const common = {
    at,
    target,
    evidence: toHex(dice.bytes(32)),
    requester: 'li',
    approver: 'wang',
    ...(dice.chance(50) && { extra: dice.from(1, 3) }),
  };
  if (!slots || dice.chance(30)) {
    const kind = slots || dice.chance(50) ? 'target' : 'held';
    return { ...common, kind, reason: kind === 'target' ? 'closed' : 'staffed' };
  }
  const slot = dice.from(0, slots.length - 1);
  const place = dice.from(0, slots[slot]!.length - 1);
  return { ...common, kind: 'officer', reason: 'ill', slot, place, out: slots[slot]![place]! };
}
