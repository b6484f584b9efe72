import { type TargetRecord, taggedHash, toHex } from '../../scheduler/draw/index.js';

/** Why a target is not in the frame: its entity is represented by another of its targets. */
export const SAME_ENTITY = 'same-entity';

/** A unit that could be drawn, and who answers for it; it answers for itself where nobody else does. */
type Candidate = Pick<TargetRecord, 'id' | 'entity'>;

/**
 * Which target stands for its entity in a campaign that draws an entity once: the one with the smallest hash of campaign
 * and id. So the choice is nobody's, each target's turn comes over the campaigns, and anybody can compute it again
 * (docs/adr/0020). First every candidate is added, then each may be asked about.
 */
export class Representatives {
  readonly #kept = new Map<string, { id: string; place?: string }>();

  constructor(private readonly campaignCode: string) {}

  add({ id, entity = id }: Candidate): void {
    const kept = this.#kept.get(entity);
    if (!kept) {
      this.#kept.set(entity, { id });
      return;
    }
    // Most entities have one target: nothing is hashed for them.
    kept.place ??= this.#place(kept.id);
    const place = this.#place(id);
    if (place < kept.place) this.#kept.set(entity, { id, place });
  }

  has({ id, entity = id }: Candidate): boolean {
    return this.#kept.get(entity)?.id === id;
  }

  #place(id: string): string {
    return toHex(taggedHash('fairdraw/representative', [this.campaignCode, id]));
  }
}

/** The units of each stratum by its code, and those left out with the reason. */
export interface Frame {
  readonly strata: ReadonlyMap<string, readonly TargetRecord[]>;
  readonly excluded: readonly { readonly id: string; readonly reason: string }[];
}

/** One target of each entity over all strata; the others are excluded, in sight of the witness. */
export function keepOnePerEntity({ strata, excluded }: Frame, campaignCode: string): Frame {
  const representatives = new Representatives(campaignCode);
  for (const records of strata.values()) for (const record of records) representatives.add(record);
  const others = [...strata.values()].flatMap((records) =>
    records.filter((record) => !representatives.has(record)).map(({ id }) => ({ id, reason: SAME_ENTITY })),
  );
  const kept = (records: readonly TargetRecord[]) => records.filter((record) => representatives.has(record));
  return {
    strata: new Map([...strata].map(([code, records]) => [code, kept(records)])),
    excluded: [...excluded, ...others],
  };
}
