import type { Officer } from '../../schema/inspection/visit/visit-house.js';
import type { Act, Fate } from '../act.js';
import type { Stage } from '../stage.js';
import type { Walk } from '../walk.js';
import { officersOf, type Visit, type World } from '../world.js';
import type { Dice } from './dice.js';
import type { PhoneNotes } from './phone-notes.js';

/** What a move moves: a visit of the walk, its people, and the dice. */
export interface Mover {
  readonly walk: Walk;
  readonly stage: Stage;
  readonly dice: Dice;
  readonly fate: Fate;
  readonly phones: PhoneNotes;
  readonly visit: Visit;
}

/** A command: looks at the model, decides by the dice what to try, and has it done. */
export type Move = (mover: Mover) => Promise<void>;

export const worldOf = ({ walk }: Mover): World => walk.world;

export function perform({ walk, fate }: Mover, act: Act): Promise<void> {
  return walk.perform(act, fate);
}

/** The officers of the visit's team; nobody of a held one. */
export function officers({ stage, visit }: Mover): Officer[] {
  return officersOf(visit).map(({ inspectorId }) => stage.officer(inspectorId));
}

export function expertOf({ stage, visit }: Mover): Officer | undefined {
  const expert = visit.team.find(({ isExpert }) => isExpert);
  return expert && stage.officer(expert.inspectorId);
}

/** Mostly somebody of the team; now and then an expert, or somebody of another team. */
export function somebody(mover: Mover): Officer {
  const { stage, dice, walk } = mover;
  const [first, ...others] = officers(mover);
  if (!first || dice.oneIn(12)) return stage.outsider(walk.world.visits);
  const expert = expertOf(mover);
  if (expert && dice.oneIn(12)) return expert;
  return dice.pick([first, ...others]);
}
