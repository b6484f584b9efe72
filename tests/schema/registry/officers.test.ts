import { Inspector, RegisterHistory } from '../../../schema/registry/index.js';
import { Role } from '../../../schema/shared/roles.js';
import { expectRefused } from '../../support/unchanged.js';
import { askAs } from './console.js';
import { expectRun, ImportKind, openRegistryHouse, type RegistryHouse } from './registry-house.js';

let house: RegistryHouse;
beforeAll(async () => {
  house = await openRegistryHouse('2026-03-02T01:00:00Z');
});
afterAll(() => house.close());

const registrar = () => ({ departmentId: house.health.id, roles: [Role.REGISTRAR] });
const hostRegistrar = () => ({ departmentId: house.market.id, roles: [Role.REGISTRAR] });

const certificateFaults =
  '... on OfficerPeriodInvalid { field } ... on OfficerFieldInvalid { field } ... on CertificateNumberTaken { holder }';
const daysFaults =
  '... on OfficerPeriodInvalid { field } ... on SecondmentOverlaps { documentNo fromOn toOn }';
const words = '... on ConsoleError { code message messageEn }';
const person = 'id realId name position rank capacity isInPool expertFields updatedAt';
const card = 'certificate { id number status updatedAt }';
const sent = 'id fromOn toOn documentNo updatedAt';

/** Of each mutation: its input, its success with what is asked of it, and what is asked of its refusals. */
const deeds: Record<string, readonly [string, string, string]> = {
  enterInspector: [
    'EnterInspectorInput',
    `InspectorEntered { inspector { ${person} certificates { id number status updatedAt } } }`,
    `${words} ${certificateFaults}`,
  ],
  changeInspector: [
    'ChangeInspectorInput',
    `InspectorChanged { inspector { ${person} } }`,
    `${words} ... on OfficerFieldInvalid { field }`,
  ],
  setLeaderRule: ['LeaderRuleInput', 'LeaderRuleSet { rule { positions isInPool basis } }', ''],
  changeCertificate: [
    'ChangeCertificateInput',
    `CertificateChanged { ${card} }`,
    `${words} ${certificateFaults}`,
  ],
  suspendCertificate: ['SeenRowInput', `CertificateChanged { ${card} }`, words],
  restoreCertificate: ['SeenRowInput', `CertificateChanged { ${card} }`, words],
  revokeCertificate: ['SeenRowInput', `CertificateChanged { ${card} }`, words],
  enterLeave: [
    'EnterLeaveInput',
    'LeaveEntered { leave { id kind fromOn toOn updatedAt } }',
    `${words} ... on OfficerPeriodInvalid { field } ... on LeaveOverlaps { fromOn toOn }`,
  ],
  cancelLeave: ['SeenRowInput', 'LeaveCancelled { leave { id } }', words],
  secondInspector: [
    'SecondInspectorInput',
    `InspectorSeconded { secondment { ${sent} } }`,
    `${words} ${daysFaults}`,
  ],
  changeSecondment: [
    'ChangeSecondmentInput',
    `SecondmentChanged { secondment { ${sent} } }`,
    `${words} ${daysFaults}`,
  ],
  cancelSecondment: ['SeenRowInput', 'SecondmentCancelled { secondment { id } }', words],
};

async function answer(name: string, source: string, variables: Record<string, unknown>, actor = registrar()) {
  house.clock.advance({ minutes: 1 });
  const { data, errors } = await askAs(house, actor, source, variables);
  expect(errors).toBeUndefined();
  return data[name];
}

/** One mutation of the registrar, a minute after the last. */
function ask(name: string, input: Record<string, unknown>, actor = registrar()) {
  const [type, success, refusals] = deeds[name] ?? [];
  const source = `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ... on ${success} ${refusals} } }`;
  return answer(name, source, { input }, actor);
}

function addCertificate(inspectorId: string, certificate: Record<string, unknown>) {
  const source = `mutation ($inspectorId: UUID!, $certificate: CertificateInput!) {
    addCertificate(inspectorId: $inspectorId, certificate: $certificate) {
      __typename ... on CertificateAdded { ${card} } ${words} ${certificateFaults} } }`;
  return answer('addCertificate', source, { inspectorId, certificate });
}

let entered = 0;
async function enter(more: Record<string, unknown> = {}) {
  entered += 1;
  const certificate = {
    kind: '行政执法证',
    number: `粤X${String(entered).padStart(5, '0')}`,
    validToOn: '2030-12-31',
  };
  const { inspector } = await ask('enterInspector', { name: `虚构人员${entered}`, certificate, ...more });
  return inspector;
}

const refused = (typename: string, name: string, input: Record<string, unknown>, actor = registrar()) =>
  expectRefused(house, typename, () => ask(name, input, actor));

describe('one officer', () => {
  test('is entered with the first certificate, by whose number draws know them', async () => {
    const officer = await enter({ rank: 30, districts: ['440802'], skills: ['卫生'] });
    expect(officer).toMatchObject({ realId: 'cert:粤X00001', rank: 30, isInPool: true });
    expect(officer.certificates).toMatchObject([{ number: '粤X00001', status: 'VALID' }]);
  });

  test('needs a certificate; an expert may come with a staff number alone', async () => {
    expect(await refused('OfficerFieldInvalid', 'enterInspector', { name: '虚构' })).toMatchObject({
      field: 'certificate',
    });
    const expert = { name: '专家甲', isExpert: true, workNo: 'zj9', expertFields: ['特种设备'] };
    expect((await ask('enterInspector', expert)).inspector).toMatchObject({
      realId: 'staff:ZJ9',
      expertFields: ['特种设备'],
    });
    await refused('OfficerFieldInvalid', 'enterInspector', expert);
    const { id, updatedAt } = await enter();
    const fields = { id, expectedUpdatedAt: updatedAt, expertFields: ['特种设备'] };
    expect(await refused('OfficerFieldInvalid', 'changeInspector', fields)).toMatchObject({
      field: 'expertFields',
    });
  });

  test('is changed field by field, the rest stays, and the history says by whom', async () => {
    const { id, updatedAt } = await enter({ position: '科员', capacity: 5 });
    const { inspector } = await ask('changeInspector', {
      id,
      expectedUpdatedAt: updatedAt,
      position: '科长',
      capacity: null,
    });
    expect(inspector).toMatchObject({
      position: '科长',
      capacity: null,
      name: expect.stringContaining('虚构'),
    });
    const [was] = await house.readAs().em.find(RegisterHistory, { register: 'inspector', rowId: id });
    expect(was).toMatchObject({ endedBy: '00000000-0000-7000-8000-00000000000a' });
    expect(was?.row).toMatchObject({ position: '科员', capacity: 5 });
  });

  test('is not changed over what somebody else changed meanwhile', async () => {
    const { id, updatedAt } = await enter();
    await ask('changeInspector', { id, expectedUpdatedAt: updatedAt, rank: 10 });
    await refused('OfficerChangedMeanwhile', 'changeInspector', {
      id,
      expectedUpdatedAt: updatedAt,
      rank: 20,
    });
  });

  test('does not leave by a change of status, nor serve a division that nobody knows', async () => {
    const { id, updatedAt: expectedUpdatedAt } = await enter();
    await refused('LeavingIsADeparture', 'changeInspector', { id, expectedUpdatedAt, status: 'RETIRED' });
    const nowhere = { id, expectedUpdatedAt, districts: ['999999'] };
    expect(await refused('OfficerFieldInvalid', 'changeInspector', nowhere)).toMatchObject({
      field: 'districts',
    });
  });

  test('of another department is as if they were not there', async () => {
    const { id, updatedAt: expectedUpdatedAt, certificates } = await enter();
    const seen = { id: certificates[0].id, expectedUpdatedAt: certificates[0].updatedAt };
    await refused(
      'InspectorNotFound',
      'changeInspector',
      { id, expectedUpdatedAt, rank: 1 },
      hostRegistrar(),
    );
    await refused('CertificateNotFound', 'revokeCertificate', seen, hostRegistrar());
    const leave = { inspectorId: id, kind: 'LEAVE', fromOn: '2026-04-01', toOn: '2026-04-02' };
    await refused('InspectorNotFound', 'enterLeave', leave, hostRegistrar());
    await refused('UnknownDepartment', 'enterInspector', { name: '虚构', departmentCode: 'zj-market' });
  });

  test('is entered and changed by the registrar alone', async () => {
    const source = 'mutation ($input: EnterInspectorInput!) { enterInspector(input: $input) { __typename } }';
    for (const role of Object.values(Role).filter((one) => one !== Role.REGISTRAR)) {
      const { errors } = await askAs(house, { ...registrar(), roles: [role] }, source, {
        input: { name: '甲' },
      });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});

test('leaders are in the pool or out of it by rule, not one by one', async () => {
  const leader = await enter({ position: '局长' });
  expect(leader.isInPool).toBe(true);
  await ask('setLeaderRule', {
    positions: ['局长', '副局长'],
    isInPool: false,
    basis: '本局双随机抽查实施细则第六条',
  });
  const { inspectors } = (
    await askAs(
      house,
      registrar(),
      `{ inspectors(realId: "${leader.realId}") { edges { node { isInPool updatedAt } } } }`,
    )
  ).data;
  expect(inspectors.edges[0].node.isInPool).toBe(false);
  expect((await enter({ position: '副局长' })).isInPool).toBe(false);
  const against = { id: leader.id, expectedUpdatedAt: inspectors.edges[0].node.updatedAt, isInPool: true };
  expect(await refused('OfficerFieldInvalid', 'changeInspector', against)).toMatchObject({
    field: 'isInPool',
  });
  const promoted = await enter({ position: '科长' });
  const change = { id: promoted.id, expectedUpdatedAt: promoted.updatedAt, position: '副局长' };
  expect((await ask('changeInspector', change)).inspector.isInPool).toBe(false);
  await ask('setLeaderRule', { positions: ['局长'], isInPool: true, basis: '修订后的细则第六条' });
  const { data } = await askAs(
    house,
    registrar(),
    `{ inspectors(realId: "${leader.realId}") { edges { node { isInPool } } } leaderRule { basis } }`,
  );
  expect(data).toMatchObject({
    inspectors: { edges: [{ node: { isInPool: true } }] },
    leaderRule: { basis: '修订后的细则第六条' },
  });
});

test('a file follows the rule on leaders, and leaves what was entered by hand', async () => {
  await ask('setLeaderRule', { positions: ['书记'], isInPool: false, basis: '细则第六条' });
  const expert = await enter({ isExpert: true, expertFields: ['食品'] });
  const file = `姓名,执法证号,有效期,担任职务,是否专家\n虚构书记,粤Z9,2030-01-05,书记,否\n${expert.name},${expert.certificates[0].number},2030-01-05,,是\n`;
  for (let time = 0; time < 2; time++) expectRun(await house.bringIn(ImportKind.INSPECTORS, file));
  const { em } = house.readAs();
  expect(await em.findOneOrFail(Inspector, { realId: 'cert:粤Z9' })).toMatchObject({ isInPool: false });
  expect(await em.findOneOrFail(Inspector, { id: expert.id })).toMatchObject({
    expertFields: ['食品'],
    isInPool: true,
  });
});

describe('a certificate', () => {
  test('that ends before it begins is refused by name', async () => {
    const { id, certificates } = await enter();
    const backwards = {
      kind: '行政执法证',
      number: '粤Y1-01',
      validFromOn: '2026-05-01',
      validToOn: '2026-04-30',
    };
    expect(
      await expectRefused(house, 'OfficerPeriodInvalid', () => addCertificate(id, backwards)),
    ).toMatchObject({
      field: 'validToOn',
      message: expect.stringContaining('早于'),
    });
    const seen = { id: certificates[0].id, expectedUpdatedAt: certificates[0].updatedAt };
    await refused('OfficerPeriodInvalid', 'changeCertificate', { ...seen, ...backwards });
    await refused('OfficerPeriodInvalid', 'enterInspector', { name: '虚构', certificate: backwards });
  });

  test('is one officer’s within a department, and may be another’s in another', async () => {
    const holder = await enter();
    const { number } = holder.certificates[0];
    const same = { kind: '行政执法证', number, validToOn: '2030-12-31' };
    const other = await enter();
    expect(
      await expectRefused(house, 'CertificateNumberTaken', () => addCertificate(other.id, same)),
    ).toMatchObject({ holder: holder.name });
    await refused('CertificateNumberTaken', 'enterInspector', { name: '冒名', certificate: same });
    await expectRefused(house, 'CertificateNumberTaken', () => addCertificate(holder.id, same));
    const elsewhere = await ask('enterInspector', { name: '虚构', certificate: same }, hostRegistrar());
    expect(elsewhere.inspector.realId).toBe(holder.realId);
  });

  test('is suspended and restored, and revoked for good', async () => {
    const { certificates } = await enter();
    let seen = { id: certificates[0].id, expectedUpdatedAt: certificates[0].updatedAt };
    const move = async (name: string) => {
      const { certificate } = await ask(name, seen);
      seen = { ...seen, expectedUpdatedAt: certificate.updatedAt };
      return certificate.status;
    };
    await refused('CertificateStatusWrong', 'restoreCertificate', seen);
    expect(await move('suspendCertificate')).toBe('SUSPENDED');
    await refused('CertificateStatusWrong', 'suspendCertificate', seen);
    expect(await move('restoreCertificate')).toBe('VALID');
    expect(await move('revokeCertificate')).toBe('REVOKED');
    await refused('CertificateStatusWrong', 'restoreCertificate', seen);
    const stale = { ...seen, expectedUpdatedAt: certificates[0].updatedAt };
    await refused('OfficerChangedMeanwhile', 'revokeCertificate', stale);
  });

  test('that ends within the days of the rule is listed with its holder, ended ones first, and counted', async () => {
    const ending = (validToOn: string) => ({ kind: '行政执法证', number: `粤E-${validToOn}`, validToOn });
    for (const on of ['2026-02-01', '2026-04-30', '2026-05-02']) await enter({ certificate: ending(on) });
    const suspended = await enter({ certificate: ending('2026-03-05') });
    await ask('suspendCertificate', {
      id: suspended.certificates[0].id,
      expectedUpdatedAt: suspended.certificates[0].updatedAt,
    });
    const list = async (within = '') => {
      const { data } = await askAs(
        house,
        registrar(),
        `{ certificatesEnding(${within || 'first: 20'}) { edges { node { number isEnded inspector { name } } } } certificatesEndingCount${within ? `(${within})` : ''} }`,
      );
      const rows = data.certificatesEnding.edges.map(
        ({ node }: { node: { number: string; isEnded: boolean } }) => [node.number, node.isEnded],
      );
      expect(data.certificatesEndingCount).toBe(rows.length);
      return rows;
    };
    expect(await list()).toEqual([
      ['粤E-2026-02-01', true],
      ['粤E-2026-04-30', false],
    ]);
    expect(await list('within: 0')).toEqual([['粤E-2026-02-01', true]]);
    expect(await list('within: 61')).toHaveLength(3);
    const first = await askAs(
      house,
      registrar(),
      '{ certificatesEnding(first: 1) { edges { node { number } } pageInfo { endCursor } } }',
    );
    const after = first.data.certificatesEnding.pageInfo.endCursor;
    const second = await askAs(
      house,
      registrar(),
      `{ certificatesEnding(first: 1, after: "${after}") { edges { node { number } } } }`,
    );
    expect(second.data.certificatesEnding.edges).toEqual([{ node: { number: '粤E-2026-04-30' } }]);
    const stranger = await askAs(
      house,
      hostRegistrar(),
      '{ certificatesEndingCount(within: 3000) certificatesEnding(within: 60) { edges { node { id } } } }',
    );
    expect(stranger.data).toMatchObject({ certificatesEndingCount: 1, certificatesEnding: { edges: [] } });
  });
});

describe('leave', () => {
  const leave = (inspectorId: string, fromOn: string, toOn: string) => ({
    inspectorId,
    kind: 'ILLNESS',
    fromOn,
    toOn,
  });

  test('shares no day with another of the same officer', async () => {
    const [one, other] = [await enter(), await enter()];
    await ask('enterLeave', leave(one.id, '2026-04-01', '2026-04-10'));
    expect(
      await refused('LeaveOverlaps', 'enterLeave', leave(one.id, '2026-04-10', '2026-04-12')),
    ).toMatchObject({ fromOn: '2026-04-01', toOn: '2026-04-10' });
    expect(await ask('enterLeave', leave(one.id, '2026-04-11', '2026-04-12'))).toMatchObject({
      __typename: 'LeaveEntered',
    });
    expect(await ask('enterLeave', leave(other.id, '2026-04-10', '2026-04-12'))).toMatchObject({
      __typename: 'LeaveEntered',
    });
    await refused('OfficerPeriodInvalid', 'enterLeave', leave(other.id, '2026-05-02', '2026-05-01'));
  });

  test('is cancelled without a trace in the list and with one in the history', async () => {
    const { id: inspectorId } = await enter();
    const { leave: row } = await ask('enterLeave', leave(inspectorId, '2026-04-01', '2026-04-10'));
    const seen = { id: row.id, expectedUpdatedAt: row.updatedAt };
    await refused('LeaveNotFound', 'cancelLeave', seen, hostRegistrar());
    await ask('cancelLeave', seen);
    const [was] = await house.readAs().em.find(RegisterHistory, { register: 'leave', rowId: row.id });
    expect(was).toMatchObject({
      endedAt: house.clock.now(),
      endedBy: '00000000-0000-7000-8000-00000000000a',
    });
    expect(was?.row).toMatchObject({ from_on: '2026-04-01', to_on: '2026-04-10' });
    await refused('LeaveNotFound', 'cancelLeave', seen);
  });
});

describe('a secondment', () => {
  const days = (inspectorId: string, fromOn: string, toOn: string, documentNo = '湛组借〔2026〕1号') => ({
    inspectorId,
    hostCode: 'zj-market',
    fromOn,
    toOn,
    documentNo,
  });

  test('is seen by both departments and by no other; the host learns whom it gets', async () => {
    const officer = await enter();
    await ask('secondInspector', days(officer.id, '2026-04-01', '2026-06-30'));
    const source =
      '{ secondments { edges { node { documentNo home { code } host { code } officer { realId name } } } } }';
    const expected = {
      documentNo: '湛组借〔2026〕1号',
      home: { code: 'zj-health' },
      host: { code: 'zj-market' },
      officer: { realId: officer.realId, name: officer.name },
    };
    for (const actor of [registrar(), hostRegistrar()]) {
      expect((await askAs(house, actor, source)).data.secondments.edges[0].node).toEqual(expected);
    }
    const third = { departmentId: '00000000-0000-7000-8000-0000000000ff', roles: [Role.REGISTRAR] };
    expect((await askAs(house, third, source)).data.secondments.edges).toEqual([]);
  });

  test('never overlaps another of the same officer; the refusal names the other and its days', async () => {
    const { id } = await enter();
    const { secondment } = await ask('secondInspector', days(id, '2026-04-01', '2026-06-30'));
    const refusal = await refused(
      'SecondmentOverlaps',
      'secondInspector',
      days(id, '2026-06-30', '2026-07-31', '湛组借〔2026〕2号'),
    );
    expect(refusal).toMatchObject({
      documentNo: '湛组借〔2026〕1号',
      fromOn: '2026-04-01',
      toOn: '2026-06-30',
    });
    expect(refusal.message).toContain('湛江市市场监督管理局');
    const next = await ask('secondInspector', days(id, '2026-07-01', '2026-07-31', '湛组借〔2026〕2号'));
    const { fromOn, documentNo } = secondment;
    const longer = {
      id: secondment.id,
      expectedUpdatedAt: secondment.updatedAt,
      fromOn,
      toOn: '2026-07-01',
      documentNo,
    };
    await refused('SecondmentOverlaps', 'changeSecondment', longer);
    expect((await ask('changeSecondment', { ...longer, toOn: '2026-05-31' })).secondment.toOn).toBe(
      '2026-05-31',
    );
    await ask('cancelSecondment', { id: next.secondment.id, expectedUpdatedAt: next.secondment.updatedAt });
    await refused('OfficerPeriodInvalid', 'secondInspector', days(id, '2026-09-02', '2026-09-01'));
  });

  test('goes to another department, and not to one that has the officer already', async () => {
    const officer = await enter();
    const home = { ...days(officer.id, '2026-04-01', '2026-04-30'), hostCode: 'zj-health' };
    await refused('SecondedHome', 'secondInspector', home);
    await refused('UnknownDepartment', 'secondInspector', { ...home, hostCode: 'nowhere' });
    const certificate = {
      kind: '行政执法证',
      number: officer.certificates[0].number,
      validToOn: '2030-12-31',
    };
    await ask('enterInspector', { name: officer.name, certificate }, hostRegistrar());
    await refused('SecondedNumberTaken', 'secondInspector', { ...home, hostCode: 'zj-market' });
  });

  test('is changed and taken back by the department that sent it', async () => {
    const { id } = await enter();
    const { secondment } = await ask('secondInspector', days(id, '2026-04-01', '2026-06-30'));
    const seen = { id: secondment.id, expectedUpdatedAt: secondment.updatedAt };
    await refused('SecondmentNotFound', 'cancelSecondment', seen, hostRegistrar());
    await refused(
      'SecondmentNotFound',
      'changeSecondment',
      { ...seen, fromOn: '2026-04-01', toOn: '2026-04-02', documentNo: '改期' },
      hostRegistrar(),
    );
    await refused('OfficerChangedMeanwhile', 'cancelSecondment', {
      ...seen,
      expectedUpdatedAt: '2026-01-01T00:00:00.000Z',
    });
  });
});

const enterAs = (name: string, more: Record<string, unknown> = {}) => enter({ name, ...more });

test('who cannot be sent on a day is listed with the reason', async () => {
  const [ill, away, unsure] = [await enterAs('病假甲'), await enterAs('借出乙'), await enterAs('吊销丁')];
  await enterAs('停职丙', { status: 'SUSPENDED' });
  await enterAs('不派戊', { capacity: 0 });
  await ask('enterLeave', { inspectorId: ill.id, kind: 'ILLNESS', fromOn: '2026-10-01', toOn: '2026-10-09' });
  await ask('secondInspector', {
    inspectorId: away.id,
    hostCode: 'zj-market',
    fromOn: '2026-10-09',
    toOn: '2026-10-31',
    documentNo: '借3号',
  });
  await ask('revokeCertificate', {
    id: unsure.certificates[0].id,
    expectedUpdatedAt: unsure.certificates[0].updatedAt,
  });
  const on = async (day: string) => {
    const { data } = await askAs(
      house,
      registrar(),
      `{ unavailableInspectors(on: "${day}", first: 100) { edges { node { reason inspector { name } } } } }`,
    );
    return new Map<string, string>(
      data.unavailableInspectors.edges.map(
        ({ node }: { node: { reason: string; inspector: { name: string } } }) => [
          node.inspector.name,
          node.reason,
        ],
      ),
    );
  };
  const ninth = await on('2026-10-09');
  const expected = {
    病假甲: 'ON_LEAVE',
    借出乙: 'SECONDED_AWAY',
    停职丙: 'SUSPENDED',
    吊销丁: 'NO_VALID_CERTIFICATE',
    不派戊: 'NOT_IN_POOL',
  };
  for (const [name, reason] of Object.entries(expected))
    expect([name, ninth.get(name)]).toEqual([name, reason]);
  expect((await on('2026-10-10')).has('病假甲')).toBe(false);
  expect((await on('2031-01-01')).get('病假甲')).toBe('NO_VALID_CERTIFICATE');
});
