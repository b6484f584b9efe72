import type { LockMode } from '@mikro-orm/core';
import { Campaign, DrawStage } from '../../plan/index.js';
import type { Reader } from '../../shared/unit.js';
import { Draw } from '../draw.entity.js';
import { DrawNotFound } from '../draw.errors.js';
import { DrawState } from '../draw.states.js';
import { NothingToHandDown } from './hand-down.errors.js';

/** A draw whose targets may be handed down. */
export interface Handable {
  readonly draw: Draw;
  readonly campaign: Campaign;
}

/** A draw of targets alone that was drawn, in no rehearsal; of the reader's departments, whoever else takes part in it. */
export async function findHandable(
  { em, actor: { scope } }: Reader,
  id: string,
  lockMode?: LockMode.PESSIMISTIC_WRITE,
): Promise<Handable | DrawNotFound | NothingToHandDown> {
  const which = { id, ...(scope ? { department: { $in: [...scope] } } : {}) };
  const draw = await em.findOne(Draw, which, lockMode ? { lockMode } : {});
  if (!draw) return new DrawNotFound();
  const campaign = await em.findOneOrFail(Campaign, { id: draw.campaign });
  if (campaign.stage !== DrawStage.TARGETS) return new NothingToHandDown('stage');
  if (draw.series !== 'M') return new NothingToHandDown('rehearsal');
  if (draw.state !== DrawState.DRAWN && draw.state !== DrawState.OPENED)
    return new NothingToHandDown('drawn');
  return { draw, campaign };
}
