import fc from 'fast-check';
import {
  eventText,
  foldVisit,
  type TakenEvent,
  type WrittenEvent,
} from '../../../../scheduler/visit/index.js';
import { findPaperAssignments } from '../../../../schema/document/index.js';
import { RefusedVisitEvent, sha256, takeEvents } from '../../../../schema/inspection/index.js';
import { type Officer, type TestVisit, text, VisitHouse } from './visit-house.js';

let house: VisitHouse;
beforeAll(async () => {
  house = await VisitHouse.open();
});
afterAll(() => house.close());

interface Told {
  readonly by: Officer;
  readonly event: WrittenEvent;
}

/** One of the things that an officer may do, out of a number. */
function eventOf(visit: TestVisit, pick: number, earlier: readonly Told[]): WrittenEvent {
  const replaces = earlier.filter((_, place) => (pick + place) % 4 === 0).map(({ event }) => event.id);
  const more = pick % 3 === 0 ? { replaces } : {};
  switch (pick % 8) {
    case 0:
      return house.checkIn(visit, { replaces });
    case 1:
      return house.event(visit, 'MEASURED', { name: '温度', quantity: String(pick % 3), unit: '℃' }, more);
    case 2:
      return house.event(visit, 'NOTED', {}, { ...more, private: text(`说明${pick}`) });
    case 3:
      return house.event(visit, 'REST_WITHOUT_PROBLEM', { items: [{ item: 'WS-01', version: 2 }] }, more);
    case 4:
      return house.event(visit, 'EXIT', { exit: 'CLOSED' }, more);
    default:
      return house.answer(visit, pick % 2 ? '1' : '4', pick % 5 ? 'PROBLEM' : 'NO_PROBLEM', more);
  }
}

/** The event as the house should have it. */
function taken({ by, event }: Told): TakenEvent {
  const { id, kind, payload, replaces = [], occurredAt } = event;
  return {
    ...{ id, kind, payload, replaces, inspectorId: by.inspectorId, accountId: by.accountId, deviceId: null },
    ...{ happenedAt: occurredAt, happenedOn: '2026-02-10', hash: sha256(eventText(event)) },
    ...{ hasText: event.private?.text !== undefined, isClockWrong: false, distanceMetres: null },
  };
}

/** Sends a batch; now and then the process dies before it is committed, and the phone sends it again. */
async function sendThrough(by: Officer, events: readonly WrittenEvent[], dies: boolean): Promise<void> {
  if (dies) {
    const attempt = house.job.act(by, async (unit) => {
      await takeEvents(unit, { entries: events }, findPaperAssignments);
      throw new Error('the process dies');
    });
    await expect(attempt).rejects.toThrow('dies');
  }
  const { verdicts } = await house.send(by, events);
  for (const { verdict } of verdicts) expect(['ACCEPTED', 'DUPLICATE']).toContain(verdict);
}

test('in any order, any batches, sent twice or cut off: the visit is that of all its events', async () => {
  const story = fc.record({
    picks: fc.array(fc.record({ pick: fc.nat({ max: 999 }), isFirst: fc.boolean() }), {
      minLength: 4,
      maxLength: 24,
    }),
    order: fc.infiniteStream(fc.nat({ max: 9999 })),
    sizes: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 24, maxLength: 24 }),
    again: fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }),
    dies: fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }),
  });
  await fc.assert(
    fc.asyncProperty(story, async ({ picks, order, sizes, again, dies }) => {
      const visit = await house.take();
      const told: Told[] = [];
      for (const { pick, isFirst } of picks) {
        const event = eventOf(visit, pick, told);
        told.push({ by: isFirst ? visit.first : visit.second, event });
      }
      const keys = order.take(told.length);
      const shuffled = [...told]
        .map((one) => ({ one, key: keys.next().value as number }))
        .sort((a, b) => a.key - b.key)
        .map(({ one }) => one);
      for (let batch = 0; shuffled.length > 0; batch += 1) {
        const by = shuffled[0]?.by as Officer;
        const mine = shuffled.filter((one) => one.by === by).slice(0, sizes[batch] ?? 3);
        const events = mine.map(({ event }) => event);
        const sent = again[batch] ? [...events, ...events] : events;
        await sendThrough(by, sent, dies[batch] ?? false);
        for (const one of mine) shuffled.splice(shuffled.indexOf(one), 1);
      }
      const [one] = told;
      if (one) await sendThrough(one.by, [one.event], false);
      expect(await house.state(visit)).toEqual(foldVisit(told.map(taken), sha256));
    }),
    { numRuns: 30 },
  );
  expect(await house.job.readAs().em.count(RefusedVisitEvent)).toBe(0);
}, 120_000);

test('two officers who send at the same time lose nothing', async () => {
  const visit = await house.take();
  const notes = (officer: Officer) =>
    Array.from({ length: 20 }, (_, n) => ({
      officer,
      event: house.event(visit, 'NOTED', {}, { private: text(`第${n}条`) }),
    }));
  const all = [...notes(visit.first), ...notes(visit.second)];
  await Promise.all(all.map(({ officer, event }) => house.send(officer, [event])));
  await Promise.all([house.send(visit.first, [all[0]?.event]), house.send(visit.first, [all[0]?.event])]);
  expect((await house.state(visit)).eventCount).toBe(40);
});
