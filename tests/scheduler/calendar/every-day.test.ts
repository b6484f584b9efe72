import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { addWorkingDays, isWorkingDay } from '../../../scheduler/calendar/index.js';
import { officialHolidays } from '../../../schema/calendar/official-holidays.js';

test('every day of 2004 to 2026, and the seventh working day after it, is what another reading of the data says', () => {
  const table = officialHolidays();
  const data = createRequire(import.meta.url).resolve('chinese-days/dist/chinese-days.json');
  const lines = execFileSync('python3', ['tests/scheduler/calendar/every-day.py', data], { encoding: 'utf8' })
    .trim()
    .split('\n');
  expect(lines).toHaveLength(8_401);
  const ours = lines.map((line) => {
    const on = line.slice(0, 10);
    return `${on} ${isWorkingDay(table, on) ? 1 : 0} ${addWorkingDays(table, on, 7).dueOn}`;
  });
  expect(ours).toEqual(lines);
});
