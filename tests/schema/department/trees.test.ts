import { addDays } from '../../../scheduler/calendar/index.js';
import { followTerms } from '../../../schema/department/department-terms.js';
import {
  AdministrativeLevel,
  changeDepartmentOn,
  createDepartment,
  Department,
  DepartmentKind,
  endDepartment,
  endDivision,
  getDepartment,
  listDepartmentHistory,
  listDepartmentTree,
  listDivisionHistory,
  listDivisionsUnder,
  moveDepartment,
  pageDepartmentTree,
  pageDivisionTree,
  saveDivisions,
} from '../../../schema/department/index.js';
import { makeCreditCode } from '../../../schema/shared/identifiers/credit-code.js';
import { isRefusal } from '../../../schema/shared/refusal.js';
import type { Unit } from '../../../schema/shared/unit.js';
import { done } from '../../support/main-job.js';
import { openTestHouse, type TestHouse } from '../../support/steps.js';
import { expectRefused } from '../../support/unchanged.js';

const start = '2026-03-02';
const day = (n: number) => addDays(start, n);
const page = { first: 100 };

let house: TestHouse;
let serial = 0;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  house.clock.set(`${start}T01:00:00Z`);
  const { em } = house.readAs();
  for (const table of ['department_term', 'department', 'division_term', 'division'])
    await em.execute(`delete from ${table}`);
});

const act = <T>(work: (unit: Unit) => Promise<T>) => house.stepAs()(work);

function create(code: string, more: Partial<Parameters<typeof createDepartment>[1]> = {}) {
  const body = String(++serial).padStart(8, '0');
  const creditCode = makeCreditCode({ prefix: '11', divisionCode: '440800', body });
  const division = { code: '440800', name: '湛江市' };
  return act((unit) =>
    createDepartment(unit, { code, name: `${code}局`, creditCode, division, fromOn: start, ...more }),
  );
}

const move = (code: string, on: string, to: Parameters<typeof moveDepartment>[3]) =>
  act((unit) => moveDepartment(unit, code, on, to));

async function parentsOn(on: string): Promise<Record<string, string | null>> {
  const { edges } = await pageDepartmentTree(house.readAs(), on, page);
  return Object.fromEntries(edges.map(({ node }) => [node.code, node.parentCode]));
}

test('the tree of any day: a department that moves stands below the old parent before, below the new one after', async () => {
  done(await create('city'));
  done(await create('county', { parentCode: 'city' }));
  done(await create('station', { parentCode: 'city', level: AdministrativeLevel.TOWNSHIP }));
  done(await move('station', day(20), { parentCode: 'county' }));
  expect(await parentsOn(day(19))).toEqual({ city: null, county: 'city', station: 'city' });
  expect(await parentsOn(day(20))).toEqual({ city: null, county: 'city', station: 'county' });
  expect(await parentsOn(day(-1))).toEqual({});
  expect(
    (await listDepartmentHistory(house.readAs(), 'station')).map(({ fromOn, toOn }) => [fromOn, toOn]),
  ).toEqual([
    [day(0), day(19)],
    [day(20), null],
  ]);
});

test('what is planned comes into force on its day, and scope goes by the tree of today', async () => {
  const city = done(await create('city'));
  const station = done(await create('station', { level: AdministrativeLevel.TOWNSHIP }));
  done(await move('station', day(3), { parentCode: 'city' }));
  expect(await listDepartmentTree(house.readAs(), city.id)).toEqual([city.id]);
  expect((await getDepartment(house.readAs(), station.id)).parent).toBeNull();
  house.clock.advance({ days: 3 });
  expect(await listDepartmentTree(house.readAs(), city.id)).toEqual([city.id, station.id].sort());
  await act(followTerms);
  expect((await getDepartment(house.readAs(), station.id)).parent).toBe(city.id);
});

test('a name given back in time does not undo a later one', async () => {
  const { id } = done(await create('a', { name: '甲' }));
  await act((unit) => changeDepartmentOn(unit, id, day(10), { name: '丙' }));
  await act((unit) => changeDepartmentOn(unit, id, day(5), { name: '乙' }));
  await act((unit) => changeDepartmentOn(unit, id, day(5), { level: AdministrativeLevel.COUNTY }));
  const history = await listDepartmentHistory(house.readAs(), 'a');
  expect(history.map(({ name, level, fromOn }) => [name, level, fromOn])).toEqual([
    ['甲', 'CITY', day(0)],
    ['乙', 'COUNTY', day(5)],
    ['丙', 'COUNTY', day(10)],
  ]);
});

test('a circle is refused by name, whatever its length and on whatever day it would begin', async () => {
  for (const code of ['a', 'b', 'c']) done(await create(code));
  done(await move('a', day(0), { parentCode: 'b' }));
  done(await move('b', day(30), { parentCode: 'c' }));
  const refused = await expectRefused(house, 'DepartmentCycle', () =>
    move('c', day(10), { parentCode: 'a' }),
  );
  expect(refused).toMatchObject({ departmentCodes: ['c', 'a', 'b', 'c'], on: day(30) });
  await expectRefused(house, 'DepartmentCycle', () => move('a', day(0), { parentCode: 'a' }));
  done(await move('b', day(10), { parentCode: null }));
  await expectRefused(house, 'NotStandingThen', () => move('a', day(-1), { parentCode: null }));
});

test('circles of divisions are refused in one act and in several', async () => {
  const zone = { code: 'zj-edz', name: '开发区', parentCode: 'zj-park' };
  const park = { code: 'zj-park', name: '园区', parentCode: 'zj-edz' };
  const both = await expectRefused(house, 'DivisionCycle', () =>
    act((unit) => saveDivisions(unit, [zone, park])),
  );
  expect(both).toMatchObject({ divisionCodes: ['zj-edz', 'zj-park', 'zj-edz'] });
  done(await act((unit) => saveDivisions(unit, [{ code: 'zj-park', name: '园区' }, zone])));
  await expectRefused(house, 'DivisionCycle', () => act((unit) => saveDivisions(unit, [park], day(40))));
});

test('a division is renamed, moved and ended on its days, and its code stays known', async () => {
  const save = (drafts: Parameters<typeof saveDivisions>[1], on: string) =>
    act((unit) => saveDivisions(unit, drafts, on));
  done(
    await save(
      [
        { code: '440800', name: '湛江市' },
        { code: '440802', name: '赤坎' },
      ],
      day(-100),
    ),
  );
  done(await save([{ code: '440802001', name: '某街道' }], day(-50)));
  done(await save([{ code: '440802', name: '赤坎区' }], day(-10)));
  await expectRefused(house, 'OthersBelow', () => act((unit) => endDivision(unit, '440802', day(5))));
  done(await save([{ code: '440802001', name: '某街道', parentCode: '440800' }], day(3)));
  done(await act((unit) => endDivision(unit, '440802', day(5))));
  const on = async (n: number) => {
    const { edges } = await pageDivisionTree(house.readAs(), day(n), page);
    return edges.map(({ node }) => `${node.name} ${node.parentCode}`);
  };
  expect(await on(-60)).toEqual(['湛江市 null', '赤坎 440800']);
  expect(await on(0)).toEqual(['湛江市 null', '赤坎区 440800', '某街道 440802']);
  expect(await on(6)).toEqual(['湛江市 null', '某街道 440800']);
  expect(await listDivisionHistory(house.readAs(), '440802')).toHaveLength(2);
  expect(await listDivisionsUnder(house.readAs(), ['440802'], day(0))).toEqual(['440802', '440802001']);
  await expectRefused(house, 'NotStandingThen', () => save([{ code: '440802', name: '新区' }], day(6)));
});

test('an institution belongs to an authority, and the authority acts through it', async () => {
  const kind = DepartmentKind.INSTITUTION;
  const bare = await create('squad', { kind });
  expect(isRefusal(bare) && bare.code).toBe('INSTITUTION_NOT_OWN');
  done(await create('bureau'));
  done(await create('other'));
  const squad = done(await create('squad', { kind, parentCode: 'bureau' }));
  await expectRefused(house, 'InstitutionNotOwn', () => move('other', start, { actsThroughCode: 'squad' }));
  await expectRefused(house, 'InstitutionNotOwn', () => move('squad', start, { parentCode: null }));
  expect(done(await move('bureau', start, { actsThroughCode: 'squad' }))).toMatchObject({
    actsThrough: squad.id,
  });
});

test('an ended department leaves its place below and above to its successor, who sees its matters', async () => {
  const ids: Record<string, string> = {};
  for (const code of ['top', 'old', 'heir', 'child']) ids[code] = done(await create(code)).id;
  done(await move('old', start, { parentCode: 'top' }));
  done(await move('heir', start, { parentCode: 'old' }));
  done(await move('child', day(8), { parentCode: 'old' }));
  house.clock.advance({ days: 5 });
  expect(await act((unit) => endDepartment(unit, ids.old!, day(5), ids.heir!))).toBeUndefined();
  expect(await parentsOn(day(4))).toEqual({ top: null, old: 'top', heir: 'old', child: null });
  expect(await parentsOn(day(8))).toEqual({ top: null, heir: 'top', child: 'heir' });
  expect(await listDepartmentTree(house.readAs(), ids.heir!)).toEqual([ids.heir, ids.old].sort());
  const again = await create('old');
  expect(isRefusal(again) && again.code).toBe('DEPARTMENT_CODE_TAKEN');
});

/** What a department was on each day of a short time: the plainest model there is. */
type Days = Record<'name' | 'parent' | 'level', string | null>[];

test('after any acts the tree of every day is that of a day-by-day model, and circles are refused exactly where it has one', async () => {
  const seed = Number(process.env.FAIRDRAW_SEED ?? Math.floor(house.clock.now().getTime() / 1000) + serial);
  let state = seed % 2147483647;
  const next = (below: number) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
  const horizon = 24;
  const codes = ['d0', 'd1', 'd2', 'd3', 'd4', 'd5'];
  const levels = Object.values(AdministrativeLevel);
  const ids = new Map<string, string>();
  const model = new Map<string, Days>();
  for (const code of codes) {
    ids.set(code, done(await create(code, { name: code, level: AdministrativeLevel.CITY })).id);
    model.set(
      code,
      Array.from({ length: horizon }, () => ({ name: code, parent: null, level: 'CITY' })),
    );
  }
  const isCircular = (days: Map<string, Days>) =>
    Array.from({ length: horizon }, (_, n) => n).some((n) =>
      codes.some((code) => {
        let one: string | null | undefined = code;
        for (let steps = 0; one && steps <= codes.length; steps++) one = days.get(one)?.[n]?.parent;
        return Boolean(one);
      }),
    );
  let refusals = 0;
  for (let turn = 0; turn < 120; turn++) {
    const code = codes[next(codes.length)]!;
    const n = next(horizon);
    const field = (['name', 'parent', 'parent', 'level'] as const)[next(4)]!;
    const other = codes[next(codes.length)]!;
    const value =
      field === 'name' ? `${code}-${next(3)}` : field === 'level' ? levels[next(4)]! : next(4) ? other : null;
    const after = structuredClone(model);
    const days = after.get(code)!;
    const was = days[n]![field];
    for (let at = n; at < horizon && days[at]![field] === was; at++) days[at]![field] = value;
    const stored = field === 'parent' && value ? ids.get(value)! : value;
    const refused = await act((unit) =>
      changeDepartmentOn(unit, ids.get(code)!, day(n), { [field]: stored }),
    );
    const circular = isCircular(after);
    if ((refused?.code === 'DEPARTMENT_CYCLE') !== circular)
      throw new Error(
        `FAIRDRAW_SEED=${seed} turn ${turn}: ${code} ${field} ${value} on ${n}: ${refused?.code}`,
      );
    if (circular) refusals++;
    else model.set(code, days);
  }
  for (let n = 0; n < horizon; n++) {
    const { edges } = await pageDepartmentTree(house.readAs(), day(n), page);
    const found = edges.map(({ node }) => [node.code, node.name, node.parentCode, node.level]);
    const expected = codes.map((code) => {
      const { name, parent, level } = model.get(code)![n]!;
      return [code, name, parent, level];
    });
    expect({ seed, n, tree: found }).toEqual({ seed, n, tree: expected });
  }
  expect(refusals).toBeGreaterThan(0);
  expect(await house.readAs().em.count(Department)).toBe(codes.length);
});
