import {
  makeAnchor,
  type Outcome,
  publicBundle,
  type Rules,
  verifyPublic,
} from '../../../scheduler/draw/index.js';
import { frozenAt, operatorBytes, rulesOf, Story, statement, witness } from './scenario.js';
import { seedOf } from './seeds.js';

/**
 * The attack “ground text”: C covers words that nobody counts, the basis in the rules and the filter in the
 * statement. The operator tries wording after wording, each a C of its own, until the draw suits him.
 */
const wordings = Array.from({ length: 300 }, (_, n) => n);

const withoutWitness = (rules: Rules) => {
  rules.entropy.splice(1);
};

/** The n-th wording: now of the basis, now of the filter. */
const basisOf = (n: number) => (n % 2 ? `依据第${n}稿` : '依据');
const statementOf = (n: number) =>
  n % 2 ? statement : { ...statement, filter: `2026年10月食品经营户（第${n}稿）` };

/** A freeze with the n-th wording. */
function frozen(n: number, change: (rules: Rules) => void = () => {}): Story {
  const story = new Story({
    change: (rules) => {
      rules.basis = basisOf(n);
      change(rules);
    },
  });
  return story.freeze({ statement: statementOf(n) });
}

const selectedIn = ({ receipt }: Outcome) => receipt.strata.map(({ selected }) => [...selected].sort());
/** What the operator wants: units 0 and 1 of the first stratum, 2 of the second; once in 10 · 3 draws by chance. */
const wanted = [[0, 1], [2]];
const isWanted = (outcome: Outcome) => JSON.stringify(selectedIn(outcome)) === JSON.stringify(wanted);

describe('ground text', () => {
  test('without a witness it works: a wording is found for the outcome wanted, and the receipt says SELF', () => {
    const commitments = new Set<string>();
    const found: { n: number; story: Story; outcome: Outcome }[] = [];
    for (const n of wordings) {
      const story = frozen(n, withoutWitness).reveal(0, operatorBytes);
      commitments.add(story.C);
      const outcome = story.run();
      if (isWanted(outcome)) found.push({ n, story, outcome });
    }
    expect(commitments.size).toBe(wordings.length);
    expect(found.length).toBeGreaterThan(0);
    for (const { n, story, outcome } of found) {
      expect(outcome.receipt.assurance).toBe('SELF');
      story.step('receipt', outcome.body);
      // It verifies: nothing in the draw shows the wordings thrown away. The assurance alone warns of them.
      const { C, file: log, options } = story;
      const shown = { log, C, rules: rulesOf(options), statement: statementOf(n), files: outcome.files };
      expect(verifyPublic(publicBundle(shown))).toMatchObject({ ok: true, assurance: 'SELF' });
    }
  });

  test('with a witness whose value comes after C it fixes nothing: the ground C leaves every unit its chance', () => {
    // Ground against the value that the operator expects of the witness; then the witness gives values of his own.
    const expectedValue = seedOf(0);
    const story = wordings
      .map((n) => frozen(n))
      .find((one) => isWanted(drawnWith(copyOf(one), expectedValue)));
    if (!story) throw new Error('no wording gives what is wanted');
    expect(isWanted(drawnWith(copyOf(story), expectedValue))).toBe(true);

    const draws = 400;
    const times = [new Array<number>(5).fill(0), new Array<number>(3).fill(0)];
    let hits = 0;
    for (let n = 1; n <= draws; n++) {
      const outcome = drawnWith(copyOf(story), seedOf(n));
      expect(outcome.receipt.C).toBe(story.C);
      expect(outcome.receipt.assurance).toBe('WITNESSED');
      for (const [h, units] of selectedIn(outcome).entries()) for (const unit of units) times[h]![unit]! += 1;
      if (isWanted(outcome)) hits++;
    }
    // χ² of times selected with k of N without replacement; one in a thousand lies above the bound, and below.
    expect(chiSquare(times[0]!, 2 / 5, draws)).toBeLessThan(18.5);
    expect(chiSquare(times[0]!, 2 / 5, draws)).toBeGreaterThan(0.09);
    expect(chiSquare(times[1]!, 1 / 3, draws)).toBeLessThan(13.9);
    expect(chiSquare(times[1]!, 1 / 3, draws)).toBeGreaterThan(0.002);
    // The outcome wanted comes as often as by chance: 400 / 30 = 13.3, ± 4 deviations of 3.6.
    expect(hits).toBeGreaterThan(0);
    expect(hits).toBeLessThan(28);
  });
});

/** The same freeze again, so that it can be drawn with another value. */
function copyOf(story: Story): Story {
  const copy = new Story(story.options, story);
  return Object.assign(copy, { C: story.C, commit: story.commit, head: story.head });
}

/** From the anchor, which binds the value to C, to the outcome. */
function drawnWith(story: Story, value: Uint8Array): Outcome {
  const { C, head, commit } = story;
  const anchor = { C, head, statementHash: commit.statementHash, at: frozenAt + 60, value };
  story.step('anchor', makeAnchor({ ...anchor, witness: 'w-ji', secretKey: witness.secretKey }));
  return story.reveal(0, operatorBytes).reveal(1, value).run();
}

function chiSquare(times: readonly number[], p: number, draws: number): number {
  const spread = times.reduce((sum, o) => sum + (o - draws * p) ** 2, 0) / (draws * p * (1 - p));
  return ((times.length - 1) / times.length) * spread;
}
