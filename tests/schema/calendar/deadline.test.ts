import { Deadline, fixDeadline, getDeadlineRule } from '../../../schema/calendar/index.js';
import { openTestHouse, type TestHouse } from '../../support/steps.js';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

let counter = 0;
const subject = () => ({
  kind: 'result' as const,
  departmentId: '00000000-0000-7000-9000-000000000001',
  id: `00000000-0000-7000-8000-${String(++counter).padStart(12, '0')}`,
});
const fix = (code: string, fromOn: string, about = subject()) =>
  house.stepAs()((unit) => fixDeadline(unit, { code, fromOn }, about));

test.each([
  ['result-publication', '2026-02-10', '2026-02-26', false],
  ['result-publication', '2026-09-18', '2026-09-29', false],
  ['result-publication', '2026-09-30', '2026-10-15', false],
  ['decision-publication', '2026-12-22', '2026-12-31', false],
  ['result-publication', '2026-12-23', '2027-01-01', true],
  ['result-publication-ceiling', '2026-12-01', '2026-12-29', false],
])('%s from %s is due on %s', async (code, fromOn, dueOn, isProvisional) => {
  expect(await fix(code, fromOn)).toMatchObject({ dueOn, isProvisional });
});

test('a deadline says by which rule, on which basis, by which calendar, and day by day', async () => {
  const deadline = await fix('result-publication', '2026-02-10');
  expect(deadline).toMatchObject({ ruleCode: 'result-publication', ruleVersion: 1 });
  expect(deadline.legalBasis).toContain('7个工作日');
  expect(deadline.calendarVersion).not.toBe('');
  expect(deadline.days.map((day) => day.on).at(-1)).toBe('2026-02-26');
  expect(deadline.days.filter((day) => day.counted).map((day) => day.ordinal)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  const festival = deadline.days.find((day) => day.on === '2026-02-17');
  expect(festival).toMatchObject({ counted: false, why: { zh: expect.stringContaining('春节') } });
});

test('a provisional deadline says so on the days that nobody has published', async () => {
  const { days } = await fix('result-publication', '2026-12-23');
  expect(days.at(-1)?.why.zh).toMatch(/暂定|未公布/);
});

test('a duty has one deadline: a second call returns the first', async () => {
  const about = subject();
  const first = await fix('result-publication', '2026-02-10', about);
  const again = await fix('result-publication', '2026-03-10', about);
  expect(again).toMatchObject({ id: first.id, dueOn: first.dueOn });
  expect(await house.readAs().em.count(Deadline, { subjectId: about.id })).toBe(1);
});

test('a rule that is not in force is a bug, and is told', async () => {
  await expect(getDeadlineRule(house.readAs(), 'result-publication', '2017-12-31')).rejects.toThrow(
    'no deadline rule',
  );
  await expect(fix('nothing', '2026-02-10')).rejects.toThrow('no deadline rule');
});
