import { setTimeout as sleep } from 'node:timers/promises';
import { migrate, openDatabase } from '../server/platform/database.js';
import { type TestVisit, text, VisitHouse } from '../tests/schema/inspection/visit/visit-house.js';
import { MainJob } from '../tests/support/main-job.js';
import { startTestServer, type TestServer } from '../tests/support/server.js';
import { type Benchmark, type Measurement, peakMb, takeMs } from './benchmark.js';
import { withPostgresql } from './postgresql.js';

const inspectors = 50;
/** `BENCH_ROUNDS=5` where there is little time. */
const rounds = Number(process.env.BENCH_ROUNDS ?? 30);
const warmUp = 2;
/** Somebody who fills a checklist taps about so often. */
const everyMs = 2_000;
const batchSize = 5_000;
const peerName =
  'the same rows by one `insert … select` of the database, without judging, sealing or folding';

const record = `mutation ($events: [VisitEventJson!]!) { recordVisitEvents(events: $events) { __typename
  ... on VisitEventsReceived { verdicts { verdict fault } } } }`;

/** One officer after the other on their own visits, each answer timed. */
async function fill(server: TestServer, house: VisitHouse, visit: TestVisit, n: number): Promise<number[]> {
  const client = await server.client();
  client.cookie = await house.job.cookieOf(visit.first);
  await sleep((everyMs * n) / inspectors);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const events = [round === 0 ? house.checkIn(visit) : house.answer(visit, '1', 'NO_PROBLEM')];
    const ms = await takeMs(async () => {
      const { recordVisitEvents } = await client.get(record, { events });
      const [{ verdict }] = recordVisitEvents.verdicts;
      if (verdict !== 'ACCEPTED') throw new Error(JSON.stringify(recordVisitEvents));
    });
    // The first rounds warm the process up.
    if (round >= warmUp) times.push(ms);
    await sleep(Math.max(0, everyMs - ms));
  }
  return times;
}

function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number;
}

async function batch(server: TestServer, house: VisitHouse, visit: TestVisit): Promise<number> {
  const phone = await house.phone(visit.first);
  const cookie = await house.job.cookieOf(visit.first);
  const events = Array.from({ length: batchSize }, (_, n) =>
    n % 5 === 0
      ? house.event(visit, 'NOTED', {}, { private: text(`第${n}条说明`) })
      : house.answer(visit, '1', n % 2 ? 'PROBLEM' : 'NO_PROBLEM'),
  );
  const body = JSON.stringify(events.map((event) => phone.sign(event)));
  const sentAt = house.job.clock.now().toISOString();
  const url = `${server.address}/visit-events?device=${phone.device.id}&sentAt=${sentAt}`;
  const headers = { 'content-type': 'application/json', cookie };
  return takeMs(async () => {
    const response = await fetch(url, { method: 'POST', headers, body });
    const { verdicts } = (await response.json()) as { verdicts: { verdict: string }[] };
    if (verdicts.some(({ verdict }) => verdict !== 'ACCEPTED')) throw new Error('the batch was not taken');
  });
}

/** The rows of that batch once more, under other ids, rolled back. */
const alone = `begin;
  insert into visit_event select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid()))).* from visit_event e;
  rollback`;

async function measure(): Promise<Measurement[]> {
  const figures: Measurement[] = [];
  const answer = await withPostgresql(peerName, async ({ url, execute }) => {
    const database = await openDatabase({ url });
    await migrate(database);
    const server = await startTestServer({}, { database, start: '2026-02-09T01:00:00Z' });
    const sources = { ...server.app.sources, jobs: undefined };
    const ground = { database, clock: server.clock, close: server.close, sources };
    const house = await VisitHouse.over(
      await MainJob.over(ground, { officerCount: 3 * inspectors, targetCount: 200 }),
    );
    const visits: TestVisit[] = [];
    for (let n = 0; n < inspectors; n += 1) visits.push(await house.take());
    const times = (await Promise.all(visits.map((visit, n) => fill(server, house, visit, n)))).flat();
    figures.push({
      what: `one event recorded by the API, ${inspectors} inspectors at once, each every ${everyMs / 1000} s: 95th percentile`,
      ...{ unit: 'ms', ours: percentile(times, 0.95), runs: times.length, peers: [], goal: 60 },
    });
    const ms = await batch(server, house, await house.take());
    const peer = (await takeMs(() => execute(alone))) / 1000;
    figures.push({
      what: `${batchSize.toLocaleString('en-GB')} signed events in one batch, a fifth with words`,
      ...{ unit: 's', ours: ms / 1000, runs: 1, peers: [{ name: peerName, value: peer }], goal: 5 },
      peakMb: peakMb(),
    });
    await server.close();
    return peer;
  });
  if ('skipped' in answer) process.stderr.write(`${answer.skipped}\n`);
  return figures;
}

export const visits: Benchmark = {
  name: 'visits',
  description: `recording visits by ${inspectors} inspectors at once, and a batch of ${batchSize.toLocaleString('en-GB')} events`,
  peers: [peerName],
  run: measure,
};
