import fc from 'fast-check';
import type { Fate } from './act.js';
import { Dice } from './moves/dice.js';
import { moves } from './moves/index.js';
import { PhoneNotes } from './moves/phone-notes.js';
import type { Scale, Stage } from './stage.js';
import { type Reached, Walk } from './walk.js';

/** A command as it is drawn: which, of which visit, by what chance, and what becomes of its step. */
interface Command {
  readonly move: string;
  readonly visit: number;
  readonly dice: readonly number[];
  readonly fate: Fate;
}

export interface Sequence {
  readonly scale: Scale;
  readonly visitCount: number;
  readonly beginsAt: string;
  readonly commands: readonly Command[];
}

/** In the field on the first day, or the day before, when nobody has seen anything yet. */
const beginnings = ['2026-02-10T02:00:00Z', '2026-02-09T02:00:00Z'] as const;

function oneOf<T>(weighted: readonly (readonly [T, number])[]): fc.Arbitrary<T> {
  return fc.oneof(...weighted.map(([value, weight]) => ({ arbitrary: fc.constant(value), weight })));
}

const plain = { noNullPrototype: true } as const;

/** Commands in the weights of a scale. */
function commandsOf(scale: Scale): fc.Arbitrary<Command[]> {
  const weights = Object.entries(moves).map(([name, [, wide, scarce = wide]]) => {
    return [name, scale === 'wide' ? wide : scarce] as const;
  });
  const command = fc.record(
    {
      move: oneOf(weights),
      visit: fc.nat(5),
      dice: fc.array(fc.nat(997), { minLength: 12, maxLength: 12 }),
      fate: oneOf<Fate>([
        ['fine', 18],
        ['dies', 1],
        ['lost', 1],
      ]),
    },
    plain,
  );
  // As many small numbers as large ones: a die has no favourite.
  return fc.noBias(fc.array(command, { minLength: 3, maxLength: 10, size: 'max' }));
}

function sequencesOf(scale: Scale): fc.Arbitrary<Sequence> {
  return fc.record(
    {
      scale: fc.constant(scale),
      visitCount: oneOf([
        [1, 8],
        [2, 1],
        [3, 1],
      ]),
      beginsAt: oneOf([
        [beginnings[0], 19],
        [beginnings[1], 1],
      ]),
      commands: commandsOf(scale),
    },
    plain,
  );
}

/** One in so many is a campaign of its own: it costs a draw. */
export const sequences: fc.Arbitrary<Sequence> = fc.oneof(
  { arbitrary: sequencesOf('wide'), weight: 24 },
  { arbitrary: sequencesOf('scarce'), weight: 1 },
);

/** Walks one sequence from its beginning to its end. */
export async function walkThrough(stage: Stage, sequence: Sequence, reached: Reached): Promise<void> {
  const { scale, visitCount, beginsAt, commands } = sequence;
  const walk = await Walk.begin(stage, await stage.begin(scale, visitCount, beginsAt), reached);
  const phones = new PhoneNotes();
  for (const { move, visit: place, dice, fate } of commands) {
    const { visits } = walk.world;
    const visit = visits[place % visits.length];
    const [run] = moves[move] ?? [];
    if (visit && run) await run({ walk, stage, dice: new Dice(dice), fate, phones, visit });
  }
  await walk.end();
  stage.end(walk.world);
}
