import { TimetableError } from './timetable-error.js';

/** When a recurring job is due again. Times of day are `HH:MM` in Chinese standard time, which has no summer time. */
export type Recurrence =
  | { readonly everySeconds: number }
  | { readonly dailyAt: string }
  | { readonly monthlyOn: number; readonly at: string };

const ZONE_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
const TIME_OF_DAY = /^([01]\d|2[0-3]):([0-5]\d)$/;

/**
 * The first instant after `after` that the recurrence names. Pure: the caller says what time it is. `monthlyOn` is 1
 * to 28, so that every month has it. `everySeconds` counts from `after`, 1 to 86,400.
 */
export function nextDueAt(recurrence: Recurrence, after: Date): Date {
  if ('everySeconds' in recurrence) return new Date(after.getTime() + recurrence.everySeconds * 1_000);
  const localMs = after.getTime() + ZONE_MS;
  if ('dailyAt' in recurrence) {
    const slotMs = Math.floor(localMs / DAY_MS) * DAY_MS + timeOfDayMs(recurrence.dailyAt);
    return new Date((slotMs > localMs ? slotMs : slotMs + DAY_MS) - ZONE_MS);
  }
  const local = new Date(localMs);
  const slotMs = (monthsAhead: number) =>
    Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + monthsAhead, recurrence.monthlyOn) +
    timeOfDayMs(recurrence.at);
  return new Date((slotMs(0) > localMs ? slotMs(0) : slotMs(1)) - ZONE_MS);
}

/** Throws `INVALID_SCHEDULE`, naming the job, for a recurrence that cannot be met. */
export function requireRecurrence(kind: string, recurrence: Recurrence): void {
  if (isPossible(recurrence)) return;
  const shown = JSON.stringify(recurrence).slice(0, 60);
  throw new TimetableError(
    'INVALID_SCHEDULE',
    `任务“${kind}”的周期 ${shown} 无效。`,
    `The schedule ${shown} of job "${kind}" is not valid.`,
  );
}

function isPossible(recurrence: Recurrence): boolean {
  if ('everySeconds' in recurrence) {
    const { everySeconds } = recurrence;
    return Number.isInteger(everySeconds) && everySeconds >= 1 && everySeconds <= 86_400;
  }
  if ('dailyAt' in recurrence) return TIME_OF_DAY.test(recurrence.dailyAt);
  const { monthlyOn, at } = recurrence;
  return Number.isInteger(monthlyOn) && monthlyOn >= 1 && monthlyOn <= 28 && TIME_OF_DAY.test(at);
}

function timeOfDayMs(text: string): number {
  const match = TIME_OF_DAY.exec(text);
  return (Number(match?.[1] ?? 0) * 60 + Number(match?.[2] ?? 0)) * 60_000;
}
