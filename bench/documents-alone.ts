import 'reflect-metadata';
import { pino } from 'pino';
import {
  Collation,
  CollationState,
  DocumentKind,
  prepareDocuments,
  requestCollation,
  rulesFor,
  setNumberRules,
} from '../schema/document/index.js';
import { migrate, openDatabase } from '../server/platform/database.js';
import { createReader } from '../server/platform/step.js';
import { createHouseTimetable } from '../server/timetable.js';
import { seededChance, settableClock } from '../tests/support/clock.js';
import { testKeyring } from '../tests/support/keyring.js';
import { done, MainJob } from '../tests/support/main-job.js';
import { peakMb, takeMs } from './benchmark.js';

/**
 * One part of `bench documents` in a process of its own, so that its memory is its own: `node documents-alone.js prepare URL
 * COUNT` makes the notices of a campaign of so many visits and asks for one PDF; `… collate URL` prints it.
 */
const [part, url = '', count = '500'] = process.argv.slice(2);
const database = await openDatabase({ url, poolSize: 3 });
const clock = settableClock('2026-02-09T01:00:00Z');
const sources = {
  database,
  clock,
  chance: seededChance(),
  installation: { training: false },
  keys: testKeyring(),
};

async function prepare(wanted: number): Promise<object> {
  await migrate(database);
  const ground = { database, clock, sources, close: () => database.close() };
  const job = await MainJob.over(ground, { targetCount: wanted * 2, officerCount: Math.ceil(wanted / 20) });
  const share = Math.ceil(wanted / 3);
  const stratum = (riskClass: string, units: number) => ({ riskClass, count: units, reserve: 1 });
  const strata = [stratum('A', share), stratum('B', share), stratum('C', wanted - 2 * share)];
  const { campaign } = await job.drawn({ strata, capacity: wanted });
  done(await job.act(job.planner, (unit) => setNumberRules(unit, rulesFor('湛卫'))));
  const draft = { campaignId: campaign.id, kind: DocumentKind.NOTICE, entries: [], isUrgent: false };
  const ms = await takeMs(async () => {
    const { preparedCount } = done(await job.act(job.planner, (unit) => prepareDocuments(unit, draft)));
    if (preparedCount !== wanted) throw new Error(`${preparedCount} papers instead of ${wanted}`);
  });
  const asked = { campaignId: campaign.id, kinds: [DocumentKind.NOTICE] };
  done(await job.act(job.planner, (unit) => requestCollation(unit, asked)));
  return { ms, cpuMs: 0, peakMb: peakMb() };
}

async function collate(): Promise<object> {
  const before = process.cpuUsage();
  const ms = await takeMs(async () => {
    const readClock = async () => clock.now();
    const timetable = createHouseTimetable(sources, pino({ level: 'error' }, process.stderr), {
      everySeconds: 5,
      readClock,
    });
    await timetable.runDue();
    await timetable.stop();
  });
  const { user, system } = process.cpuUsage(before);
  const [made] = await createReader(sources, { kind: 'system' }).em.find(Collation, {}, { limit: 1 });
  if (made?.state !== CollationState.DONE) throw new Error(`the collation is ${made?.state}`);
  return { ms, cpuMs: (user + system) / 1000, pages: made.pageCount, peakMb: peakMb() };
}

const figures = part === 'prepare' ? await prepare(Number(count)) : await collate();
await database.close();
process.stdout.write(JSON.stringify(figures));
