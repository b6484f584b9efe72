const shanghaiDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });

/** The calendar day of an instant in Asia/Shanghai, `YYYY-MM-DD`. */
export function dayInShanghai(instant: Date): string {
  return shanghaiDay.format(instant);
}

/** The last instant of a day in Asia/Shanghai: how things stood on that day is how they stood at its end. */
export function endOfDayInShanghai(day: string): Date {
  return new Date(`${day}T23:59:59.999+08:00`);
}
