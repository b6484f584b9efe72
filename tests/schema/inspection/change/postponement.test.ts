import { requestBulkPostponement } from '../../../../schema/inspection/change/postpone-many.js';
import {
  type Assignment,
  AssignmentState,
  ChangeOutcome,
  ChangeRequest,
  ObstacleKind,
  PostponementReason,
} from '../../../../schema/inspection/index.js';
import { pageOwnAssignments } from '../../../../schema/inspection/inspection.read.js';
import { setVisitCap } from '../../../../schema/plan/cap/cap.service.js';
import { CapScope } from '../../../../schema/plan/index.js';
import { appendVisit, InterestKind, Target, VisitFinding } from '../../../../schema/registry/index.js';
import { LeaveKind } from '../../../../schema/registry/inspector/inspector.states.js';
import { declareInterest } from '../../../../schema/registry/inspector/interest.declare.js';
import { enterLeave } from '../../../../schema/registry/inspector/leave.service.js';
import { Role } from '../../../../schema/shared/roles.js';
import type { Actor } from '../../../../schema/shared/unit.js';
import { countStatements } from '../../../support/count-statements.js';
import { done, type FrozenDraw } from '../../../support/main-job.js';
import { expectRefused } from '../../../support/unchanged.js';
import { ChangesHouse, evening, evidence, filed } from './changes-house.js';

let house: ChangesHouse;
let registrar: Actor;
beforeAll(async () => {
  house = await ChangesHouse.open();
  registrar = await house.job.addPerson('registrar', [Role.REGISTRAR], house.job.health);
});
afterAll(() => house.close());

async function drawnAtDusk(more: object = {}): Promise<FrozenDraw> {
  house.job.clock.set('2026-02-09T01:00:00Z');
  const draw = await house.job.drawn(more);
  house.job.clock.set(evening);
  return draw;
}

const memberOf = async ({ id }: Assignment) => ((await house.job.listTeam(id)) as [Actor])[0];

const away = (inspectorId: string, on: string) =>
  house.job.act(registrar, (unit) =>
    enterLeave(unit, { inspectorId, kind: LeaveKind.LEAVE, fromOn: on, toOn: on }),
  );

describe('one visit', () => {
  let draw: FrozenDraw;
  let assignment: Assignment;
  let member: Actor;
  beforeAll(async () => {
    draw = await drawnAtDusk();
    [assignment] = (await house.listIn(draw)) as [Assignment];
    member = await memberOf(assignment);
  });

  const ask = (newOn: string) => house.askPostponement(member, assignment.id, newOn);
  const obstaclesOf = async (work: () => Promise<unknown>) => {
    const refusal = await expectRefused(house.job, 'PostponementRefused', work);
    return (refusal.obstacles as { kind: ObstacleKind }[]).map(({ kind }) => kind);
  };

  test('is postponed within its window and not beyond it', async () => {
    expect(await expectRefused(house.job, 'BeyondWindow', () => ask('2026-04-01'))).toMatchObject({
      fromOn: '2026-02-10',
      toOn: '2026-03-31',
    });
    await expectRefused(house.job, 'BeyondWindow', () => ask('2026-02-09'));
    expect(await obstaclesOf(() => ask('2026-02-10'))).toEqual([ObstacleKind.NOT_LATER]);
  });

  test('asks for its conditions again: somebody of the team is away on the new day', async () => {
    const { inspectorId = '' } = member;
    done(await away(inspectorId, '2026-03-05'));
    expect(await obstaclesOf(() => ask('2026-03-05'))).toEqual([ObstacleKind.OFFICER_NOT_AVAILABLE]);
  });

  test('and once more at the approval: what held when it was asked may hold no more', async () => {
    const asked = filed(await ask('2026-03-06'));
    done(await away(member.inspectorId ?? '', '2026-03-06'));
    expect(await obstaclesOf(() => house.approve(asked.id))).toEqual([ObstacleKind.OFFICER_NOT_AVAILABLE]);
    done(await house.withdraw(asked.id, member));
  });

  test('is made on the new day or later, and not before', async () => {
    const asked = filed(await ask('2026-03-09'));
    done(await house.approve(asked.id));
    const now = await house.get(assignment.id, draw);
    expect(now).toMatchObject({
      state: AssignmentState.ASSIGNED,
      postponedToOn: '2026-03-09',
      windowFromOn: assignment.windowFromOn,
      windowToOn: assignment.windowToOn,
    });
    house.job.clock.set('2026-02-12T02:00:00Z');
    await expectRefused(house.job, 'OutsideWindow', () => house.job.record(member, assignment.id));
    house.job.clock.set('2026-03-09T02:00:00Z');
    expect((await house.job.visit(assignment.id)).visitedOn).toBe('2026-03-09');
    await house.expectVerified(draw);
  });

  test('is no substitution: the draw knows nothing of it', async () => {
    const open = await house.expectVerified(draw);
    expect(Object.keys(open)).not.toContain('substitutions.jsonl');
  });
});

test('nobody goes to one entity twice in a day: the cap counts what was postponed to that day, too', async () => {
  const draw = await drawnAtDusk();
  const [one, other] = (await house.listIn(draw)) as [Assignment, Assignment];
  // Both come to belong to one entity.
  await house.job.act(undefined, (unit) =>
    unit.em.nativeUpdate(
      Target,
      { realId: { $in: [one.targetRealId, other.targetRealId] } },
      { responsibleId: 'licence:OWNER1', updatedAt: unit.now },
    ),
  );
  const first = filed(await house.askPostponement(await memberOf(one), one.id, '2026-03-10'));
  done(await house.approve(first.id));
  const second = await memberOf(other);
  const refusal = await expectRefused(house.job, 'PostponementRefused', () =>
    house.askPostponement(second, other.id, '2026-03-10'),
  );
  expect((refusal.obstacles as { kind: string }[]).map(({ kind }) => kind)).toEqual(['VISITS_OF_DAY']);
  done(await house.approve(filed(await house.askPostponement(second, other.id, '2026-03-11')).id));
});

test('the cap that holds for a draw holds for the day of a visit, and none that nobody adopted', async () => {
  const draw = await drawnAtDusk();
  const [one] = (await house.listIn(draw)) as [Assignment];
  const member = await memberOf(one);
  const ask = (newOn: string) => house.askPostponement(member, one.id, newOn);
  await house.job.act(undefined, async (unit) => {
    for (const day of ['2026-01-15', '2026-01-20']) {
      await appendVisit(unit, {
        ...{ department: house.job.health.id, targetRealId: one.targetRealId, inspectorRealIds: ['cert:X'] },
        ...{ visitedOn: day, finding: VisitFinding.NONE, resultCode: '01' },
        ...{ campaignId: unit.newId(), assignmentId: unit.newId() },
      });
    }
  });
  // None was adopted: none binds.
  done(await house.withdraw(filed(await ask('2026-03-16')).id, member));
  const cap = { scope: CapScope.OWN_LEVEL, limitCount: 2, legalBasis: '本市涉企检查频次管理办法第六条' };
  const rest = { uncappedClasses: [], uncappedTags: [], validFromOn: '2026-02-09' };
  done(await house.job.act(house.job.approver, (unit) => setVisitCap(unit, { ...cap, ...rest })));
  const refusal = await expectRefused(house.job, 'PostponementRefused', () => ask('2026-03-16'));
  expect((refusal.obstacles as { kind: string }[]).map(({ kind }) => kind)).toEqual(['VISITS_OF_YEAR']);

  done(
    await house.job.act(house.job.approver, (unit) => setVisitCap(unit, { ...cap, ...rest, limitCount: 0 })),
  );
  done(await house.withdraw(filed(await ask('2026-03-16')).id, member));
});

test('a team that had not seen its target sees it on the eve of the new day', async () => {
  house.job.clock.set('2026-02-09T01:00:00Z');
  const draw = await house.job.drawn();
  const [assignment] = (await house.listIn(draw)) as [Assignment];
  const asked = filed(await house.askPostponement(house.job.planner, assignment.id, '2026-03-03'));
  done(await house.approve(asked.id));
  const member = await memberOf(assignment);
  const seen = async () =>
    (await pageOwnAssignments(house.job.readAs(member), { first: 100 })).edges.some(
      ({ node }) => node.id === assignment.id,
    );
  house.job.clock.set('2026-03-02T09:59:00Z');
  expect(await seen()).toBe(false);
  house.job.clock.set('2026-03-02T10:00:00Z');
  expect(await seen()).toBe(true);
});

describe('a typhoon', () => {
  let draw: FrozenDraw;
  let inChikan: Assignment[];
  const division = { code: '440802', name: '赤坎区' };
  beforeAll(async () => {
    await house.addDistrict(division.code, division.name, 12);
    draw = await drawnAtDusk({
      strata: [
        { riskClass: 'A', count: 2, reserve: 0 },
        { riskClass: 'D', count: 6, reserve: 0 },
      ],
    });
    inChikan = (await house.listIn(draw)).filter(({ targetName }) => targetName.startsWith('赤坎区'));
    expect(inChikan).toHaveLength(6);
  });

  const draft = (more: object = {}) => ({
    ...{ statement: '台风橙色预警', evidence, reason: PostponementReason.WEATHER },
    ...{ divisionCodes: [division.code], fromOn: '2026-02-10', toOn: '2026-02-12', newOn: '2026-03-02' },
    ...more,
  });
  const ask = (more: object = {}, actor = house.job.planner) =>
    house.job.act(actor, (unit) => requestBulkPostponement(unit, draft(more)));

  test('is asked for with days in their order, and where it concerns somebody', async () => {
    for (const days of [{ fromOn: '2026-02-13' }, { newOn: '2026-02-12' }]) {
      await expectRefused(house.job, 'PostponementDaysWrong', () => ask(days));
    }
    await expectRefused(house.job, 'NothingToPostpone', () => ask({ divisionCodes: ['440900'] }));
    await expectRefused(house.job, 'NothingToPostpone', () => ask({}, house.job.stranger));
  });

  test('postpones all visits of the place by one approval, checks each again, and lists those that cannot be moved', async () => {
    const [stuck] = inChikan as [Assignment];
    const [officer] = (await house.job.listTeam(stuck.id)) as [Actor];
    const [tied] = await house.job.listTeam(inChikan[1]?.id ?? '');
    done(await away(officer.inspectorId ?? '', '2026-03-02'));
    done(
      await house.job.act(tied, (unit) =>
        declareInterest(unit, { targetRealId: inChikan[1]?.targetRealId ?? '', kind: InterestKind.KINSHIP }),
      ),
    );
    const asked = filed(await ask());
    await expectRefused(house.job, 'ChangeByOwnApprover', () =>
      house.approve(asked.id, { ...house.job.approver, accountId: house.job.planner.accountId }),
    );
    done(await house.approve(asked.id));
    const { em } = house.job.readAs();
    const outcomes = await em.find(ChangeOutcome, { change: asked.id });
    expect(outcomes.map(({ assignment }) => assignment).sort()).toEqual(inChikan.map(({ id }) => id).sort());
    const failed = outcomes.filter(({ isDone }) => !isDone);
    expect(failed.length).toBeGreaterThanOrEqual(2);
    for (const { obstacles } of failed) {
      expect(obstacles.every(({ kind }) => kind === ObstacleKind.OFFICER_NOT_AVAILABLE)).toBe(true);
    }
    const change = await em.findOneOrFail(ChangeRequest, { id: asked.id });
    expect(change).toMatchObject({ changedCount: 6 - failed.length, failedCount: failed.length });
    const failedIds = failed.map(({ assignment }) => assignment);
    for (const one of await house.job.listAssignments(draw)) {
      const isMoved = inChikan.some(({ id }) => id === one.id) && !failedIds.includes(one.id);
      expect(one.postponedToOn).toBe(isMoved ? '2026-03-02' : null);
    }
    await expect(em.nativeDelete(ChangeOutcome, { change: asked.id })).rejects.toThrow(/permission denied/);
  });

  test('moves nothing beyond a window: those visits are listed, each with its remedy', async () => {
    const asked = filed(await ask({ toOn: '2026-03-31', newOn: '2026-04-01' }));
    done(await house.approve(asked.id));
    const outcomes = await house.job.readAs().em.find(ChangeOutcome, { change: asked.id });
    expect(outcomes).toHaveLength(6);
    for (const { isDone, obstacles } of outcomes) {
      expect(isDone).toBe(false);
      expect(obstacles.map(({ kind }) => kind)).toContain(ObstacleKind.BEYOND_WINDOW);
    }
  });

  test('costs as many statements for one visit as for all', async () => {
    await house.addDistrict('440803', '霞山区', 1);
    await house.addDistrict('440804', '坡头区', 12);
    const strata = [{ riskClass: 'D', count: 25, reserve: 0 }];
    await drawnAtDusk({ strata });
    const days = { fromOn: '2026-02-10', toOn: '2026-02-11', newOn: '2026-03-24' };
    const cost = async (codes: string[]) => {
      const asked = filed(await ask({ ...days, divisionCodes: codes }));
      const count = await countStatements(house.job.database, async () =>
        done(await house.approve(asked.id)),
      );
      const { changedCount = 0, failedCount = 0 } = await house.job
        .readAs()
        .em.findOneOrFail(ChangeRequest, { id: asked.id });
      return { count, visits: (changedCount ?? 0) + (failedCount ?? 0) };
    };
    const few = await cost(['440803']);
    const many = await cost(['440804']);
    expect(few.visits).toBe(1);
    expect(many.visits).toBe(12);
    expect(many.count).toBe(few.count);
  });
});
