import {
  addSpecialPoolMembers,
  countDrawable,
  countPools,
  createSpecialPool,
  type PoolFilters,
  tagTargets,
} from '../../../schema/registry/index.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Unit } from '../../../schema/shared/unit.js';
import { done, MainJob } from '../../support/main-job.js';

let job: MainJob;
beforeAll(async () => {
  job = await MainJob.open();
});
afterAll(() => job.close());

test('many ranges at once count as each would by itself, special pools among them', async () => {
  const registrar = await job.addPerson('registrar', [Role.REGISTRAR], job.health);
  const act = <T>(work: (unit: Unit) => Promise<T>) => job.act(registrar, work);
  const draft = { name: '锅炉使用单位', requiredSkills: [], needsExpert: false };
  const { id: specialPoolId } = done(await act((unit) => createSpecialPool(unit, draft)));
  const members = [0, 1, 2, 3, 61].map((n) => ({ realId: `licence:JY${String(n).padStart(5, '0')}` }));
  done(await act((unit) => addSpecialPoolMembers(unit, { specialPoolId, members })));
  done(await act((unit) => tagTargets(unit, { tags: ['网红店'], filter: { riskClasses: ['A'] } } as never)));
  const plain = [
    {},
    { riskClasses: ['A'] },
    { riskClasses: ['B', 'C'], divisions: ['440800'] },
    { tags: ['网红店'] },
    { trades: ['-'] },
    { riskClasses: ['-'] },
    { specialPools: [specialPoolId] },
    { specialPools: [specialPoolId], riskClasses: ['A'] },
    // A function of the database takes a hundred arguments; a plan has more batches.
    ...Array.from({ length: 150 }, (_, n) => ({ tags: [`标签${n}`, '网红店'] })),
  ];
  const ranges: PoolFilters[] = plain.map((filter) => (Object.keys(filter).length > 0 ? [filter] : []));
  const reader = job.readAs(registrar);
  const counts = await countDrawable(reader, job.health.id, ranges);
  const expected: number[] = [];
  for (const filter of plain.slice(0, 8)) {
    expected.push((await countPools(reader, { departmentId: job.health.id, ...filter })).drawable);
  }
  expect(counts.slice(0, 8)).toEqual(expected);
  expect(expected.slice(0, 4)).toEqual([60, 20, 40, 20]);
  expect(expected.slice(6)).toEqual([4, 2]);
  expect(new Set(counts.slice(8))).toEqual(new Set([20]));
});

test('conditions hold together, and another department counts nothing of this one', async () => {
  const both = [{ riskClasses: ['A', 'B'] }, { riskClasses: ['B', 'C'] }];
  expect(await countDrawable(job.readAs(job.planner), job.health.id, [both, [], both])).toEqual([20, 60, 20]);
  expect(await countDrawable(job.readAs(job.stranger), job.health.id, [both])).toEqual([0]);
  expect(await countDrawable(job.readAs(job.planner), job.health.id, [])).toEqual([]);
});
