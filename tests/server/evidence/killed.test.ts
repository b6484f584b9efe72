import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { request } from 'node:http';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createTimetable } from '../../../scheduler/timetable/index.js';
import { Evidence, EvidenceBlob } from '../../../schema/inspection/index.js';
import { createJobStore } from '../../../schema/job/index.js';
import { checkEvidence } from '../../../server/evidence/check-evidence.js';
import { openStore } from '../../../server/evidence/open-store.js';
import { sweepJob } from '../../../server/evidence/sweeper.js';
import { createReader, createStep } from '../../../server/platform/step.js';
import { EvidencePlace, film, type OpenPlace } from './evidence-place.js';

const SIZE = 20 * 1024 * 1024;
let place: EvidencePlace;
const bytes = film(SIZE);
beforeAll(async () => {
  place = await EvidencePlace.make();
});
afterAll(() => place.clean());

/** Sends the film to a server. @returns the status; undefined where the server is gone before it answers */
function send(address: string, clientId: string, pieces: AsyncIterable<Buffer>): Promise<number | undefined> {
  const query = new URLSearchParams({
    ...{ assignment: place.visit, client: clientId, kind: 'DOCUMENT', name: '现场.mp4' },
  });
  return new Promise((resolve) => {
    const sent = request(
      `${address}/evidence?${query}`,
      {
        method: 'POST',
        headers: { cookie: place.cookie, 'content-type': 'video/mp4', 'content-length': SIZE },
      },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode));
        response.on('error', () => resolve(undefined));
      },
    );
    sent.on('error', () => resolve(undefined));
    void (async () => {
      for await (const piece of pieces) sent.write(piece);
      sent.end();
    })();
  });
}

async function* whole() {
  yield bytes;
}

/** Whether a file is being written below a folder: it stands beside its place until it is whole. */
function isWriting(folder: string): boolean {
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((name) => name.endsWith('.part'));
}

/** Sweeps as the server does each hour. */
async function sweep({ sources, clock }: OpenPlace): Promise<void> {
  const store = createJobStore(createStep(sources, { kind: 'system' }), async (unit) => unit.now);
  await store.ensureRecurring('evidence.sweep', clock.now());
  const timetable = createTimetable({
    store,
    jobs: [sweepJob(openStore(place.config))],
    tickAt: '0 0 0 1 1 *',
  });
  await timetable.runDue();
  await timetable.stop();
}

/** No half evidence, whenever the process died; what is left is known, and goes with the sweep of the day after. */
async function expectSwept(clientId: string): Promise<void> {
  await place.within(async (open) => {
    const reader = createReader(open.sources, { kind: 'system' });
    expect(await reader.em.count(Evidence, { clientId })).toBe(0);
    const before = await checkEvidence(reader, openStore(place.config));
    expect([before.faults, before.strangers]).toEqual([[], []]);
    open.clock.advance({ days: 2 });
    await sweep(open);
    const later = createReader(open.sources, { kind: 'system' });
    expect(await later.em.count(EvidenceBlob, { state: { $in: ['PENDING', 'REMOVING'] } as never })).toBe(0);
    const kept = await later.em.find(EvidenceBlob, { state: 'KEPT' as never });
    expect(
      place
        .listFiles()
        .map((path) => basename(path))
        .sort(),
    ).toEqual(kept.map(({ id }) => id).sort());
  }, new Date().toISOString());
}

async function expectTakenAgain(clientId: string): Promise<void> {
  const server = await place.serve();
  expect(await send(server.address, clientId, whole())).toBe(201);
  expect(await send(server.address, clientId, whole())).toBe(200);
  server.kill('SIGTERM');
  await server.outcome;
}

test('kill -9 while the file is still being received', async () => {
  const [server, clientId] = [await place.serve(), randomUUID()];
  const answer = send(
    server.address,
    clientId,
    (async function* () {
      yield bytes.subarray(0, SIZE / 2);
      await wait(300);
      server.kill('SIGKILL');
    })(),
  );
  expect(await answer).toBeUndefined();
  await server.outcome;
  await expectSwept(clientId);
  await expectTakenAgain(clientId);
});

test('kill -9 while the file is written into the store', async () => {
  const [server, clientId] = [await place.serve(), randomUUID()];
  const look = setInterval(() => isWriting(place.store) && server.kill('SIGKILL'), 1);
  const answer = await send(server.address, clientId, whole());
  clearInterval(look);
  server.kill('SIGKILL');
  await server.outcome;
  // Where the process was faster than the signal, all of it is there.
  if (answer === 201) return expectTakenTwice(clientId);
  await expectSwept(clientId);
  await expectTakenAgain(clientId);
});

async function expectTakenTwice(clientId: string): Promise<void> {
  const server = await place.serve();
  expect(await send(server.address, clientId, whole())).toBe(200);
  server.kill('SIGTERM');
  await server.outcome;
}

test('kill -9 in the middle of the copying: no file of the copy is half, and the next run ends it', async () => {
  const folder = join(place.folder, 'copy');
  await place.runUntil(['evidence', 'copy', folder], () => isWriting(folder));
  for (const path of place.listFiles(folder).filter((one) => !one.endsWith('.part'))) {
    expect(place.listFiles().map((one) => basename(one))).toContain(basename(path));
  }
  expect((await place.run(['evidence', 'copy', folder])).code).toBe(0);
  const names = (of: string) => place.listFiles(of).map((path) => basename(path));
  expect(names(folder)).toEqual(names(place.store));
  const settings = { FAIRDRAW_EVIDENCE_STORE: folder };
  expect((await place.run(['evidence', 'verify'], { settings })).code).toBe(0);
});
