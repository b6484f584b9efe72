import 'reflect-metadata';
import { createHash, randomBytes } from 'node:crypto';
import { operatorHash } from '../scheduler/draw/index.js';
import { Account, AccountKind, actorOf } from '../schema/account/index.js';
import { createDepartment, saveDivisions } from '../schema/department/index.js';
import { freezeCampaign } from '../schema/draw/draw.freeze.js';
import { getFile } from '../schema/draw/index.js';
import { createCampaign } from '../schema/plan/campaign.create.js';
import { approveCampaign, createPlan, DrawMode, Plan } from '../schema/plan/index.js';
import { ImportKind, ImportMode, importFile } from '../schema/registry/index.js';
import { Role } from '../schema/shared/roles.js';
import type { Actor } from '../schema/shared/unit.js';
import { type DatabasePlace, migrate, openDatabase } from '../server/platform/database.js';
import { keepHeapSmall } from '../server/platform/heap.js';
import { createReader, createStep } from '../server/platform/step.js';
import { benchSources, done } from './bench-sources.js';
import { peakMb } from './benchmark.js';
import { generatePools } from './generated-pools.js';

/**
 * One part of `bench freeze` in a process of its own: `node freeze-alone.js prepare|change|freeze PLACE`. A freeze prints its
 * milliseconds, the longest time for which nothing else was served, and the most memory that the process held.
 */
export interface FreezeFigures {
  readonly ms: number;
  readonly longestPauseMs: number;
  readonly peakMb: number;
  readonly statement: { registered: number; comparisons: Record<string, unknown>[] };
}

const targets = Number(process.env.BENCH_TARGETS ?? 500_000);
const freezeSize = { targets, inspectors: 5_000, changed: targets / 100 };

const [part = '', where = ''] = process.argv.slice(2);
const place: DatabasePlace = where.startsWith('postgresql:')
  ? { url: where, poolSize: 3 }
  : { folder: where };
// As the server does.
keepHeapSmall();
const database = await openDatabase(place);
const sources = benchSources(database);

const step = createStep(sources, { kind: 'command', username: 'bench' });

async function addPerson(username: string, role: Role, departmentId: string): Promise<void> {
  await step((unit) =>
    unit.em.insert(Account, {
      id: unit.newId(),
      username,
      displayName: username,
      passwordHash: '-',
      roles: [role],
      department: departmentId,
      inspectorId: null,
      active: true,
      kind: AccountKind.PERSON,
      requestedRoles: [],
      passwordChangedAt: unit.now,
      createdAt: unit.now,
    }),
  );
}

async function personOf(username: string): Promise<Actor> {
  const reader = createReader(sources, { kind: 'system' });
  return actorOf(reader, await reader.em.findOneOrFail(Account, { username }));
}

async function prepare(): Promise<void> {
  await migrate(database);
  const divisions = ['440800', '440802', '440803', '440804', '440811', '440825'];
  done(
    await step((unit) =>
      saveDivisions(
        unit,
        divisions.map((code) => ({ code, name: code })),
      ),
    ),
  );
  const draft = { code: 'market', name: '市场监督管理局', creditCode: '91440300708461136T' };
  const division = { code: '440800', name: '湛江市' };
  const department = done(await step((unit) => createDepartment(unit, { ...draft, division })));
  const { targets, inspectors } = freezeSize;
  await generatePools(database.em.fork(), { departmentId: department.id, targets, inspectors });
  const items = new TextEncoder().encode(
    '事项编码,抽查事项,抽查依据,事项类型,抽查比例,实施单位\nWS-01,公共场所卫生监督检查,《公共场所卫生管理条例》第十条,一般,3%,\n',
  );
  const request = {
    kind: ImportKind.ITEMS,
    departmentId: department.id,
    source: items,
    fileName: 'items.csv',
  };
  const fileHash = createHash('sha256').update(items).digest('hex');
  const mode = ImportMode.ALL_OR_NOTHING;
  done(await step((unit) => importFile(unit, { ...request, fileHash, mode, dryRun: false })));
  await addPerson('planner', Role.PLAN_OWNER, department.id);
  await addPerson('approver', Role.APPROVER, department.id);
  await addPerson('operator', Role.DRAW_OPERATOR, department.id);
  await addPerson('reviewer', Role.REVIEWER, department.id);
  await addPerson('publisher', Role.PUBLISHER, department.id);
  await createStep(
    sources,
    await personOf('planner'),
  )((unit) => createPlan(unit, { year: 2026, title: '计划' }));
}

/** What happens between two freezes: some targets are classed anew. */
async function change(): Promise<void> {
  const every = Math.floor(freezeSize.targets / freezeSize.changed);
  await step((unit) =>
    unit.em.execute(
      `update target set risk_class = case risk_class when 'A' then 'B' else 'A' end, updated_at = ?, updated_by = null
        where ('x' || right(id::text, 8))::bit(32)::int % ${every} = 1`,
      [unit.now.toISOString()],
    ),
  );
}

async function approvedCampaign() {
  const planner = await personOf('planner');
  const plan = await createReader(sources, planner).em.findOneOrFail(Plan, { year: 2026 });
  const { campaign } = done(
    await createStep(
      sources,
      planner,
    )((unit) =>
      createCampaign(unit, {
        planId: plan.id,
        title: '抽查',
        itemCodes: ['WS-01'],
        mode: DrawMode.OPEN,
        strata: ['A', 'B', 'C', 'D'].map((riskClass) => ({ riskClass, count: 100, reserve: 1 })),
        capacity: 50,
        witnessKeyIds: [],
        onePerEntity: false,
        windowFromOn: unit.today,
        windowToOn: unit.today,
      }),
    ),
  );
  return done(
    await createStep(sources, await personOf('approver'))((unit) => approveCampaign(unit, campaign.id)),
  ).campaign;
}

/** The longest time between two beats of a timer: nothing else was served meanwhile. */
function watchPauses(): () => number {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  return () => {
    clearInterval(timer);
    return Math.max(longest, performance.now() - last);
  };
}

async function freeze(): Promise<FreezeFigures> {
  const campaign = await approvedCampaign();
  const operator = await personOf('operator');
  const pauses = watchPauses();
  const start = performance.now();
  const { draw } = done(
    await createStep(
      sources,
      operator,
    )((unit) =>
      freezeCampaign(unit, {
        campaignId: campaign.id,
        poolKey: randomBytes(32).toString('hex'),
        operatorHash: operatorHash(randomBytes(32)),
        drawBy: new Date(unit.now.getTime() + 1_800_000),
      }),
    ),
  );
  const figures = { ms: performance.now() - start, longestPauseMs: pauses(), peakMb: peakMb() };
  const statement = JSON.parse(await getFile(createReader(sources, operator), draw.id, 'statement.json'));
  const comparisons = statement.comparisons.map(({ changes: _, ...counts }: { changes: unknown }) => counts);
  return { ...figures, statement: { registered: statement.registered, comparisons } };
}

const parts: Readonly<Record<string, () => Promise<unknown>>> = { prepare, change, freeze };
process.stdout.write(JSON.stringify((await parts[part]?.()) ?? {}));
await database.close();
