import {
  createDepartment,
  DepartmentKind,
  findDepartmentByCode,
  getDepartment,
  saveDivisions,
} from '../../../schema/department/index.js';
import {
  actingNameOf,
  endPower,
  listCompetences,
  PowerKind,
  recordPower,
} from '../../../schema/registry/index.js';
import { makeCreditCode } from '../../../schema/shared/identifiers/credit-code.js';
import { Role } from '../../../schema/shared/roles.js';
import { createStep } from '../../../server/platform/step.js';
import { done, MainJob } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';
import { askAs } from './console.js';

let job: MainJob;
beforeAll(async () => {
  job = await MainJob.open({ targetCount: 6, officerCount: 4 });
  const districts = [
    { code: '440802', name: '赤坎区' },
    { code: '440803', name: '霞山区' },
  ];
  done(await job.act(undefined, (unit) => saveDivisions(unit, districts)));
  const creditCode = makeCreditCode({ prefix: '12', divisionCode: '440800', body: '00000077' });
  const squad = { code: 'zj-squad', name: '湛江市卫生监督所', creditCode, parentCode: 'zj-health' };
  const division = { code: '440800', name: '湛江市' };
  done(
    await job.act(undefined, (unit) =>
      createDepartment(unit, { ...squad, division, kind: DepartmentKind.INSTITUTION }),
    ),
  );
});
afterAll(() => job.close());
afterEach(() => job.readAs().em.execute('delete from power'));

type Draft = Parameters<typeof recordPower>[1];
function record(more: Partial<Draft> = {}) {
  const power = {
    itemCode: 'WS-01',
    kind: PowerKind.INSPECTING,
    holderCode: 'zj-health',
    fromOn: '2026-01-01',
  };
  const legalBasis = '《公共场所卫生管理条例》第十条';
  return job.act(undefined, (unit) => recordPower(unit, { ...power, legalBasis, ...more }));
}

test('licensing, inspecting and penalising are split by item, place and date', async () => {
  done(await record({ kind: PowerKind.LICENSING, holderCode: 'zj-market' }));
  done(await record({ toOn: '2026-06-30' }));
  done(await record({ holderCode: 'zj-market', fromOn: '2026-07-01' }));
  done(await record({ kind: PowerKind.PENALISING, divisionCode: '440802', holderCode: 'zj-market' }));
  const who = async (division: string, on: string) => {
    const found = await listCompetences(job.readAs(), 'WS-01', division, on);
    const names = found.map(
      async ({ kind, power }) => `${kind} ${(await getDepartment(job.readAs(), power.holder)).code}`,
    );
    return Promise.all(names);
  };
  expect(await who('440803', '2026-06-30')).toEqual(['LICENSING zj-market', 'INSPECTING zj-health']);
  expect(await who('440803', '2026-07-01')).toEqual(['LICENSING zj-market', 'INSPECTING zj-market']);
  expect(await who('440802', '2026-07-01')).toContain('PENALISING zj-market');
  expect(await who('440802', '2025-12-31')).toEqual([]);
});

test('nobody holds a power that another has there and then; the overlap is named', async () => {
  const first = done(await record({ toOn: '2026-06-30' }));
  const overlap = await expectRefused(job, 'PowersOverlap', () =>
    record({ holderCode: 'zj-market', fromOn: '2026-05-01' }),
  );
  expect(overlap).toMatchObject({
    ...{ itemCode: 'WS-01', kind: 'INSPECTING', divisionCode: '440800', holderCode: 'zj-health' },
    ...{ fromOn: '2026-05-01', toOn: '2026-06-30' },
  });
  done(await job.act(undefined, (unit) => endPower(unit, first.id, '2026-04-30')));
  done(await record({ holderCode: 'zj-market', fromOn: '2026-05-01' }));
});

test.each([
  ['that ends before it begins', { toOn: '2025-12-31' }, 'toOn'],
  ['on an item that nobody lists', { itemCode: 'XX-99' }, 'itemCode'],
  ['delegated to itself', { inNameOfCode: 'zj-health', documentNo: '1' }, 'inNameOfCode'],
  ['delegated without a document', { inNameOfCode: 'zj-market' }, 'documentNo'],
  ['of an institution in its own name', { holderCode: 'zj-squad' }, 'inNameOfCode'],
])('a power %s is refused by its field', async (_what, more, field) => {
  expect(await expectRefused(job, 'PowerInvalid', () => record(more))).toMatchObject({ field });
});

test('a delegated act is done in the name of the delegating authority, with its basis and document', async () => {
  const delegation = { holderCode: 'zj-squad', inNameOfCode: 'zj-market', documentNo: '湛市监委〔2026〕3号' };
  const { holder } = done(await record(delegation));
  const name = await actingNameOf(job.readAs(), { department: holder, itemCode: 'WS-01', on: '2026-03-01' });
  expect(name).toMatchObject({
    authority: { code: 'zj-market' },
    actsFor: { code: 'zj-squad' },
    documentNo: '湛市监委〔2026〕3号',
  });
  const before = await actingNameOf(job.readAs(), {
    department: holder,
    itemCode: 'WS-01',
    on: '2025-03-01',
  });
  expect(before).toMatchObject({ authority: { code: 'zj-health' }, actsFor: { code: 'zj-squad' } });
});

test('a campaign tells in whose name each item is inspected, place by place', async () => {
  const delegation = { inNameOfCode: 'zj-market', documentNo: '湛市监委〔2026〕4号', divisionCode: '440802' };
  done(await record());
  done(await record(delegation));
  const { campaign } = done(await job.draft({ filter: { divisions: ['440803', '440802'] } }));
  const asked = `query ($id: UUID!) { campaign(id: $id) {
    actingNames { itemCode department { code } inNameOf { code } documentNo } } }`;
  const house = {
    readAs: (actor = {}) => job.readAs({ kind: 'account', ...actor }),
    stepAs: () => createStep(job.ground.sources, { kind: 'system' }),
  };
  const actor = { departmentId: job.health.id, roles: [Role.PLAN_OWNER] };
  const { data, errors } = await askAs(house, actor, asked, { id: campaign.id });
  expect(errors).toBeUndefined();
  const row = (code: string, documentNo: string | null) => ({
    ...{ itemCode: 'WS-01', department: { code: 'zj-health' }, inNameOf: { code }, documentNo },
  });
  expect(data.campaign.actingNames).toEqual([
    row('zj-health', null),
    row('zj-market', '湛市监委〔2026〕4号'),
  ]);
});

test('no campaign on an item that another department inspects on any day of the window', async () => {
  done(await record({ toOn: '2026-03-30' }));
  const refused = await expectRefused(job, 'ItemNotInPower', () => job.draft());
  expect(refused).toMatchObject({ itemCodes: ['WS-01'] });
  done(await record({ fromOn: '2026-03-31' }));
  done(await job.draft());
});

test('what is given to a part of the division is not the whole’s', async () => {
  done(await record());
  done(await record({ divisionCode: '440802', holderCode: 'zj-market' }));
  done(await job.draft({ filter: { divisions: ['440803'] } }));
  await expectRefused(job, 'ItemNotInPower', () =>
    job.draft({ filter: { divisions: ['440803', '440802'] } }),
  );
});

test('an institution draws nothing of its own', async () => {
  const squad = await findDepartmentByCode(job.readAs(), 'zj-squad');
  const planner = { ...job.planner, departmentId: squad!.id };
  await expectRefused(job, 'InstitutionDrawsNothing', () => job.draft({}, planner));
});
