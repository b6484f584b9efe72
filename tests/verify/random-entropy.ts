/** Random entropy: one operator, and now and then witnesses, numbers, the beacon of quicknet (docs/draw.md §3, §6). */
import {
  beaconValue,
  type EntropySource,
  fromHex,
  type Issue,
  type NumberPart,
  numberValue,
  operatorHash,
  quicknet,
  utf8,
  witnessKey,
} from '../../scheduler/draw/index.js';
import type { Dice } from './dice.js';

/** The values to come, and who signs with which key. */
export interface RandomEntropy {
  /** As the rules have it. */
  sources: EntropySource[];
  /** By position in `sources`. */
  values: Uint8Array[];
  /** Secret keys of the witnesses, by id. */
  keys: Map<string, string>;
  issues: Issue[];
  operatorHash: string;
  frozenAt: number;
}

/** An hour before round 1000, the one whose signature is known. */
const beforeRound1000 = 1_692_802_764;
const round1000 =
  'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39';
const keys = [7, 8].map((n) => witnessKey(new Uint8Array(32).fill(n)));
const lotteries: NumberPart[][] = [
  [
    { count: 6, min: 1, max: 33, distinct: true },
    { count: 1, min: 1, max: 16, distinct: true },
  ],
  [{ count: 20, min: 0, max: 9, distinct: false }],
  [{ count: 3, min: 1, max: 6, distinct: false }],
];

export function randomEntropy(dice: Dice): RandomEntropy {
  const beacon = dice.chance(3);
  const frozenAt = beacon ? beforeRound1000 : 1_790_000_000;
  const operator = dice.bytes(32);
  const found: RandomEntropy = {
    sources: [{ type: 'operator', id: 'op-li' }],
    values: [operator],
    keys: new Map(),
    issues: [],
    operatorHash: operatorHash(operator),
    frozenAt,
  };
  const add = (source: EntropySource, value: Uint8Array) => {
    const at = dice.from(0, found.sources.length);
    found.sources.splice(at, 0, source);
    found.values.splice(at, 0, value);
  };
  const witnesses = dice.chance(10) ? dice.from(1, 2) : 0;
  for (const [i, { publicKey, secretKey }] of keys.slice(0, witnesses).entries()) {
    add({ type: 'witness', id: `w-${i}`, publicKey }, witnessValue(dice));
    found.keys.set(`w-${i}`, secretKey);
  }
  if (dice.chance(25)) {
    const parts = dice.pick(lotteries);
    add({ type: 'number', id: 'lottery', name: '双色球', parts }, numberValue(drawn(dice, parts)));
    found.issues.push({ id: 'lottery', issue: `2026${dice.from(100, 154)}`, knowableAt: frozenAt + 1000 });
  }
  if (beacon) {
    const source = { type: 'beacon' as const, id: 'quicknet', ...quicknet, delay: 3600 };
    add(source, beaconValue(1000, fromHex(round1000)));
  }
  return found;
}

function drawn(dice: Dice, parts: readonly NumberPart[]): number[][] {
  return parts.map(({ count, min, max, distinct }) => {
    const numbers: number[] = [];
    while (numbers.length < count) {
      const number = dice.from(min, max);
      if (!distinct || !numbers.includes(number)) numbers.push(number);
    }
    return distinct ? numbers.sort((a, b) => a - b) : numbers;
  });
}

function witnessValue(dice: Dice): Uint8Array {
  const throws = (count: number, min: number, max: number) =>
    Array.from({ length: count }, () => dice.from(min, max)).join('');
  return dice.pick([
    dice.bytes(32),
    utf8(`dice:${throws(dice.from(25, 40), 1, 6)}`),
    utf8(`digits:${throws(dice.from(20, 30), 0, 9)}`),
  ]);
}
