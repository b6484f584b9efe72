import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { ClientError } from '../../tools/client/index.js';
import { listAll } from '../../tools/client/list-all.js';
import { DemoConsole } from '../../tools/demo/demo-console.js';
import * as documents from '../../tools/demo/demo-documents.js';
import { verifyAsAuditor, verifyAsStranger } from '../../tools/demo/demo-verify.js';
import { seededChance } from '../support/clock.js';
import { addressOf, postgresUrl } from '../support/postgresql.js';
import { Workplace } from '../support/process.js';
import { PASSWORD } from '../support/server.js';
import { CrashDriver } from './crash-driver.js';
import { findFaults } from './crash-invariants.js';
import { chooseMoments, type Moment } from './crash-moments.js';
import { CrashServer } from './crash-process.js';
import type { Snapshot } from './crash-snapshot.js';

const seed = process.env.FAIRDRAW_CRASH_SEED ?? 'fairdraw';
const killCount = postgresUrl ? 6 : 20;

/** A step that does not come within this time is not waited for: the kill then hits whatever goes on. */
const PATIENCE_MS = 20_000;
/** Claims of a dead process hold for a minute; then its jobs run. */
const QUIET_WITHIN_MS = 100_000;

const administrators = { system: 'admin', security: 'sec-admin' } as const;

/** A server on a database of its own, with the first administrators. */
async function makeReady(place: Workplace): Promise<CrashServer> {
  if (place.environment.DATABASE_URL) expect((await place.run(['migrate'])).code).toBe(0);
  for (const [kind, role] of [
    ['system', 'SYSTEM_ADMIN'],
    ['security', 'SECURITY_ADMIN'],
  ] as const) {
    const add = ['user', 'add', administrators[kind], '--role', role, '--password-stdin'];
    expect((await place.run(add, { input: `${PASSWORD}\n` })).code).toBe(0);
  }
  return new CrashServer(place.folder, place.environment);
}

async function createScratch(): Promise<{ url: string; drop(): Promise<void> } | undefined> {
  if (!postgresUrl) return undefined;
  const name = `fairdraw_test_crash_${randomBytes(4).toString('hex')}`;
  const admin = new pg.Client({ connectionString: postgresUrl });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const drop = async () => {
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  };
  return { url: addressOf(postgresUrl, name), drop };
}

/** Faults of the tables, and what was answered for and is gone. */
function judge(snapshot: Snapshot, driver: CrashDriver): string[] {
  const lost = driver.promises.filter((promise) => !promise.holds(snapshot));
  return [...findFaults(snapshot), ...lost.map(({ what }) => `lost though answered: ${what}`)];
}

/** The faults of tables that may be damaged so far that a log cannot be read. */
function seeFaults(snapshot: Snapshot): string[] {
  try {
    return findFaults(snapshot);
  } catch (error) {
    return [String(error)];
  }
}

function median(times: readonly number[] = [100]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 100;
}

/** Kills the server at a moment of the path. @returns the step that was in flight */
async function killAt(moment: Moment, server: CrashServer, driver: CrashDriver): Promise<string> {
  let hit: string | undefined;
  let ended: Promise<void> | undefined;
  const kill = () => {
    hit ??= driver.inFlight ?? 'between steps';
    ended ??= server.end('SIGKILL');
  };
  let left = moment.ordinal;
  driver.onStep = (kind) => {
    if (kind !== moment.kind) return;
    left -= 1;
    if (left === 0) setTimeout(kill, moment.fraction * median(driver.durationsMs.get(kind)));
  };
  const patience = setTimeout(kill, PATIENCE_MS);
  const isImport = /upload|import/.test(moment.kind);
  try {
    while (!ended) {
      if (isImport) await driver.importPools();
      else await driver.round({ isNew: true });
    }
  } catch (error) {
    if (!ended || !(error instanceof ClientError)) throw error;
  } finally {
    clearTimeout(patience);
    driver.onStep = () => {};
  }
  await ended;
  return hit ?? 'nothing';
}

/** Goes on until nothing waits any more: what crashes left lying is finished like everything else. */
async function finish(driver: CrashDriver, server: CrashServer): Promise<Snapshot> {
  const deadline = performance.now() + QUIET_WITHIN_MS;
  for (;;) {
    await driver.round({ isNew: false });
    await server.end('SIGTERM');
    const snapshot = await server.start();
    const now = new Date().toISOString();
    const isWaiting =
      snapshot.job.some((job) => job.state === 'PENDING' && new Date(job.due_at).toISOString() < now) ||
      snapshot.campaign.some((campaign) => campaign.state !== 'DRAWN') ||
      snapshot.assignment.some((assignment) => assignment.state !== 'CONFIRMED') ||
      snapshot.publication.some((publication) => publication.state !== 'PUBLISHED');
    if (!isWaiting || performance.now() > deadline) return snapshot;
    await sleep(3_000);
  }
}

describe('kill -9 in the middle of the main job', () => {
  let place: Workplace;
  let server: CrashServer;
  let driver: CrashDriver;
  let scratch: Awaited<ReturnType<typeof createScratch>>;
  const hits: string[] = [];
  let last: Snapshot;

  beforeAll(async () => {
    scratch = await createScratch();
    place = new Workplace(scratch && { DATABASE_URL: scratch.url });
    server = await makeReady(place);
    await server.start();
    driver = new CrashDriver(server.address, seededChance(seed));
    await driver.setUp(administrators, place.folder);
    await driver.round({ isNew: true });
  });
  afterAll(async () => {
    await server?.end('SIGKILL');
    place?.clean();
    await scratch?.drop();
  });

  it(`leaves each step whole or undone, ${killCount} times on one database`, async () => {
    for (const moment of chooseMoments(killCount, seed)) {
      const deadPid = server.pid;
      if (moment.kind === 'start') {
        await server.end('SIGKILL');
        server.spawn();
        await sleep(200 + moment.fraction * 2_000);
        await server.end('SIGKILL');
        hits.push('start');
      } else {
        hits.push(await killAt(moment, server, driver));
        if (!postgresUrl) expect(server.readLockHolder()).toBe(deadPid);
      }
      const snapshot = await server.start();
      if (!postgresUrl) expect(server.readLockHolder()).toBe(server.pid);
      expect({ seed, moment, faults: judge(snapshot, driver) }).toEqual({ seed, moment, faults: [] });
    }
    expect(new Set(hits).size).toBeGreaterThanOrEqual(killCount > 6 ? 6 : 4);
    if (process.env.FAIRDRAW_CRASH_SEED) console.info(`seed ${seed}, in flight: ${hits.join(', ')}`);
  }, 400_000);

  it('finishes afterwards what was left lying, jobs included', async () => {
    const snapshot = await finish(driver, server);
    last = snapshot;
    expect(judge(snapshot, driver)).toEqual([]);
    const now = Date.now();
    const waiting = snapshot.job.filter((job) => job.state === 'PENDING' && Date.parse(job.due_at) < now);
    expect(waiting.map((job) => job.kind)).toEqual([]);
    expect(new Set(snapshot.campaign.map((campaign) => campaign.state))).toEqual(new Set(['DRAWN']));
    expect(new Set(snapshot.assignment.map((one) => one.state))).toEqual(new Set(['CONFIRMED']));
    expect(snapshot.public_record).toHaveLength(snapshot.inspection_result.length);
    expect(snapshot.public_record.length).toBeGreaterThan(6);
    expect(server.errors).toBe('');
  }, 200_000);

  it.each([
    ...['assignment', 'assignment_officer', 'audit_event', 'campaign', 'channel_receipt', 'deadline', 'draw'],
    ...['draw_event', 'drawn_unit', 'import_run', 'inspection_result', 'inspector', 'item', 'job', 'plan'],
    ...['public_record', 'publication', 'result_signature', 'target', 'visit', 'witness_key'],
  ] as (keyof Snapshot)[])('would have seen a row of %s missing', (table) => {
    const rows = last[table].filter(
      ({ kind }) =>
        !/signed-|file-read|department\.|forget-|audit\.|personal\.|follow-|remind|-alarms|handed-|second-review|evidence\.|publication\.count/.test(
          kind,
        ),
    );
    for (const gone of [rows[0], rows.at(-1)]) {
      const damaged = { ...last, [table]: last[table].filter((row) => row !== gone) };
      expect(seeFaults(damaged)).not.toEqual([]);
    }
  });

  it('has draws that strangers and auditors verify, and their results in the portal', async () => {
    const drawn = await driver.listDrawn();
    expect(drawn.length).toBeGreaterThan(killCount > 6 ? 3 : 1);
    const auditor = { username: 'auditor', password: PASSWORD };
    for (const commitment of drawn) {
      expect(await verifyAsStranger(server.address, commitment)).toMatchObject({ ok: true });
      expect(await verifyAsAuditor(server.address, commitment, auditor)).toMatchObject({ ok: true });
    }
    const { portal } = new DemoConsole(server.address);
    const records = await listAll(portal, documents.portalRecords, {}, 'records');
    expect(records).toHaveLength(6 * drawn.length);
  }, 120_000);
});

describe('the lock of the embedded database', () => {
  const place = new Workplace();
  afterAll(() => place.clean());

  it('refuses a second process in words, and passes from the dead to the living', async () => {
    const server = await makeReady(place);
    await server.start();
    const second = await place.run(['user', 'list']);
    expect(second.code).toBe(1);
    expect(second.err).toContain(`数据目录正被另一进程使用（pid ${server.pid}`);
    expect(second.err).toContain(`The data folder is in use by another process (pid ${server.pid}`);
    await server.end('SIGKILL');
    expect(server.readLockHolder()).toBe(server.pid);
    const third = await place.run(['user', 'list']);
    expect(third).toMatchObject({ code: 0 });
    expect(third.out).toContain('admin');
    expect(existsSync(join(place.folder, 'data', 'fairdraw.lock'))).toBe(false);
  });
});
