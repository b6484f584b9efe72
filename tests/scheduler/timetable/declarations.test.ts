import { scheduledJobs } from 'node-schedule';
import { createTimetable, type JobDeclaration } from '../../../scheduler/timetable/index.js';
import { nextDueAt } from '../../../scheduler/timetable/recurrence.js';
import { DEFAULT_RETRY, retryDelayMs } from '../../../scheduler/timetable/retry.js';
import { startTicker } from '../../../scheduler/timetable/ticker.js';
import { MemoryJobStore, type MemoryTx } from './memory-job-store.js';

const job: JobDeclaration<MemoryTx> = { kind: 'room.verb', description: 'for the test', run: () => {} };

function compose(...jobs: JobDeclaration<MemoryTx>[]) {
  return () => createTimetable({ store: new MemoryJobStore(), jobs });
}

test.each([
  { everySeconds: 0 },
  { everySeconds: 1.5 },
  { dailyAt: '24:00' },
  { dailyAt: '8:00' },
  { monthlyOn: 31, at: '08:00' },
  { monthlyOn: 5, at: '' },
])('the recurrence %p is refused, and the job is named', (recurs) => {
  expect(compose({ ...job, recurs })).toThrow(expect.objectContaining({ code: 'INVALID_SCHEDULE' }));
  expect(compose({ ...job, recurs })).toThrow(/任务“room\.verb”.*job "room\.verb"/);
});

test.each([
  ['DUPLICATE_KIND', [job, job]],
  ['INVALID_KIND', [{ ...job, kind: 'Room Verb' }]],
  ['INVALID_RETRY', [{ ...job, retry: { firstDelayMs: 0, factor: 2, ceilingMs: 10 } }]],
  ['INVALID_RETRY', [{ ...job, retry: { ...DEFAULT_RETRY, maxAttempts: 0 } }]],
])('%s is refused when it is composed', (code, jobs) => {
  expect(compose(...jobs)).toThrow(expect.objectContaining({ code }));
});

test.each([
  '',
  '*',
  '5',
  '* * * * *',
  '@daily',
  'foo',
  '2030-01-01',
  '61 * * * * *',
  '* * * * * * *',
  '0 0 0 31 2 *',
  '0 0 0 L * *',
])('the ticker refuses %p by name, although node-schedule would pad or ignore it', (cron) => {
  expect(() => startTicker('sample', cron, async () => {})).toThrow(
    expect.objectContaining({ code: 'INVALID_SCHEDULE' }),
  );
  expect(Object.keys(scheduledJobs)).toEqual([]);
});

test('a tick that rejects or throws does not end the ticker', async () => {
  let ticks = 0;
  const ticker = startTicker('sample', '* * * * * *', () => {
    ticks += 1;
    if (ticks === 1) throw new Error('thrown');
    return Promise.reject(new Error('rejected'));
  });
  await new Promise((resolve) => setTimeout(resolve, 2_100));
  ticker.stop();
  const seen = ticks;
  expect(seen).toBeGreaterThanOrEqual(2);
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  expect(ticks).toBe(seen);
});

test.each([
  [{ everySeconds: 90 }, '2026-01-05T00:00:00Z', '2026-01-05T00:01:30.000Z'],
  [{ dailyAt: '08:00' }, '2026-01-04T23:59:59Z', '2026-01-05T00:00:00.000Z'],
  [{ dailyAt: '08:00' }, '2026-01-05T00:00:00Z', '2026-01-06T00:00:00.000Z'],
  [{ dailyAt: '00:10' }, '2026-01-05T16:05:00Z', '2026-01-05T16:10:00.000Z'],
  [{ monthlyOn: 1, at: '00:00' }, '2026-12-31T15:59:59Z', '2026-12-31T16:00:00.000Z'],
  [{ monthlyOn: 1, at: '00:00' }, '2026-12-31T16:00:00Z', '2027-01-31T16:00:00.000Z'],
  [{ monthlyOn: 28, at: '18:00' }, '2026-02-01T00:00:00Z', '2026-02-28T10:00:00.000Z'],
])('%p after %s is due at %s', (recurrence, after, due) => {
  expect(nextDueAt(recurrence, new Date(after)).toISOString()).toBe(due);
});

test('pauses double up to an hour and then stay', () => {
  const waits = Array.from({ length: 12 }, (_, index) => retryDelayMs(DEFAULT_RETRY, index + 1));
  expect(waits.slice(0, 4)).toEqual([5_000, 10_000, 20_000, 40_000]);
  expect(waits.slice(-2)).toEqual([3_600_000, 3_600_000]);
  expect(retryDelayMs(DEFAULT_RETRY, 5_000)).toBe(3_600_000);
});
