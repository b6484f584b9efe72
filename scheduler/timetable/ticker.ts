import { Job } from 'node-schedule';
import { TimetableError } from './timetable-error.js';

/** A running ticker. */
export interface Ticker {
  /** No tick begins after this; a running one is not waited for. */
  stop(): void;
}

/** By the time that has passed, whatever the clock says. */
const HEARTBEAT_MS = 10_000;

/** One of `*`, numbers, ranges, lists and steps. */
const FIELD = /^(?:\*|\d{1,2}(?:-\d{1,2})?)(?:\/\d{1,2})?(?:,(?:\*|\d{1,2}(?:-\d{1,2})?)(?:\/\d{1,2})?)*$/;

/**
 * Calls `tick` at each instant of a cron expression of six fields (second first), in Chinese standard time, and at each
 * heartbeat. This is the only file that knows node-schedule, and it knows these of its habits: an expression it does not
 * understand gives no error and stays registered, an empty or short one is silently padded ("" is every minute), a date is
 * taken for a single run, and a job that throws or rejects ends the process. So the form is checked here, a job that was
 * not scheduled is removed and refused, and nothing that `tick` throws gets out.
 *
 * It also counts each instant from the one before: when the machine's clock jumps an hour ahead it fires for every instant
 * in between, and when it jumps back it is silent for an hour. So the next instant is counted from the present after
 * each tick, and a heartbeat that no clock moves counts it anew.
 *
 * Throws `INVALID_SCHEDULE`, naming `name` and the expression.
 */
export function startTicker(name: string, cron: string, tick: () => Promise<unknown>): Ticker {
  const fields = cron.trim().split(/\s+/);
  if (fields.length !== 6 || !fields.every((field) => FIELD.test(field))) throw invalidSchedule(name, cron);
  const rule = { rule: fields.join(' '), tz: 'Asia/Shanghai' };
  const beat = () => {
    job.reschedule(rule);
    Promise.resolve()
      .then(tick)
      .catch(() => undefined);
  };
  const job = new Job(beat);
  if (!job.schedule(rule)) {
    job.cancel();
    throw invalidSchedule(name, cron);
  }
  const heart = setInterval(beat, HEARTBEAT_MS);
  const stop = () => {
    clearInterval(heart);
    job.cancel();
  };
  return { stop };
}

function invalidSchedule(name: string, cron: string): TimetableError {
  const shown = cron.slice(0, 60);
  return new TimetableError(
    'INVALID_SCHEDULE',
    `“${name}”的时间表达式“${shown}”无效，须为六段（秒 分 时 日 月 周）。`,
    `The schedule "${shown}" of "${name}" is not valid: six fields are needed (second minute hour day month weekday).`,
  );
}
