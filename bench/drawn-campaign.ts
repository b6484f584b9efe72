import { createHash } from 'node:crypto';
import { createDepartment, type Department, saveDivisions } from '../schema/department/index.js';
import { Assurance, Draw, DrawState } from '../schema/draw/index.js';
import { Campaign, CampaignState, DrawMode, Plan, PlanState } from '../schema/plan/index.js';
import type { Step, Unit } from '../schema/shared/unit.js';
import type { Database } from '../server/platform/database.js';
import { done } from './bench-sources.js';
import { generatePools } from './generated-pools.js';

export const divisionCodes = ['440800', '440802', '440803', '440804', '440811', '440825'];

const draft = { code: 'market', name: '市场监督管理局', creditCode: '91440300708461136T' };

/** A department with its two pools, of these sizes. */
export async function enterPools(
  database: Database,
  step: Step,
  size: { readonly targets: number; readonly inspectors: number },
): Promise<Department> {
  const divisions = divisionCodes.map((code) => ({ code, name: code }));
  done(await step((unit) => saveDivisions(unit, divisions)));
  const division = { code: '440800', name: '湛江市' };
  const department = done(await step((unit) => createDepartment(unit, { ...draft, division })));
  await generatePools(database.em.fork(), { departmentId: department.id, ...size });
  return department;
}

/** Each unit with two officers, as a draw leaves them. */
const drawnUnits = `insert into drawn_unit (draw_id, real_id, stratum, draw_order, ticket, is_reserve, is_held, officers, lead)
  with officer as (select real_id, row_number() over (order by id) as n, count(*) over () as total from inspector)
  select ?::uuid, t.real_id, 's1', t.n, lpad(to_hex(t.n), 64, '0'), false, false, array[a.real_id, b.real_id], a.real_id
    from (select real_id, row_number() over (order by id) as n from target) t
    join officer a on a.n = t.n % a.total + 1 join officer b on b.n = (t.n * 7 + 3) % b.total + 1
   where a.real_id <> b.real_id`;

/** A draw of every target of a department, not dispatched; its visits may be made until a day. @returns its id */
export async function enterDraw(
  unit: Unit,
  department: Department,
  {
    mode,
    count,
    windowToOn,
  }: { readonly mode: DrawMode; readonly count: number; readonly windowToOn: string },
): Promise<string> {
  const [plan, campaign, draw, nobody] = [unit.newId(), unit.newId(), unit.newId(), unit.newId()];
  const own = { department: department.id, createdAt: unit.now, createdById: nobody };
  await unit.em.insert(Plan, {
    ...{ ...own, id: plan, year: 2026, title: '计划', state: PlanState.DRAFT, version: 0 },
    ...{ lastBatchNumber: 0, itemRanges: [], drafters: [] },
  });
  await unit.em.insert(Campaign, {
    ...{ ...own, id: campaign, plan, code: 'bench', title: '抽查', itemCodes: [], itemVersions: null },
    ...{ mode, state: CampaignState.DRAWN, filter: {}, strata: [], slots: [] },
    ...{ capacity: 500, witnessKeyIds: [], windowFromOn: unit.today, windowToOn },
  });
  await unit.em.insert(Draw, {
    ...{ id: draw, department: department.id, campaign, authority: draft.creditCode, series: 'M', drawNo: 1 },
    ...{ commitment: createHash('sha256').update('bench').digest('hex'), mode },
    ...{ state: DrawState.DRAWN, filterHash: '', assurance: Assurance.SELF, frozenAt: unit.now },
    ...{ drawBy: unit.now, operatorId: nobody, witnesses: [], drawnAt: unit.now, drawnCount: count },
  });
  await unit.em.execute(drawnUnits, [draw]);
  return draw;
}
