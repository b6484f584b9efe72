import { RefusedVisitEvent, VisitEvent } from '../../schema/inspection/index.js';
import { type Phone, type TestVisit, text, VisitHouse } from '../schema/inspection/visit/visit-house.js';
import type { GraphqlClient } from '../support/client.js';
import { MainJob } from '../support/main-job.js';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
let house: VisitHouse;
let visit: TestVisit;
let phone: Phone;
let cookie: string;
let client: GraphqlClient;

beforeAll(async () => {
  server = await startTestServer({ FAIRDRAW_VISIT_BATCH_MB: '1' }, { start: '2026-02-09T01:00:00Z' });
  const { database, clock, close } = server;
  const sources = { ...server.app.sources, jobs: undefined };
  house = await VisitHouse.over(await MainJob.over({ database, clock, close, sources }));
});
afterAll(() => house.close());
beforeEach(async () => {
  visit = await house.take();
  phone = await house.phone(visit.first);
  client = await server.client();
  client.cookie = cookie = await house.job.cookieOf(visit.first);
});

interface Sending {
  readonly type?: string;
  readonly query?: string;
  readonly as?: string;
}

async function post(body: string, { type = 'application/json', query, as = cookie }: Sending = {}) {
  const asked = query ?? `device=${phone.device.id}&sentAt=${house.job.clock.now().toISOString()}`;
  const response = await fetch(`${server.address}/visit-events?${asked}`, {
    method: 'POST',
    headers: { 'content-type': type, ...(as ? { cookie: as } : {}) },
    body,
  });
  return { status: response.status, answer: (await response.json()) as Answer };
}

/** What a batch is told, or why it was not taken. */
interface Answer {
  readonly verdicts: readonly {
    readonly verdict: string;
    readonly fault: string | null;
    readonly message: string | null;
  }[];
  readonly visits: readonly object[];
  readonly code?: string;
  readonly message?: string;
}

const words = (answer: Pick<Answer, 'verdicts'>) =>
  answer.verdicts.map(({ verdict, fault }) => fault ?? verdict);
const signed = () => [house.checkIn(visit), ...house.answers(visit)].map(phone.sign);

describe('POST /visit-events', () => {
  test('takes a JSON list, tells of each event, and of how the visit stands', async () => {
    const events = signed();
    const { status, answer } = await post(JSON.stringify(events));
    expect({ status, verdicts: words(answer) }).toEqual({ status: 200, verdicts: Array(4).fill('ACCEPTED') });
    expect(answer.visits).toMatchObject([
      { assignmentId: visit.assignment.id, eventCount: 4, conflicts: [] },
    ]);
    expect(words((await post(JSON.stringify(events))).answer)).toEqual(Array(4).fill('DUPLICATE'));
  });

  test('takes JSON lines: one that is broken is kept apart, and the others go on', async () => {
    const [one, two] = signed().map((event) => JSON.stringify(event));
    const body = `${one}\r\n{"id": broken\n\n${two}\n`;
    const { answer } = await post(body, { type: 'application/x-ndjson' });
    expect(words(answer)).toEqual(['ACCEPTED', 'MALFORMED', 'ACCEPTED']);
    expect(answer.verdicts[1]?.message).toMatch(/[\u4e00-\u9fff]{4}/);
    const accountId = visit.first.accountId;
    const [kept] = await house.job.readAs().em.find(RefusedVisitEvent, { accountId, settledAt: null });
    const opened = await client.get('query ($id: UUID!) { refusedVisitEventText(id: $id) { content } }', {
      id: kept?.id,
    });
    expect(opened.refusedVisitEventText.content).toBe('"{\\"id\\": broken"');
  });

  test('the same batch twice at the same time is taken once', async () => {
    const body = JSON.stringify(signed());
    const both = await Promise.all([post(body), post(body)]);
    expect(both.flatMap(({ answer }) => words(answer)).sort()).toEqual([
      ...Array(4).fill('ACCEPTED'),
      ...Array(4).fill('DUPLICATE'),
    ]);
    expect((await house.state(visit)).eventCount).toBe(4);
  });

  test.each([
    ['nobody is signed in', () => post('[]', { as: '' }), 401, 'NOT_SIGNED_IN'],
    [
      'no inspector is',
      async () => post('[]', { as: await house.job.cookieOf(house.job.reviewer) }),
      403,
      'NOT_ALLOWED',
    ],
    ['no device is named', () => post('[]', { query: 'sentAt=2026-02-10T02:00:00Z' }), 400, 'DEVICE_NEEDED'],
    [
      'the device does not tell its time',
      () => post('[]', { query: `device=${phone.device.id}&sentAt=x` }),
      400,
      'DEVICE_NEEDED',
    ],
    [
      'a phone sends what another account recorded',
      () =>
        post('[]', {
          query: `device=${phone.device.id}&sentAt=2026-02-10&account=${visit.second.accountId}`,
        }),
      409,
      'OTHER_ACCOUNT',
    ],
    ['it is no JSON', () => post('{'), 400, 'BAD_JSON'],
    ['it is no list', () => post('{}'), 400, 'BAD_JSON'],
    ['there are more than 5,000', () => post(JSON.stringify(Array(5_001).fill(1))), 413, 'TOO_MANY_EVENTS'],
    ['it is too large', () => post(JSON.stringify('x'.repeat(1_100_000))), 413, 'BATCH_TOO_LARGE'],
  ])('takes nothing where %s', async (_, send, status, code) => {
    const before = await house.job.readAs().em.count(VisitEvent);
    const answered = await send();
    expect([answered.status, answered.answer.code]).toEqual([status, code]);
    expect(answered.answer.message).toMatch(/[\u4e00-\u9fff]{4}/);
    expect(await house.job.readAs().em.count(VisitEvent)).toBe(before);
  });

  test.each([
    ['numbers', '[1, -0, 1e400]'],
    ['keys of the prototype', '[{"__proto__": {"kind": "NOTED"}, "constructor": 1}]'],
    ['a deep nest', `[${'['.repeat(5_000)}${']'.repeat(5_000)}]`],
    ['half a character', '[{"kind": "NOTED", "id": "\\ud800"}]'],
  ])('%s are malformed, not a failure', async (_, body) => {
    const { status, answer } = await post(body);
    expect(status).toBe(200);
    expect(new Set(words(answer))).toEqual(new Set(['MALFORMED']));
  });
});

describe('the console', () => {
  const record = `mutation ($events: [VisitEventJson!]!) { value: recordVisitEvents(events: $events) {
    __typename ... on VisitEventsReceived { verdicts { id verdict fault message } visits { eventCount contentHash } }
    ... on ConsoleError { code message } ... on TooManyVisitEvents { most } } }`;
  const shown = `query ($id: UUID!) { visit(assignmentId: $id) { contentHash partyCounts exit
    events { kind hasText isSigned happenedAt distanceMetres } points { point outcome isOfRest }
    conflicts { about events } signatures { counts } gaps { kind about } } }`;

  test('takes the same events one by one, and shows the visit with what it lacks', async () => {
    const { value } = await client.get(record, {
      events: [house.checkIn(visit), house.answer(visit, '9', 'PROBLEM')],
    });
    expect(value.verdicts).toMatchObject([
      { verdict: 'ACCEPTED' },
      { verdict: 'REFUSED', fault: 'POINT_UNKNOWN' },
    ]);
    const torn = ['PROBLEM', 'NO_PROBLEM'].map((outcome) => house.answer(visit, '1', outcome));
    await client.get(record, { events: torn });
    const { visit: view } = await client.get(shown, { id: visit.assignment.id });
    expect(view.events.map(({ kind }: { kind: string }) => kind).sort()).toEqual([
      'ANSWERED',
      'ANSWERED',
      'CHECKED_IN',
    ]);
    expect(view.conflicts).toEqual([
      { about: 'point WS-01/1', events: expect.arrayContaining(torn.map(({ id }) => id)) },
    ]);
    expect(view.gaps).toContainEqual({ kind: 'CONCLUSION', about: null });
  });

  test('shows words and places to the team, and writes down that it did', async () => {
    await client.get(record, { events: [house.checkIn(visit, { private: text('店门后侧') })] });
    const texts = 'query ($id: UUID!) { visitTexts(assignmentId: $id) { eventId text longitude } }';
    const asked = { id: visit.assignment.id };
    expect((await client.get(texts, asked)).visitTexts).toMatchObject([{ text: '店门后侧' }]);
    const auditor = await server.client();
    auditor.cookie = await house.job.cookieOf(house.job.auditor);
    expect((await auditor.get(texts, asked)).visitTexts).toMatchObject([{ text: '店门后侧' }]);
    const stranger = await server.client();
    stranger.cookie = await house.job.cookieOf(house.job.stranger);
    expect((await stranger.get(texts, asked)).visitTexts).toEqual([]);
    expect((await stranger.get(shown, asked)).visit).toBeNull();
  });

  test('sends more than fifty elsewhere', async () => {
    const { value } = await client.get(record, { events: Array(51).fill({}) });
    expect(value).toMatchObject({ __typename: 'TooManyVisitEvents', most: 50 });
  });

  test('registers a device, lists one’s own, and revokes it', async () => {
    const own = 'query { devices { edges { node { id state } } } }';
    const before = (await client.get(own)).devices.edges;
    expect(before.map(({ node }: { node: { id: string } }) => node.id)).toContain(phone.device.id);
    const register = `mutation ($input: RegisterDeviceInput!) { value: registerDevice(input: $input) { __typename
      ... on ConsoleError { message } } }`;
    for (const [publicKey, answer] of [
      [JSON.stringify(phone.device.publicKey), 'DeviceKeyTaken'],
      ['{}', 'InvalidDeviceKey'],
      ['{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}', 'InvalidDeviceKey'],
      [JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(42) }), 'InvalidDeviceKey'],
    ]) {
      const { value } = await client.get(register, { input: { name: '终端', publicKey } });
      expect(value.__typename).toBe(answer);
    }
    const revoke = `mutation ($input: RevokeDeviceInput!) { value: revokeDevice(input: $input) { __typename
      ... on DeviceRevoked { device { state } } } }`;
    const input = { id: phone.device.id, reason: '遗失' };
    expect((await client.get(revoke, { input })).value.device.state).toBe('REVOKED');
    expect((await client.get(revoke, { input })).value.__typename).toBe('DeviceRevokedAlready');
  });
});
