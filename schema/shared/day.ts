const shanghaiDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });

/** The calendar day of an instant in Asia/Shanghai, `YYYY-MM-DD`. */
export function dayInShanghai(instant: Date): string {
  return shanghaiDay.format(instant);
}
