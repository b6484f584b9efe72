import { dayInShanghai } from '../../schema/shared/day.js';

const DAY_MS = 86_400_000;

/** When a copy was last due. @param at `HH:MM` in Asia/Shanghai */
export function lastDueAt(now: Date, at: string): Date {
  const today = new Date(`${dayInShanghai(now)}T${at}:00+08:00`);
  return today <= now ? today : new Date(today.getTime() - DAY_MS);
}
