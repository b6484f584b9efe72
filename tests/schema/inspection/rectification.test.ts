import {
  AssignmentNotFound,
  AssignmentState,
  Disposition,
  InspectionAlarm,
  NotOnTeam,
  RectificationState,
  RectificationStep,
} from '../../../schema/inspection/index.js';
import { orderRectification } from '../../../schema/inspection/rectification/rectification.order.js';
import {
  escalateRectification,
  extendRectification,
  passRectification,
  rejectRectification,
  reportRectification,
} from '../../../schema/inspection/rectification/rectification.service.js';
import { rectificationTransitions } from '../../../schema/inspection/rectification/rectification.states.js';
import type { Actor } from '../../../schema/shared/unit.js';
import { done, type FrozenDraw, MainJob } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';

describe('what a visit found is put right', () => {
  let job: MainJob;
  let draw: FrozenDraw;
  let open: string[];
  beforeAll(async () => {
    job = await MainJob.open();
    draw = await job.drawn({ strata: [{ riskClass: 'A', count: 16, reserve: 0 }] });
    job.clock.set('2026-02-10T02:00:00Z');
    const all = await job.listAssignments(draw);
    open = all.filter(({ state }) => state === AssignmentState.ASSIGNED).map(({ id }) => id);
  });
  afterAll(() => job.close());
  beforeEach(() => job.clock.set('2026-02-10T02:00:00Z'));

  const evidence = ['a'.repeat(64)];
  const take = () => open.shift() as string;
  const team = async (id: string) => (await job.listTeam(id)) as [Actor, Actor];
  const order = (actor: Actor, assignmentId: string, dayCount = 7) =>
    job.act(actor, (unit) => orderRectification(unit, { assignmentId, demand: '补办健康证明', dayCount }));
  const step = { statement: '已补办，附证明', evidence, keptElsewhere: '市局档案室 12 号卷' };

  async function ordered(dayCount = 7) {
    const assignmentId = take();
    const result = await job.visit(assignmentId, { disposition: Disposition.RECTIFICATION_ORDERED });
    const [officer] = await team(assignmentId);
    const { rectification } = done(await order(officer, assignmentId, dayCount));
    return { result, officer, ...rectification };
  }
  const report = (actor: Actor, id: string) =>
    job.act(actor, (unit) => reportRectification(unit, { id, ...step }));
  const stepsOf = (id: string) =>
    job.readAs().em.find(RectificationStep, { rectification: id }, { orderBy: { number: 'asc' } });

  test('a term is counted in calendar days; one that ends on a day off moves to the next working day and says so', async () => {
    // 2026-02-15 to 23 is the Spring Festival; seven days from the 10th end on the 17th.
    const { id, dueOn } = await ordered(7);
    expect(dueOn).toBe('2026-02-24');
    const [first] = await stepsOf(id);
    expect(first).toMatchObject({ termEndsOn: '2026-02-17', dueOn: '2026-02-24' });
    const three = await ordered(3);
    expect(three.dueOn).toBe('2026-02-13');
  });

  test('it is ordered by the team, after the record, within the longest term', async () => {
    const assignmentId = take();
    const [officer] = await team(assignmentId);
    await expectRefused(job, 'VisitNotRecorded', () => order(officer, assignmentId));
    await job.visit(assignmentId);
    const others = await team(take());
    const mine = new Set((await team(assignmentId)).map(({ inspectorId }) => inspectorId));
    const foreign = others.find(({ inspectorId }) => !mine.has(inspectorId));
    if (foreign) expect(await order(foreign, assignmentId)).toBeInstanceOf(NotOnTeam);
    expect(await order(job.stranger, assignmentId)).toBeInstanceOf(AssignmentNotFound);
    await expectRefused(job, 'RectificationTermTooLong', () => order(officer, assignmentId, 181));
  });

  test('a result that says so is not confirmed before it is ordered', async () => {
    const assignmentId = take();
    const result = await job.visit(assignmentId, { disposition: Disposition.RECTIFICATION_ORDERED });
    await expectRefused(job, 'RectificationMissing', () => job.confirm(result.id));
    const [officer] = await team(assignmentId);
    done(await order(officer, assignmentId));
    done(await job.confirm(result.id));
  });

  test('reported and re-checked it is written off; not put right, a new term runs; no step is lost', async () => {
    const { id, officer } = await ordered();
    done(await report(officer, id));
    const again = { id, statement: '仍有一人未办', evidence: [], dayCount: 3 };
    const rejected = done(await job.act(officer, (unit) => rejectRectification(unit, again)));
    expect(rejected.rectification).toMatchObject({ state: RectificationState.ORDERED, dueOn: '2026-02-13' });
    done(await report(officer, id));
    const passed = done(await job.act(officer, (unit) => passRectification(unit, { id, ...step })));
    expect(passed.rectification).toMatchObject({
      state: RectificationState.PASSED,
      closedAt: job.clock.now(),
    });
    expect((await stepsOf(id)).map(({ deed }) => deed)).toEqual([
      'ORDER',
      'REPORT',
      'REJECT',
      'REPORT',
      'PASS',
    ]);
    await expectRefused(job, 'RectificationStateWrong', () => report(officer, id));
  });

  test('overdue from the day after its last day, with an alarm; a late report is taken, a head extends or escalates', async () => {
    const { id, officer, dueOn } = await ordered(3);
    const second = await ordered(3);
    job.clock.set(`${dueOn}T15:59:00Z`);
    await job.runJobs();
    expect(done(await report(officer, id)).rectification.state).toBe(RectificationState.REPORTED);
    job.clock.set('2026-02-13T16:00:01Z');
    await job.runJobs();
    const alarms = await job.readAs().em.find(InspectionAlarm, { kind: 'RECTIFICATION_OVERDUE' as never });
    expect(alarms.map(({ subjectKey }) => subjectKey)).toContain(`${second.id} 2026-02-13`);
    expect(alarms.some(({ subjectKey }) => subjectKey.startsWith(id))).toBe(false);
    expect(
      await job.act(job.approver, (unit) =>
        escalateRectification(unit, { id: `${'f'.repeat(8)}-0000-7000-8000-000000000000`, ...step }),
      ),
    ).toMatchObject({ __typename: 'RectificationNotFound' });
    const more = { ...step, id: second.id, dayCount: 5 };
    const extended = done(await job.act(job.approver, (unit) => extendRectification(unit, more)));
    expect(extended.rectification.state).toBe(RectificationState.ORDERED);
    done(await report(second.officer, second.id));
    const escalated = await job.act(job.approver, (unit) =>
      escalateRectification(unit, { id: second.id, ...step }),
    );
    expect(done(escalated).rectification.state).toBe(RectificationState.ESCALATED);
  });

  test('nothing leaves the table of states: a written-off or escalated one stays so', () => {
    for (const { from } of Object.values(rectificationTransitions)) {
      expect(from).not.toContain(RectificationState.PASSED);
      expect(from).not.toContain(RectificationState.ESCALATED);
    }
  });
});
