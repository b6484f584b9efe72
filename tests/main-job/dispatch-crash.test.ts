import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { type Database, migrate, openDatabase } from '../../server/platform/database.js';
import { seededChance, settableClock } from '../support/clock.js';
import { testKeyring } from '../support/keyring.js';
import { MainJob } from '../support/main-job.js';
import { addressOf, postgresUrl } from '../support/postgresql.js';
import { Workplace } from '../support/process.js';

const name = `fairdraw_test_dispatch_${randomBytes(4).toString('hex')}`;
/** More than two batches. */
const more = 6_000;

let place: Workplace;
let admin: pg.Client | undefined;
beforeAll(async () => {
  if (postgresUrl) {
    admin = new pg.Client({ connectionString: postgresUrl });
    await admin.connect();
    await admin.query(`create database ${name}`);
  }
  place = new Workplace(postgresUrl ? { DATABASE_URL: addressOf(postgresUrl, name) } : {});
});
afterAll(async () => {
  place.clean();
  await admin?.query(`drop database if exists ${name} with (force)`);
  await admin?.end();
});

async function open(): Promise<Database> {
  const { DATABASE_URL: url } = place.environment;
  return openDatabase(url ? { url, poolSize: 2 } : { folder: join(place.folder, 'data') });
}

/** A draw of thousands of units, of which nothing is dispatched yet. */
async function makeDraw(): Promise<string> {
  const database = await open();
  await migrate(database);
  const sources = {
    ...{ database, clock: settableClock('2026-02-09T01:00:00Z'), chance: seededChance() },
    ...{ installation: { training: false }, keys: testKeyring() },
  };
  const job = await MainJob.over({ ...sources, sources, close: () => database.close() });
  const drawn = await job.complete(await job.freeze(await job.approved()));
  await job.act(undefined, (unit) =>
    unit.em.execute(
      `insert into drawn_unit (draw_id, real_id, stratum, draw_order, ticket, is_reserve, is_held, officers, lead)
       select draw_id, 'licence:ZZ' || lpad(n::text, 6, '0'), stratum, 100 + n, ticket, false, false, officers, lead
         from (select * from drawn_unit where draw_id = ? and not is_reserve limit 1) one, generate_series(1, ?::int) n`,
      [drawn.id, more],
    ),
  );
  await job.close();
  return drawn.id;
}

interface Standing {
  readonly units: number;
  readonly done: number;
  readonly isFinished: boolean;
  readonly assignments: number;
  readonly targets: number;
  readonly broken: number;
  readonly events: number;
}

/** How the dispatch stands once nobody has the database open. */
async function look(drawId: string): Promise<Standing> {
  const database = await open();
  const [row] = await database.em.fork().execute<Standing[]>(
    `select unit_count as units, done_count as done, finished_at is not null as "isFinished",
        (select count(*)::int from assignment where draw_id = ?) as assignments,
        (select count(distinct target_real_id)::int from assignment where draw_id = ?) as targets,
        (select count(*)::int from assignment a where draw_id = ?
            and (select count(*) from assignment_officer m where m.assignment_id = a.id) <> 2) as broken,
        (select count(*)::int from audit_event where kind = 'assignment.dispatched' and subject_id = ?) as events
       from dispatch where draw_id = ?`,
    [drawId, drawId, drawId, drawId, drawId],
  );
  // On PostgreSQL the claim of the dead process holds for a minute: it has passed.
  await database.em.fork().execute('update job set leased_until = null');
  await database.close();
  if (!row) throw new Error('no dispatch');
  return row;
}

test('a dispatch that is killed between two batches goes on where it was, and nothing is there twice', async () => {
  const drawId = await makeDraw();
  const settings = { LOG_LEVEL: 'debug' };
  Object.assign(place.environment, settings);
  const of = (what: string) => (said: string) =>
    said.split('\n').some((line) => line.includes('"inspection.dispatch"') && line.includes(what));

  await place.runUntil(['serve'], of('jobs: again'));
  const killed = await look(drawId);
  expect(killed.units).toBe(more + 9);
  expect(killed.done).toBeGreaterThan(0);
  expect(killed.done).toBeLessThan(killed.units);
  expect(killed).toMatchObject({ isFinished: false, broken: 0, events: 0 });
  // What it says is what is there.
  expect(killed.assignments).toBe(killed.done);

  await place.runUntil(['serve'], of('jobs: done'));
  const whole = more + 9;
  expect(await look(drawId)).toEqual({
    ...{ units: whole, done: whole, isFinished: true, assignments: whole, targets: whole },
    ...{ broken: 0, events: 1 },
  });
}, 300_000);
