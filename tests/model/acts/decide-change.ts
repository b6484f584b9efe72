import {
  approveChange,
  confirmChange,
  disownChange,
  enterOralGrant,
  refuseChange,
  withdrawChange,
} from '../../../schema/inspection/change/change.decide.js';
import { Assignment, ChangeRequest } from '../../../schema/inspection/index.js';
import type { Actor } from '../../../schema/shared/unit.js';
import { type Act, type Foreseen, refusal, type Steps, wrongState } from '../act.js';
import type { Stage } from '../stage.js';
import { type Change, closing, getVisit, type World } from '../world.js';
import { changeFault } from './ask-change.js';

/** Who decides, and whether the request is out of their sight. */
export interface Decider {
  readonly actor: Actor;
  readonly isForeign?: boolean;
}

function getChange(world: World, id: string): Change {
  const change = world.changes.find((one) => one.id === id);
  if (!change) throw new Error('a request of another sequence');
  return change;
}

function move(world: World, id: string, state: Change['state']): void {
  getChange(world, id).state = state;
}

/** The team as the draw's own chance made it: who comes in is not foreseen, but only that one goes and the others stay. */
async function followOfficer(stage: Stage, world: World, { visitId, inspectorId }: Change): Promise<void> {
  const visit = getVisit(world, visitId);
  const team = await stage.readTeam(visit.id);
  const ids = team.map((one) => one.inspectorId);
  const stayed = visit.team.map((one) => one.inspectorId).filter((one) => one !== inspectorId);
  expect(ids).not.toContain(inspectorId);
  expect(ids).toEqual(expect.arrayContaining(stayed));
  expect(ids).toHaveLength(visit.team.length);
  visit.team = team;
}

/** The next target: which, is the draw's. It has the team of the one that went, within what is left of the window. */
async function followTarget(stage: Stage, world: World, { id, visitId }: Change): Promise<void> {
  const visit = getVisit(world, visitId);
  const { em } = stage.job.readAs();
  const { nextAssignmentId } = await em.findOneOrFail(ChangeRequest, { id });
  const wasHeld = visit.state === 'HELD';
  visit.state = 'SUBSTITUTED';
  expect(nextAssignmentId === null).toBe(world.reserveLeft === 0);
  if (!nextAssignmentId) return;
  world.reserveLeft -= 1;
  world.counts.assignments += 1;
  const next = await stage.read(await em.findOneOrFail(Assignment, { id: nextAssignmentId }));
  expect(next.visibleAt).toBeLessThanOrEqual(Math.max(world.now, visit.visibleAt));
  if (!wasHeld) {
    expect(next).toMatchObject({ state: 'ASSIGNED', toOn: visit.toOn });
    expect(next.team.map(({ inspectorId }) => inspectorId).sort()).toEqual(
      visit.team.map(({ inspectorId }) => inspectorId).sort(),
    );
  }
  world.visits.push(next);
}

async function followPostponement(stage: Stage, world: World, { visitId, newOn }: Change): Promise<void> {
  const visit = getVisit(world, visitId);
  visit.postponedToOn = newOn;
  // Which evening before the new day the team sees it is tested with the calendar; here that it is before that day.
  const row = await stage.job.readAs().em.findOneOrFail(Assignment, { id: visitId });
  const isSeen = visit.visibleAt <= world.now;
  if (isSeen) expect(row.visibleAt.getTime()).toBe(visit.visibleAt);
  expect(row.visibleAt.getTime()).toBeLessThan(Date.parse(`${newOn}T00:00:00+08:00`));
  visit.visibleAt = row.visibleAt.getTime();
}

async function followStaffing(stage: Stage, world: World, { visitId }: Change): Promise<void> {
  const visit = getVisit(world, visitId);
  visit.state = 'ASSIGNED';
  visit.team = await stage.readTeam(visitId);
  expect(visit.team.map(({ isExpert }) => isExpert)).toEqual([false, false, true]);
}

const follow = {
  OFFICER: followOfficer,
  TARGET: followTarget,
  STAFFING: followStaffing,
  POSTPONEMENT: followPostponement,
} as const;

const carried: Readonly<Record<Change['kind'], readonly string[]>> = {
  OFFICER: ['draw.substituted'],
  TARGET: ['draw.substituted', 'assignment.substituted'],
  STAFFING: ['draw.substituted'],
  POSTPONEMENT: ['assignment.postponed'],
};

/** What carrying a request out comes to, with what its decision is called. */
function carryOut(stage: Stage, world: World, change: Change, decided: Foreseen): Foreseen {
  const fault = changeFault(world, change);
  if (fault) return fault;
  const visit = getVisit(world, change.visitId);
  if (change.kind === 'STAFFING') {
    if (visit.state !== 'HELD') return wrongState(visit.state);
    if (!change.extra && world.freed === 0) return refusal('DrawRefused', ['SUBSTITUTION_IMPOSSIBLE']);
  }
  const isExhausted = change.kind === 'TARGET' && world.reserveLeft === 0 && !change.withoutReplacement;
  if (isExhausted) return refusal('ReserveExhausted');
  const recused = change.isRecusal ? ['interest.declared'] : [];
  return {
    ...decided,
    audit: [
      ...(change.kind === 'TARGET' ? closing(visit) : []),
      ...carried[change.kind],
      ...recused,
      ...decided.audit,
    ],
    apply: async (after, value) => {
      await decided.apply?.(after, value);
      await follow[change.kind](stage, after, getChange(after, change.id));
    },
  };
}

interface Transition {
  readonly name: string;
  readonly from: Change['state'];
  readonly work: Exclude<Act['work'], Steps>;
  readonly foresee: (world: World, change: Change) => Foreseen;
}

/** A step of a request: found, in the state that it needs, and then what the step says. */
function step({ actor, isForeign }: Decider, id: string, { name, from, work, foresee }: Transition): Act {
  return {
    name,
    actor,
    work,
    foresee(world): Foreseen {
      const change = getChange(world, id);
      if (isForeign) return refusal('ChangeNotFound');
      return change.state === from ? foresee(world, change) : refusal('ChangeStateWrong');
    },
  };
}

const decided = (outcome: string, audit: string, id: string, state: Change['state']): Foreseen => ({
  outcome,
  // With the decision the term of what was stated begins to run; a grant by phone is none yet.
  audit: [...(state === 'GRANTED' ? [] : ['personal.term-begun']), audit],
  apply: (after) => move(after, id, state),
});

export function approveAct(stage: Stage, decider: Decider, id: string): Act {
  return step(decider, id, {
    ...{ name: 'approve', from: 'REQUESTED', work: (unit) => approveChange(unit, id) },
    foresee: (world, change) =>
      change.askedBy === decider.actor.accountId
        ? refusal('ChangeByOwnApprover')
        : carryOut(stage, world, change, decided('ChangeApproved', 'change.approved', id, 'APPROVED')),
  });
}

export function refuseAct(decider: Decider, id: string): Act {
  return step(decider, id, {
    ...{
      name: 'refuse',
      from: 'REQUESTED',
      work: (unit) => refuseChange(unit, { id, reason: '理由不成立' }),
    },
    foresee: (_, change) =>
      change.askedBy === decider.actor.accountId
        ? refusal('ChangeByOwnApprover')
        : decided('ChangeRefused', 'change.refused', id, 'REFUSED'),
  });
}

/** What only who asked may do. */
function ownStep(decider: Decider, id: string, transition: Transition): Act {
  const act = step(decider, id, transition);
  const isOwn = (world: World) => getChange(world, id).askedBy === decider.actor.accountId;
  return {
    ...act,
    foresee: (world) => (isOwn(world) || decider.isForeign ? act.foresee(world) : refusal('NotTheRequester')),
  };
}

export function withdrawAct(decider: Decider, id: string): Act {
  return ownStep(decider, id, {
    ...{ name: 'withdraw', from: 'REQUESTED', work: (unit) => withdrawChange(unit, id) },
    foresee: () => decided('ChangeWithdrawn', 'change.withdrawn', id, 'WITHDRAWN'),
  });
}

/** Who asked enters that a head said yes by phone. @param head whose yes it is; the username of nobody else */
export function grantAct(stage: Stage, decider: Decider, id: string, head: Actor): Act {
  const { username = '', accountId } = head;
  return ownStep(decider, id, {
    ...{ name: 'grant by phone', from: 'REQUESTED' },
    work: (unit) => enterOralGrant(unit, { id, grantedBy: username, grantedAt: unit.now }),
    foresee: (world, change) =>
      change.askedBy === accountId
        ? refusal('ChangeByOwnApprover')
        : carryOut(stage, world, change, {
            ...decided('ChangeGranted', 'change.granted', id, 'GRANTED'),
            apply: (after) =>
              void Object.assign(getChange(after, id), { state: 'GRANTED', grantedBy: accountId }),
          }),
  });
}

/** @param head whose yes the request was granted by */
export function confirmGrantAct(decider: Decider, id: string, head: Actor): Act {
  return step(decider, id, {
    ...{ name: 'confirm the grant', from: 'GRANTED', work: (unit) => confirmChange(unit, id) },
    foresee: () =>
      decider.actor.accountId === head.accountId
        ? decided('ChangeConfirmed', 'change.confirmed', id, 'CONFIRMED')
        : refusal('NotTheGrantor'),
  });
}

export function disownGrantAct(decider: Decider, id: string, head: Actor): Act {
  const reason = '未曾接到该电话';
  return step(decider, id, {
    ...{ name: 'disown the grant', from: 'GRANTED', work: (unit) => disownChange(unit, { id, reason }) },
    foresee: () => {
      if (decider.actor.accountId !== head.accountId) return refusal('NotTheGrantor');
      const disowned = decided('ChangeDisowned', 'change.disowned', id, 'DISOWNED');
      return { ...disowned, audit: [...disowned.audit, 'alarm.raised'] };
    },
  });
}
