import { existsSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createTimetable } from '../../../scheduler/timetable/index.js';
import { AuditEvent } from '../../../schema/audit/index.js';
import { Evidence, EvidenceBlob, EvidenceKind } from '../../../schema/inspection/index.js';
import { createJobStore } from '../../../schema/job/index.js';
import { endPersonal } from '../../../schema/personal/index.js';
import { isRefusal } from '../../../schema/shared/refusal.js';
import type { BlobStore } from '../../../server/evidence/blob-store.js';
import { checkEvidence, copyEvidence } from '../../../server/evidence/check-evidence.js';
import { createDiskStore } from '../../../server/evidence/disk-store.js';
import { type EvidenceRoom, receiveEvidence } from '../../../server/evidence/receive-evidence.js';
import { sweepJob } from '../../../server/evidence/sweeper.js';
import type { StepSources } from '../../../server/platform/step.js';
import { EvidenceHouse, phonePhoto } from './evidence-house.js';

let house: EvidenceHouse;
let photo: Buffer;
beforeAll(async () => {
  house = await EvidenceHouse.open();
  photo = await phonePhoto();
});
afterAll(() => house.close());

const store = () => createDiskStore(house.folder);
const read = () => house.server.readAs();

/** What receives evidence, of which a test may break any part. */
async function receive(clientId: string, parts: { store?: BlobStore; sources?: StepSources } = {}) {
  const room: EvidenceRoom = {
    ...{ store: parts.store ?? store(), photoBytes: 1e7, documentBytes: 1e7, megapixels: 50, perVisit: 100 },
  };
  const [member] = await house.job.listTeam(house.visit);
  return receiveEvidence(parts.sources ?? house.server.app.sources, room, {
    claim: { assignmentId: house.visit, clientId, kind: EvidenceKind.PHOTO, matterId: null, point: null },
    label: { name: 'a.jpg', takenAt: null },
    body: Readable.from([photo]),
    findActor: async () => member ?? { kind: 'anonymous' },
  });
}

/** Sweeps as the server does each hour. */
async function sweep(from: BlobStore = store()): Promise<string[]> {
  const failures: string[] = [];
  const jobStore = createJobStore(house.server.stepAs(), async (unit) => unit.now);
  await jobStore.ensureRecurring('evidence.sweep', house.server.clock.now());
  const timetable = createTimetable({
    store: jobStore,
    jobs: [sweepJob(from)],
    tickAt: '0 0 1 1 1 *',
    onEvent: (event) => void (event.type === 'failed' && failures.push(String(event.error))),
  });
  house.server.clock.advance({ minutes: 61 });
  await timetable.runDue();
  await timetable.stop();
  return failures;
}

const states = async (where: object = {}) => {
  const rows = await read().em.find(EvidenceBlob, where, { disableIdentityMap: true });
  return Object.fromEntries(
    [...Map.groupBy(rows, ({ state }) => state)].map(([key, all]) => [key, all.length]),
  );
};

/** A process that dies at a point of an upload: whatever it was about to do is not done, nor anything after. */
describe('a process that dies', () => {
  const death = new Error('killed');

  /** A store that dies at its n-th blob: before a byte is written, half through, or after it was renamed. */
  function dyingStore(n: number, when: 'before' | 'half' | 'after'): BlobStore {
    const real = store();
    let count = 0;
    return {
      ...real,
      put: async (id, bytes, size) => {
        count += 1;
        if (count !== n) return real.put(id, bytes, size);
        if (when === 'half') {
          mkdirSync(join(house.folder, id.slice(-2)), { recursive: true });
          writeFileSync(join(house.folder, id.slice(-2), `${id}.part`), 'half');
        }
        if (when === 'after') await real.put(id, bytes, size);
        throw death;
      },
    };
  }

  /** Sources whose n-th step dies right before its commit. */
  function dyingSources(n: number): StepSources {
    let count = 0;
    const { sources } = house.server.app;
    const em = sources.database.em;
    const fork = em.fork.bind(em);
    const dying = Object.create(em, {
      fork: {
        value: (...given: Parameters<typeof fork>) => {
          const forked = fork(...given);
          const commit = forked.commit.bind(forked);
          forked.commit = async () => {
            count += 1;
            if (count === n) throw death;
            await commit();
          };
          return forked;
        },
      },
    });
    return { ...sources, database: Object.create(sources.database, { em: { value: dying } }) };
  }

  const deaths: [string, () => { store?: BlobStore; sources?: StepSources }][] = [
    ...([1, 2, 3] as const).flatMap((n) =>
      (['before', 'half', 'after'] as const).map((when): [string, () => { store: BlobStore }] => [
        `${when} blob ${n}`,
        () => ({ store: dyingStore(n, when) }),
      ]),
    ),
    ['before the announcement is committed', () => ({ sources: dyingSources(2) })],
    ['before the evidence is committed', () => ({ sources: dyingSources(3) })],
  ];

  test.each(deaths)(
    '%s leaves no evidence, and nothing that is not swept; sent again it is there',
    async (_name, die) => {
      const clientId = house.newId();
      const [rows, files] = [await read().em.count(Evidence, {}), house.listFiles().length];
      await expect(receive(clientId, die())).rejects.toThrow('killed');
      expect(await read().em.count(Evidence, {})).toBe(rows);

      const kept = await receive(clientId);
      if (isRefusal(kept)) throw new Error(kept.messageEn);
      expect(kept.isNew).toBe(true);
      house.server.clock.advance({ days: 1 });
      expect(await sweep()).toEqual([]);
      expect(house.listFiles().length).toBe(files + 3);
      expect(await states({ state: { $in: ['PENDING', 'REMOVING'] } })).toEqual({});
      const check = await checkEvidence(read(), store());
      expect(check.faults).toEqual([]);
    },
  );
});

describe('the sweep', () => {
  test('leaves a running upload alone, and goes on after a store that did not answer', async () => {
    const clientId = house.newId();
    const failing = { ...store(), put: async () => Promise.reject(new Error('no room')) };
    await expect(receive(clientId, { store: failing })).rejects.toThrow();
    await sweep();
    expect(await states({ state: 'PENDING' })).toEqual({ PENDING: 3 });
    house.server.clock.advance({ days: 1 });
    const silent = { ...store(), remove: async () => Promise.reject(new Error('no answer')) };
    expect(await sweep(silent)).toEqual(['Error: no answer']);
    expect(await states({ state: 'REMOVING', sealedKey: null })).toEqual({ REMOVING: 3 });
    house.server.clock.advance({ days: 1 });
    expect(await sweep()).toEqual([]);
    expect(await states({ state: 'REMOVING' })).toEqual({});
  });

  test('what is swept while it is being kept never becomes evidence', async () => {
    const clientId = house.newId();
    const slow = store();
    const put: BlobStore['put'] = async (...given) => {
      await slow.put(...given);
      await house.server.stepAs()((unit) =>
        unit.em.execute(`update evidence_blob set state = 'REMOVING' where state = 'PENDING'`),
      );
    };
    await expect(receive(clientId, { store: { ...slow, put } })).rejects.toThrow('swept');
    expect(await read().em.count(Evidence, { clientId })).toBe(0);
    await sweep();
  });
});

// A session lasts a day.
const nextDay = () => house.signInAgain();

describe('when its term is over', () => {
  beforeAll(nextDay);

  test('keys go with the vault, files with the sweep; row, hash and event stay, and it answers so', async () => {
    const sent = await house.send(await phonePhoto({ colour: '#00f' }));
    const evidence = await read().em.findOneOrFail(Evidence, { id: sent.evidenceId ?? '' });
    const files = house.listFiles().length;
    await house.server.stepAs()((unit) => endPersonal(unit, evidence.personal, 'TERM_OVER'));
    expect(await sweep()).toEqual([]);
    expect(house.listFiles().length).toBe(files - 3);
    const [original] = await read().em.find(
      EvidenceBlob,
      { evidence: evidence.id },
      { disableIdentityMap: true },
    );
    expect(original).toMatchObject({ state: 'REMOVED', sealedKey: null, sealedLabel: null });
    expect((await house.fetch(sent.evidenceId, '/picture', 'officer')).status).toBe(410);
    expect(await read().em.count(Evidence, { id: evidence.id, sha256: sent.sha256 ?? '' })).toBe(1);
    expect(await read().em.count(AuditEvent, { kind: 'evidence.ended', subjectId: evidence.id })).toBe(1);
  });
});

describe('store and database compared', () => {
  beforeAll(nextDay);

  test('each missing, cut or changed file is named, and told to whoever fetches it', async () => {
    const ids = [0, 1, 2].map(() => house.newId());
    const sent: Awaited<ReturnType<typeof house.send>>[] = [];
    for (const client of ids) sent.push(await house.send(await phonePhoto({ colour: '#0f0' }), { client }));
    const pathOf = async (n: number) => {
      const where = { evidence: sent[n]?.evidenceId ?? '', role: 'ORIGINAL' as never };
      const { id } = await read().em.findOneOrFail(EvidenceBlob, where);
      return join(house.folder, id.slice(-2), id);
    };
    const [missing, cut, changed] = [await pathOf(0), await pathOf(1), await pathOf(2)];
    rmSync(missing);
    truncateSync(cut, 20);
    writeFileSync(changed, Buffer.alloc(900, 7));
    const { faults } = await checkEvidence(read(), store());
    expect(faults.map(({ evidenceId }) => evidenceId).sort()).toEqual(
      sent.map(({ evidenceId }) => evidenceId).sort(),
    );
    for (const { evidenceId } of sent) {
      const answer = await house.fetch(evidenceId, '', 'auditor');
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        503,
        'EVIDENCE_UNAVAILABLE',
      ]);
    }
    for (const path of [missing, cut, changed]) rmSync(path, { force: true });
  });

  test('a copy holds what is new in the store, encrypted, and loses what was destroyed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fairdraw-copy-'));
    try {
      const sent = await house.send(await phonePhoto({ colour: '#ff0' }));
      const fresh = {
        ...store(),
        get: async (id: string) =>
          existsSync(join(house.folder, id.slice(-2), id)) ? store().get(id) : Readable.from([]),
      };
      expect(await copyEvidence(read(), fresh, folder)).toBeGreaterThanOrEqual(3);
      expect(await copyEvidence(read(), fresh, folder)).toBe(0);
      const evidence = await read().em.findOneOrFail(Evidence, { id: sent.evidenceId ?? '' });
      const blobs = await read().em.find(EvidenceBlob, { evidence: evidence.id });
      const copied = () => blobs.map(({ id }) => existsSync(join(folder, id.slice(-2), id)));
      expect(copied()).toEqual([true, true, true]);
      await house.server.stepAs()((unit) => endPersonal(unit, evidence.personal, 'TERM_OVER'));
      await sweep();
      await copyEvidence(read(), fresh, folder);
      expect(copied()).toEqual([false, false, false]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
