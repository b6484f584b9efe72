import { taggedHash, toHex } from '../../scheduler/draw/index.js';
import { entityOf, type Target } from '../registry/index.js';

/** Why a target is not in the frame: its entity is represented by another of its targets. */
export const SAME_ENTITY = 'same-entity';

type Unit = Pick<Target, 'realId' | 'responsibleId'>;

/** A number that nobody chooses: it differs from campaign to campaign, and anybody can compute it again. */
function placeOf(campaignCode: string, id: string): string {
  return toHex(taggedHash('fairdraw/representative', [campaignCode, id]));
}

/**
 * One target for each entity, over all strata: the one with the smallest hash of campaign and id. So the choice is
 * nobody's, each target's turn comes over the campaigns, and the others are excluded in sight of the witness
 * (docs/adr/0020). Every target that may be drawn is offered first; then each can be asked about.
 */
export class Representatives {
  private readonly chosen = new Map<string, { readonly id: string; readonly place: string }>();

  constructor(private readonly campaignCode: string) {}

  offer(unit: Unit): void {
    const entity = entityOf(unit);
    const mine = { id: unit.realId, place: placeOf(this.campaignCode, unit.realId) };
    const other = this.chosen.get(entity);
    if (!other || mine.place < other.place) this.chosen.set(entity, mine);
  }

  has(unit: Unit): boolean {
    return this.chosen.get(entityOf(unit))?.id === unit.realId;
  }
}
