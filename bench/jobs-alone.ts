import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTimetable, type JobDeclaration } from '../scheduler/timetable/index.js';
import { createJobStore, enqueueJobs, forgetLeases } from '../schema/job/index.js';
import type { Unit } from '../schema/shared/unit.js';
import { type DatabasePlace, migrate, openDatabase } from '../server/platform/database.js';
import { createStep } from '../server/platform/step.js';
import { benchSources } from './bench-sources.js';

/** One part of `bench jobs` in a process of its own: `node jobs-alone.js prepare|work|judge PLACE [COUNT]`. */
export interface JobFigures {
  readonly done: number;
  /** Jobs whose effect stands more than once. */
  readonly twice: number;
  /** Effects before their job was due. */
  readonly early: number;
  /** Jobs that are done without an effect, or have one without being done. */
  readonly torn: number;
}

const KIND = 'bench.insert';
/** Half of the jobs are due at once, the others one after the other for so long. */
const SPREAD_MS = 4_000;
/** Shorter than a server's, so that what a dead worker held is not waited for longer than all the rest takes. */
const LEASE_MS = 1_500;

const [part = '', where = '', count = '0'] = process.argv.slice(2);
const place: DatabasePlace = where.startsWith('postgresql:')
  ? { url: where, poolSize: 2 }
  : { folder: where };
const database = await openDatabase(place);
const step = createStep({ ...benchSources(database), asOwner: true }, { kind: 'system' });

async function prepare(): Promise<undefined> {
  await migrate(database);
  await step(async (unit) => {
    // Without a key: what was done twice would stand twice.
    await unit.em.execute('create table job_effect (job_id uuid, due_at timestamptz, at timestamptz)');
    const requests = Array.from({ length: Number(count) }, (_, n) => {
      const waitMs = n % 2 === 0 ? 0 : (SPREAD_MS * n) / Number(count);
      const dueAt = new Date(unit.now.getTime() + waitMs);
      return { kind: KIND, key: `${n}`, dueAt, payload: { dueAt: dueAt.toISOString() } };
    });
    await enqueueJobs(unit, requests);
  });
}

const insert: JobDeclaration<Unit> = {
  kind: KIND,
  description: 'an insert that takes its time',
  run: async ({ id, payload }, { tx }) => {
    await tx.em.execute('insert into job_effect values (?, ?, clock_timestamp())', [id, payload.dueAt]);
    await tx.em.execute('select pg_sleep(0.004)');
  },
};

async function work(): Promise<undefined> {
  // Only one process can have the embedded database open: what is held there was held by one that died.
  if (database.kind === 'embedded') await step(forgetLeases);
  const timetable = createTimetable({
    store: createJobStore(step),
    jobs: [insert],
    tickAt: '* * * * * *',
    leaseMs: LEASE_MS,
    batchSize: 8,
    onEvent: ({ type }) => void process.stdout.write(`${type}\n`),
  });
  await timetable.start();
  const left = `select count(*)::int as left from job where state <> 'DONE'`;
  while ((await step((unit) => unit.em.execute<{ left: number }[]>(left)))[0]?.left) await sleep(100);
  await timetable.stop();
}

async function judge(): Promise<JobFigures> {
  const [figures] = await step((unit) =>
    unit.em.execute<[JobFigures]>(
      `select count(*) filter (where state = 'DONE')::int as done,
          count(*) filter (where effects > 1)::int as twice,
          coalesce(sum(early), 0)::int as early,
          count(*) filter (where (state = 'DONE') <> (effects > 0))::int as torn
         from job left join lateral (select count(*) as effects, count(*) filter (where at < effect.due_at) as early
           from job_effect effect where job_id = job.id) own on true`,
    ),
  );
  return figures;
}

const parts: Readonly<Record<string, () => Promise<JobFigures | undefined>>> = { prepare, work, judge };
const figures = await parts[part]?.();
if (figures) process.stdout.write(JSON.stringify(figures));
await database.close();
