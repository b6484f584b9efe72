import {
  Certificate,
  CertificateStatus,
  ConflictRule,
  ImportRefused,
  Inspector,
  Interest,
  listInspectorPool,
  listInterests,
  RemarkCode,
} from '../../../schema/registry/index.js';
import { declareInterest } from '../../../schema/registry/inspector/interest.declare.js';
import { setLeaderRule } from '../../../schema/registry/inspector/leader-rule.service.js';
import {
  expectRun,
  ImportKind,
  ImportMode,
  openRegistryHouse,
  type RegistryHouse,
} from './registry-house.js';

const heading = '姓名,单位工号,执法证号,有效期,执法区域,担任职务,请休假,回避对象,是否专家\n';
const three = [
  '张虚构,001,粤G00001；粤G00003,2027-01-05；长期,440802；440803,科长,2026-03-09~2026-03-13,91440300708461136T(近亲属),否',
  '李虚构,002,粤G00002,2026-03-01,440803,科员,,,否',
  '王虚构,003,,,,,,,是',
].join('\n');

let house: RegistryHouse;
beforeEach(async () => {
  house = await openRegistryHouse('2026-03-02T01:00:00Z');
});
afterEach(() => house.close());

function bringIn(rows: string, more = {}) {
  return house.bringIn(ImportKind.INSPECTORS, heading + rows, more);
}

test('officers come with certificates, leave and sealed recusals', async () => {
  const run = expectRun(await bringIn(three));
  expect(run).toMatchObject({ createdCount: 3, updatedCount: 0, faultCount: 0 });
  expect(await house.countRows()).toMatchObject({ inspector: 3, certificate: 3, leave: 1, interest: 1 });
  const pool = await listInspectorPool(house.readAs(), house.health.id);
  expect(
    pool.map(({ inspector, certificates, leaves }) => [
      inspector.realId,
      inspector.rank,
      certificates.length,
      leaves.length,
    ]),
  ).toEqual([
    ['cert:粤G00001', 60, 2, 1],
    ['cert:粤G00002', 15, 1, 0],
    ['staff:003', 0, 0, 0],
  ]);
  expect(pool[0]?.certificates[1]).toMatchObject({ validFromOn: '1900-01-01', validToOn: '9999-12-31' });
  const interests = await listInterests(house.readAs(), house.health.id, '2026-03-02');
  expect(interests).toMatchObject([
    { inspectorRealId: 'cert:粤G00001', targetRealId: 'uscc:91440300708461136T', reasonCode: '近亲属' },
  ]);
});

test('an expired certificate is a warning: the officer is in the pool and known as expired', async () => {
  const run = expectRun(await bringIn(three));
  expect(run.warnings.filter(({ code }) => code === RemarkCode.CERTIFICATE_EXPIRED)).toMatchObject([
    { row: 3, column: '有效期' },
  ]);
  expect(await house.readAs().em.count(Inspector, { realId: 'cert:粤G00002' })).toBe(1);
});

test('a renewed certificate updates its officer and nobody else', async () => {
  expectRun(await bringIn(three));
  const run = expectRun(await bringIn(three.replace('2026-03-01', '2030-03-01')));
  expect(run).toMatchObject({ createdCount: 0, updatedCount: 1, unchangedCount: 2 });
  expect(await house.readAs().em.findOneOrFail(Certificate, { number: '粤G00002' })).toMatchObject({
    validToOn: '2030-03-01',
  });
  expect(await house.countRows()).toMatchObject({ inspector: 3, certificate: 3, leave: 1, interest: 1 });
});

test('malformed dates, unknown districts and duplicates are faults, and nothing changes', async () => {
  const rows = [
    '张虚构,001,粤G00001,2026-02-30,440802,,,,否',
    '李虚构,002,粤G00002,2027-01-01,440825,,,,否',
    '王虚构,003,粤G00002,2027-01-01,440802,,,,否',
    '赵虚构,004,,,440802,,,,否',
  ].join('\n');
  const before = await house.countRows();
  const refused = (await bringIn(rows)) as ImportRefused;
  expect(refused).toBeInstanceOf(ImportRefused);
  expect(refused.faults.map(({ row, column, code }) => [row, column, code])).toEqual([
    [2, '有效期', RemarkCode.IMPOSSIBLE_DATE],
    [3, '执法区域', RemarkCode.UNKNOWN_DIVISION],
    [4, '执法证号', RemarkCode.DUPLICATE_ID],
    [5, '执法证号', RemarkCode.BLANK_FIELD],
  ]);
  expect(JSON.stringify(refused)).not.toContain('虚构');
  expect(await house.countRows()).toEqual(before);
});

test('a trial of officers changes none of their tables', async () => {
  const before = await house.countRows();
  const run = expectRun(await bringIn(three, { dryRun: true, mode: ImportMode.GOOD_ROWS }));
  expect(run).toMatchObject({ createdCount: 3 });
  expect(await house.countRows()).toEqual(before);
});

const standing = (realId = 'cert:粤G00001') => house.readAs().em.findOneOrFail(Inspector, { realId });

/** Brings a file of its own headings an hour later. */
function bringFile(file: string, more = {}) {
  house.clock.advance({ hours: 1 });
  return house.bringIn(ImportKind.INSPECTORS, file, more);
}

test('whether an officer is in the pool, and an expert’s fields, follow the file that tells them', async () => {
  expectRun(await bringIn(three));
  const told = '姓名,单位工号,执法证号,有效期,是否入库,是否专家,专家领域\n王虚构,003,,,否,是,电梯\n';
  expect(expectRun(await bringFile(told))).toMatchObject({ updatedCount: 1 });
  expect(await standing('staff:003')).toMatchObject({ isInPool: false, expertFields: ['电梯'] });
  expect(expectRun(await bringIn(three))).toMatchObject({ updatedCount: 0 });
  expect(await standing('staff:003')).toMatchObject({ isInPool: false, expertFields: ['电梯'] });
});

test('the rule on leaders decides for those who stand, also where the file tells no post', async () => {
  expectRun(await bringIn(three));
  const actor = { departmentId: house.health.id, scope: [house.health.id] };
  const rule = { positions: ['局长'], isInPool: false, basis: '细则第六条' };
  await house.stepAs(actor)((unit) => setLeaderRule(unit, rule));
  expectRun(await bringFile(heading + three.replace('科长', '局长')));
  expect(await standing()).toMatchObject({ position: '局长', isInPool: false });
  const told = '姓名,单位工号,执法证号,有效期,是否入库\n张虚构,001,粤G00001；粤G00003,2027-01-05；长期,是\n';
  expect(expectRun(await bringFile(told))).toMatchObject({ unchangedCount: 1 });
  expect(await standing()).toMatchObject({ isInPool: false });
});

test('a file lets no officer leave who stands, and brings those who had left before', async () => {
  const file = (left: string, status: string) =>
    `姓名,执法证号,有效期,人员状态,离岗日期\n虚构,粤G00001,2030-01-05,${status},${left}\n虚构,粤G00002,2030-01-05,退休,2025-12-31\n`;
  expect(expectRun(await bringFile(file('', '在岗')))).toMatchObject({ createdCount: 2 });
  expect(await standing('cert:粤G00002')).toMatchObject({ status: 'RETIRED', leftOn: '2025-12-31' });
  for (const [left, status, column] of [
    ['', '调离', '人员状态'],
    ['2026-03-31', '在岗', '离岗日期'],
  ] as const) {
    const refused = (await bringFile(file(left, status))) as ImportRefused;
    expect(refused.faults).toMatchObject([{ row: 2, column, code: RemarkCode.LEAVING_IS_A_DEPARTURE }]);
  }
  expect(await standing()).toMatchObject({ status: 'ACTIVE', leftOn: null });
});

test('leave that shares days with another of other days is a fault', async () => {
  const file = (leave: string) => `姓名,执法证号,有效期,请休假\n虚构,粤G00001,2030-01-05,${leave}\n`;
  expectRun(await bringFile(file('2026-03-09~2026-03-13')));
  expectRun(await bringFile(file('2026-03-09~2026-03-13；2026-03-16')));
  for (const leave of ['2026-03-10~2026-03-11', '2026-04-01~2026-04-03；2026-04-03~2026-04-05']) {
    const refused = (await bringFile(file(leave))) as ImportRefused;
    expect(refused.faults).toMatchObject([{ row: 2, column: '请休假', code: RemarkCode.LEAVE_OVERLAPS }]);
  }
});

test('a certificate that was suspended or revoked is not quietly valid again', async () => {
  const file = '姓名,执法证号,有效期,证件状态\n虚构,粤G00001,2030-01-05,有效\n';
  const card = () => house.readAs().em.findOneOrFail(Certificate, { number: '粤G00001' });
  expectRun(await bringFile(file));
  for (const status of [CertificateStatus.SUSPENDED, CertificateStatus.REVOKED]) {
    house.clock.advance({ hours: 1 });
    await house.stepAs()((unit) =>
      unit.em.nativeUpdate(Certificate, { number: '粤G00001' }, { status, updatedAt: unit.now }),
    );
    const refused = (await bringFile(file)) as ImportRefused;
    expect(refused.faults).toMatchObject([{ column: '证件状态', code: RemarkCode.CHANGED_BY_HAND }]);
    expectRun(await bringFile(file, { conflicts: ConflictRule.REGISTER_WINS }));
    expect(await card()).toMatchObject({ status });
  }
  expect(expectRun(await bringFile(file, { conflicts: ConflictRule.FILE_WINS })).conflictCount).toBe(1);
  expect(await card()).toMatchObject({ status: 'VALID' });
});

test('a tie by file is the tie that was declared: longer where the file says so, never shorter, and nothing is told', async () => {
  const file = (tie: string) =>
    `姓名,执法证号,有效期,回避对象\n虚构,粤G00001,2030-01-05,licence:L1（${tie}）\n`;
  expectRun(await bringFile('姓名,执法证号,有效期\n虚构,粤G00001,2030-01-05\n'));
  const { id: inspectorId } = await standing();
  const tie = { targetRealId: 'licence:L1', kind: 'KINSHIP', fromOn: '2026-01-01', endsOn: '2026-02-01' };
  await house.stepAs({ inspectorId })((unit) => declareInterest(unit, tie as never));
  const ends = async (told: string) => {
    expect(expectRun(await bringFile(file(told)))).toMatchObject({ unchangedCount: 1, fieldCounts: {} });
    return (await house.readAs().em.find(Interest, { reasonCode: '近亲属' })).map(({ endsOn }) => endsOn);
  };
  expect(await ends('近亲属，2026-01-01至2026-06-30')).toEqual(['2026-06-30']);
  expect(await ends('近亲属，2026-01-01至2026-05-31')).toEqual(['2026-06-30']);
  expect(await ends('近亲属')).toEqual([null]);
  expect(await ends('近亲属，2026-01-01至2026-05-31')).toEqual([null]);
});

test('a former post by file bars as long as one that is declared', async () => {
  const file =
    '姓名,执法证号,有效期,回避对象\n虚构,粤G00001,2030-01-05,licence:L1（曾任职，2026-01-01至2026-02-01）\n';
  expectRun(await bringFile(file));
  const { id: inspectorId } = await standing();
  const tie = { kind: 'FORMER_POST', fromOn: '2026-01-01' };
  await house.stepAs({ inspectorId })((unit) =>
    declareInterest(unit, { ...tie, targetRealId: 'licence:L2' } as never),
  );
  expect(expectRun(await bringFile(file))).toMatchObject({ unchangedCount: 1 });
  const ties = await house.readAs().em.find(Interest, {});
  expect(ties.map(({ reasonCode }) => reasonCode)).toEqual(['曾任职', '曾任职']);
  expect(ties[0]?.endsOn).toBe(ties[1]?.endsOn);
});

test('a file that gives an officer’s certificate to another name and staff number is refused; one of both may change', async () => {
  expectRun(await bringIn(three));
  const of = (name: string, workNo: string) => `${name},${workNo},粤G00002,2027-03-01,440803,科员,,,否\n`;
  const refused = (await bringIn(of('赵虚构', '009'))) as ImportRefused;
  expect(refused.faults).toMatchObject([{ row: 2, code: RemarkCode.CERTIFICATE_OF_ANOTHER }]);
  expect(expectRun(await bringIn(of('李虚构改', '002')))).toMatchObject({ updatedCount: 1 });
  expect(expectRun(await bringIn(of('李虚构改', '010')))).toMatchObject({ updatedCount: 1 });
});
