import { AuditEvent } from '../../../schema/audit/index.js';
import { CalendarLayerKind, Deadline, DeadlineMove, fixDeadline } from '../../../schema/calendar/index.js';
import { Decision } from '../../../schema/decision/index.js';
import { createDepartment, type Department } from '../../../schema/department/index.js';
import { type Transfer, TransferKind } from '../../../schema/inspection/index.js';
import { sendTransfer } from '../../../schema/inspection/transfer/transfer.service.js';
import { Job } from '../../../schema/job/index.js';
import type { ProposeCalendarDaysInput } from '../../../schema/oversight/calendar-change/calendar-change.input.js';
import {
  confirmLayer,
  previewLayer,
  proposeCalendarDays,
  proposeHolidayNotice,
  refuseLayer,
  revokeLayer,
} from '../../../schema/oversight/index.js';
import { Publication, PublicationState } from '../../../schema/publication/index.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Actor } from '../../../schema/shared/unit.js';
import { holidayNotice } from '../../scheduler/calendar/holiday-notices.js';
import { done, MainJob } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';
import { DecisionHouse, penaltyGiven } from '../decision/decision-house.js';

let job: MainJob;
let house: DecisionHouse;
let registrar: Actor;
let secondHead: Actor;
let elsewhere: Department;
let transfer: Transfer;

beforeAll(async () => {
  job = await MainJob.open();
  house = await DecisionHouse.over(job);
  registrar = await job.addPerson('registrar', [Role.REGISTRAR], job.health);
  secondHead = await job.addPerson('second-head', [Role.APPROVER], job.health);
  const division = { code: '450100', name: '南宁市' };
  elsewhere = done(
    await job.act(undefined, (unit) =>
      createDepartment(unit, {
        ...{ code: 'nn-health', name: '南宁市卫生健康委', creditCode: '92610822MA707NAX4Q', division },
      }),
    ),
  );
  const draw = await job.drawn({ strata: [{ riskClass: 'A', count: 3, reserve: 0 }] });
  job.clock.set('2026-02-10T02:00:00Z');
  const [first] = await job.listAssignments(draw);
  done(await job.confirm((await job.visit(first?.id ?? '')).id));
  await job.runJobs();
  const lead = { assignmentId: first?.id ?? '', kind: TransferKind.CASE_LEAD, statement: '涉嫌无证经营' };
  const sent = { ...lead, documentNo: '湛卫移〔2026〕1号', departmentCode: job.market.code };
  transfer = done(await job.act(job.approver, (unit) => sendTransfer(unit, sent))).transfer;
});
afterAll(() => job.close());

const closure = (days: readonly string[], more: Partial<ProposeCalendarDaysInput> = {}) => ({
  ...{ kind: CalendarLayerKind.CLOSURE, divisionCode: '440800', title: '台风停工停业', documentNo: null },
  ...{ daysOff: days.map((on) => ({ on, name: '台风' })), makeUpDays: [], ...more },
});
const propose = async (input: ProposeCalendarDaysInput, actor = registrar) =>
  done(await job.act(actor, (unit) => proposeCalendarDays(unit, input))).layer;
const confirm = (id: string, actor: Actor = job.approver) => job.act(actor, (unit) => confirmLayer(unit, id));
const revoke = (id: string, actor: Actor = secondHead) =>
  job.act(actor, (unit) => revokeLayer(unit, id, '停工令已解除'));
const preview = async (id: string) =>
  (await previewLayer(job.readAs(job.approver), id))
    ?.map(({ id: deadline, due }) => [deadline, due.dueOn])
    .sort();
const em = () => job.readAs().em;
const deadlines = () => em().find(Deadline, {}, { orderBy: { id: 'asc' } });
const dueDays = async () => (await deadlines()).map(({ id, dueOn }) => [id, dueOn]);
const deadlineOf = (subjectId: string) => em().findOneOrFail(Deadline, { subjectId });

test('a typhoon moves what is due in its division, what repeats the day, and the job at its end; nothing elsewhere', async () => {
  const subject = { kind: 'alarm', id: elsewhere.id, departmentId: elsewhere.id } as const;
  const rule = { code: 'alarm-settlement', fromOn: '2026-02-10' };
  const there = await job.act(undefined, (unit) => fixDeadline(unit, rule, subject));
  const before = await dueDays();
  const layer = await propose(closure(['2026-02-11', '2026-02-12']));
  const foreseen = await preview(layer.id);
  expect(await dueDays()).toEqual(before);
  const { movedCount } = done(await confirm(layer.id));
  expect({ movedCount, foreseen: foreseen?.length }).toEqual({ movedCount: 2, foreseen: 2 });
  const [publication] = await em().find(Publication, { state: PublicationState.DUE });
  expect(publication?.dueOn).toBe('2026-02-28');
  const ofResult = await deadlineOf(publication?.subjectId ?? '');
  expect(ofResult).toMatchObject({
    dueOn: '2026-02-28',
    calendarVersion: expect.stringContaining(layer.version),
  });
  expect(ofResult.days.find(({ on }) => on === '2026-02-11')).toMatchObject({
    counted: false,
    why: { zh: expect.stringContaining('台风') },
  });
  const moves = await em().find(DeadlineMove, { deadline: ofResult.id });
  expect(moves).toMatchObject([
    { layer: layer.id, wasDueOn: '2026-02-26', isDueOn: '2026-02-28', movedAt: job.clock.now() },
  ]);
  expect(moves[0]?.wasDays.at(-1)?.on).toBe('2026-02-26');
  const ofTransfer = await deadlineOf(transfer.id);
  const [end] = await em().find(Job, { kind: 'inspection.transfer-unanswered', key: transfer.id });
  expect(end?.dueAt.toISOString()).toBe(`${ofTransfer.dueOn}T16:00:00.000Z`);
  expect(foreseen).toEqual(
    [
      [ofResult.id, ofResult.dueOn],
      [ofTransfer.id, ofTransfer.dueOn],
    ].sort(),
  );
  expect((await deadlineOf(elsewhere.id)).dueOn).toBe(there.dueOn);
  const [told] = await em().find(AuditEvent, { kind: 'calendar.confirmed' });
  expect(told).toMatchObject({ data: { kind: 'CLOSURE', count: 2 } });

  const back = await preview(layer.id);
  done(await revoke(layer.id));
  expect(await dueDays()).toEqual(
    [...before.filter(([id]) => id !== there.id), [there.id, there.dueOn]].sort(),
  );
  expect(back).toHaveLength(2);
  expect(await em().count(DeadlineMove, { deadline: ofResult.id })).toBe(2);
});

test('days that are over keep their count: what is public, answered or settled does not move', async () => {
  const closed = await job.act(undefined, (unit) =>
    fixDeadline(
      unit,
      { code: 'alarm-settlement', fromOn: '2026-02-10' },
      { kind: 'alarm', id: unit.newId(), departmentId: job.health.id },
    ),
  );
  const layer = await propose(closure(['2026-02-13'], { title: '又一次停工' }));
  done(await confirm(layer.id));
  expect((await em().findOneOrFail(Deadline, closed.id)).dueOn).toBe(closed.dueOn);
  done(await revoke(layer.id));
});

describe('two people', () => {
  test('enter and confirm, confirm and revoke; a second decision finds nothing to decide', async () => {
    const layer = await propose(closure(['2026-03-05'], { title: '停电' }), job.approver);
    await expectRefused(job, 'CalendarBySamePerson', () => confirm(layer.id, job.approver));
    done(await confirm(layer.id, secondHead));
    await expectRefused(job, 'CalendarBySamePerson', () => revoke(layer.id, secondHead));
    await expectRefused(job, 'CalendarLayerNotFound', () => confirm(layer.id));
    done(await revoke(layer.id, job.approver));
    await expectRefused(job, 'CalendarLayerNotFound', () => revoke(layer.id, job.approver));
  });

  test('one refuses what is not in the document; it never counts', async () => {
    const layer = await propose(closure(['2026-02-24'], { title: '误录' }));
    const before = await dueDays();
    const refuse = () => job.act(job.approver, (unit) => refuseLayer(unit, layer.id, '公告为 25 日'));
    expect(done(await refuse()).layer).toMatchObject({ state: 'REFUSED', reason: '公告为 25 日' });
    expect(await dueDays()).toEqual(before);
    await expectRefused(job, 'CalendarLayerNotFound', () => confirm(layer.id));
  });

  test('a head decides for the own division and those below it alone', async () => {
    const there = await job.addPerson('head-elsewhere', [Role.APPROVER], elsewhere);
    const layer = await propose(closure(['2026-03-06'], { title: '停水' }));
    await expectRefused(job, 'CalendarDivisionInvalid', () => confirm(layer.id, there));
    await expectRefused(job, 'CalendarDivisionInvalid', () =>
      job.act(registrar, (unit) =>
        proposeCalendarDays(unit, closure(['2026-03-06'], { divisionCode: '990000' })),
      ),
    );
    await expectRefused(job, 'CalendarDivisionInvalid', () =>
      job.act(registrar, (unit) =>
        proposeCalendarDays(unit, closure(['2026-03-06'], { kind: CalendarLayerKind.NATIONAL })),
      ),
    );
  });

  test.each([
    ['a day that stands twice', closure(['2026-03-05', '2026-03-05'])],
    [
      'a day both off and worked',
      closure(['2026-03-07'], { makeUpDays: [{ on: '2026-03-07', name: '补班' }] }),
    ],
    ['a make-up day that is no weekend', closure([], { makeUpDays: [{ on: '2026-03-05', name: '补班' }] })],
    ['no day', closure([])],
  ])('%s is told', async (_, input) => {
    await expectRefused(job, 'CalendarDaysInvalid', () =>
      job.act(registrar, (unit) => proposeCalendarDays(unit, input)),
    );
  });
});

describe('the notice of a year that is not known yet', () => {
  // As it may be: New Year's Day of 2027 is a Friday.
  const clauses = [
    '一、元旦：1月1日（周五）至3日（周日）放假，共3天。',
    '二、春节：2月5日（周五）至11日（周四）放假调休，共7天。1月31日（周日）、2月14日（周日）上班。',
    '三、清明节：4月3日（周六）至5日（周一）放假，共3天。',
    '四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。4月25日（周日）、5月8日（周六）上班。',
    '五、端午节：6月9日放假，共1天。',
    '六、中秋节：9月15日放假，共1天。',
    '七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。',
  ];
  const enter = (text: string) =>
    job.act(registrar, (unit) => proposeHolidayNotice(unit, { text, documentNo: '国办发明电〔2026〕9号' }));

  test('makes provisional days final, and moves those that it says are off', async () => {
    job.clock.set('2026-12-24T02:00:00Z');
    const decided = { CF_JDRQ: '2026/12/24', CF_GSJZQ: '2027/03/24', CF_WSH: '湛市监处罚〔2026〕900号' };
    const { id, deadlineId } = await house.entered(penaltyGiven(decided));
    const before = await em().findOneOrFail(Deadline, deadlineId);
    expect(before).toMatchObject({ dueOn: '2027-01-04', isProvisional: true });
    const { layer } = done(await enter(holidayNotice(2027, clauses)));
    expect(layer).toMatchObject({
      year: 2027,
      title: '2027年部分节假日安排',
      sourceText: expect.stringContaining('元旦'),
    });
    done(await confirm(layer.id));
    const final = { dueOn: '2027-01-05', isProvisional: false };
    expect(await em().findOneOrFail(Deadline, deadlineId)).toMatchObject(final);
    expect((await em().findOneOrFail(Decision, id)).dueOn).toBe(final.dueOn);
    const fresh = await job.act(undefined, (unit) =>
      fixDeadline(
        unit,
        { code: 'decision-publication', fromOn: '2027-09-24' },
        { kind: 'alarm', id: unit.newId(), departmentId: elsewhere.id },
      ),
    );
    expect(fresh).toMatchObject({ dueOn: '2027-10-09', isProvisional: false });
  });

  test('that cannot be read is refused with every fault; one that leaves a year between is not joined', async () => {
    const bad = await expectRefused(job, 'HolidayNoticeUnreadable', () =>
      enter(
        holidayNotice(
          2027,
          clauses.map((clause) => clause.replace('共7天', '共9天')),
        ),
      ),
    );
    expect(bad.faults).toHaveLength(2);
    const none = ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节'];
    const far = none.map((name, index) => `一、${name}：${index + 1}月1日放假，共1天。`);
    const { layer } = done(await enter(holidayNotice(2031, far)));
    await expectRefused(job, 'CalendarNotJoined', () => confirm(layer.id));
  });
});
