import {
  approveTerminationAct,
  askHandOverAct,
  askTerminationAct,
  handOverAct,
} from '../acts/end-campaign.js';
import { askChange } from './change.js';
import { type Move, officers, perform, worldOf } from './mover.js';

/** A campaign that no other sequence shares is terminated: asked for, and decided by whom it may be and may not be. */
export const terminate: Move = async (mover) => {
  const { stage, dice } = mover;
  const world = worldOf(mover);
  if (!world.isScarce) return askChange(mover);
  const { planner, approver } = stage.job;
  if (!world.termination) {
    await perform(mover, askTerminationAct(dice.oneIn(4) ? approver : planner, world.campaignId));
    if (!world.termination || dice.oneIn(3)) return;
  }
  const heads = [approver, approver, stage.secondHead];
  await perform(mover, approveTerminationAct(dice.pick(heads), world.termination.id));
};

/** An officer leaves: what has not begun goes to others. */
export const handOver: Move = async (mover) => {
  const { stage, visit } = mover;
  const world = worldOf(mover);
  const [officer] = officers(mover);
  if (!world.isScarce || visit.state !== 'ASSIGNED' || !officer) return askChange(mover);
  await perform(mover, askHandOverAct(stage, officer.inspectorId));
  if (world.handOver) await perform(mover, handOverAct(stage, officer.inspectorId, world.handOver));
};
