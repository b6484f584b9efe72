import { addDays } from '../../../scheduler/calendar/index.js';
import { Disposition } from '../../../schema/inspection/result.entity.js';
import type { Officer } from '../../schema/inspection/visit/visit-house.js';
import {
  completeAct,
  contestAct,
  enterSheetAct,
  orderAct,
  type ResultSaid,
  recordAct,
  signAct,
} from '../acts/make-result.js';
import { dayOf, lastOf, officersOf } from '../world.js';
import { type Move, type Mover, officers, perform, somebody, worldOf } from './mover.js';

/** The day of the visit: mostly today, now and then one on which it cannot have been. */
function dayBy(mover: Mover): string {
  const today = dayOf(worldOf(mover).now);
  return addDays(today, mover.dice.pick([0, 0, 0, 0, -1, 1, -11]));
}

/** A result as somebody enters it, mostly with what its visit needs. */
export function saidBy(mover: Mover, visitedOn = dayBy(mover)): ResultSaid {
  const withPoints = mover.dice.oneIn(6) !== (mover.visit.events.length === 0);
  const disposition = mover.dice.oneIn(5) ? Disposition.RECTIFICATION_ORDERED : Disposition.NONE;
  const lateReason = mover.dice.oneIn(2) ? '下乡无网络' : null;
  return { visitedOn, resultCode: '01', disposition, withPoints, lateReason };
}

export const tryRecord: Move = (mover) =>
  perform(mover, recordAct(somebody(mover), mover.visit.id, saidBy(mover)));

export const trySign: Move = async (mover) => {
  const { visit, dice } = mover;
  if (visit.results.length === 0) return tryRecord(mover);
  const version = dice.oneIn(3) ? dice.pick(visit.results) : lastOf(visit);
  await perform(mover, signAct(somebody(mover), visit.id, version?.id ?? ''));
};

export const tryComplete: Move = (mover) =>
  perform(mover, completeAct(somebody(mover), mover.visit.id, mover.dice.oneIn(2) ? '下乡无网络' : null));

/** A sheet of paper, by a member of the team or the plan owner; now and then a signature is lacking, or one too many. */
export const enterSheet: Move = async (mover) => {
  const { stage, dice, visit } = mover;
  const signers = officersOf(visit).map(({ inspectorId }) => inspectorId);
  const outsider = stage.outsider(worldOf(mover).visits).inspectorId;
  const signedBy = dice.pick([signers, signers, signers, signers.slice(1), [...signers, outsider]]);
  const isClerk = dice.oneIn(2);
  const by = isClerk ? (stage.job.planner as Officer) : somebody(mover);
  const sheet = { ...saidBy(mover), paperId: stage.newId(), signedBy };
  await perform(mover, enterSheetAct(by, isClerk, visit.id, sheet));
};

export const contest: Move = async (mover) => {
  const { visit, dice } = mover;
  const onPaper = visit.results.filter(({ paperId }) => paperId);
  const version = onPaper.length > 0 && !dice.oneIn(4) ? onPaper.at(-1) : lastOf(visit);
  if (!version) return enterSheet(mover);
  await perform(mover, contestAct(somebody(mover), visit.id, version.id));
};

export const order: Move = (mover) => {
  const [first] = officers(mover);
  const by = first && !mover.dice.oneIn(4) ? first : somebody(mover);
  return perform(mover, orderAct(by, mover.visit.id, '责令限期改正'));
};
