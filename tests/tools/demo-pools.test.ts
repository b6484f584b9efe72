import { createHash } from 'node:crypto';
import { checkCreditCode } from '../../schema/shared/identifiers/index.js';
import { importRows, type RowOfKind } from '../../schema/shared/table-file/index.js';
import { demoChance } from '../../tools/demo/chance.js';
import { asSource, demoPools } from '../../tools/demo/pools.js';

const ON = '2026-01-05';
const pools = demoPools({ seed: 20260105, asOn: ON });

async function values<K extends keyof RowOfKind>(
  file: () => Generator<Uint8Array>,
  kind: K,
): Promise<RowOfKind[K][]> {
  const table = await importRows(asSource(file), kind);
  const list: RowOfKind[K][] = [];
  for await (const outcome of table.rows()) {
    if ('faults' in outcome) throw new Error(JSON.stringify(outcome.faults));
    list.push(outcome.value);
  }
  return list;
}

function digest(file: Generator<Uint8Array>): string {
  const hash = createHash('sha256');
  for (const chunk of file) hash.update(chunk);
  return hash.digest('hex');
}

describe('the same seed gives the same bytes', () => {
  test.each(['entities', 'inspectors', 'items'] as const)('%s', (part) => {
    const again = demoPools({ seed: 20260105, asOn: ON });
    expect(digest(again[part]())).toBe(digest(pools[part]()));
    expect(digest(pools[part]())).toBe(digest(pools[part]()));
  });

  test('and another seed gives others', () => {
    const other = demoPools({ seed: 20260106, asOn: ON });
    expect(digest(other.entities())).not.toBe(digest(pools.entities()));
    expect(digest(other.inspectors())).not.toBe(digest(pools.inspectors()));
  });

  test('a larger demo begins with the smaller one’s entities', async () => {
    const larger = demoPools({ seed: 20260105, asOn: ON, entityCount: 2_100 });
    const [few, many] = await Promise.all([
      values(pools.entities, 'entities'),
      values(larger.entities, 'entities'),
    ]);
    expect(many.slice(0, 2_000)).toEqual(few);
  });

  test('the generator is even: all values of a small range, about as often', () => {
    const chance = demoChance(7, 0);
    const counts = Array.from({ length: 7 }, () => 0);
    for (let i = 0; i < 70_000; i += 1) counts[chance.below(7)]! += 1;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });
});

describe('2,000 entities', () => {
  test('are imported without a fault, every code valid, unique and marked as invented', async () => {
    const entities = await values(pools.entities, 'entities');
    expect(entities).toHaveLength(2_000);
    expect(new Set(entities.map((entity) => entity.id)).size).toBe(2_000);
    for (const entity of entities) {
      expect(checkCreditCode(entity.idValue)).toEqual({ value: entity.idValue });
      expect(entity.idValue.slice(8, 11)).toBe('DEM');
      expect(entity.name).toMatch(/虚构|演示|示例/);
      expect(pools.departments).toContainEqual(
        expect.objectContaining({ creditCode: entity.departmentCode, name: entity.departmentName }),
      );
    }
  });

  test('cover nine divisions, three branches, four risk classes, and some are closed', async () => {
    const entities = await values(pools.entities, 'entities');
    expect(new Set(entities.map((entity) => entity.divisionCode)).size).toBe(9);
    expect(new Set(entities.map((entity) => entity.departmentCode)).size).toBe(3);
    expect([...new Set(entities.map((entity) => entity.riskClass))].sort()).toEqual(['A', 'B', 'C', 'D']);
    const closed = entities.filter((entity) => entity.status !== 'active').length;
    expect(closed).toBeGreaterThan(60);
    expect(closed).toBeLessThan(200);
  });
});

describe('120 inspectors', () => {
  const inspectors = () => values(pools.inspectors, 'inspectors');

  test('of three departments, with certificates of which some ran out and some soon will', async () => {
    const list = await inspectors();
    expect(list).toHaveLength(120);
    expect(new Set(list.map((inspector) => inspector.id)).size).toBe(120);
    expect(new Set(list.map((inspector) => inspector.departmentCode)).size).toBe(3);
    const ends = list.map((inspector) => inspector.certificates[0]?.validToOn ?? '');
    expect(ends.filter((on) => on < ON).length).toBeGreaterThanOrEqual(5);
    expect(ends.filter((on) => on >= ON && on < '2026-03-01').length).toBeGreaterThanOrEqual(5);
  });

  test('every division keeps two of each branch who may go today', async () => {
    const fit = (await inspectors()).filter(
      ({ certificates, isExpert, status }) =>
        !isExpert &&
        status === 'active' &&
        certificates.some((certificate) => certificate.validToOn >= '2026-03-01'),
    );
    for (const { creditCode } of pools.departments) {
      for (const { code } of pools.divisions.filter((division) => division.parentCode)) {
        const here = fit.filter((one) => one.departmentCode === creditCode && one.divisions.includes(code));
        expect(here.length).toBeGreaterThanOrEqual(2);
      }
    }
  });

  test('some have leave, some must stand back from entities that exist, some are experts', async () => {
    const list = await inspectors();
    const ids = new Set((await values(pools.entities, 'entities')).map((entity) => entity.id));
    const recusals = list.flatMap((inspector) => inspector.recusals);
    expect(recusals.length).toBeGreaterThanOrEqual(10);
    for (const { targetId } of recusals) expect(ids).toContain(targetId);
    expect(list.filter((inspector) => inspector.leave.length > 0).length).toBeGreaterThanOrEqual(5);
    expect(list.filter((inspector) => inspector.isExpert).length).toBeGreaterThanOrEqual(3);
    expect(new Set(list.map((inspector) => inspector.rank)).size).toBeGreaterThanOrEqual(3);
  });
});

test('twelve items, each with its article, and skills that officers of the demo have', async () => {
  const items = await values(pools.items, 'items');
  expect(items).toHaveLength(12);
  const skills = new Set(
    (await values(pools.inspectors, 'inspectors')).flatMap((inspector) => inspector.skills),
  );
  for (const item of items) {
    expect(item.legalBasis).toMatch(/^《.+》第.+条$/);
    expect(item.ratioPermille).toBeGreaterThan(0);
    for (const skill of item.skills) expect(skills).toContain(skill);
  }
});
