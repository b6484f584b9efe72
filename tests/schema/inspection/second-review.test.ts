import { createHash } from 'node:crypto';
import { SeparationOfDuties } from '../../../schema/account/index.js';
import {
  AlarmKind,
  AssignmentState,
  drawSample,
  InspectionAlarm,
  SecondReview,
  SecondReviewRound,
  SecondReviewState,
  SecondReviewStratum,
  VisitEvent,
  VisitEventKind,
} from '../../../schema/inspection/index.js';
import { drawSecondReviews } from '../../../schema/inspection/second-review/second-review.draw.js';
import { SecondReviewNotFound } from '../../../schema/inspection/second-review/second-review.errors.js';
import {
  concludeSecondReview,
  isReproduced,
} from '../../../schema/inspection/second-review/second-review.service.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Actor } from '../../../schema/shared/unit.js';
import { done, type FrozenDraw } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';
import { ChangesHouse, evening, filed } from './change/changes-house.js';

const rates = { CLOSURE: 20, SUBSTITUTION: 20, OTHER: 5 };

function seedOf(number: number): string {
  return createHash('sha256').update(`seed ${number}`).digest('hex');
}

/** A list with so many of each stratum. */
function listOf(counts: Readonly<Record<SecondReviewStratum, number>>): string {
  return Object.values(SecondReviewStratum)
    .flatMap((stratum) => Array.from({ length: counts[stratum] }, (_, n) => `${stratum} ${stratum}-${n}\n`))
    .join('');
}

test('of every stratum at least its rate is drawn, whatever the seed and the numbers', () => {
  for (let number = 0; number < 300; number++) {
    const counts = { CLOSURE: number % 13, SUBSTITUTION: (number * 7) % 31, OTHER: (number * 11) % 97 };
    const sample = drawSample(listOf(counts), seedOf(number), rates);
    expect(new Set(sample.map(({ assignmentId }) => assignmentId)).size).toBe(sample.length);
    for (const stratum of Object.values(SecondReviewStratum)) {
      const drawn = sample.filter((one) => one.stratum === stratum).length;
      expect(drawn).toBe(Math.ceil((counts[stratum] * rates[stratum]) / 100));
    }
  }
});

test('every visit of a stratum is drawn equally often: 4,000 samples of 2 among 10', () => {
  const times = new Map<string, number>();
  const list = listOf({ CLOSURE: 10, SUBSTITUTION: 0, OTHER: 0 });
  for (let number = 0; number < 4000; number++) {
    for (const { assignmentId } of drawSample(list, seedOf(number), rates)) {
      times.set(assignmentId, (times.get(assignmentId) ?? 0) + 1);
    }
  }
  const chiSquare = [...times.values()].reduce((sum, seen) => sum + (seen - 800) ** 2 / 800, 0);
  expect(times.size).toBe(10);
  // 9 degrees of freedom (a little fewer spread, as two differ each time): 27.9 is exceeded once in a thousand.
  expect(chiSquare).toBeLessThan(27.9);
});

describe('a month of visits', () => {
  let house: ChangesHouse;
  let draw: FrozenDraw;
  let second: Actor;
  let left: string;
  beforeAll(async () => {
    house = await ChangesHouse.open();
    second = await house.job.addPerson('second-reviewer', [Role.REVIEWER], house.job.health);
    draw = await house.job.drawn({ strata: [{ riskClass: 'A', count: 14, reserve: 6 }] });
    house.job.clock.set(evening);
    const [closed, again, ...others] = await house.listIn(draw);
    for (const one of [closed, again]) {
      if (!one) throw new Error('too few');
      const [member] = (await house.job.listTeam(one.id)) as [Actor];
      done(await house.approve(filed(await house.askTarget(member, one.id)).id));
    }
    const [changed] = others;
    if (!changed) throw new Error('too few');
    const [goes, colleague] = (await house.job.listTeam(changed.id)) as [Actor, Actor];
    const asked = await house.askOfficer(colleague, changed.id, { inspectorId: goes.inspectorId });
    done(await house.approve(filed(asked).id));
    house.job.clock.set('2026-02-10T02:00:00Z');
    for (const [n, one] of (await house.listIn(draw)).entries()) {
      const code = n < 3 && others.some(({ id }) => id === one.id) && one.id !== changed.id ? '05' : '01';
      done(await house.job.confirm((await house.job.visit(one.id, { resultCode: code })).id));
    }
    left = others.at(-1)?.id ?? '';
    await exitOf(left, 'MOVED');
    house.job.clock.set('2026-03-01T00:00:00Z');
    await look();
  });
  afterAll(() => house.close());

  /** The visit ended at the door, by an event of it. */
  const exitOf = async (assignment: string, exit: string) => {
    const [{ inspectorId = '' } = {}] = await house.job.listTeam(assignment);
    await house.job.act(undefined, (unit) =>
      unit.em.insert(VisitEvent, {
        ...{ id: unit.newId(), assignment, inspectorId, accountId: inspectorId, kind: VisitEventKind.EXIT },
        ...{ occurredAt: unit.now, happenedAt: unit.now, receivedAt: unit.now, skewSeconds: 0 },
        ...{ isClockWrong: false, replaces: [], payload: { exit }, hasText: false, hash: '0'.repeat(64) },
      }),
    );
  };
  const look = () => house.job.act(undefined, (unit) => drawSecondReviews(unit));
  const rounds = () => house.job.readAs().em.find(SecondReviewRound, {}, { disableIdentityMap: true });
  const reviews = () => house.job.readAs().em.find(SecondReview, {}, { disableIdentityMap: true });
  const conclude = (actor: Actor, id: string, agrees = true) =>
    house.job.act(actor, (unit) => concludeSecondReview(unit, { id, agrees, statement: '电话回访，一致' }));

  test('is on the list whole: confirmed visits, and what was replaced as closed', async () => {
    const [round] = (await rounds()) as [SecondReviewRound];
    const all = await house.job.listAssignments(draw);
    const ended = all.filter(({ state }) =>
      [AssignmentState.CONFIRMED, AssignmentState.SUBSTITUTED].includes(state),
    );
    const lines = round.population.trimEnd().split('\n');
    expect(lines.map((line) => line.split(' ')[1]).sort()).toEqual(ended.map(({ id }) => id).sort());
    const gone = all.filter(({ state }) => state === AssignmentState.SUBSTITUTED);
    for (const id of [left, ...gone.map((one) => one.id)]) expect(lines).toContain(`CLOSURE ${id}`);
    expect(lines.filter((line) => line.startsWith('SUBSTITUTION')).length).toBeGreaterThanOrEqual(3);
    expect(round).toMatchObject({ month: '2026-02', populationCount: ended.length, rates });
  });

  test('has at least a fifth of closures and of replacements drawn, and is reproduced from list and seed', async () => {
    const [round] = (await rounds()) as [SecondReviewRound];
    const drawn = await reviews();
    for (const stratum of [SecondReviewStratum.CLOSURE, SecondReviewStratum.SUBSTITUTION]) {
      const among = round.population.split('\n').filter((line) => line.startsWith(stratum)).length;
      const some = drawn.filter((one) => one.stratum === stratum).length;
      expect(among).toBeGreaterThan(0);
      expect(some / among).toBeGreaterThanOrEqual(0.2);
    }
    expect(await isReproduced(house.job.readAs(), round)).toBe(true);
    expect(await isReproduced(house.job.readAs(), { ...round, seed: seedOf(1) })).toBe(false);
  });

  test('is drawn once, and what was listed is not listed again next month', async () => {
    const before = await reviews();
    await look();
    expect(await reviews()).toEqual(before);
    house.job.clock.set('2026-04-01T00:00:00Z');
    await look();
    expect(await rounds()).toHaveLength(1);
    house.job.clock.set('2026-03-02T00:00:00Z');
  });

  test('is looked at by nobody who reviewed it, changed it or made the visit', async () => {
    const all = await reviews();
    const results = all.find(({ stratum }) => stratum === SecondReviewStratum.OTHER) as SecondReview;
    await expectRefused(house.job, 'SecondReviewerInvolved', () => conclude(house.job.reviewer, results.id));
    const [officer] = (await house.job.listTeam(results.assignment)) as [Actor];
    const asReviewer = { ...officer, roles: [Role.REVIEWER] };
    expect(await conclude(asReviewer, results.id)).toBeInstanceOf(SeparationOfDuties);
    expect(await conclude(house.job.stranger, results.id)).toBeInstanceOf(SecondReviewNotFound);
  });

  test('is concluded once; what differs is an alarm for a head, and changes no result', async () => {
    const [one, other] = (await reviews()) as [SecondReview, SecondReview];
    expect(done(await conclude(second, one.id)).review.state).toBe(SecondReviewState.UPHELD);
    expect(await conclude(second, one.id)).toBeInstanceOf(SecondReviewNotFound);
    expect(done(await conclude(second, other.id, false)).review.state).toBe(SecondReviewState.DISCREPANT);
    const alarms = await house.job.readAs().em.find(InspectionAlarm, { subjectKey: other.id });
    expect(alarms.map(({ kind }) => kind)).toEqual([AlarmKind.SECOND_REVIEW_DIFFERS]);
  });
});
