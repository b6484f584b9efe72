import { type Command, InvalidArgumentError } from 'commander';
import type { CountedDay } from '../../scheduler/calendar/index.js';
import { print, printJson } from './output.js';

function readCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('须为整数。A whole number is needed.');
  return Number(text);
}

function lineOf({ on, ordinal, why }: CountedDay): string {
  const number = ordinal === undefined ? '  –' : String(ordinal).padStart(3);
  return `${on} ${number}  ${why.zh} / ${why.en}`;
}

async function showDeadline(fromOn: string, count: number, { json }: { json: boolean }): Promise<void> {
  const { addWorkingDays } = await import('../../scheduler/calendar/index.js');
  // Not by the room's door: behind it stands the whole database layer, which a count does not need.
  const { officialHolidays } = await import('../../schema/calendar/official-holidays.js');
  const calendar = officialHolidays();
  const { dueOn, provisional, calendarVersion, days } = addWorkingDays(calendar, fromOn, count);
  const { coverage } = calendar;
  if (json) {
    return printJson({ fromOn, workingDays: count, dueOn, provisional, calendarVersion, coverage, days });
  }
  print(
    ...days.map(lineOf),
    `到期 / due: ${dueOn} (${fromOn} + ${count} 个工作日 / working days)`,
    `日历 / calendar: ${calendarVersion} (${coverage.fromOn} … ${coverage.toOn})`,
    provisional
      ? `暂定：${coverage.toOn} 之后的放假安排尚未公布，公布后可能变动 / provisional: a later notice may move it`
      : '确定：所涉日期均有放假安排为据 / settled: every day is within the calendar',
  );
}

/** `fairdraw deadline DATE N`: the N-th working day after a date, counted day by day. */
export function addDeadline(program: Command): void {
  program
    .command('deadline')
    .description('工作日期限，逐日计算 / working days after a date, counted day by day')
    .argument('<date>', '起算之日 YYYY-MM-DD，当日不计入 / the day of the event, itself not counted')
    .argument('<n>', '工作日数 / number of working days', readCount)
    .option('--json', '输出 JSON / print JSON', false)
    .action(showDeadline);
}
