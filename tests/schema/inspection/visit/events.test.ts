import { randomUUID } from 'node:crypto';
import { revokeDevice } from '../../../../schema/account/index.js';
import { AuditEvent } from '../../../../schema/audit/index.js';
import { DocumentKind } from '../../../../schema/document/index.js';
import { writePageMark } from '../../../../schema/document/paper/paper.js';
import {
  Assignment,
  AssignmentOfficer,
  AssignmentState,
  RefusedVisitEvent,
  VisitEvent,
} from '../../../../schema/inspection/index.js';
import { PersonalRecord } from '../../../../schema/personal/index.js';
import { Certificate, Target } from '../../../../schema/registry/index.js';
import { done } from '../../../support/main-job.js';
import { digestTables } from '../../../support/unchanged.js';
import { type TestVisit, text, VisitHouse } from './visit-house.js';

let house: VisitHouse;
let visit: TestVisit;
beforeAll(async () => {
  house = await VisitHouse.open();
});
afterAll(() => house.close());
beforeEach(async () => {
  visit = await house.take();
  house.job.clock.set('2026-02-10T02:00:00Z');
});

const stateOf = async ({ assignment: { id } }: TestVisit) =>
  (await house.job.readAs().em.findOneOrFail(Assignment, { id })).state;

describe('a check-in', () => {
  test('begins the visit, with the distance from the target', async () => {
    const { targetRealId: realId } = visit.assignment;
    await house.job.act(undefined, (unit) =>
      unit.em.nativeUpdate(
        Target,
        { realId },
        { longitude: 110.3594, latitude: 21.2707, datum: 'WGS84' as never },
      ),
    );
    const position = { longitude: '110.3594', latitude: '21.2716', accuracy: 12 };
    const event = house.checkIn(visit, { private: { ...text('执照正在换发'), position } });
    expect(await house.verdicts(visit.first, [event])).toEqual(['ACCEPTED']);
    expect(await stateOf(visit)).toBe(AssignmentState.CHECKED_IN);
    const [stored] = (await house.state(visit)).checkIns;
    expect(stored).toMatchObject({ event: event.id, on: '2026-02-10', way: 'HAND', distanceMetres: 100 });
  });

  test('keeps words and place apart, encrypted', async () => {
    const position = { longitude: '110.3594', latitude: '21.2716' };
    await house.send(visit.first, [house.checkIn(visit, { private: { ...text('店主张三带路'), position } })]);
    const reader = house.job.readAs();
    const [stored] = await reader.em.find(VisitEvent, { assignment: visit.assignment.id });
    expect(JSON.stringify(stored)).not.toMatch(/张三|110\.3594/);
    const record = await reader.em.findOneOrFail(
      PersonalRecord,
      { id: stored?.recordId ?? '' },
      { populate: ['ciphertext'] },
    );
    expect(Buffer.from(record.ciphertext as Uint8Array).toString()).not.toContain('张三');
  });

  test('by the QR of the licence is of this target, and of no other', async () => {
    const code = visit.assignment.targetRealId.replace(/^[^:]*:/, '');
    const scan = (scanned: string) => house.event(visit, 'CHECKED_IN', { way: 'LICENCE', code: scanned });
    expect(await house.verdicts(visit.first, [scan('JY99999')])).toEqual(['CODE_ELSEWHERE']);
    expect(await house.verdicts(visit.first, [scan(code)])).toEqual(['ACCEPTED']);
  });

  test('by a notice needs a notice of this visit', async () => {
    const code = `FD1/${randomUUID().replaceAll('-', '').toUpperCase()}/1/1/NOTICE`;
    const scan = house.event(visit, 'CHECKED_IN', { way: 'NOTICE', code });
    expect(await house.verdicts(visit.first, [scan])).toEqual(['CODE_ELSEWHERE']);
    const mark = { kind: DocumentKind.NOTICE, page: 1, pageCount: 1 };
    const scanned = (documentId: string) =>
      house.event(visit, 'CHECKED_IN', { way: 'NOTICE', code: writePageMark({ ...mark, documentId }) });
    const papers = await house.notices();
    const [own] = papers.filter(({ assignment }) => assignment === visit.assignment.id);
    const [foreign] = papers.filter(({ assignment }) => assignment !== visit.assignment.id);
    const both = [foreign, own].map((paper) => scanned(paper?.id ?? ''));
    expect(await house.verdicts(visit.first, both)).toEqual(['CODE_ELSEWHERE', 'ACCEPTED']);
  });

  test('by hand says why', async () => {
    const silent = house.event(visit, 'CHECKED_IN', { way: 'HAND' });
    expect(await house.verdicts(visit.first, [silent])).toEqual(['REASON_MISSING']);
    expect(await stateOf(visit)).toBe(AssignmentState.ASSIGNED);
  });
});

describe('an event is refused', () => {
  const cases: readonly (readonly [string, () => unknown, string])[] = [
    [
      'of another version of the item',
      () => house.event(visit, 'ANSWERED', { item: 'WS-01', version: 1, point: '1', outcome: 'PROBLEM' }),
      'CHECKLIST_VERSION_WRONG',
    ],
    [
      'of an item that the campaign does not check',
      () => house.event(visit, 'ANSWERED', { item: 'WS-02', version: 2, point: '1', outcome: 'PROBLEM' }),
      'CHECKLIST_VERSION_WRONG',
    ],
    [
      'of a point that the checklist does not have',
      () => house.answer(visit, '9', 'PROBLEM'),
      'POINT_UNKNOWN',
    ],
    [
      'with a number where none is asked for',
      () => house.answer(visit, '1', 'PROBLEM', { value: '3' }),
      'ANSWER_WRONG',
    ],
    ['without the number that is asked for', () => house.answer(visit, '2', 'NO_PROBLEM'), 'ANSWER_WRONG'],
    [
      'with words for a number',
      () => house.answer(visit, '2', 'NO_PROBLEM', { value: '很少' }),
      'ANSWER_WRONG',
    ],
    [
      'with a choice that is none',
      () => house.answer(visit, '3', 'NO_PROBLEM', { value: '一般' }),
      'ANSWER_WRONG',
    ],
    [
      'as not applicable without a reason',
      () => house.answer(visit, '4', 'NOT_APPLICABLE'),
      'REASON_MISSING',
    ],
    [
      'with an unknown result code',
      () => house.conclusion(visit, { resultCode: '99' }),
      'RESULT_CODE_UNKNOWN',
    ],
    [
      'before the team could see its target',
      () => house.checkIn(visit, { occurredAt: '2026-02-09T09:59:59.000Z' }),
      'BEFORE_VISIBLE',
    ],
    [
      'before the window',
      () => house.checkIn(visit, { occurredAt: '2026-02-09T10:30:00.000Z' }),
      'OUTSIDE_WINDOW',
    ],
    [
      'in another officer’s name',
      () => house.checkIn(visit, { inspectorId: visit.second.inspectorId }),
      'OTHER_OFFICER',
    ],
    [
      'of a visit that there is not',
      () => house.checkIn(visit, { assignmentId: randomUUID() }),
      'ASSIGNMENT_NOT_FOUND',
    ],
    [
      'with something in it that nobody knows',
      () => ({ ...house.checkIn(visit), colour: 'red' }),
      'MALFORMED',
    ],
    [
      'with a mark that turns the direction of writing',
      () => house.checkIn(visit, { private: text('a\u202eb') }),
      'MALFORMED',
    ],
    [
      'with a time that there is not',
      () => house.checkIn(visit, { occurredAt: '2026-02-30T00:00:00.000Z' }),
      'MALFORMED',
    ],
    ['that is no event', () => ['x'], 'MALFORMED'],
    ['that is nothing', () => null, 'MALFORMED'],
  ];

  test.each(cases)('%s', async (_, make, fault) => {
    expect(await house.verdicts(visit.first, [make()])).toEqual([fault]);
    expect((await house.state(visit)).eventCount).toBe(0);
  });

  test('by an officer of another team, by a reviewer, and by an expert', async () => {
    const other = await house.take();
    const strangers = [other.first, other.second].filter(
      ({ inspectorId }) => ![visit.first.inspectorId, visit.second.inspectorId].includes(inspectorId),
    );
    for (const actor of [...strangers, house.job.reviewer]) {
      expect(await house.verdicts(actor, [house.checkIn(visit)])).toEqual(['NOT_ON_TEAM']);
    }
    const { id } = visit.assignment;
    const { inspectorId } = visit.second;
    await house.job.act(undefined, (unit) =>
      unit.em.nativeUpdate(AssignmentOfficer, { assignment: id, inspectorId }, { isExpert: true }),
    );
    expect(await house.verdicts(visit.second, [house.checkIn(visit)])).toEqual(['NOT_ON_TEAM']);
  });

  test('on a day on which the officer’s certificate was not valid', async () => {
    const { inspectorId: inspector } = visit.first;
    const until = (validToOn: string) =>
      house.job.act(undefined, (unit) => unit.em.nativeUpdate(Certificate, { inspector }, { validToOn }));
    await until('2026-02-09');
    expect(await house.verdicts(visit.first, [house.checkIn(visit)])).toEqual(['CERTIFICATE_NOT_VALID']);
    await until('2030-12-31');
    expect(await house.verdicts(visit.first, [house.checkIn(visit)])).toEqual(['ACCEPTED']);
  });

  test('after the window, and not when it happened within and came later', async () => {
    house.job.clock.set('2026-02-13T02:00:00Z');
    const late = house.checkIn(visit, { occurredAt: '2026-02-12T15:59:00.000Z' });
    expect(await house.verdicts(visit.first, [house.checkIn(visit), late])).toEqual([
      'OUTSIDE_WINDOW',
      'ACCEPTED',
    ]);
  });
});

describe('nothing is lost', () => {
  test('what is refused waits for a person as it came, once, and is settled when it is taken after all', async () => {
    const event = house.checkIn(visit);
    const { id } = visit.assignment;
    const visibleAt = new Date('2026-02-11T00:00:00Z');
    const old = visit.assignment.visibleAt;
    const seen = (at: Date) =>
      house.job.act(undefined, (unit) => unit.em.nativeUpdate(Assignment, { id }, { visibleAt: at }));
    await seen(visibleAt);
    for (const _ of [1, 2])
      expect(await house.verdicts(visit.first, [event])).toEqual(['ASSIGNMENT_NOT_FOUND']);
    const drawer = () => house.job.readAs().em.find(RefusedVisitEvent, { eventId: event.id });
    expect(await drawer()).toMatchObject([{ fault: 'ASSIGNMENT_NOT_FOUND', settledAt: null }]);
    await seen(old);
    expect(await house.verdicts(visit.first, [event])).toEqual(['ACCEPTED']);
    expect((await drawer())[0]?.settledAt).toEqual(house.job.clock.now());
  });

  test('the same id with another content is kept apart, and the first stands', async () => {
    const event = house.answer(visit, '1', 'NO_PROBLEM');
    const other = { ...event, payload: { ...event.payload, outcome: 'PROBLEM' } };
    expect(await house.verdicts(visit.first, [event, event, other])).toEqual([
      'ACCEPTED',
      'DUPLICATE',
      'OTHER_CONTENT',
    ]);
    expect(await house.verdicts(visit.second, [other])).toEqual(['OTHER_CONTENT']);
    expect((await house.state(visit)).points['WS-01/1']).toMatchObject([
      { value: { outcome: 'NO_PROBLEM' } },
    ]);
  });

  test('another content under an id that was taken waits for a person, also where both came together', async () => {
    const event = house.answer(visit, '1', 'NO_PROBLEM');
    const other = { ...event, payload: { ...event.payload, outcome: 'PROBLEM' } };
    await house.send(visit.first, [event, other]);
    await house.send(visit.first, [event]);
    const kept = await house.job.readAs().em.find(RefusedVisitEvent, { eventId: event.id });
    expect(kept).toMatchObject([{ fault: 'OTHER_CONTENT', settledAt: null }]);
  });

  test('what a revoked device brought is settled when its officer enters it by hand, without a signature', async () => {
    const phone = await house.phone(visit.first);
    const device = { id: phone.device.id, reason: '遗失' };
    done(await house.job.act(visit.first, (unit) => revokeDevice(unit, device)));
    const event = house.checkIn(visit);
    await house.send(visit.first, [phone.sign(event)], { deviceId: phone.device.id });
    const drawer = () => house.job.readAs().em.find(RefusedVisitEvent, { eventId: event.id });
    expect(await drawer()).toMatchObject([{ fault: 'DEVICE_REVOKED', settledAt: null }]);
    expect(await house.verdicts(visit.first, [event])).toEqual(['ACCEPTED']);
    expect(await drawer()).toMatchObject([{ settledAt: house.job.clock.now() }]);
  });

  test('what was taken is taken once: sent again it changes no table', async () => {
    const events = [house.checkIn(visit), ...house.answers(visit)];
    await house.send(visit.first, events);
    const before = await digestTables(house.database);
    expect(await house.verdicts(visit.first, [...events].reverse())).toEqual(Array(4).fill('DUPLICATE'));
    expect(await digestTables(house.database)).toEqual(before);
  });

  test('events before the check-in wait for it', async () => {
    await house.send(visit.first, house.answers(visit));
    expect(await stateOf(visit)).toBe(AssignmentState.ASSIGNED);
    await house.send(visit.second, [house.checkIn(visit)]);
    expect(await stateOf(visit)).toBe(AssignmentState.CHECKED_IN);
  });

  test('an event cannot be changed in the database', async () => {
    const event = house.checkIn(visit);
    await house.send(visit.first, [event]);
    const change = house.job.act(undefined, (unit) =>
      unit.em.nativeUpdate(VisitEvent, { id: event.id }, { hash: 'x' }),
    );
    await expect(change).rejects.toThrow();
  });
});

describe('devices', () => {
  test.each(['ed25519', 'P-256'] as const)('sign what they recorded by %s', async (kind) => {
    const phone = await house.phone(visit.first, kind);
    const batch = { deviceId: phone.device.id };
    const event = phone.sign(house.checkIn(visit));
    const bent = { ...event, occurredAt: '2026-02-10T01:00:00.000Z' };
    const unsigned = house.answer(visit, '1', 'PROBLEM');
    expect(await house.verdicts(visit.first, [bent, unsigned, event], batch)).toEqual([
      ...['SIGNATURE_WRONG', 'SIGNATURE_MISSING', 'ACCEPTED'],
    ]);
    const other = await house.phone(visit.second);
    const stolen = phone.sign(house.answer(visit, '1', 'PROBLEM'));
    expect(await house.verdicts(visit.second, [stolen], { deviceId: other.device.id })).toEqual([
      'SIGNATURE_WRONG',
    ]);
    expect(await house.verdicts(visit.second, [stolen], batch)).toEqual(['DEVICE_UNKNOWN']);
  });

  test('that are revoked bring nothing more; what they brought stays', async () => {
    const phone = await house.phone(visit.first);
    const batch = { deviceId: phone.device.id };
    await house.send(visit.first, [phone.sign(house.checkIn(visit))], batch);
    const revoked = { id: phone.device.id, reason: '遗失' };
    done(await house.job.act(visit.first, (unit) => revokeDevice(unit, revoked)));
    const late = phone.sign(house.answer(visit, '1', 'PROBLEM'));
    expect(await house.verdicts(visit.first, [late], batch)).toEqual(['DEVICE_REVOKED']);
    expect(await house.state(visit)).toMatchObject({ eventCount: 1, points: {} });
  });

  test('and accounts sign for one officer', async () => {
    const { contentHash: content } = await house.state(visit);
    const sign = () => house.event(visit, 'OFFICER_SIGNED', { content });
    expect(await house.verdicts(visit.first, [sign()])).toEqual(['ACCEPTED']);
    const both = { ...visit.first, inspectorId: visit.second.inspectorId };
    expect(await house.verdicts(both, [sign()])).toEqual(['SIGNED_FOR_BOTH']);
    expect(await house.verdicts(visit.second, [sign()])).toEqual(['ACCEPTED']);
  });
});

describe('a clock three days wrong', () => {
  const sentAt = new Date('2026-02-07T02:00:00Z');

  test('is set right by the skew, both times are kept, and somebody confirms', async () => {
    const slow = { occurredAt: '2026-02-07T01:30:00.000Z' };
    const event = house.checkIn(visit, slow);
    expect(await house.verdicts(visit.first, [event], { sentAt })).toEqual(['ACCEPTED']);
    const [stored] = await house.job.readAs().em.find(VisitEvent, { id: event.id });
    expect(stored).toMatchObject({
      occurredAt: new Date(slow.occurredAt),
      happenedAt: new Date('2026-02-10T01:30:00.000Z'),
      ...{ isClockWrong: true, skewSeconds: 3 * 86_400 },
    });
    expect((await house.state(visit)).unconfirmed).toEqual([event.id]);
    const confirm = house.event(visit, 'TIME_CONFIRMED', { events: [event.id] });
    expect(await house.verdicts(visit.second, [confirm])).toEqual(['ACCEPTED']);
    expect((await house.state(visit)).unconfirmed).toEqual([]);
  });

  test('of some minutes is none, and what lies ahead happened no later than it came', async () => {
    const near = { sentAt: new Date('2026-02-10T01:56:00Z') };
    const event = house.checkIn(visit, { occurredAt: '2026-02-10T01:50:00.000Z' });
    await house.send(visit.first, [event], near);
    const ahead = house.checkIn(visit, { occurredAt: '2026-02-12T02:00:00.000Z' });
    await house.send(visit.first, [ahead]);
    expect((await house.state(visit)).checkIns.map(({ at }) => at)).toEqual([
      ...['2026-02-10T01:50:00.000Z', '2026-02-10T02:00:00.000Z'],
    ]);
    expect((await house.state(visit)).unconfirmed).toEqual([ahead.id]);
  });
});

test('check-ins, signatures, exits and decided conflicts stand in the audit record', async () => {
  const torn = [house.answer(visit, '1', 'PROBLEM'), house.answer(visit, '1', 'NO_PROBLEM')];
  await house.send(visit.first, [house.checkIn(visit), ...torn]);
  const replaces = torn.map(({ id }) => id);
  await house.send(visit.second, [
    house.answer(visit, '1', 'PROBLEM', { replaces }),
    house.event(visit, 'EXIT', { exit: 'REFUSED' }),
  ]);
  await house.sign(visit, [visit.first]);
  const told = await house.job
    .readAs()
    .em.find(
      AuditEvent,
      { subjectId: visit.assignment.id, kind: { $like: 'visit.%' } },
      { orderBy: { seq: 'asc' } },
    );
  expect(told.map(({ kind }) => kind)).toEqual([
    ...['visit.checked-in', 'visit.exited', 'visit.conflict-resolved', 'visit.signed'],
  ]);
});
