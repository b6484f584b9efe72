import { createDepartment, type Department, saveDivisions } from '../../schema/department/index.js';
import { type Campaign, createPlan } from '../../schema/plan/index.js';
import { ImportKind, Inspector } from '../../schema/registry/index.js';
import { Role } from '../../schema/shared/roles.js';
import type { Actor } from '../../schema/shared/unit.js';
import { done, type FrozenDraw, type MainJob } from '../support/main-job.js';

/** A target of the tests: its number, and the division in which it lies. */
export type Place = readonly [number: number, division: string];

const targetsHeading = '企业名称,许可证号,区划代码,风险等级,登记状态\n';

export function targetsOf(places: readonly Place[]): string {
  const rows = places.map(([n, division]) => {
    const number = String(n).padStart(5, '0');
    return `虚构第${n}号饮食店,JX${number},${division},A,存续\n`;
  });
  return `${targetsHeading}${rows.join('')}`;
}

const itemsCsv =
  '事项编码,抽查事项,抽查依据,事项类型,抽查比例,实施单位\nWS-01,公共场所卫生监督检查,《公共场所卫生管理条例》第十条,一般,3%,\n';

/** A county bureau below the city's: its people, its officers, its own register. */
export interface County {
  readonly department: Department;
  readonly planner: Actor;
  readonly approver: Actor;
  readonly operator: Actor;
  readonly reviewer: Actor;
  readonly planId: string;
}

/** Enters the divisions of the city. */
export async function enterDivisions(job: MainJob): Promise<void> {
  const divisions = [
    { code: '440800', name: '湛江市' },
    { code: '440802', name: '赤坎区' },
    { code: '440802001', name: '中华街道' },
    { code: '440803', name: '霞山区' },
    { code: '440811', name: '麻章区' },
  ];
  done(await job.act(undefined, (unit) => saveDivisions(unit, divisions)));
}

export async function openCounty(
  job: MainJob,
  { code, name, creditCode, division }: Record<'code' | 'name' | 'creditCode' | 'division', string>,
  places: readonly Place[],
): Promise<County> {
  const draft = { code, name, creditCode, parentCode: 'zj-health', division: { code: division, name } };
  const department = done(await job.act(undefined, (unit) => createDepartment(unit, draft)));
  const officers = Array.from(
    { length: 5 },
    (_, n) => `${name}演员${n},${code}${n},粤${division}${n},2030-12-31,科员\n`,
  );
  await job.bringIn(ImportKind.ENTITIES, targetsOf(places), department.id);
  await job.bringIn(ImportKind.ITEMS, itemsCsv, department.id);
  await job.bringIn(
    ImportKind.INSPECTORS,
    `姓名,单位工号,执法证号,有效期,担任职务\n${officers.join('')}`,
    department.id,
  );
  const person = (role: Role) => job.addPerson(`${code}.${role.toLowerCase()}`, [role], department);
  const planner = await person(Role.PLAN_OWNER);
  const { plan } = await job.act(planner, (unit) => createPlan(unit, { year: 2026, title: name }));
  const approver = await person(Role.APPROVER);
  const operator = await person(Role.DRAW_OPERATOR);
  const reviewer = await person(Role.REVIEWER);
  await person(Role.PUBLISHER);
  return { department, planner, approver, operator, reviewer, planId: plan.id };
}

/** The county draws the officers of an approved campaign, by its own operator. */
export async function drawOfficers(
  job: MainJob,
  { operator }: County,
  campaign: Campaign,
): Promise<FrozenDraw> {
  const device = job.newDevice();
  const { draw } = done(await job.tryFreeze(campaign, {}, device, operator));
  const frozen: FrozenDraw = {
    ...{ campaign, id: draw.id, commitment: draw.commitment, device },
    values: new Map(),
  };
  await job.anchor(frozen);
  done(await job.tryRevealWitness(frozen));
  done(await job.tryRevealOperator(frozen, {}, operator));
  return frozen;
}

/** The officers of an assignment's team, as actors of their county. */
export async function teamOf(job: MainJob, assignmentId: string): Promise<Actor[]> {
  const team = await job.listTeam(assignmentId);
  const ids = team.map(({ inspectorId }) => inspectorId ?? '');
  const rows = await job.readAs().em.find(Inspector, { id: { $in: ids } });
  return team.map((actor) => {
    const { department } = rows.find(({ id }) => id === actor.inspectorId) as Inspector;
    return { ...actor, departmentId: department, scope: [department] };
  });
}
