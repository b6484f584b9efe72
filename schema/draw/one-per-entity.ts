import { type TargetRecord, taggedHash, toHex } from '../../scheduler/draw/index.js';

/** Why a target is not in the frame: its entity is represented by another of its targets. */
export const SAME_ENTITY = 'same-entity';

/** The units of each stratum by its code, and those left out with the reason. */
export interface Frame {
  readonly strata: ReadonlyMap<string, readonly TargetRecord[]>;
  readonly excluded: readonly { readonly id: string; readonly reason: string }[];
}

/** A number that nobody chooses: it differs from campaign to campaign, and anybody can compute it again. */
function place(campaignCode: string, id: string): string {
  return toHex(taggedHash('fairdraw/representative', [campaignCode, id]));
}

/**
 * One target for each entity, over all strata: the one with the smallest hash of campaign and id. So the choice is
 * nobody's, each target's turn comes over the campaigns, and the others are excluded in sight of the witness
 * (docs/adr/0020).
 */
export function keepOnePerEntity({ strata, excluded }: Frame, campaignCode: string): Frame {
  const kept = new Map<string, { readonly id: string; readonly place: string }>();
  for (const { id, entity = id } of [...strata.values()].flat()) {
    const mine = { id, place: place(campaignCode, id) };
    const other = kept.get(entity);
    if (!other || mine.place < other.place) kept.set(entity, mine);
  }
  const isKept = ({ id, entity = id }: TargetRecord) => kept.get(entity)?.id === id;
  const others = [...strata.values()].flatMap((records) => records.filter((record) => !isKept(record)));
  return {
    strata: new Map([...strata].map(([code, records]) => [code, records.filter(isKept)])),
    excluded: [...excluded, ...others.map(({ id }) => ({ id, reason: SAME_ENTITY }))],
  };
}
