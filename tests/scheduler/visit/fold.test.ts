import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { foldVisit, settled, type TakenEvent } from '../../../scheduler/visit/index.js';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const fold = (events: readonly TakenEvent[]) => foldVisit(events, hash);
const officers = ['a', 'b'];

/** An event with what a test does not care about filled in. */
function event(
  id: string,
  kind: TakenEvent['kind'],
  payload: object,
  more: Partial<TakenEvent> = {},
): TakenEvent {
  return {
    ...{ id, kind, inspectorId: 'a', accountId: 'account-a', deviceId: null, hash: hash(id), replaces: [] },
    ...{ happenedAt: '2026-02-10T02:00:00.000Z', happenedOn: '2026-02-10' },
    payload: payload as TakenEvent['payload'],
    ...{ hasText: false, isClockWrong: false, distanceMetres: null },
    ...more,
  };
}

const answer = (id: string, point: string, outcome: string, more: Partial<TakenEvent> = {}) =>
  event(id, 'ANSWERED', { item: 'WS-01', version: 1, point, outcome }, more);
const signed = (id: string, inspectorId: string, content: string) =>
  event(id, 'OFFICER_SIGNED', { content }, { inspectorId, accountId: `account-${inspectorId}` });

/** Any event of a small visit, which may replace some of the others, known or not. */
const anyEvent = fc
  .record({
    id: fc.nat({ max: 40 }),
    who: fc.constantFrom(...officers),
    minute: fc.integer({ min: 10, max: 59 }),
    day: fc.constantFrom('2026-02-10', '2026-02-11'),
    what: fc.constantFrom(
      ...['NO_PROBLEM', 'PROBLEM'].flatMap((outcome) =>
        ['1', '2', '3'].map((point) => ['ANSWERED', { item: 'WS-01', version: 1, point, outcome }] as const),
      ),
      ['REST_WITHOUT_PROBLEM', { items: [{ item: 'WS-01', version: 1 }] }] as const,
      ['MEASURED', { name: '余氯', quantity: '0.3', unit: 'mg/L' }] as const,
      ['MEASURED', { name: '余氯', quantity: '0.4', unit: 'mg/L' }] as const,
      ['NOTED', {}] as const,
      ['EXIT', { exit: 'CLOSED' }] as const,
      ['CHECKED_IN', { way: 'HAND' }] as const,
      ['CONCLUDED', { resultCode: '01', disposition: 'NONE', method: 'ON_SITE' }] as const,
      ['PARTY_ABSENT', {}] as const,
      ['OFFICER_SIGNED', { content: hash('something') }] as const,
    ),
    replaces: fc.uniqueArray(fc.nat({ max: 40 }), { maxLength: 3 }),
    isClockWrong: fc.boolean(),
  })
  .map(({ id, who, minute, day, what: [kind, payload], replaces, isClockWrong }) =>
    event(`e${id}`, kind, payload, {
      ...{ inspectorId: who, accountId: `account-${who}`, isClockWrong, hasText: kind === 'NOTED' },
      ...{ happenedAt: `${day}T02:${minute}:00.000Z`, happenedOn: day },
      replaces: replaces.map((one) => `e${one}`),
    }),
  );
const anyVisit = fc.uniqueArray(anyEvent, { selector: ({ id }) => id, maxLength: 25 });

describe('the fold of a visit', () => {
  test('is the same in any order, and however often an event comes', () => {
    fc.assert(
      fc.property(
        anyVisit.chain((events) =>
          fc.record({
            events: fc.constant(events),
            shuffled: fc.shuffledSubarray(events, { minLength: events.length }),
            again: fc.subarray(events),
          }),
        ),
        ({ events, shuffled, again }) => {
          expect(fold([...again, ...shuffled, ...again])).toEqual(fold(events));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('never loses an answer that nothing took the place of', () => {
    fc.assert(
      fc.property(anyVisit, (events) => {
        const gone = new Set(events.flatMap(({ replaces }) => replaces));
        const standing = events.filter(({ id, kind }) => kind === 'ANSWERED' && !gone.has(id));
        const shown = Object.values(fold(events).points).flatMap((one) =>
          one.flatMap((value) => value.events),
        );
        for (const { id } of standing) expect(shown).toContain(id);
      }),
      { numRuns: 300 },
    );
  });
});

describe('two officers', () => {
  test('who answer a point differently without knowing of each other are in conflict, until one replaces both', () => {
    const torn = [answer('1', '3', 'PROBLEM'), answer('2', '3', 'NO_PROBLEM', { inspectorId: 'b' })];
    expect(fold(torn).conflicts).toEqual(['point WS-01/3']);
    const half = answer('3', '3', 'PROBLEM', { replaces: ['1'] });
    expect(fold([...torn, half]).conflicts).toEqual(['point WS-01/3']);
    const decided = fold([...torn, answer('4', '3', 'PROBLEM', { replaces: ['1', '2'] })]);
    expect(decided.conflicts).toEqual([]);
    expect(settled(decided.points['WS-01/3'] ?? [])).toMatchObject({ outcome: 'PROBLEM' });
  });

  test('who answer alike are not', () => {
    const both = fold([answer('1', '3', 'PROBLEM'), answer('2', '3', 'PROBLEM', { inspectorId: 'b' })]);
    expect(both.conflicts).toEqual([]);
    expect(both.points['WS-01/3']).toHaveLength(1);
  });

  test('may note and photograph as they like: only answers can be at odds', () => {
    const photo = (id: string) =>
      event(id, 'EVIDENCE_ATTACHED', { evidence: id, sha256: hash(id), form: 'PHOTO' });
    const notes = [event('1', 'NOTED', {}, { hasText: true }), event('2', 'NOTED', {}, { hasText: true })];
    expect(fold([...notes, photo('3'), photo('4')]).conflicts).toEqual([]);
  });

  test('“the rest” gives way to what a colleague found meanwhile', () => {
    const rest = event('9', 'REST_WITHOUT_PROBLEM', { items: [{ item: 'WS-01', version: 1 }] });
    const { conflicts, rest: items, points } = fold([rest, answer('1', '2', 'PROBLEM')]);
    expect({ conflicts, items, found: Object.keys(points) }).toEqual({
      ...{ conflicts: [], items: ['WS-01'], found: ['WS-01/2'] },
    });
  });

  test('cannot take each other’s signature, check-in or another point away', () => {
    const found = [
      answer('1', '1', 'PROBLEM'),
      event('2', 'CHECKED_IN', { way: 'HAND' }),
      signed('3', 'a', hash('x')),
    ];
    const replaces = ['1', '2', '3'];
    const takes = [
      answer('7', '2', 'NO_PROBLEM', { inspectorId: 'b', replaces }),
      event('8', 'NOTED', {}, { inspectorId: 'b', replaces }),
      { ...signed('9', 'b', hash('x')), replaces },
    ];
    const state = fold([...found, ...takes]);
    expect(state.points['WS-01/1']).toHaveLength(1);
    expect(state.checkIns).toHaveLength(1);
    expect(state.signatures.map(({ inspectorId }) => inspectorId).sort()).toEqual(['a', 'b']);
  });
});

describe('a signature', () => {
  const before = [answer('1', '1', 'NO_PROBLEM')];
  const { contentHash } = fold(before);
  const both = [...before, signed('5', 'a', contentHash), signed('6', 'b', contentHash)];
  const counting = (events: readonly TakenEvent[]) =>
    fold(events)
      .signatures.filter(({ counts }) => counts)
      .map(({ inspectorId }) => inspectorId);

  test('counts for what was signed', () => {
    expect(counting(both)).toEqual(['a', 'b']);
  });

  test.each([
    ['another answer', answer('7', '2', 'PROBLEM')],
    ['a corrected answer', answer('7', '1', 'PROBLEM', { replaces: ['1'] })],
    ['a note', event('7', 'NOTED', {}, { hasText: true })],
    ['a photo', event('7', 'EVIDENCE_ATTACHED', { evidence: 'x', sha256: hash('photo'), form: 'PHOTO' })],
    ['a reason', answer('7', '1', 'NO_PROBLEM', { hasText: true })],
    ['a conclusion', event('7', 'CONCLUDED', { resultCode: '01', disposition: 'NONE', method: 'ON_SITE' })],
  ])('counts no more after %s, and does again when it is signed anew', (_, change) => {
    const changed = [...both, change];
    expect(counting(changed)).toEqual([]);
    expect(counting([...changed, signed('8', 'b', fold(changed).contentHash)])).toEqual(['b']);
  });

  test.each([
    ['a colleague’s check-in', event('7', 'CHECKED_IN', { way: 'HAND' }, { inspectorId: 'b' })],
    ['the same answer of a colleague', answer('7', '1', 'NO_PROBLEM', { inspectorId: 'b' })],
    ['that it was served', event('7', 'SERVED', { way: 'IN_PERSON', recipient: 'PARTY' })],
  ])('goes on counting after %s', (_, more) => {
    expect(counting([...both, more])).toEqual(['a', 'b']);
  });

  test('of the party counts under the same, and a reason in its stead always', () => {
    const party = event('7', 'PARTY_SIGNED', { content: contentHash, evidence: 'x', sha256: 'y' });
    expect(fold([...before, party]).partyCounts).toBe(true);
    expect(fold([...before, party, answer('8', '2', 'PROBLEM')]).partyCounts).toBe(false);
    expect(fold([event('7', 'PARTY_ABSENT', {}), answer('8', '2', 'PROBLEM')]).partyCounts).toBe(true);
  });
});

test('an exit ends when somebody is let in after all, and stays an attempt', () => {
  const closed = event('1', 'EXIT', { exit: 'CLOSED' });
  const back = event('2', 'CHECKED_IN', { way: 'HAND' }, { replaces: ['1'], happenedOn: '2026-02-11' });
  expect(fold([closed]).exit).toHaveLength(1);
  const state = fold([back, closed]);
  expect(state.exit).toEqual([]);
  expect(state.attempts).toEqual({ CLOSED: ['2026-02-10'] });
});

test('times by a wrong clock wait until somebody confirms them', () => {
  const wrong = [
    event('1', 'CHECKED_IN', { way: 'HAND' }, { isClockWrong: true }),
    answer('2', '1', 'PROBLEM', { isClockWrong: true }),
  ];
  expect(fold(wrong).unconfirmed).toEqual(['1', '2']);
  expect(fold([event('3', 'TIME_CONFIRMED', { events: ['1', '2'] }), ...wrong]).unconfirmed).toEqual([]);
});
