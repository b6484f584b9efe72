import type { Phone } from '../../schema/inspection/visit/visit-house.js';
import type { Entry } from '../acts/record-events.js';

/** What one officer's phone has recorded without network, and how wrong its clock is. */
export interface Notes {
  readonly phone: Phone;
  readonly entries: Entry[];
  /** Device's clock less the right one, milliseconds. */
  readonly skewMs: number;
}

/** The phones of a walk, by officer. */
export class PhoneNotes {
  readonly #notes = new Map<string, Notes>();

  /** The notes of an officer, begun where there are none. */
  of(inspectorId: string, skewMs: number, phone: Phone): Notes {
    const notes = this.#notes.get(inspectorId) ?? { phone, entries: [], skewMs };
    this.#notes.set(inspectorId, notes);
    return notes;
  }

  get(inspectorId: string): Notes {
    const notes = this.#notes.get(inspectorId);
    if (!notes) throw new Error('nothing was noted');
    return notes;
  }

  /** Officers with something on their phones. */
  get owners(): string[] {
    return [...this.#notes].flatMap(([inspectorId, { entries }]) =>
      entries.length > 0 ? [inspectorId] : [],
    );
  }
}
