import { createDepartment, saveDivisions } from '../../../../schema/department/index.js';
import {
  AliasKind,
  appendVisit,
  burdenOf,
  recordAlias,
  undoAlias,
  VisitFinding,
} from '../../../../schema/registry/index.js';
import { makeCreditCode } from '../../../../schema/shared/identifiers/index.js';
import { isRefusal } from '../../../../schema/shared/refusal.js';
import { Role } from '../../../../schema/shared/roles.js';
import { askAs, countStatements } from '../console.js';
import { openRegistryHouse, type RegistryHouse } from '../registry-house.js';
import { licence, registrarOf } from './target-console.js';

let house: RegistryHouse;
let health: ReturnType<typeof registrarOf>;
const departments: Record<string, string> = {};
beforeAll(async () => {
  house = await openRegistryHouse('2026-03-02T01:00:00Z');
  health = registrarOf(house, house.health.id);
  await house.stepAs()((unit) => saveDivisions(unit, [{ code: '440802001', name: '虚构街道' }]));
  const levels = { province: '440000', county: '440802', township: '440802001' };
  for (const [departmentCount, [level, code]] of Object.entries(levels).entries()) {
    const creditCode = makeCreditCode({
      prefix: '11',
      divisionCode: code.slice(0, 6),
      body: `MB28590${departmentCount}`,
    });
    const draft = { code: level, name: `虚构${level}局`, creditCode, division: { code, name: '-' } };
    const department = await house.stepAs()((unit) => createDepartment(unit, draft));
    if (isRefusal(department)) throw new Error(department.messageEn);
    departments[level] = department.id;
  }
  departments.city = house.health.id;
  for (const [name, number] of [
    ['甲', 'B-1'],
    ['乙', 'B-2'],
    ['丙', 'B-3'],
  ]) {
    await health.enter({ name: `虚构${name}店`, identifiers: [licence(number as string)] });
  }
  await health.enter({ name: '虚构甲店仓库', kind: 'PREMISES', responsibleId: 'licence:B-1' });
});
afterAll(() => house.close());

let visits = 0;
function visit(level: string, targetRealId: string, visitedOn: string) {
  visits += 1;
  const id = `00000000-0000-7000-8000-${String(visits).padStart(12, '0')}`;
  const draft = {
    department: departments[level] as string,
    targetRealId,
    inspectorRealIds: ['cert:1', 'cert:2'],
    visitedOn,
    finding: VisitFinding.NONE,
    resultCode: 'none',
    campaignId: id,
    assignmentId: id,
  };
  return house.stepAs()((unit) => appendVisit(unit, draft));
}

const numbers = async (realId: string, year = 2026) =>
  Object.values((await burdenOf(house.readAs(), [realId], year)).get(realId) ?? {}).join(' ');

test('visits count by the level of the department and the year, at the entity and below it', async () => {
  await visit('province', 'licence:B-1', '2026-01-01');
  await visit('city', 'licence:B-1', '2026-12-31');
  await visit('city', 'licence:B-1/1', '2026-06-01');
  await visit('county', 'licence:B-1', '2026-06-02');
  await visit('township', 'licence:B-1', '2026-06-03');
  await visit('county', 'licence:B-1', '2025-12-31');
  await visit('county', 'licence:B-2', '2026-06-02');
  expect(await numbers('licence:B-1')).toBe('1 2 1 1');
  expect(await numbers('licence:B-1/1')).toBe('1 2 1 1');
  expect(await numbers('licence:B-1', 2025)).toBe('0 0 1 0');
  expect(await numbers('licence:unknown')).toBe('0 0 0 0');
});

test('visits to what became an entity count for it, and asking by an old id is asking for the new one', async () => {
  const act = { newTargets: [], effectiveOn: '2026-03-01', reason: '-' };
  const merged = await house.stepAs()((unit) =>
    recordAlias(unit, house.health.id, {
      ...act,
      kind: AliasKind.MERGE,
      fromRealIds: ['licence:B-1', 'licence:B-2'],
      toRealIds: ['licence:B-3'],
    }),
  );
  if (isRefusal(merged)) throw new Error(merged.messageEn);
  for (const id of ['licence:B-1', 'licence:B-2', 'licence:B-3']) expect(await numbers(id)).toBe('1 2 2 1');
  // What stood below answers to the successor now, and so do its visits while the act stands.
  await visit('city', 'licence:B-1/1', '2026-07-01');
  expect(await numbers('licence:B-3')).toBe('1 3 2 1');
  await house.stepAs()((unit) => undoAlias(unit, house.health.id, merged.alias.id, '-'));
  expect(await numbers('licence:B-3')).toBe('0 0 0 0');
  expect(await numbers('licence:B-2')).toBe('0 0 1 0');
  expect(await numbers('licence:B-1')).toBe('1 3 1 1');
});

test('a list asks once, and other departments are numbers only', async () => {
  const actor = { departmentId: house.health.id, roles: [Role.PLAN_OWNER] };
  const source = (first: number) =>
    `{ targets(first: ${first}) { edges { node { realId burden(year: 2026) { provinceCount cityCount countyCount townshipCount totalCount } currentIds formerIds aliases { kind } } } } }`;
  const few = await countStatements(house, () => askAs(house, actor, source(1)));
  const many = await countStatements(house, async () => {
    const { data, errors } = await askAs(house, actor, source(4));
    expect(errors).toBeUndefined();
    expect(data.targets.edges[0].node).toMatchObject({
      burden: { provinceCount: 1, cityCount: 3, countyCount: 1, townshipCount: 1, totalCount: 6 },
      aliases: [{ kind: 'MERGE' }],
    });
  });
  expect(many).toBe(few);
});
