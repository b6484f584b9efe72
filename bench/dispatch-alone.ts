import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { createTimetable } from '../scheduler/timetable/index.js';
import { createDepartment, saveDivisions } from '../schema/department/index.js';
import { Assurance, Draw, DrawState } from '../schema/draw/index.js';
import { Dispatch, inspectionJobs } from '../schema/inspection/index.js';
import { createJobStore, enqueueJob } from '../schema/job/index.js';
import { Campaign, CampaignState, DrawMode, Plan, PlanState } from '../schema/plan/index.js';
import { isRefusal, type Refusal } from '../schema/shared/refusal.js';
import { type DatabasePlace, migrate, openDatabase } from '../server/platform/database.js';
import { keepHeapSmall } from '../server/platform/heap.js';
import { createReader, createStep } from '../server/platform/step.js';
import { benchSources } from './bench-sources.js';
import { peakMb } from './benchmark.js';
import { generatePools } from './generated-pools.js';

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
const officers = 1_000;

const [part = '', where = ''] = process.argv.slice(2);
const place: DatabasePlace = where.startsWith('postgresql:')
  ? { url: where, poolSize: 3 }
  : { folder: where };
// As the server does.
keepHeapSmall();
const database = await openDatabase(place);
const sources = benchSources(database);
const step = createStep(sources, { kind: 'system' });

function done<T>(value: T): Exclude<T, Refusal> {
  if (isRefusal(value)) throw new Error(`${value.code}: ${value.messageEn}`);
  return value as Exclude<T, Refusal>;
}

const inspectorAccounts = `insert into account (id, username, display_name, password_hash, kind, roles, requested_roles,
    department_id, inspector_id, active, must_change_password, password_changed_at, created_at)
  select gen_random_uuid(), 'officer' || row_number() over (), 'officer', '-', 'PERSON', '{INSPECTOR}', '{}', department_id, id,
    true, false, now(), now() from inspector`;

/** Each unit with two officers, as a draw leaves them. */
const drawnUnits = `insert into drawn_unit (draw_id, real_id, stratum, draw_order, ticket, is_reserve, is_held, officers, lead)
  select ?::uuid, t.real_id, 's1', t.n, lpad(to_hex(t.n), 64, '0'), false, false, array[a.real_id, b.real_id], a.real_id
    from (select real_id, row_number() over (order by id) as n from target) t
    join (select real_id, row_number() over (order by id) as n from inspector) a on a.n = t.n % ${officers} + 1
    join (select real_id, row_number() over (order by id) as n from inspector) b on b.n = (t.n * 7 + 3) % ${officers} + 1
   where a.real_id <> b.real_id`;

async function prepare(): Promise<void> {
  await migrate(database);
  const codes = ['440800', '440802', '440803', '440804', '440811', '440825'];
  const divisions = codes.map((code) => ({ code, name: code }));
  done(await step((unit) => saveDivisions(unit, divisions)));
  const draft = { code: 'market', name: '市场监督管理局', creditCode: '91440300708461136T' };
  const division = { code: '440800', name: '湛江市' };
  const department = done(await step((unit) => createDepartment(unit, { ...draft, division })));
  await generatePools(database.em.fork(), {
    departmentId: department.id,
    targets: units,
    inspectors: officers,
  });
  await step(async (unit) => {
    const [plan, campaign, draw, nobody] = [unit.newId(), unit.newId(), unit.newId(), unit.newId()];
    const own = { department: department.id, createdAt: unit.now, createdById: nobody };
    await unit.em.insert(Plan, {
      ...{ ...own, id: plan, year: 2026, title: '计划', state: PlanState.DRAFT, version: 0 },
      ...{ lastBatchNumber: 0, itemRanges: [], drafters: [] },
    });
    await unit.em.insert(Campaign, {
      ...{ ...own, id: campaign, plan, code: 'bench', title: '抽查', itemCodes: [], itemVersions: null },
      ...{ mode: DrawMode.CONFIDENTIAL, state: CampaignState.DRAWN, filter: {}, strata: [], slots: [] },
      ...{ capacity: 500, witnessKeyIds: [], windowFromOn: unit.today, windowToOn: unit.today },
    });
    await unit.em.insert(Draw, {
      ...{
        id: draw,
        department: department.id,
        campaign,
        authority: draft.creditCode,
        series: 'M',
        drawNo: 1,
      },
      ...{ commitment: createHash('sha256').update('bench').digest('hex'), mode: DrawMode.CONFIDENTIAL },
      ...{ state: DrawState.DRAWN, filterHash: '', assurance: Assurance.SELF, frozenAt: unit.now },
      ...{ drawBy: unit.now, operatorId: nobody, witnesses: [], drawnAt: unit.now, drawnCount: units },
    });
    await unit.em.execute(drawnUnits, [draw]);
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
