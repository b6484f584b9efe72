/** A day as papers write it: 2026年2月9日. */
export function chineseDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

const clock = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
  hourCycle: 'h23',
});

/** An instant by the clock of China: 2026年2月9日 09:30. */
export function chineseInstant(instant: Date): string {
  const [day = '', time = ''] = clock.format(instant).split(', ');
  return `${chineseDay(day)} ${time}`;
}
