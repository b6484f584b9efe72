import { Deadline } from '../../../schema/calendar/index.js';
import { InspectionAlarm, Rectification, RectificationStep } from '../../../schema/inspection/index.js';
import { orderRectification } from '../../../schema/inspection/rectification/rectification.order.js';
import { done } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';
import { type TestVisit, text, VisitHouse } from './visit/visit-house.js';

let house: VisitHouse;
let visit: TestVisit;
beforeAll(async () => {
  house = await VisitHouse.open();
});
afterAll(() => house.close());
beforeEach(async () => {
  visit = await house.take();
  house.job.clock.set('2026-02-10T02:00:00Z');
});

/** A visit of the tenth whose events come in at an instant, and what was ordered by it. */
async function orderedOffline(termDays: number, receivedAt: string, more: object = {}) {
  const words = { private: text('补办健康证'), ...more };
  const ordered = { resultCode: '06', disposition: 'RECTIFICATION_ORDERED', termDays };
  const events = [house.checkIn(visit), ...house.answers(visit), house.conclusion(visit, ordered, words)];
  house.job.clock.set(receivedAt);
  await house.send(visit.first, events);
  await house.sign(visit);
  done(await house.complete(visit.first, visit, '乡镇无网络'));
  const { em } = house.job.readAs();
  const [one] = await em.find(Rectification, { assignment: visit.assignment.id });
  const [step] = await em.find(RectificationStep, { rectification: one?.id });
  const deadline = await em.findOneOrFail(Deadline, { subjectId: step?.id });
  return { order: one as Rectification, step: step as RectificationStep, deadline };
}

test('the term of an order counts from the day on which it was said, though it arrives later', async () => {
  const { order, step, deadline } = await orderedOffline(14, '2026-02-12T02:00:00Z');
  // Fourteen days after the tenth are the 24th, a working day.
  expect(order.dueOn).toBe('2026-02-24');
  expect(step).toMatchObject({ termFromOn: '2026-02-10', termEndsOn: '2026-02-24', isTermPassed: false });
  expect(deadline).toMatchObject({ ruleCode: 'rectification-term', fromOn: '2026-02-10' });
});

test('a term that ends on the day of entry has not passed', async () => {
  const { order, step } = await orderedOffline(2, '2026-02-12T02:00:00Z');
  expect([order.dueOn, step.isTermPassed]).toEqual(['2026-02-12', false]);
});

test('a term that was over at its entry is due on the next working day, says so, and is not late unseen', async () => {
  const { order, step, deadline } = await orderedOffline(1, '2026-02-14T02:00:00Z');
  // The 15th to the 23rd is the Spring Festival.
  expect(order.dueOn).toBe('2026-02-24');
  expect(step).toMatchObject({ termFromOn: '2026-02-10', termEndsOn: '2026-02-11', isTermPassed: true });
  expect(deadline).toMatchObject({ ruleCode: 'rectification-entered-late', fromOn: '2026-02-14' });
  await house.job.runJobs();
  const state = async () =>
    (await house.job.readAs().em.findOneOrFail(Rectification, { id: order.id })).state;
  expect(await state()).toBe('ORDERED');
  house.job.clock.set('2026-02-24T16:00:01Z');
  await house.job.runJobs();
  expect(await state()).toBe('OVERDUE');
  const alarms = await house.job
    .readAs()
    .em.find(InspectionAlarm, { kind: 'RECTIFICATION_OVERDUE' as never });
  expect(alarms.map(({ subjectKey }) => subjectKey)).toContain(`${order.id} 2026-02-24`);
});

test('that day is by the right clock: of a phone that is two days ahead, two days earlier', async () => {
  const ordered = { resultCode: '06', disposition: 'RECTIFICATION_ORDERED', termDays: 3 };
  const ahead = { occurredAt: '2026-02-12T02:00:00.000Z', private: text('补办健康证') };
  const said = house.conclusion(visit, ordered, ahead);
  await house.send(visit.first, [house.checkIn(visit), ...house.answers(visit)]);
  await house.send(visit.first, [said], { sentAt: new Date('2026-02-12T02:00:00Z') });
  await house.send(visit.first, [house.event(visit, 'TIME_CONFIRMED', { events: [said.id] })]);
  await house.sign(visit);
  done(await house.complete(visit.first, visit));
  const [order] = await house.job.readAs().em.find(Rectification, { assignment: visit.assignment.id });
  expect(order?.dueOn).toBe('2026-02-13');
});

test('an order that is entered by hand names its day, of the visit or after it and not in the future', async () => {
  const points = [
    { item: 'WS-01', point: '2', outcome: 'NOT_APPLICABLE' as never, reason: '无' },
    { item: 'WS-01', point: '3', outcome: 'PROBLEM' as never, value: '不齐全' },
  ];
  done(await house.job.record(visit.first, visit.assignment.id, { points, restWithoutProblem: true }));
  house.job.clock.set('2026-02-12T02:00:00Z');
  const order = (servedOn?: string) => {
    const input = { assignmentId: visit.assignment.id, demand: '补办健康证', dayCount: 3, servedOn };
    return house.job.act(visit.first, (unit) => orderRectification(unit, input));
  };
  await expectRefused(house, 'ServingDayInvalid', () => order('2026-02-09'));
  await expectRefused(house, 'ServingDayInvalid', () => order('2026-02-13'));
  expect(done(await order('2026-02-11')).rectification.dueOn).toBe('2026-02-14');
  expect(done(await order()).rectification.dueOn).toBe('2026-02-24');
});
