/** What an officer records on a phone, in a browser, before a real server. */

import { Account } from '../../schema/account/index.js';
import { Role } from '../../schema/shared/roles.js';
import type { VisitQueue } from '../../web/visit-queue/queue.js';
import type { Officer, TestVisit } from '../schema/inspection/visit/visit-house.js';
import { describeInBrowser } from './browser.js';
import { draftsOf, expectAllThere, PhoneBench, picture, Tab } from './phone-bench.js';

declare const queue: VisitQueue;
// biome-ignore lint/suspicious/noExplicitAny: the page’s own; the server has none
declare const indexedDB: any;

describeInBrowser('a phone', () => {
  let bench: PhoneBench;
  let officer: Officer;
  let visit: TestVisit;
  let tab: Tab;
  let drafts: ReturnType<typeof draftsOf>;

  beforeAll(async () => {
    bench = await PhoneBench.open();
  });
  afterAll(() => bench?.close());
  beforeEach(async () => {
    ({
      officer,
      visits: [visit],
    } = (await bench.visitsOf(1)) as { officer: Officer; visits: [TestVisit] });
    drafts = draftsOf(visit);
    await bench.signIn(officer);
    tab = await bench.tab(officer);
  });
  afterEach(async () => {
    bench.proxy.plan = bench.proxy.stranger = undefined;
    await bench.emptyPhone();
  });

  async function listDevices(): Promise<string[]> {
    const client = await bench.server.client();
    client.cookie = await bench.house.job.cookieOf(officer);
    const { devices } = await client.get('{ devices(first: 100) { edges { node { id } } } }');
    return devices.edges.map(({ node }: { node: { id: string } }) => node.id);
  }

  test('keeps events and a photo without network, and has the server take each once', async () => {
    bench.proxy.plan = () => ({ place: 'BEFORE', share: 0 });
    await tab.record(drafts.checkIn());
    await tab.record(drafts.answer('1'));
    await tab.record(drafts.photo(), { bytes: await picture(0x112233), kind: 'PHOTO' });
    await tab.ask(() => {
      const phases = new Set();
      queue.observe(({ phase }) => phases.add(phase));
      Object.assign(globalThis, { phases });
    });
    await tab.startSending();
    await tab.until(({ phase }) => phase === 'RETRYING');
    const { waiting, lastError } = await tab.status();
    expect([waiting, lastError?.code]).toEqual([{ events: 3, files: 1 }, 'NOT_REACHED']);
    bench.proxy.plan = undefined;
    const { phase, waiting: left, taken, lastSuccessAt } = await tab.send();
    expect({ phase, left, taken }).toEqual({
      phase: 'IDLE',
      left: { events: 0, files: 0 },
      taken: { events: 3, files: 1 },
    });
    expect(lastSuccessAt).toMatch(/^2026-02-10T02:/);
    const phases = await tab.ask(() => [...(globalThis as unknown as { phases: Set<string> }).phases]);
    expect(phases).toEqual(['IDLE', 'SENDING', 'RETRYING']);
    await tab.until(({ isPersisted }) => isPersisted !== undefined);
    const { events } = await expectAllThere(bench, tab, [visit]);
    expect(events.map(({ event }) => event.kind)).toEqual(['CHECKED_IN', 'ANSWERED', 'EVIDENCE_ATTACHED']);
  });

  test('folds what it has as the server does, and so an officer signs without network what counts there', async () => {
    for (const draft of [drafts.checkIn(), drafts.answer('1', 'PROBLEM'), drafts.note(' 门口\n有积水 ')])
      await tab.record(draft);
    const content = await tab.ask(async (id) => (await queue.readVisit(id)).contentHash, visit.assignment.id);
    await tab.record(drafts.signed(content));
    await tab.send();
    const state = await bench.house.state(visit);
    expect(state.contentHash).toBe(content);
    expect(state.signatures).toMatchObject([{ inspectorId: officer.inspectorId, counts: true }]);
    expect(await tab.ask(async (id) => (await queue.readVisit(id)).contentHash, visit.assignment.id)).toBe(
      content,
    );
  });

  test('knows the colleague’s events where the page has them', async () => {
    await tab.record(drafts.answer('1', 'PROBLEM'));
    const known = {
      ...{
        id: '0f8fad5b-d9cb-469f-a165-70867728950e',
        kind: 'ANSWERED',
        inspectorId: 'other',
        accountId: 'x',
      },
      ...{ deviceId: null, happenedAt: '2026-02-10T01:00:00.000Z', happenedOn: '2026-02-10', hash: '00' },
      ...{ replaces: [], hasText: false, isClockWrong: false, distanceMetres: null },
      payload: { item: 'WS-01', version: 2, point: '1', outcome: 'NO_PROBLEM' },
    };
    const given = { id: visit.assignment.id, known };
    expect(
      await tab.ask(async ({ id, known: one }) => (await queue.readVisit(id, [one])).conflicts, given),
    ).toEqual(['point WS-01/1']);
  });

  test.each(['Ed25519', 'P-256'])('signs by %s with a key that no script reads', async (kind) => {
    const other = await bench.visitsOf(1);
    await bench.signIn(other.officer);
    const first = await bench.tab(other.officer, { keyKinds: [kind] });
    await first.record(draftsOf(other.visits[0]!).checkIn());
    expect((await first.send()).phase).toBe('IDLE');
    await expectAllThere(bench, first, other.visits);
    const told = await first.ask(async (name) => {
      const request = indexedDB.open(name);
      await new Promise((resolve) => request.addEventListener('success', resolve));
      const read = request.result.transaction('own').objectStore('own').get('device');
      await new Promise((resolve) => read.addEventListener('success', resolve));
      const { privateKey } = read.result;
      const exported = await crypto.subtle.exportKey('jwk', privateKey).then(
        () => 'exported',
        (error: DOMException) => error.name,
      );
      return [privateKey.extractable, exported, privateKey.algorithm.name];
    }, `fairdraw-visits/${other.officer.accountId}`);
    expect(told).toEqual([false, 'InvalidAccessError', kind === 'P-256' ? 'ECDSA' : kind]);
  });

  test('registers once, also where it was killed before it heard of it', async () => {
    await tab.record(drafts.checkIn());
    const before = await listDevices();
    let registrations = 0;
    bench.proxy.plan = ({ path }) => {
      if (path === '/graphql') registrations += 1;
      // The look at its devices, and then the registration.
      return registrations === 2 && path === '/graphql'
        ? { place: 'ARRIVED', share: 0, meanwhile: () => tab.kill('CRASH') }
        : undefined;
    };
    await tab.startSending();
    while (registrations < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    bench.proxy.plan = undefined;
    const again = await bench.tab(officer);
    expect((await again.send()).phase).toBe('IDLE');
    await expectAllThere(bench, again, [visit]);
    expect(await listDevices()).toEqual([await again.ask(() => queue.deviceId()), ...before]);
  });

  test('a battery that falls out loses nothing that was kept', async () => {
    const id = await tab.record(drafts.photo(), { bytes: await picture(0x99aa01), kind: 'PHOTO' });
    await bench.killPhone();
    await bench.signIn(officer);
    const again = await bench.tab(officer);
    expect((await again.events()).map(({ event }) => event.id)).toEqual([id]);
    expect((await again.send()).phase).toBe('IDLE');
    await expectAllThere(bench, again, [visit]);
  });

  test('two tabs share one queue, and send in turn', async () => {
    const other = await bench.tab(officer);
    bench.proxy.concurrent.most = 0;
    const before = bench.proxy.passed.length;
    await Promise.all(
      Array.from({ length: 12 }, (_, n) => (n % 2 ? tab : other).record(drafts.measure(`0.${n}`))),
    );
    await Promise.all([tab.send(), other.send()]);
    const sent = bench.proxy.passed.slice(before).filter(({ path }) => path === '/visit-events');
    // Twelve events, four to a batch: none was sent by both.
    expect([sent.length, bench.proxy.concurrent.most]).toEqual([3, 1]);
    await tab.until(({ taken }) => taken.events === 12);
    await other.until(({ taken, phase }) => taken.events === 12 && phase === 'IDLE');
    await expectAllThere(bench, tab, [visit]);
  });

  test('a page that is left in the middle of a pause lets go, and the next one goes on', async () => {
    bench.proxy.plan = () => ({ place: 'ARRIVED', share: 0 });
    await tab.record(drafts.checkIn());
    const signature = { bytes: await picture(0x777777), kind: 'OFFICER_SIGNATURE' as const };
    const kept = await tab.keep(visit.assignment.id, signature);
    await tab.startSending();
    await tab.until(({ phase }) => phase === 'RETRYING');
    await tab.ask(() => queue.close());
    bench.proxy.plan = undefined;
    const next = await bench.tab(officer);
    expect((await next.send()).phase).toBe('IDLE');
    const { files } = await expectAllThere(bench, next, [visit]);
    expect(files.map(({ clientId }) => clientId)).toEqual([kept]);
  });

  test('goes on by itself when the network is back', async () => {
    const patient = await bench.tab(officer, {
      limits: { firstPauseMs: 3_600_000, longestPauseMs: 3_600_000 },
    });
    const context = await bench.phone();
    await context.setOffline(true);
    await patient.record(drafts.checkIn());
    await patient.startSending();
    await patient.until(({ phase }) => phase === 'RETRYING');
    await context.setOffline(false);
    await patient.until(({ phase }) => phase === 'IDLE');
    await expectAllThere(bench, patient, [visit]);
  });

  test('keeps everything while its officer is not signed in', async () => {
    await tab.record(drafts.checkIn());
    await bench.signIn(undefined);
    const { phase, lastError, waiting } = await tab.send();
    expect([phase, lastError?.code, waiting.events]).toEqual(['SIGN_IN_NEEDED', 'UNAUTHENTICATED', 1]);
    await bench.signIn(officer);
    await tab.send();
    await tab.record(drafts.answer('1'));
    await bench.signIn(undefined);
    const later = await tab.send();
    expect([later.phase, later.lastError?.code]).toEqual(['SIGN_IN_NEEDED', 'NOT_SIGNED_IN']);
    await bench.signIn(officer);
    expect((await tab.send()).phase).toBe('IDLE');
    await expectAllThere(bench, tab, [visit]);
  });

  test('what hinders its officer puts nothing into the drawer', async () => {
    await tab.record(drafts.checkIn());
    await tab.send();
    await tab.keep(visit.assignment.id, { bytes: await picture(0x55aa11), kind: 'PHOTO' });
    for (const [change, ...expected] of [
      [{ mustChangePassword: true }, 'SIGN_IN_NEEDED', 'PASSWORD_CHANGE_NEEDED'],
      [{ mustChangePassword: false, roles: [Role.REVIEWER] }, 'STOPPED', 'NOT_ALLOWED'],
    ] as const) {
      await changeAccount(change);
      const { phase, lastError, waiting } = await tab.send();
      expect([phase, lastError?.code, waiting.files]).toEqual([...expected, 1]);
      expect(lastError?.message).toMatch(/[\u4e00-\u9fff]{4}/);
    }
    await changeAccount({ roles: [Role.INSPECTOR] });
    expect((await tab.send()).phase).toBe('IDLE');
    await expectAllThere(bench, tab, [visit]);
  });

  function changeAccount(change: object) {
    const { job } = bench.house;
    return job.act(undefined, (unit) => unit.em.nativeUpdate(Account, { id: officer.accountId }, change));
  }

  test('keeps accounts apart: a colleague neither sees nor sends what another recorded', async () => {
    await tab.record(drafts.checkIn());
    await tab.send();
    await tab.record(drafts.answer('1'));
    await tab.record(drafts.photo(), { bytes: await picture(0x4411ff), kind: 'PHOTO' });
    await bench.signIn(visit.second);
    const theirs = await bench.tab(visit.second);
    expect(await theirs.events()).toEqual([]);
    await theirs.record(drafts.answer('4'));
    expect((await theirs.send()).phase).toBe('IDLE');
    // The tab of the first is still open, and the session now the other's.
    const { phase, lastError } = await tab.send();
    expect([phase, lastError?.code]).toEqual(['SIGN_IN_NEEDED', 'OTHER_ACCOUNT']);
    const { events, files } = await bench.onServer([visit]);
    expect([Object.keys(events).length, Object.keys(files).length]).toEqual([2, 0]);
    await bench.signIn(officer);
    expect((await tab.send()).phase).toBe('IDLE');
    expect((await tab.events()).every(({ fate }) => fate === 'TAKEN')).toBe(true);
  });

  test('what is refused stays with the server’s words until a person settles it', async () => {
    await tab.record(drafts.unknownPoint());
    await tab.record(drafts.checkIn());
    const { refused, taken, phase } = await tab.send();
    expect({ refused, taken, phase }).toEqual({
      refused: { events: 1, files: 0 },
      taken: { events: 1, files: 0 },
      phase: 'IDLE',
    });
    const [kept] = (await tab.ask(() => queue.drawer())).events;
    expect(kept).toMatchObject({ fate: 'REFUSED', words: { code: 'POINT_UNKNOWN' } });
    expect(kept?.words?.message).toMatch(/检查表中没有该检查点/);
    expect(kept?.words?.messageEn).toMatch(/no such point/);
    // Still there in another tab, and sent again where a person says so.
    const other = await bench.tab(officer);
    const id = kept!.event.id;
    await other.ask((one) => queue.settle(one, 'SEND_AGAIN'), id);
    expect((await other.send()).refused.events).toBe(1);
    await other.ask((one) => queue.settle(one, 'DISCARD'), id);
    expect((await other.status()).refused.events).toBe(0);
    await expectAllThere(bench, other, [visit]);
  });

  test('a picture that the server cannot read is kept back with its event, and both go by one decision', async () => {
    await tab.record(drafts.photo(), { bytes: Buffer.from('no picture'), kind: 'PHOTO' });
    const { refused, waiting, phase } = await tab.send();
    expect({ refused, waiting, phase }).toEqual({
      refused: { events: 0, files: 1 },
      waiting: { events: 1, files: 0 },
      phase: 'IDLE',
    });
    const [file] = await tab.files();
    expect(file?.words?.code).toBe('CONTENT_NOT_TAKEN');
    await tab.ask((one) => queue.settle(one, 'DISCARD'), file?.clientId);
    expect([await tab.events(), await tab.files()]).toEqual([[], []]);
  });

  test('a revoked device says so, and after a new registration what it signed is signed anew', async () => {
    await tab.record(drafts.checkIn());
    await tab.send();
    const client = await bench.server.client();
    client.cookie = await bench.house.job.cookieOf(officer);
    const revoke =
      'mutation ($input: RevokeDeviceInput!) { value: revokeDevice(input: $input) { __typename } }';
    await client.get(revoke, { input: { id: await tab.ask(() => queue.deviceId()), reason: '遗失' } });
    await tab.record(drafts.answer('1'));
    const stopped = await tab.send();
    expect([stopped.phase, stopped.refused.events]).toEqual(['IDLE', 1]);
    await tab.record(drafts.answer('4'));
    const { phase, lastError, waiting } = await tab.send();
    expect([phase, lastError?.code, waiting.events]).toEqual(['STOPPED', 'DEVICE_REVOKED', 1]);
    await tab.ask(async () => {
      await queue.renewDevice();
      for (const { event } of (await queue.drawer()).events) await queue.settle(event.id, 'SEND_AGAIN');
    });
    expect((await tab.send()).phase).toBe('IDLE');
    await expectAllThere(bench, tab, [visit]);
  });

  test('where the server wants less at once, or later, it gets that', async () => {
    let answers: [number, Record<string, string>, string][] = [
      [413, {}, '<html>too large</html>'],
      [429, { 'retry-after': '0' }, ''],
      [503, { 'retry-after': 'Tue, 10 Feb 2026 01:00:00 GMT' }, ''],
      [200, { 'content-type': 'text/html' }, '<html>Sign in to this hotel’s network</html>'],
    ];
    await tab.record(drafts.checkIn());
    await tab.send();
    bench.proxy.stranger = (path) => (path === '/visit-events' ? answers.shift() : undefined);
    const before = bench.proxy.passed.length;
    for (const n of [1, 2, 3, 4]) await tab.record(drafts.measure(`0.${n}`));
    expect((await tab.send()).phase).toBe('IDLE');
    expect(answers).toEqual([]);
    // Four, two, one, one were asked too much; then one and, as it went well, two and the last.
    expect(bench.proxy.passed.length - before).toBe(3);
    // A single event that is too large is nobody's to send.
    answers = [[413, {}, '']];
    await tab.record(drafts.measure('9'));
    expect((await tab.send()).refused.events).toBe(1);
    const [kept] = (await tab.ask(() => queue.drawer())).events;
    await tab.ask((id) => queue.settle(id, 'SEND_AGAIN'), kept!.event.id);
    expect((await tab.send()).phase).toBe('IDLE');
    await expectAllThere(bench, tab, [visit]);
  });

  test('a store that is full says so, and nothing is half written', async () => {
    await bench.emptyPhone();
    const session = await bench.openSession();
    await session.send('Storage.overrideQuotaForOrigin', { origin: bench.address, quotaSize: 300_000 });
    tab = await bench.tab(officer);
    const large = Buffer.alloc(2_000_000, 7);
    const refusal = await tab.record(drafts.photo(), { bytes: large, kind: 'PHOTO' });
    expect(refusal).toMatchObject({
      code: 'STORAGE_FULL',
      message: expect.stringContaining('存储空间不足'),
      messageEn: expect.stringContaining('storage is full'),
    });
    expect([await tab.events(), await tab.files()]).toEqual([[], []]);
    await session.send('Storage.overrideQuotaForOrigin', { origin: bench.address });
    expect(await tab.record(drafts.checkIn())).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('tells at once what the server would not take', async () => {
    expect(await tab.record(drafts.note('\u202e反'))).toMatchObject({ code: 'TEXT_NOT_TAKEN' });
    expect(await tab.record(drafts.photo(), { bytes: Buffer.alloc(0), kind: 'PHOTO' })).toMatchObject({
      code: 'FILE_NOT_READ',
    });
    const strict = await bench.tab(officer, { limits: { photoBytes: 10 } });
    const large = { bytes: Buffer.alloc(11, 7), kind: 'PHOTO' as const };
    expect(await strict.record(drafts.photo(), large)).toMatchObject({ code: 'FILE_TOO_LARGE' });
    expect(await tab.events()).toEqual([]);
  });

  test('before a sign-out it says what would be lost, and forgets what was taken when it is told to', async () => {
    const assignmentId = visit.assignment.id;
    await tab.record(drafts.checkIn());
    await tab.record(drafts.photo(), { bytes: await picture(0x123456), kind: 'PHOTO' });
    expect(await tab.ask(() => queue.listUnsent())).toEqual([
      { assignmentId, events: 2, files: 1, refused: { events: 0, files: 0 } },
    ]);
    for (const refused of [
      await tab.ask(() => queue.erase()),
      await tab.ask((id) => queue.forget(id), assignmentId),
    ])
      expect(refused).toMatchObject({ code: 'UNSENT_LEFT' });
    await tab.send();
    expect(await tab.ask(() => queue.listUnsent())).toEqual([]);
    expect((await tab.events()).length).toBe(2);
    const deviceId = await tab.ask(() => queue.deviceId());
    expect(await tab.ask((id) => queue.forget(id), assignmentId)).toBeUndefined();
    expect([await tab.events(), await tab.files()]).toEqual([[], []]);
    await tab.record(drafts.note('再来一次'));
    expect(await tab.ask(() => queue.erase({ evenUnsent: true }))).toBeUndefined();
    const { waiting, taken } = await tab.status();
    expect([waiting.events, taken.events]).toEqual([0, 0]);
    expect(await tab.ask(() => queue.deviceId())).toBe(deviceId);
  });
});
