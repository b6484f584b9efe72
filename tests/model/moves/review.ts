import { completeAct } from '../acts/make-result.js';
import { sendEvents } from '../acts/record-events.js';
import { confirmAct, type Reviewer, returnAct } from '../acts/review.js';
import { lastOf } from '../world.js';
import { expertOf, type Move, type Mover, officers, perform } from './mover.js';
import { answer, note } from './written-events.js';

/** Who should review, and who should not: the authors, the operator of the draw, another department. */
function reviewers(mover: Mover): readonly Reviewer[] {
  const { stage } = mover;
  const { reviewer, operator, stranger, planner } = stage.job;
  const authors = [...officers(mover), ...[expertOf(mover) ?? []].flat()].map((actor) => ({ actor }));
  return [
    { actor: reviewer },
    { actor: stage.secondReviewer },
    { actor: operator, isOperator: true },
    { actor: stranger, isForeign: true },
    { actor: planner },
    ...authors,
  ];
}

/** Anybody reviews any version. */
export const tryReview: Move = async (mover) => {
  const { visit, dice } = mover;
  const version = dice.oneIn(4) ? visit.results[0] : lastOf(visit);
  if (!version) return;
  const reviewer = dice.pick(reviewers(mover));
  const act = dice.oneIn(2) ? returnAct : confirmAct;
  await perform(mover, act(reviewer, visit.id, version.id));
};

/** Two reviewers at once, or a reviewer and an officer: it is as if one had come first. */
export const tryTogether: Move = async (mover) => {
  const { visit, dice, stage, walk } = mover;
  const version = lastOf(visit);
  const [first, second] = officers(mover);
  if (!first || !second) return;
  const [one, other] = [{ actor: stage.job.reviewer }, { actor: stage.secondReviewer }];
  const records = (by: typeof first) =>
    sendEvents('record', by, {
      entries: [{ event: dice.oneIn(2) ? note(mover) : answer(mover, '1', 'PROBLEM') }],
    });
  if (!version || visit.state !== 'SUBMITTED') {
    const rival = dice.oneIn(2) ? completeAct(second, visit.id, '下乡无网络') : records(second);
    return walk.race(dice.oneIn(2) ? completeAct(first, visit.id, '下乡无网络') : records(first), rival);
  }
  const confirms = confirmAct(one, visit.id, version.id);
  const rivals = [
    confirmAct(other, visit.id, version.id),
    returnAct(other, visit.id, version.id),
    records(first),
  ];
  await walk.race(confirms, dice.pick(rivals));
};
