import { Department } from '../../../../schema/department/index.js';
import { countPools, enterTarget, Target, TargetKind, takePools } from '../../../../schema/registry/index.js';
import { registrationCheckDigit } from '../../../../schema/shared/identifiers/index.js';
import { isInTrades } from '../../../../schema/shared/trades/index.js';
import { postgresUrl } from '../../../support/postgresql.js';
import { expectRefused } from '../../../support/unchanged.js';
import { openRegistryHouse, type RegistryHouse } from '../registry-house.js';
import { licence, registrarOf, regno, uscc } from './target-console.js';

let house: RegistryHouse;
let health: ReturnType<typeof registrarOf>;
beforeAll(async () => {
  house = await openRegistryHouse('2026-03-02T01:00:00Z');
  health = registrarOf(house, house.health.id);
});
afterAll(() => house.close());
afterEach(() => house.clock.advance({ minutes: 1 }));

const creditCode = '9144030071526726XG';
const oldNumber = `44080000000123${registrationCheckDigit('44080000000123')}`;

test('a target is entered under the best of its numbers, with all that is known of it', async () => {
  const { target } = await health.enter({
    name: '虚构大药房',
    identifiers: [licence('粤JY-001'), regno(oldNumber), uscc(creditCode.toLowerCase())],
    tradeCodes: ['f5251', '8425'],
    riskClass: 'B',
    classSystem: '信用风险',
    position: { longitude: 110.4, latitude: 21.2, datum: 'BD09' },
    tags: ['药品', '药品'],
    establishedOn: '2011-05-06',
  });
  expect(target).toMatchObject({
    realId: `uscc:${creditCode}`,
    identifiers: [`regno:${oldNumber}`, 'licence:粤JY-001'],
    subject: 'LEGAL_PERSON',
    trades: [
      { code: 'F5251', name: '零售业' },
      { code: 'Q8425', name: '卫生' },
    ],
    status: 'ACTIVE',
    statusLabel: '存续',
    district: '440802',
    datum: 'BD09',
    tags: ['药品'],
  });
  const source =
    '{ targetsKnownAs(word: "虚构大药房") { position(datum: WGS84) { longitude latitude datum storedDatum remark } } }';
  const { position } = (await health.ask(source)).targetsKnownAs[0];
  expect(position).toMatchObject({ datum: 'WGS84', storedDatum: 'BD09', remark: null });
  expect([position.longitude, position.latitude]).not.toEqual([110.4, 21.2]);
  for (const word of [creditCode, `uscc:${creditCode}`, oldNumber, '粤jy-001', '虚构大药房']) {
    expect(await health.knownAs(word)).toEqual([`uscc:${creditCode}`]);
  }
  const market = registrarOf(house, house.market.id);
  expect(await market.knownAs(creditCode)).toEqual([]);
});

test('a trade in a filter is a word of the source or a code that takes all below it', async () => {
  await health.enter({
    name: '虚构诊所',
    identifiers: [licence('T-1')],
    trade: '诊所',
    tradeCodes: ['Q8425'],
  });
  const reader = house.readAs();
  const rows = await reader.em.find(Target, {});
  for (const trades of [
    ['F52'],
    ['F'],
    ['Q84'],
    ['F51'],
    ['诊所'],
    ['-'],
    ['-', 'Q8425'],
    ['q84'],
    ['F52', '诊所'],
  ]) {
    const { counts } = await countPools(reader, { departmentId: house.health.id, trades });
    const counted = counts.reduce((sum, { count }) => sum + count, 0);
    expect([trades, counted]).toEqual([trades, rows.filter((target) => isInTrades(trades, target)).length]);
  }
  const clinics = await countPools(reader, { departmentId: house.health.id, trades: ['Q84'] });
  expect(clinics.counts.map(({ count }) => count)).toEqual([1, 1]);
});

test('everything wrong is told at once, by the rules of imports', async () => {
  const refused = await expectRefused(house, 'TargetInvalid', () =>
    health.enter({
      name: '虚构有误店',
      divisionCode: '449999',
      identifiers: [uscc('9144080021832648A3'), regno('440800000001231')],
      tradeCodes: ['F61'],
      riskClass: 'A',
      stage: '施工',
      status: 'MERGED',
      establishedOn: '2026-03-03',
      responsibleId: `uscc:${creditCode}`,
    }),
  );
  const fields = (refused.faults as { field: string }[]).map(({ field }) => field);
  expect(fields.sort()).toEqual(
    [
      'classSystem',
      'divisionCode',
      'establishedOn',
      'identifiers',
      'identifiers',
      'responsibleId',
      'stage',
      'status',
      'statusOn',
      'tradeCodes',
    ].sort(),
  );
});

test('the same number on two active targets is refused; a closed one has let it go', async () => {
  const { target: shop } = await health.enter({
    name: '虚构甲店',
    identifiers: [licence('L-7'), licence('L-8')],
  });
  const again = () => health.enter({ name: '虚构乙店', identifiers: [licence('L-9'), licence('L-8')] });
  const refused = await expectRefused(house, 'IdentifierTaken', again);
  expect(refused).toMatchObject({ identifier: 'licence:L-8', takenBy: 'licence:L-7', status: 'ACTIVE' });
  await health.change(shop, { status: 'CLOSED', statusOn: '2026-02-28' });
  expect((await again()).target.realId).toBe('licence:L-8');
  const [closed] = (await health.ask('{ targetsKnownAs(word: "L-7") { id updatedAt } }')).targetsKnownAs;
  const reopened = await expectRefused(house, 'IdentifierTaken', () =>
    health.change(closed, { status: 'ACTIVE' }),
  );
  expect(reopened).toMatchObject({ identifier: 'licence:L-8', takenBy: 'licence:L-8' });
});

test('a change keeps the former name and the day of the status, and writes what differs', async () => {
  const { target } = await health.enter({ name: '虚构旧名', identifiers: [licence('N-1')] });
  house.clock.advance({ days: 1 });
  const { target: renamed, changedFields } = await health.change(target, {
    name: '虚构新名',
    status: 'SUSPENDED',
  });
  expect(changedFields).toEqual(['formerNames', 'name', 'status', 'statusOn']);
  expect(renamed).toMatchObject({ formerNames: ['虚构旧名'], status: 'SUSPENDED', statusOn: '2026-03-03' });
  expect(await health.knownAs('虚构旧名')).toEqual(['licence:N-1']);
  const back = await health.change(renamed, { name: '虚构旧名' });
  expect(back.target.formerNames).toEqual(['虚构新名']);
});

test('writing what stands already writes nothing, not even a stamp', async () => {
  const { target } = await health.enter({ name: '虚构不变店', identifiers: [licence('U-1')], tags: ['甲'] });
  house.clock.advance({ hours: 1 });
  const same = {
    name: '虚构不变店',
    tags: ['甲'],
    identifiers: [licence('U-1')],
    status: 'ACTIVE',
    address: null,
  };
  const { changedFields, target: after } = await health.change(target, same);
  expect(changedFields).toEqual([]);
  expect(after.updatedAt).toEqual(target.updatedAt);
  const [row] = await house
    .readAs()
    .em.execute('select count(*)::int as count from register_history where row_id = ?', [target.id]);
  expect(row).toEqual({ count: 0 });
});

test('who has seen an older state is told that somebody changed it meanwhile', async () => {
  const { target } = await health.enter({ name: '虚构并发店', identifiers: [licence('C-1')] });
  house.clock.advance({ seconds: 1 });
  const { target: newer } = await health.change(target, { weight: 3 });
  const refused = await expectRefused(house, 'TargetChangedMeanwhile', () =>
    health.change(target, { weight: 5 }),
  );
  expect(refused.updatedAt).toEqual(newer.updatedAt);
});

test('a better number does not change the id by itself', async () => {
  const number = `44080000000777${registrationCheckDigit('44080000000777')}`;
  const { target: old } = await health.enter({ name: '虚构老字号', identifiers: [regno(number)] });
  const refused = await expectRefused(house, 'RealIdWouldChange', () =>
    health.change(old, { identifiers: [uscc('91440300708461136T'), regno(number)] }),
  );
  expect(refused).toMatchObject({ realId: `regno:${number}`, newRealId: 'uscc:91440300708461136T' });
  const worse = await health.change(old, { identifiers: [licence('W-1')] });
  expect(worse.target).toMatchObject({ realId: `regno:${number}`, identifiers: ['licence:W-1'] });
});

test('what stands below an entity is numbered without gaps', async () => {
  await health.enter({ name: '虚构集团', identifiers: [uscc('92610822MA707NAX4Q')] });
  const below = (kind: string, more = {}) =>
    health.enter({ name: `虚构${kind}`, kind, responsibleId: 'uscc:92610822MA707NAX4Q', ...more });
  const kinds = Object.values(TargetKind).filter((kind) => kind !== TargetKind.ENTITY);
  for (const [index, kind] of kinds.entries()) {
    // A refused entry takes no number.
    expect((await below(kind, { tradeCodes: ['X'] })).__typename).toBe('TargetInvalid');
    const { target } = await below(kind, kind === 'PROJECT' ? { stage: '主体施工' } : {});
    expect(target).toMatchObject({
      kind,
      realId: `uscc:92610822MA707NAX4Q/${index + 1}`,
      responsibleId: 'uscc:92610822MA707NAX4Q',
      subject: 'INDIVIDUAL_BUSINESS',
    });
  }
  const orphan = await expectRefused(house, 'TargetInvalid', () =>
    below('PREMISES', { responsibleId: null }),
  );
  expect(orphan.faults).toMatchObject([{ field: 'responsibleId' }]);
  const twoDeep = await below('PREMISES', { responsibleId: 'uscc:92610822MA707NAX4Q/1' });
  expect(twoDeep).toMatchObject({ __typename: 'TargetInvalid', faults: [{ field: 'responsibleId' }] });
});

test('two registrars at once: numbers stay without gaps, and one number goes to one target', async () => {
  const draft = {
    kind: TargetKind.PREMISES,
    name: '虚构分店',
    divisionCode: '440802',
    responsibleId: 'uscc:11370323MB2859070U',
  };
  const { health: department } = house;
  const entered = await Promise.all(
    Array.from({ length: 6 }, () => house.stepAs()((unit) => enterTarget(unit, department.id, draft))),
  );
  const ids = entered.map((one) => ('realId' in one ? one.realId : one.code));
  expect(ids.sort()).toEqual([1, 2, 3, 4, 5, 6].map((n) => `uscc:11370323MB2859070U/${n}`));
});

test('another department’s target is not there to be changed', async () => {
  const { target } = await health.enter({ name: '虚构本部门店', identifiers: [licence('D-1')] });
  const market = registrarOf(house, house.market.id);
  await expectRefused(house, 'TargetNotFound', () => market.change(target, { weight: 2 }));
  expect(await house.readAs().em.count(Department)).toBe(2);
});

// The embedded database has one connection: there nobody is ever waited for.
const onPostgreSql = postgresUrl ? test : test.skip;

onPostgreSql('while an import has the pools, a change is refused by name after a short wait', async () => {
  let leave = () => {};
  const left = new Promise<void>((resolve) => {
    leave = resolve;
  });
  let enter = () => {};
  const entered = new Promise<void>((resolve) => {
    enter = resolve;
  });
  const importing = house.stepAs()(async (unit) => {
    await takePools(unit, house.health.id);
    enter();
    await left;
  });
  await entered;
  try {
    const refused = await health.enter({ name: '虚构', identifiers: [licence('P-1')] });
    expect(refused.__typename).toBe('PoolInUse');
  } finally {
    leave();
    await importing;
  }
  expect((await health.enter({ name: '虚构', identifiers: [licence('P-1')] })).__typename).toBe(
    'TargetEntered',
  );
});
