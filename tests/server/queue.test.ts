import { setImmediate as turn } from 'node:timers/promises';
import { createQueue } from '../../server/platform/queue.js';

test('so many run at once, the others in the order in which they came', async () => {
  const inTurn = createQueue(2);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const all = [0, 1, 2, 3].map((n) =>
    inTurn(() => {
      begun.push(n);
      return new Promise<void>((resolve) => ends.push(resolve));
    }),
  );
  await turn();
  expect(begun).toEqual([0, 1]);
  ends[1]?.();
  await turn();
  expect(begun).toEqual([0, 1, 2]);
  ends[0]?.();
  await turn();
  expect(begun).toEqual([0, 1, 2, 3]);
  for (const end of ends) end();
  await Promise.all(all);
});

test('what fails gives up its place', async () => {
  const inTurn = createQueue(1);
  await expect(inTurn(() => Promise.reject(new Error('the power went out')))).rejects.toThrow('power');
  expect(await inTurn(async () => 'next')).toBe('next');
});
