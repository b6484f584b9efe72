import { createHash } from 'node:crypto';
import jstat from 'jstat';
import { substitute } from '../../../scheduler/draw/substitute/substitute.js';
import { faultOf } from './scenario.js';
import { Model, rowOf, ticket } from './substitution-model.js';
import { SubstitutionStory, sizes } from './substitution-story.js';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** What a step came to, over all sequences, so that no rule goes untried. */
const seen = new Map<string, number>();
const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);

describe('any sequence of substitutions, against a simple model', () => {
  test.each(Array.from({ length: 24 }, (_, i) => i))('sequence %i', (i) => {
    let drawn = 0;
    const pick = (n: number) => digest(`sequence ${i} ${drawn++}`).readUInt32BE() % n;
    const capacity = 1 + (i % 4);
    const mode = i % 2 === 0 ? 'open' : 'confidential';
    const story = new SubstitutionStory({ capacity, mode, operator: digest(`operator ${i}`) });
    const { strata, teams, seed } = story.outcome.receipt;
    const model = new Model(seed, capacity, strata, teams!);
    const reserves = model.reserves.map((units) => [...units]);
    for (let step = 0; step < 20; step++) {
      if (step === 10 && mode === 'confidential') story.open(story.outcome);
      const order = anyOrder(model, pick);
      const expected = model.order(order);
      if ('fault' in expected) {
        count(expected.fault);
        expect(faultOf(() => story.wish(order))).toBe(expected.fault);
        continue;
      }
      const { in: comesIn, slots, lead } = story.replace(order).detail;
      const nothing = { in: undefined, slots: undefined, lead: undefined };
      expect({ in: comesIn, slots, lead }).toEqual({ ...nothing, ...expected });
      count(`${order.kind}${comesIn === undefined ? '' : ' in'}${slots ? ' served' : ''}`);
      checkPromises(story, model);
      expect(story.verdicts()).toEqual({ public: 'ok', restricted: 'ok' });
    }
    reserves.forEach((units, h) => {
      const used = model.cameIn.filter((unit) => unit < sizes[0] === (h === 0));
      expect(used).toEqual(units.slice(0, used.length));
    });
    expect(story.reopened().serving).toEqual(story.opened.serving);
  });

  test('every kind and every refusal came up', () => {
    const expected = ['target', 'target in', 'target in served', 'officer in served', 'held served'].concat(
      ['REASON', 'APPROVER', 'TARGET', 'PLACE', 'IMPOSSIBLE'].map((name) => `SUBSTITUTION_${name}`),
    );
    expect([...seen.keys()].sort()).toEqual(expected.sort());
    for (const times of seen.values()) expect(times).toBeGreaterThan(3);
  });

  /** Any target, any kind, any place; now and then one that cannot be. */
  function anyOrder(model: Model, pick: (n: number) => number) {
    const serving = [...model.teams.keys()];
    const target = pick(12) === 0 ? pick(25) : serving[pick(serving.length)]!;
    const team = model.teams.get(target);
    const kind = pick(3) === 0 ? 'target' : team === null ? 'held' : 'officer';
    const [slot, place] = pick(3) === 0 ? [1, 0] : [0, pick(2)];
    const out = pick(12) === 0 ? pick(15) : (team?.[slot]?.[place] ?? 0);
    return {
      kind,
      target,
      reason: ['other', 'other', 'other', 'closed', 'ill', 'staffed'][pick(6)]!,
      evidence: 'e'.repeat(64),
      requester: 'op-li',
      approver: pick(15) === 0 ? 'op-li' : 'op-wang',
      ...(kind === 'officer' && { slot, place, out }),
      ...(pick(3) === 0 && { extra: 1 + pick(2) }),
    } as const;
  }

  /** Everything the protocol promises of a state, seen in the engine's own. */
  function checkPromises(story: SubstitutionStory, model: Model): void {
    const { serving, facts } = story.opened;
    for (const [officer, load] of serving.loads.entries()) {
      expect(load).toBe(model.loadOf(officer));
      expect(load).toBeLessThanOrEqual(facts.capacities[officer]! + model.mostExtra);
    }
    for (const [target, { slots }] of serving.targets) {
      expect(slots ?? null).toEqual(model.teams.get(target));
      if (!slots) continue;
      expect(slots.map((slot) => slot.length)).toEqual([2, 1]);
      expect(new Set(slots.flat()).size).toBe(3);
      for (const officer of slots.flat()) expect(model.takenOut).not.toContain(`${target} ${officer}`);
    }
    expect(serving.targets.size).toBe(model.teams.size);
  }
});

describe('who comes in is decided by tickets alone', () => {
  const story = new SubstitutionStory({ capacity: 20 });
  const { index: target, slots } = story.outcome.receipt.teams!.find(({ index }) => index % 4 === 1)!;
  const [slot, place, out] = [0, 1, slots[0]![1]!];
  const { facts, serving, pools } = story.opened;
  const order = {
    kind: 'officer',
    reason: 'ill',
    evidence: 'e'.repeat(64),
    requester: 'a'.repeat(64),
    approver: 'b'.repeat(64),
    target,
    slot,
    place,
    out,
    extra: 100,
  } as const;
  const eligible = rowOf(target)[slot]!.filter(
    (o) => !serving.targets.get(target)!.slots!.flat().includes(o),
  );

  /** Who comes in under a seed when the slot lists these officers. */
  function comesIn(seed: Buffer, listed: readonly number[]): number {
    const served = serving.targets.get(target)!;
    const row = served.row!.map((other, s) => (s === slot ? { ...other, officers: [...listed] } : other));
    const targets = new Map(serving.targets).set(target, { ...served, row });
    return substitute({ ...facts, seed }, { ...serving, targets }, order, pools).in!;
  }

  test('the smallest ticket of those listed, whoever else is listed', () => {
    for (let i = 0; i < 50; i++) {
      const seed = digest(`alone ${i}`);
      const tickets = new Map(
        eligible.map((o) => [o, ticket(seed.toString('hex'), `substitute/1/${target}/1`, o)]),
      );
      const ranked = [...eligible].sort((a, b) => (tickets.get(a)! < tickets.get(b)! ? -1 : 1));
      for (let first = 0; first < ranked.length; first++) {
        const rest = ranked.slice(first).sort((a, b) => a - b);
        expect(comesIn(seed, rest)).toBe(ranked[first]);
        for (const other of ranked.slice(first + 1)) {
          expect(
            comesIn(
              seed,
              rest.filter((o) => o !== other),
            ),
          ).toBe(ranked[first]);
        }
      }
    }
  });

  test('the label holds the number of the draw, the target and n', () => {
    const again = new SubstitutionStory({ capacity: 20, second: true });
    const served = again.served();
    for (const n of [1, 2, 3]) {
      const team = again.opened.serving.targets.get(served.target)!.slots!;
      const { detail } = again.replace({ kind: 'officer', ...served, place: 1, out: team[0]![1]!, extra: 9 });
      const free = rowOf(served.target)[0]!.filter(
        (o) => !team.flat().includes(o) && !again.opened.serving.takenOut.get(served.target)!.has(o),
      );
      const label = `substitute/2/${served.target}/${n}`;
      const ranked = free
        .map((o) => ({ o, ticket: ticket(again.outcome.receipt.seed, label, o) }))
        .sort((a, b) => (a.ticket < b.ticket ? -1 : 1));
      expect(detail).toMatchObject({ n, in: ranked[0]!.o });
    }
    expect(again.verdicts()).toEqual({ public: 'ok', restricted: 'ok' });
  });

  test('over 4,000 seeds everybody eligible comes in equally often', () => {
    const times = new Map(eligible.map((o) => [o, 0]));
    const seeds = 4000;
    for (let i = 0; i < seeds; i++) {
      const officer = comesIn(digest(`uniform ${i}`), eligible);
      times.set(officer, times.get(officer)! + 1);
    }
    const mean = seeds / eligible.length;
    const chi2 = [...times.values()].reduce((sum, n) => sum + (n - mean) ** 2 / mean, 0);
    expect(eligible.length).toBeGreaterThan(3);
    expect([...times.keys()]).toEqual(eligible);
    expect(1 - jstat.jStat.chisquare.cdf(chi2, eligible.length - 1)).toBeGreaterThan(0.001);
  });
});
