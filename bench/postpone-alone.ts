import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { createDepartment, saveDivisions } from '../schema/department/index.js';
import { Assurance, Draw, DrawState } from '../schema/draw/index.js';
import { approveChange } from '../schema/inspection/change/change.decide.js';
import { requestBulkPostponement } from '../schema/inspection/change/postpone-many.js';
import { dispatchDraw, PostponementReason } from '../schema/inspection/index.js';
import { Campaign, CampaignState, DrawMode, Plan, PlanState } from '../schema/plan/index.js';
import { isRefusal, type Refusal } from '../schema/shared/refusal.js';
import { Role } from '../schema/shared/roles.js';
import type { Actor } from '../schema/shared/unit.js';
import { type DatabasePlace, migrate, openDatabase } from '../server/platform/database.js';
import { createReader, createStep } from '../server/platform/step.js';
import { benchSources } from './bench-sources.js';
import { generatePools } from './generated-pools.js';

/**
 * A typhoon: all visits of a department are postponed by one approval. `node dist/bench/postpone-alone.js PLACE [COUNT]`,
 * PLACE an empty folder or the URL of an empty database. It prints what became of them, and the seconds.
 */
const [place = '', count = '2000'] = process.argv.slice(2);
const units = Number(count);
const officers = 400;
const at: DatabasePlace = place.startsWith('postgresql:') ? { url: place, poolSize: 3 } : { folder: place };
const database = await openDatabase(at);
await migrate(database);
const sources = benchSources(database);
const step = createStep(sources, { kind: 'system' });

function done<T>(value: T): Exclude<T, Refusal> {
  if (isRefusal(value)) throw new Error(`${value.code}: ${value.messageEn}`);
  return value as Exclude<T, Refusal>;
}

const drawnUnits = `insert into drawn_unit (draw_id, real_id, stratum, draw_order, ticket, is_reserve, is_held, officers, lead)
  select ?::uuid, t.real_id, 's1', t.n, lpad(to_hex(t.n), 64, '0'), false, false, array[a.real_id, b.real_id], a.real_id
    from (select real_id, row_number() over (order by id) as n from target) t
    join (select real_id, row_number() over (order by id) as n from inspector) a on a.n = t.n % ${officers} + 1
    join (select real_id, row_number() over (order by id) as n from inspector) b on b.n = (t.n * 7 + 3) % ${officers} + 1
   where a.real_id <> b.real_id`;

const codes = ['440800', '440802', '440803', '440804', '440811', '440825'];
done(
  await step((unit) =>
    saveDivisions(
      unit,
      codes.map((code) => ({ code, name: code })),
    ),
  ),
);
const draft = { code: 'market', name: '市场监督管理局', creditCode: '91440300708461136T' };
const division = { code: '440800', name: '湛江市' };
const department = done(await step((unit) => createDepartment(unit, { ...draft, division })));
await generatePools(database.em.fork(), {
  departmentId: department.id,
  targets: units,
  inspectors: officers,
});
const { today } = createReader(sources, { kind: 'system' });
const dayAfter = (days: number) =>
  new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const asker = await step(async (unit) => {
  const [plan, campaign, draw, nobody] = [unit.newId(), unit.newId(), unit.newId(), unit.newId()];
  const own = { department: department.id, createdAt: unit.now, createdById: nobody };
  await unit.em.insert(Plan, {
    ...{ ...own, id: plan, year: 2026, title: '计划', state: PlanState.DRAFT, version: 0 },
    ...{ lastBatchNumber: 0, itemRanges: [], drafters: [] },
  });
  await unit.em.insert(Campaign, {
    ...{ ...own, id: campaign, plan, code: 'bench', title: '抽查', itemCodes: [], itemVersions: null },
    ...{ mode: DrawMode.OPEN, state: CampaignState.DRAWN, filter: {}, strata: [], slots: [] },
    ...{ capacity: 500, witnessKeyIds: [], windowFromOn: today, windowToOn: dayAfter(60) },
  });
  await unit.em.insert(Draw, {
    ...{ id: draw, department: department.id, campaign, authority: draft.creditCode, series: 'M', drawNo: 1 },
    ...{ commitment: createHash('sha256').update('bench').digest('hex'), mode: DrawMode.OPEN },
    ...{ state: DrawState.DRAWN, filterHash: '', assurance: Assurance.SELF, frozenAt: unit.now },
    ...{ drawBy: unit.now, operatorId: nobody, witnesses: [], drawnAt: unit.now, drawnCount: units },
  });
  await unit.em.execute(drawnUnits, [draw]);
  await dispatchDraw(unit, draw);
  return unit.newId();
});

const actor = (accountId: string, role: Role): Actor => ({
  ...{ kind: 'account', accountId, departmentId: department.id },
  ...{ roles: [role], scope: [department.id] },
});
const filed = done(
  await createStep(
    sources,
    actor(asker, Role.PLAN_OWNER),
  )((unit) =>
    requestBulkPostponement(unit, {
      ...{ statement: '台风橙色预警', evidence: 'a'.repeat(64), reason: PostponementReason.WEATHER },
      ...{ divisionCodes: codes, fromOn: today, toOn: dayAfter(2), newOn: dayAfter(20) },
    }),
  ),
) as { change: { id: string } };
const head = await step(async (unit) => unit.newId());
const start = performance.now();
const approved = done(
  await createStep(sources, actor(head, Role.APPROVER))((unit) => approveChange(unit, filed.change.id)),
) as { change: { changedCount: number; failedCount: number } };
const seconds = ((performance.now() - start) / 1000).toFixed(1);
const { changedCount, failedCount } = approved.change;
process.stdout.write(`${changedCount} postponed, ${failedCount} not, ${seconds} s\n`);
await database.close();
