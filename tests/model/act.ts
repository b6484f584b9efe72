import type { Actor, Unit } from '../../schema/shared/unit.js';
import type { World } from './world.js';

/** What an act comes to, as the model has it. */
export interface Foreseen {
  /** The name of the success or of the refusal, with what it says of the matter. */
  readonly outcome: string;
  /** Kinds of the audit events, in their order. */
  readonly audit: readonly string[];
  /** What changes in the model. @param value what the house answered: ids are its own */
  readonly apply?: (world: World, value: never) => void | Promise<void>;
}

/** What takes several steps of the house, which it opens itself: that one of them dies is tested with evidence. */
export interface Steps {
  readonly run: () => Promise<unknown>;
}

/** Something that somebody does, by one step of the house or by several. */
export interface Act {
  readonly name: string;
  readonly actor: Actor;
  readonly work: ((unit: Unit) => Promise<unknown>) | Steps;
  foresee(world: World): Foreseen;
  /** What the house answered, in the words of `outcome`. */
  told?(value: never): string;
}

/** How a step goes: as it should; dead before its commit, then tried again; or done, its answer lost, and tried again. */
export type Fate = 'fine' | 'dies' | 'lost';

interface Answer {
  readonly __typename: string;
  readonly gaps?: readonly { readonly kind: string; readonly about?: string | null }[];
  readonly obstacles?: readonly { readonly kind: string }[];
  readonly state?: string;
  readonly fault?: string;
}

/** A refusal with what it names; of a success its name. */
export function toldBy(value: Answer): string {
  const { __typename: name, gaps, obstacles, state, fault } = value;
  if (gaps)
    return told(
      name,
      gaps.map(({ kind, about }) => (about ? `${kind} ${about}` : kind)),
    );
  if (obstacles)
    return told(
      name,
      obstacles.map(({ kind }) => kind),
    );
  if (fault) return told(name, [fault]);
  return name === 'AssignmentStateWrong' ? told(name, [String(state)]) : name;
}

export function told(name: string, of: readonly string[]): string {
  return `${name}: ${[...of].sort().join(', ')}`;
}

export const refusal = (name: string, of?: readonly string[]): Foreseen => ({
  outcome: of ? told(name, of) : name,
  audit: [],
});

export const wrongState = (state: string): Foreseen => refusal('AssignmentStateWrong', [state]);
