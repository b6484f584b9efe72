import 'reflect-metadata';
import { createTimetable } from '../scheduler/timetable/index.js';
import { Dispatch, inspectionJobs } from '../schema/inspection/index.js';
import { createJobStore, enqueueJob } from '../schema/job/index.js';
import { DrawMode } from '../schema/plan/index.js';
import { type DatabasePlace, migrate, openDatabase } from '../server/platform/database.js';
import { keepHeapSmall } from '../server/platform/heap.js';
import { createReader, createStep } from '../server/platform/step.js';
import { benchSources } from './bench-sources.js';
import { peakMb } from './benchmark.js';
import { enterDraw, enterPools } from './drawn-campaign.js';

/** One part of `bench dispatch` in a process of its own: `node dispatch-alone.js prepare|dispatch PLACE`. */
export interface DispatchFigures {
  readonly ms: number;
  readonly count: number;
  readonly batches: number;
  /** The longest step: so long another one waits on the embedded database. */
  readonly longestMs: number;
  /** Telling the officers, after it. */
  readonly announceMs: number;
  readonly peakMb: number;
}

const units = Number(process.env.BENCH_UNITS ?? 50_000);

const [part = '', where = ''] = process.argv.slice(2);
const place: DatabasePlace = where.startsWith('postgresql:')
  ? { url: where, poolSize: 3 }
  : { folder: where };
// As the server does.
keepHeapSmall();
const database = await openDatabase(place);
const sources = benchSources(database);
const step = createStep(sources, { kind: 'system' });

const inspectorAccounts = `insert into account (id, username, display_name, password_hash, kind, roles, requested_roles,
    department_id, inspector_id, active, must_change_password, password_changed_at, created_at)
  select gen_random_uuid(), 'officer' || row_number() over (), 'officer', '-', 'PERSON', '{INSPECTOR}', '{}', department_id, id,
    true, false, now(), now() from inspector`;

async function prepare(): Promise<void> {
  await migrate(database);
  const department = await enterPools(database, step, { targets: units, inspectors: 1_000 });
  await step(async (unit) => {
    const visits = { mode: DrawMode.CONFIDENTIAL, count: units, windowToOn: unit.today };
    const draw = await enterDraw(unit, department, visits);
    await unit.em.execute(inspectorAccounts);
    await enqueueJob(unit, {
      kind: 'inspection.dispatch',
      key: draw,
      dueAt: unit.now,
      payload: { drawId: draw },
    });
  });
  if (database.kind === 'postgresql') await database.em.fork().execute('analyze');
}

async function dispatch(): Promise<DispatchFigures> {
  const ends: { kind: string; type: string; at: number }[] = [];
  const timetable = createTimetable({
    store: createJobStore(step),
    jobs: inspectionJobs,
    onEvent: (event) => {
      if ('error' in event) throw event.error;
      ends.push({ kind: event.job.kind, type: event.type, at: performance.now() });
    },
  });
  const start = performance.now();
  await timetable.runDue();
  const steps = ends.filter(({ kind }) => kind === 'inspection.dispatch');
  const times = steps.map(({ at }, index) => at - (steps[index - 1]?.at ?? start));
  const end = steps.at(-1)?.at ?? start;
  const [row] = await createReader(sources, { kind: 'system' }).em.find(Dispatch, {});
  if (!row?.finishedAt) throw new Error('not dispatched');
  return {
    ms: end - start,
    count: row.doneCount,
    batches: steps.length,
    longestMs: Math.max(...times),
    announceMs: (ends.at(-1)?.at ?? end) - end,
    peakMb: peakMb(),
  };
}

const parts: Readonly<Record<string, () => Promise<unknown>>> = { prepare, dispatch };
process.stdout.write(JSON.stringify((await parts[part]?.()) ?? {}));
await database.close();
