import { allocate } from '../../../scheduler/draw/allocate.js';
import type { Rules, StratumRule } from '../../../scheduler/draw/rules.js';
import { smallestOf, smallestTickets, ticketHex, ticketOf } from '../../../scheduler/draw/select.js';
import { streamOf } from '../../../scheduler/draw/stream.js';
import { faultOf } from './scenario.js';
import { seedOf } from './seeds.js';

/** The definition, word for word: every ticket, sorted by (ticket, index). */
function byDefinition(seed: Uint8Array, stratum: string, count: number): [string, number][] {
  const hex = (n: number) => n.toString(16).padStart(8, '0');
  const all: [string, number][] = [];
  for (let block = 0; block * 4096 < count; block++) {
    const stream = streamOf(seed, `select/${stratum}/${block}`);
    const outputs = Array.from({ length: 8192 }, () => stream.next());
    for (let j = 0; j < 4096 && block * 4096 + j < count; j++) {
      all.push([hex(outputs[2 * j]!) + hex(outputs[2 * j + 1]!), block * 4096 + j]);
    }
  }
  return all.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1]));
}

describe('sr-ticket/1', () => {
  test('selects the smallest tickets in order, whatever the size', () => {
    for (const count of [0, 1, 2, 3, 50, 300, 5000]) {
      for (let n = 0; n < 5; n++) {
        const expected = byDefinition(seedOf(n), 's1', count);
        for (const wanted of new Set([0, 1, count >> 1, count])) {
          if (wanted > count) continue;
          const { indices, high, low } = smallestTickets(seedOf(n), 's1', count, wanted);
          const found = Array.from(indices, (index, i) => [ticketHex(high[i]!, low[i]!), index]);
          expect(found).toEqual(expected.slice(0, wanted));
        }
      }
    }
  });

  test('few of many: a first estimate that is too low changes nothing', () => {
    for (let n = 0; n < 300; n++) {
      const expected = byDefinition(seedOf(n), 's1', 700);
      for (const wanted of [1, 2]) {
        const { indices } = smallestTickets(seedOf(n), 's1', 700, wanted);
        expect(Array.from(indices)).toEqual(expected.slice(0, wanted).map(([, index]) => index));
      }
    }
  });

  test('blocks of 4096 units have streams of their own; a unit finds its ticket from one block', () => {
    const seed = seedOf(1);
    const { indices, high, low } = smallestTickets(seed, 's1', 9000, 9000);
    const places = new Map(Array.from(indices, (index, i) => [index, ticketHex(high[i]!, low[i]!)]));
    for (const i of [0, 1, 4095, 4096, 8191, 8192, 8999]) expect(ticketOf(seed, 's1', i)).toBe(places.get(i));
    const ordered = Array.from(high, (h, i) => ticketHex(h, low[i]!));
    expect(ordered).toEqual([...ordered].sort());
  });

  test('every unit is selected equally often (chi-square over 4,000 fixed seeds)', () => {
    const [count, k, seeds] = [40, 8, 4000];
    const times = new Array<number>(count).fill(0);
    for (let n = 0; n < seeds; n++) {
      for (const index of smallestTickets(seedOf(n), 's1', count, k).indices) times[index]! += 1;
    }
    const p = k / count;
    const spread = times.reduce((sum, o) => sum + (o - seeds * p) ** 2, 0) / (seeds * p * (1 - p));
    const chiSquare = ((count - 1) / count) * spread;
    expect(chiSquare).toBeGreaterThan(17.3); // χ²(39): one in a thousand below, one in a thousand above
    expect(chiSquare).toBeLessThan(72.1);
  });
});

/** Every list of `length` items out of `alphabet`. */
function* listsOf<T>(alphabet: readonly T[], length: number): Generator<T[]> {
  if (length === 0) yield [];
  else for (const list of listsOf(alphabet, length - 1)) for (const item of alphabet) yield [...list, item];
}

type Halves = readonly [high: number, low: number];

/** What is selected where the units have these tickets. */
function selectedOf(tickets: readonly Halves[], wanted: number): number[] {
  const source = (_block: number, words: Uint32Array) => words.set(tickets.flat());
  return Array.from(smallestOf(source, tickets.length, wanted).indices);
}

/** By definition: a unit's place is the number of units before it, by ticket, then by leaf number. */
function orderOf(tickets: readonly Halves[]): number[] {
  const isBefore = (a: number, b: number) => {
    const [[aHigh, aLow], [bHigh, bLow]] = [tickets[a]!, tickets[b]!];
    return aHigh < bHigh || (aHigh === bHigh && (aLow < bLow || (aLow === bLow && a < b)));
  };
  const order: number[] = [];
  tickets.forEach((_, unit) => {
    order[tickets.filter((_other, other) => isBefore(other, unit)).length] = unit;
  });
  return order;
}

describe('sr-ticket/1 over all tickets of a toy generator', () => {
  const last = 2 ** 32 - 1;
  const alphabets: [string, Halves[]][] = [
    ['that differ in the low half', [0, 1, 2, 3].map((low) => [0, low])],
    ['that differ in the high half', [0, 1, 2, 3].map((high) => [high, 0])],
    ['at the ends of both halves', [0, last].flatMap((high) => [0, last].map((low): Halves => [high, low]))],
  ];

  test.each(alphabets)('tickets %s: the k smallest in order, ties by leaf number', (_name, alphabet) => {
    for (let count = 0; count <= 4; count++) {
      for (const tickets of listsOf(alphabet, count)) {
        const order = orderOf(tickets);
        for (let k = 0; k <= count; k++) expect(selectedOf(tickets, k)).toEqual(order.slice(0, k));
      }
    }
  });

  test.each(alphabets)('tickets %s: how often each unit is selected, ties and all', (_name, alphabet) => {
    for (let count = 1; count <= 4; count++) {
      for (let k = 0; k <= count; k++) {
        const times = new Array<number>(count).fill(0);
        for (const tickets of listsOf(alphabet, count)) {
          for (const unit of selectedOf(tickets, k)) times[unit]! += 1;
        }
        expect(times).toEqual(timesSelected(count, k));
      }
    }
  });

  /**
   * By counting: a unit whose ticket is the t-th of four stands after those before it in the list with at most its
   * ticket (t + 1 of 4 values) and after those behind it with less (t of 4 values).
   */
  function timesSelected(count: number, k: number): number[] {
    return Array.from({ length: count }, (_, unit) => {
      let times = 0;
      for (let t = 0; t < 4; t++) {
        // ways[b]: lists of the other units in which b of them stand before this one.
        let ways = [1];
        for (let other = 0; other < count; other++) {
          if (other === unit) continue;
          const smaller = other < unit ? t + 1 : t;
          const next = new Array<number>(ways.length + 1).fill(0);
          ways.forEach((w, b) => {
            next[b + 1]! += w * smaller;
            next[b]! += w * (4 - smaller);
          });
          ways = next;
        }
        times += ways.slice(0, k).reduce((sum, w) => sum + w, 0);
      }
      return times;
    });
  }

  test.each(alphabets)('tickets %s: all different, each unit in exactly k of N orders', (_name, alphabet) => {
    for (let count = 1; count <= 4; count++) {
      const orders = [...listsOf(alphabet.slice(0, count), count)].filter(
        (tickets) => new Set(tickets.map(String)).size === count,
      );
      for (let k = 0; k <= count; k++) {
        const times = new Array<number>(count).fill(0);
        for (const tickets of orders) for (const unit of selectedOf(tickets, k)) times[unit]! += 1;
        expect(times).toEqual(times.map(() => (orders.length * k) / count));
      }
    }
  });

  test('tickets far above the first bound are found all the same', () => {
    const [low, high]: Halves[] = [
      [0, 1],
      [last, last],
    ];
    for (const tickets of listsOf([low!, high!], 10)) {
      const order = orderOf(tickets);
      for (let k = 0; k <= 10; k++) expect(selectedOf(tickets, k)).toEqual(order.slice(0, k));
    }
  });
});

const stratum = (code: string, more: Partial<StratumRule>): StratumRule => ({
  code,
  reserve: 0,
  select: 'sr-ticket/1',
  ...more,
});
const rules = (strata: StratumRule[], total?: number) => ({ strata, total }) as Rules;
const sizes = (...counts: number[]) => counts.map((count, i) => ({ code: `s${i}`, count }));
const ks = (r: Rules, s: ReturnType<typeof sizes>, n = 0) => allocate(r, s, seedOf(n)).map((a) => a.k);

describe('allocation', () => {
  test('a rate is rounded up or down exactly; an empty stratum has 0', () => {
    const up = rules([0, 1, 2, 3].map((i) => stratum(`s${i}`, { rate: 30_000, rounding: 'ceil' })));
    const down = rules([0, 1, 2, 3].map((i) => stratum(`s${i}`, { rate: 30_000, rounding: 'floor' })));
    expect(ks(up, sizes(0, 1, 100, 101))).toEqual([0, 1, 3, 4]);
    expect(ks(down, sizes(0, 1, 100, 101))).toEqual([0, 0, 3, 3]);
    expect(ks(up, sizes(1, 1, 1, 9_999_999))).toEqual([1, 1, 1, 300_000]);
  });

  test('a total is shared in proportion, and controlled rounding gives exactly the total', () => {
    const shared = rules(
      [0, 1, 2].map((i) => stratum(`s${i}`, { rounding: 'controlled' })),
      10,
    );
    for (let n = 0; n < 300; n++) {
      const parts = ks(shared, sizes(13, 7, 5), n);
      expect(parts[0]! + parts[1]! + parts[2]!).toBe(10);
      [5.2, 2.8, 2].forEach((exact, i) => {
        expect([Math.floor(exact), Math.ceil(exact)]).toContain(parts[i]);
      });
    }
  });

  test('controlled rounding gives every stratum exactly its share over all u', () => {
    // D is the number of units here, so that every u can be tried through seeds until each has been seen.
    const shared = rules(
      [0, 1, 2].map((i) => stratum(`s${i}`, { rounding: 'controlled' })),
      4,
    );
    const seen = new Map<string, number[]>();
    for (let n = 0; n < 2000; n++) {
      const stream = streamOf(seedOf(n), 'alloc');
      const u = stream.next() % 10;
      seen.set(String(u), ks(shared, sizes(3, 3, 4), n));
    }
    expect(seen.size).toBe(10);
    const sums = [0, 1, 2].map((i) => [...seen.values()].reduce((sum, parts) => sum + parts[i]!, 0));
    expect(sums).toEqual([12, 12, 16]);
  });

  test('a count or a total beyond the pool is an error; a reserve shrinks', () => {
    expect(faultOf(() => ks(rules([stratum('s0', { count: 5 })]), sizes(4)))).toBe('SAMPLE_EXCEEDS_POOL');
    expect(faultOf(() => ks(rules([stratum('s0', { rounding: 'floor' })], 5), sizes(4)))).toBe(
      'SAMPLE_EXCEEDS_POOL',
    );
    expect(allocate(rules([stratum('s0', { count: 3, reserve: 9 })]), sizes(4), seedOf(0))).toEqual([
      { code: 's0', k: 3, reserve: 1 },
    ]);
  });
});
