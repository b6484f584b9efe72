import { createDepartment, saveDivisions } from '../../../schema/department/index.js';
import { SpecialPool } from '../../../schema/registry/index.js';
import { isRefusal, Refusal } from '../../../schema/shared/refusal.js';
import type { Actor, Reader, Unit } from '../../../schema/shared/unit.js';
import { seededChance } from '../../support/clock.js';
import { anyRow, writeAsOwner } from '../../support/policed-rows.js';
import { openTestHouse, type TestHouse } from '../../support/steps.js';

let house: TestHouse;
const departments: string[] = [];
let actors: (Partial<Actor> & { readonly sees: readonly string[] })[] = [];

beforeAll(async () => {
  house = await openTestHouse();
  const division = { code: '440800', name: '湛江市' };
  await house.stepAs()((unit) => saveDivisions(unit, [division]));
  for (const [code, creditCode] of [
    ['a', '91440300708461136T'],
    ['b', '9144030071526726XG'],
    ['c', '92610822MA707NAX4Q'],
  ] as const) {
    const made = await house.stepAs()((unit) =>
      createDepartment(unit, { code, name: code, creditCode, division }),
    );
    if (isRefusal(made)) throw new Error(made.messageEn);
    departments.push(made.id);
  }
  const rows = departments.map((id) => ['special_pool', anyRow(house.database, 'special_pool', id)] as const);
  await writeAsOwner(house.database, rows);
  departments.sort();
  const [a = '', b = ''] = departments;
  actors = [
    { accountId: 'a', scope: [a], sees: [a] },
    { accountId: 'b', scope: [b], sees: [b] },
    { accountId: 'ab', scope: [a, b], sees: [a, b] },
    { accountId: 'nobody', scope: [], sees: [] },
    { kind: 'anonymous', sees: [] },
    { sees: departments },
  ];
});
afterAll(() => house.close());

class Refused extends Refusal {}

async function seenRaw({ em }: Reader): Promise<string[]> {
  const rows = await em.execute<{ id: string }[]>('select department_id as id from special_pool order by 1');
  return rows.map(({ id }) => id);
}

async function seenByOrm({ em }: Reader): Promise<string[]> {
  const rows = await em.find(SpecialPool, {}, { orderBy: { department: 'asc' }, disableIdentityMap: true });
  return rows.map(({ department }) => department);
}

const looks = [seenRaw, seenByOrm];

/** One thing that an actor does; in the end what was seen, as a department each, must be the actor's own. */
type Deed = (
  actor: (typeof actors)[number],
  look: (reader: Reader) => Promise<string[]>,
) => Promise<string[][]>;

const inStep = (work: (unit: Unit, seen: string[][]) => Promise<unknown>): Deed => {
  return async (actor) => {
    const seen: string[][] = [];
    await house
      .stepAs(actor)(async (unit) => work(unit, seen))
      .catch((error) => {
        if (!/division by zero|given up/.test(String(error))) throw error;
      });
    return seen;
  };
};

const deeds: readonly Deed[] = [
  async (actor, look) => [await look(house.readAs(actor))],
  async (actor, look) => {
    const reader = house.readAs(actor);
    return Promise.all([look(reader), look(reader), look(reader)]);
  },
  async (actor, look) => {
    const reader = house.readAs(actor);
    const [own, all] = await Promise.all([look(reader), reader.beyond('published', look)]);
    expect(all).toEqual(departments);
    return [own];
  },
  inStep(async (unit, seen) => {
    seen.push(await seenRaw(unit), await seenByOrm(unit));
    expect(await unit.beyond('passing', seenRaw)).toEqual(departments);
    expect(await unit.beyond('passing', (wide) => wide.beyond('entity', seenByOrm))).toEqual(departments);
    seen.push(await seenByOrm(unit), await seenRaw(unit));
  }),
  inStep(async (unit, seen) => {
    await unit.beyond('passing', () => Promise.reject(new Error('given up'))).catch(() => {});
    seen.push(await seenRaw(unit));
    return new Refused('不可', 'no');
  }),
  inStep((unit) => unit.beyond('passing', (wide) => wide.em.execute('select 1 / 0'))),
  async (actor, look) => {
    await expect(house.readAs(actor).em.execute('select 1 / 0')).rejects.toThrow('division by zero');
    return [await look(house.readAs(actor))];
  },
];

test.each([1, 2, 3])(
  'whoever acts beside whom, everybody sees the own departments alone (%s)',
  async (seed) => {
    const chance = seededChance(String(seed));
    const pick = <T>(list: readonly T[]): T => list[(chance.bytes(1)[0] ?? 0) % list.length] as T;
    for (let round = 0; round < 8; round += 1) {
      await Promise.all(
        Array.from({ length: 16 }, async () => {
          const [actor, deed, look] = [pick(actors), pick(deeds), pick(looks)];
          for (const seen of await deed(actor, look)) expect(seen).toEqual(actor.sees);
        }),
      );
    }
  },
);
