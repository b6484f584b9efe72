import { getFile } from '../../../schema/draw/index.js';
import {
  Certificate,
  ImportKind,
  Inspector,
  Interest,
  InterestKind,
  Target,
  TargetStatus,
} from '../../../schema/registry/index.js';
import type { Unit } from '../../../schema/shared/unit.js';
import { MainJob } from '../../support/main-job.js';

let job: MainJob;
beforeAll(async () => {
  job = await MainJob.open();
  await job.freeze(await job.approved());
});
afterAll(() => job.close());
afterEach(() => job.clock.advance({ days: 1 }));

/** Changes the registry and freezes again. @returns what the statement says beyond noughts */
async function statementAfter(change: (unit: Unit) => Promise<unknown>) {
  await job.act(undefined, change);
  const frozen = await job.freeze(await job.approved());
  const { comparisons } = JSON.parse(await getFile(job.readAs(), frozen.id, 'statement.json'));
  const { against, on, changes, ...counts } = comparisons[0];
  expect(against).toBe('previous');
  return {
    counted: Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0)),
    told: changes,
  };
}

const realId = 'cert:粤GT00001';
const officer = (unit: Unit) => unit.em.findOneOrFail(Inspector, { realId });
const bend = (fields: object) => (unit: Unit) => unit.em.nativeUpdate(Inspector, { realId }, fields);

test('where nothing was touched, nothing is told', async () => {
  expect(await statementAfter(async () => {})).toEqual({ counted: {}, told: [] });
});

test.each<[string, string, (unit: Unit) => Promise<unknown>]>([
  [
    'a certificate cut short',
    'certificates',
    async (unit) =>
      unit.em.nativeUpdate(Certificate, { inspector: (await officer(unit)).id }, { validToOn: '2026-02-01' }),
  ],
  ['capacity cut to one', 'capacity', bend({ capacity: 1 })],
  ['a skill added', 'skills', bend({ skills: ['food'] })],
  ['the skill removed', 'skills', bend({ skills: [] })],
  ['a district taken', 'districts', bend({ districts: ['440801'] })],
  ['another rank', 'rank', bend({ rank: 77 })],
])('an officer bent before the freeze is in the statement: %s', async (_, field, change) => {
  const { counted, told } = await statementAfter(change);
  expect(counted).toEqual({ officersAltered: 1 });
  expect(told).toMatchObject([{ what: 'officer-altered', id: realId, fields: [field] }]);
});

test('recusals declared and ended', async () => {
  const target = 'license:JY00004';
  const declared = await statementAfter(async (unit) =>
    unit.em.insert(Interest, {
      id: unit.newId(),
      department: job.health.id,
      inspectorRealId: realId,
      targetRealId: target,
      kind: InterestKind.KINSHIP,
      reasonCode: 'kin',
      declaredAt: unit.now,
      createdAt: unit.now,
      updatedAt: unit.now,
      endsOn: null,
    }),
  );
  const at = Math.floor(job.clock.now().getTime() / 1000);
  expect(declared).toEqual({
    counted: { recused: 1 },
    told: [{ what: 'recused', id: `${target} ${realId}`, by: 'unknown', at }],
  });
  const ended = await statementAfter((unit) =>
    unit.em.nativeUpdate(Interest, { inspectorRealId: realId }, { endsOn: '2026-02-09' }),
  );
  expect(ended.counted).toEqual({ unrecused: 1 });
});

test('a unit’s district moved, its needed skills changed', async () => {
  const moved = await statementAfter(async (unit) => {
    const [one] = await unit.em.find(
      Target,
      { riskClass: 'A', status: TargetStatus.ACTIVE },
      { orderBy: { realId: 'asc' } },
    );
    return unit.em.nativeUpdate(Target, { id: one!.id }, { district: '440803', requiredSkills: ['drug'] });
  });
  // Officers without districts of their own serve every district there is: one more now.
  expect(moved.counted).toMatchObject({ altered: 1 });
  expect(moved.told[0]).toMatchObject({ what: 'altered', fields: ['district', 'skills'], by: 'command' });
});

test('officers who have come are told, with the import that brought them', async () => {
  await job.bringIn(
    ImportKind.INSPECTORS,
    '姓名,单位工号,执法证号,有效期,担任职务\n新人,W99,粤GT00099,2030-12-31,科员\n',
  );
  const { counted, told } = await statementAfter(async () => {});
  expect(counted).toEqual({ officersAdded: 1 });
  expect(told).toMatchObject([{ what: 'officer-added', id: 'cert:粤GT00099', by: 'command' }]);
});
