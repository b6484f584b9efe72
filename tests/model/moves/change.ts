import { addDays } from '../../../scheduler/calendar/index.js';
import type { Act } from '../act.js';
import { type Asked, type Asker, askAct } from '../acts/ask-change.js';
import {
  approveAct,
  confirmGrantAct,
  disownGrantAct,
  grantAct,
  refuseAct,
  withdrawAct,
} from '../acts/decide-change.js';
import { type Change, dayOf, officersOf } from '../world.js';
import { type Move, type Mover, perform, somebody, worldOf } from './mover.js';

function askerBy(mover: Mover): Asker {
  const { planner, approver } = mover.stage.job;
  const clerks = [planner, planner, approver].map((actor) => ({ actor, isClerk: true }));
  const strangers = [{ actor: mover.stage.job.stranger, isClerk: false }];
  const members = Array.from({ length: 8 }, () => ({ actor: somebody(mover), isClerk: false }));
  return mover.dice.pick([...members, ...clerks, ...strangers]);
}

function askedBy(mover: Mover): Asked {
  const { dice, visit } = mover;
  const none = { inspectorId: null, isRecusal: false, newOn: null, extra: false, withoutReplacement: false };
  const of = { ...none, visitId: visit.id };
  const today = dayOf(worldOf(mover).now);
  const outsider = mover.stage.outsider(worldOf(mover).visits).inspectorId;
  const officers = officersOf(visit).map(({ inspectorId }) => inspectorId);
  const who = dice.oneIn(6) ? outsider : (officers[dice.next() % 2] ?? outsider);
  const newOn = dice.pick([
    addDays(today, 1),
    addDays(today, 3),
    '2026-02-20',
    '2026-02-21',
    today,
    '2026-02-10',
  ]);
  return dice.pick<Asked>([
    { ...of, kind: 'OFFICER', inspectorId: who },
    { ...of, kind: 'OFFICER', inspectorId: who, isRecusal: true },
    { ...of, kind: 'TARGET', withoutReplacement: dice.oneIn(3) },
    { ...of, kind: 'POSTPONEMENT', newOn },
    { ...of, kind: 'POSTPONEMENT', newOn },
    { ...of, kind: 'STAFFING', extra: !dice.oneIn(3) },
  ]);
}

/** Somebody asks for a change, and may have an answer soon. */
export const askChange: Move = async (mover) => {
  const asked = askedBy(mover);
  const before = worldOf(mover).changes.length;
  await perform(mover, askAct(askerBy(mover), asked));
  const change = worldOf(mover).changes[before];
  if (change && mover.dice.oneIn(2)) await perform(mover, decisionOf(mover, change));
};

/** Something is decided about a request, by who may and by who may not; what was granted by phone may be answered for soon. */
export const decideChange: Move = async (mover) => {
  const { changes } = worldOf(mover);
  const open = changes.filter(({ state }) => state === 'REQUESTED' || state === 'GRANTED');
  const known = open.length > 0 ? open : changes;
  if (known.length === 0) return askChange(mover);
  const change = mover.dice.pick(known);
  await perform(mover, decisionOf(mover, change));
  const isGranted = worldOf(mover).changes.some(({ id, state }) => id === change.id && state === 'GRANTED');
  if (isGranted && mover.dice.oneIn(2))
    await perform(mover, decisionOf(mover, { ...change, state: 'GRANTED' }));
};

function decisionOf(mover: Mover, change: Change): Act {
  const { dice, stage } = mover;
  const { approver, stranger } = stage.job;
  const { id } = change;
  const foreign = { actor: stranger, isForeign: true };
  const heads = [{ actor: approver }, { actor: approver }, { actor: stage.secondHead }, foreign];
  const head = dice.pick(heads);
  if (change.state === 'GRANTED') {
    const granted = change.grantedBy === approver.accountId ? approver : stage.secondHead;
    return dice.oneIn(3) ? disownGrantAct(head, id, granted) : confirmGrantAct(head, id, granted);
  }
  const asker = dice.oneIn(4) ? { actor: somebody(mover) } : { actor: actorOf(mover, change.askedBy) };
  const byPhone = dice.oneIn(3) ? stage.secondHead : approver;
  return dice.pick<() => Act>([
    () => approveAct(stage, head, id),
    () => approveAct(stage, head, id),
    () => approveAct(stage, head, id),
    () => grantAct(stage, asker, id, byPhone),
    () => grantAct(stage, asker, id, byPhone),
    () => refuseAct(head, id),
    () => withdrawAct(asker, id),
  ])();
}

/** Who has an account. */
function actorOf({ stage, walk }: Mover, accountId: string) {
  const { planner, approver } = stage.job;
  const found = [planner, approver].find((actor) => actor.accountId === accountId);
  return found ?? stage.officerBy(accountId) ?? stage.outsider(walk.world.visits);
}
