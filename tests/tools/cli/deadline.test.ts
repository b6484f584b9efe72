import { fairdraw } from './command.js';

describe('fairdraw deadline', () => {
  test.each([
    ['2026-02-10', '7', '2026-02-26', false],
    ['2026-09-24', '1', '2026-09-28', false],
    ['2026-12-22', '7', '2026-12-31', false],
    ['2026-12-23', '7', '2027-01-01', true],
  ])('%s + %s is %s', async (date, count, dueOn, provisional) => {
    const { exitCode, json } = await fairdraw(['deadline', date, count, '--json']);
    expect(exitCode).toBe(0);
    expect(json).toMatchObject({ fromOn: date, dueOn, provisional, workingDays: Number(count) });
    expect(json.calendarVersion).toMatch(/^chinese-days@/);
    expect(json.days.at(-1)).toMatchObject({ on: dueOn, counted: true, ordinal: Number(count) });
  });

  test('for people: every day with its reason, the calendar, and whether it is settled', async () => {
    const { out } = await fairdraw(['deadline', '2026-02-10', '7']);
    expect(out).toContain('2026-02-10   –  当日不计入');
    expect(out).toContain('2026-02-14   4  周六，春节调休上班');
    expect(out).toContain('到期 / due: 2026-02-26');
    expect(out).toContain('确定');
    expect((await fairdraw(['deadline', '2026-12-23', '7'])).out).toContain('暂定');
  });

  test('an impossible date, and a count of nothing, fail with words', async () => {
    const date = await fairdraw(['deadline', '2026-02-30', '7']);
    expect(date).toMatchObject({ exitCode: 1, out: '' });
    expect(date.err).toMatch(/2026-02-30.*不存在[\s\S]*not an existing date/);
    const none = await fairdraw(['deadline', '2026-02-10', '0']);
    expect(none.exitCode).toBe(1);
    expect(none.err).toMatch(/期限须为 1 至/);
  });

  test('what is no number, or is missing, is a usage error', async () => {
    expect((await fairdraw(['deadline', '2026-02-10', 'seven'])).exitCode).toBe(2);
    expect((await fairdraw(['deadline', '2026-02-10', '1.5'])).exitCode).toBe(2);
    expect((await fairdraw(['deadline', '2026-02-10'])).exitCode).toBe(2);
  });

  test('help is in both languages', async () => {
    const { exitCode, out } = await fairdraw(['deadline', '--help']);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/工作日期限，逐日计算 \/ working days/);
  });
});
