import { canonical, fromHex, type Outcome, ticketOf, toHex } from '../../../scheduler/draw/index.js';
import { bytes32, operatorBytes, poolKey, Story, secret, witnessBytes } from './scenario.js';
import { sha, tagged } from './tagged.js';

/**
 * The attack “guess of a slip”: there are few units and few teams, so somebody who is not shown the result of a
 * confidential draw hashes all that could have come out and looks for it among the hashes that can be seen: the
 * paths of slips, the leaves, the root. He is granted even what he cannot know, the ticket of every unit.
 */
const strata = { s1: [1, 2, 3, 4, 5], s2: [6, 7, 8] };
const officers = [1, 2, 3, 4].map((n) => `cert:A${n}`);
/** Nobody, one, or two in either order. */
const teams = [
  [],
  ...officers.map((one) => [one]),
  ...officers.flatMap((a) => officers.filter((b) => b !== a).map((b) => [a, b])),
];

const story = new Story({ mode: 'confidential' });
const outcome = story.drawn();
const seed = fromHex(outcome.receipt.seed);
const seen = hashesOf(outcome);

/** All that slips and their root show: every node of the result tree. */
function hashesOf({ resultRoot, slips }: Outcome): Set<string> {
  const hashes = slips().map(({ record, salt }) =>
    sha('\0', fromHex(salt), canonical(record)).toString('hex'),
  );
  return new Set([resultRoot, ...hashes, ...slips().flatMap(({ path }) => path)]);
}

/** Every record that a unit could have, at every place of its stratum. */
function guesses(stratum: keyof typeof strata, index: number): { id: string; line: string }[] {
  const units = strata[stratum];
  const id = `licence:L${units[index]}`;
  const ticket = ticketOf(seed, stratum, index);
  return units.flatMap((_, place) =>
    teams.map((team) => ({
      id,
      line: canonical({ id, officers: team, order: place + 1, stratum, ticket }),
    })),
  );
}

const units = (['s1', 's2'] as const).flatMap((stratum) =>
  strata[stratum].map((n, index) => ({ id: `licence:L${n}`, guesses: guesses(stratum, index) })),
);

const resultSalt = (from: Uint8Array, id: string) => tagged('dr/1/result-salt', from, id).subarray(0, 16);
const leafWith = (salt: Uint8Array, line: string) => sha('\0', salt, line).toString('hex');

test('with the true seed exactly one guess of each selected unit is seen, and none of the others', () => {
  const selected = new Set(outcome.units.map((unit) => unit.id));
  expect(selected.size).toBe(3);
  for (const { id, guesses } of units) {
    const hits = guesses.filter(({ line }) => seen.has(leafWith(resultSalt(seed, id), line)));
    expect(hits.length).toBe(selected.has(id) ? 1 : 0);
  }
});

/** What somebody without the secret may take for the seed. */
const C = fromHex(story.C);
const wrongSeeds: [string, Uint8Array][] = [
  ['no bytes', new Uint8Array(0)],
  ['zeros', bytes32(0)],
  ['the commitment', C],
  ['the pool key', poolKey],
  ['the secret itself', secret],
  ['the public values without the secret', tagged('dr/1/seed', C, operatorBytes, witnessBytes)],
  ['the public values as in open mode', tagged('dr/1/seed', C, operatorBytes, witnessBytes, '')],
  ['another secret', tagged('dr/1/seed', C, operatorBytes, witnessBytes, bytes32(5))],
  ['the values exchanged', tagged('dr/1/seed', C, witnessBytes, operatorBytes, secret)],
  ['the seed, one bit flipped', seed.with(31, seed[31]! ^ 1)],
];

const ways: [string, (id: string, line: string) => string][] = [
  ['the record alone', (_, line) => sha(line).toString('hex')],
  ['without a salt', (_, line) => leafWith(new Uint8Array(0), line)],
  ['with a salt of zeros', (_, line) => leafWith(new Uint8Array(16), line)],
  ['with the seed as salt', (_, line) => leafWith(seed, line)],
  [
    'with the salt of the pool',
    (id, line) => leafWith(tagged('dr/1/salt', poolKey, 'results', id).subarray(0, 16), line),
  ],
  ...wrongSeeds.map(([name, wrong]): (typeof ways)[number] => [
    `salted from a wrong seed: ${name}`,
    (id, line) => leafWith(resultSalt(wrong, id), line),
  ]),
];

test.each(ways)('no unit with any team at any place is found: %s', (_name, leaf) => {
  const found = units.flatMap(({ guesses }) => guesses.filter(({ id, line }) => seen.has(leaf(id, line))));
  expect(found).toEqual([]);
});

test('the salt of one unit is of no use for another', () => {
  for (const { guesses, id } of units) {
    for (const other of units) {
      if (other.id === id) continue;
      const salt = resultSalt(seed, other.id);
      expect(guesses.some(({ line }) => seen.has(leafWith(salt, line)))).toBe(false);
    }
  }
});

test('the hashes seen are the whole tree of the slips', () => {
  expect(toHex(seed)).toBe(tagged('dr/1/seed', C, operatorBytes, witnessBytes, secret).toString('hex'));
  // Three leaves, the node over two of them, the root.
  expect(seen.size).toBe(5);
});
