import {
  addSpecialPoolMembers,
  ConflictRule,
  changeSpecialPool,
  closeSpecialPool,
  countPools,
  createSpecialPool,
  findSpecialPool,
  ImportRefused,
  listCampaignPools,
  listMemberIds,
  listSpecialPoolMembers,
  listSpecialPools,
  listTags,
  RegisterHistory,
  RemarkCode,
  removeSpecialPoolMembers,
  renameTag,
  resolveMembersAsOf,
  SpecialPool,
  Target,
  tagTargets,
  untagTargets,
} from '../../../schema/registry/index.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Unit } from '../../../schema/shared/unit.js';
import { seededChance } from '../../support/clock.js';
import { expectRefused } from '../../support/unchanged.js';
import { askAs } from './console.js';
import { expectRun, ImportKind, openRegistryHouse, type RegistryHouse } from './registry-house.js';
import { licence, registrarOf, uscc } from './target/target-console.js';

let house: RegistryHouse;
beforeAll(async () => {
  house = await openRegistryHouse('2026-03-02T01:00:00Z');
  const rows = Array.from({ length: 12 }, (_, n) => {
    const status = n < 10 ? '存续' : '注销';
    return `虚构${n}号店,L-${String(n).padStart(2, '0')},440802,${'AB'[n % 2]},${status}\n`;
  });
  const heading = '企业名称,许可证号,区划代码,风险等级,登记状态\n';
  expectRun(await house.bringIn(ImportKind.ENTITIES, heading + rows.join('')));
});
afterAll(() => house.close());

const accountId = '00000000-0000-7000-8000-00000000000a';
const registrar = () => ({
  accountId,
  roles: [Role.REGISTRAR],
  departmentId: house.health.id,
  scope: [house.health.id],
});
const stranger = () => ({ ...registrar(), departmentId: house.market.id, scope: [house.market.id] });
const act = <T>(work: (unit: Unit) => Promise<T>, actor = registrar()) => house.stepAs(actor)(work);
const shop = (n: number) => `licence:L-${String(n).padStart(2, '0')}`;
const outside = 'uscc:91440300708461136T';
const asks = { requiredSkills: ['特种设备'], needsExpert: false };

/** What went through, or the refusal's words. */
function done<T>(value: T): Exclude<T, { messageEn: string }> {
  expect(value).not.toHaveProperty('messageEn');
  return value as Exclude<T, { messageEn: string }>;
}

describe('a special pool', () => {
  let id: string;
  beforeAll(async () => {
    id = done(await act((unit) => createSpecialPool(unit, { name: '电梯', tag: '特设', ...asks }))).id;
    const members = [
      { realId: shop(0), licenceNo: 'T1', validToOn: '2026-03-01' },
      { realId: shop(0), licenceNo: 'T2', validToOn: '2030-01-01' },
      { realId: shop(1), validToOn: '2026-03-01' },
      { realId: shop(2), approvedOn: '2026-03-03' },
      { realId: shop(3) },
      { realId: shop(11) },
      { realId: outside },
    ];
    const added = await act((unit) => addSpecialPoolMembers(unit, { specialPoolId: id, members }));
    expect(added).toMatchObject({ addedCount: 7, updatedCount: 0 });
  });

  const read = () => findSpecialPool(house.readAs(registrar()), id);
  const list = async (standing?: string) => {
    const page = { first: 50 };
    const members = await listSpecialPoolMembers(house.readAs(registrar()), id, standing as never, page);
    return members.edges.map(({ node }) => [node.realId, node.standing]);
  };

  test('counts its members once each: in the register, drawable, expired, and not yet registered', async () => {
    expect(await read()).toMatchObject({
      memberCount: 6,
      registeredCount: 5,
      unregisteredCount: 1,
      drawableCount: 2,
      expiredCount: 1,
    });
    expect(await list()).toEqual([
      [shop(0), 'DRAWABLE'],
      [shop(1), 'EXPIRED'],
      [shop(2), 'NOT_YET'],
      [shop(3), 'DRAWABLE'],
      [shop(11), 'NOT_ACTIVE'],
      [outside, 'NOT_REGISTERED'],
    ]);
    expect(await list('NOT_REGISTERED')).toEqual([[outside, 'NOT_REGISTERED']]);
    const reader = house.readAs(registrar());
    const { pageInfo } = await listSpecialPoolMembers(reader, id, undefined, { first: 4 });
    const rest = await listSpecialPoolMembers(reader, id, undefined, { first: 4, after: pageInfo.endCursor });
    expect(rest.edges.map(({ node }) => node.realId)).toEqual([shop(11), outside]);
  });

  test('is a filter of the pool with live counts', async () => {
    const filter = { departmentId: house.health.id, specialPools: [id] };
    const { counts } = await countPools(house.readAs(registrar()), filter);
    expect(counts).toEqual([
      { riskClass: 'A', status: 'ACTIVE', count: 1 },
      { riskClass: 'B', status: 'ACTIVE', count: 1 },
      { riskClass: 'B', status: 'CLOSED', count: 1 },
    ]);
    const foreign = await countPools(house.readAs(), { ...filter, departmentId: house.market.id });
    expect(foreign.counts).toEqual([]);
  });

  test('lets members out and in again, and keeps that they were out', async () => {
    house.clock.advance({ minutes: 1 });
    const realIds = [shop(0), shop(9)];
    const removed = await act((unit) => removeSpecialPoolMembers(unit, id, realIds));
    expect(removed).toMatchObject({ removedCount: 2 });
    expect(await read()).toMatchObject({ memberCount: 5, drawableCount: 1 });
    house.clock.advance({ minutes: 1 });
    const members = [{ realId: shop(0), licenceNo: 'T2', validToOn: '2031-01-01' }];
    const back = await act((unit) => addSpecialPoolMembers(unit, { specialPoolId: id, members }));
    expect(back).toMatchObject({ addedCount: 0, updatedCount: 1 });
    expect(await read()).toMatchObject({ memberCount: 6, drawableCount: 2 });
    const kept = await house.readAs().em.find(RegisterHistory, { register: 'special_pool_member' });
    expect(kept.map((one) => [one.row.removed_on, one.endedBy])).toContainEqual(['2026-03-02', accountId]);
  });

  test.each([
    [
      'a licence that ends before it was approved',
      [{ realId: shop(5), approvedOn: '2026-03-02', validToOn: '2026-03-01' }],
    ],
    ['one membership given twice', [{ realId: shop(5) }, { realId: shop(5), licenceNo: null }]],
  ])('refuses %s, and adds nobody', async (_, members) => {
    const work = () => act((unit) => addSpecialPoolMembers(unit, { specialPoolId: id, members }));
    expect((await expectRefused(house, 'MemberInvalid', work)).realId).toBe(shop(5));
  });

  test('is another department’s secret, and its name is its own', async () => {
    expect(await findSpecialPool(house.readAs(stranger()), id)).toBeNull();
    expect((await listSpecialPools(house.readAs(stranger()), { first: 10 })).edges).toEqual([]);
    await expectRefused(house, 'SpecialPoolNotFound', () =>
      act((unit) => closeSpecialPool(unit, id), stranger()),
    );
    const taken = () => act((unit) => createSpecialPool(unit, { name: '电梯', ...asks }));
    await expectRefused(house, 'SpecialPoolNameTaken', taken);
  });

  test('is changed and closed once, and what it was is kept', async () => {
    house.clock.advance({ minutes: 1 });
    done(await act((unit) => changeSpecialPool(unit, id, { name: '起重机械', ...asks })));
    done(await act((unit) => closeSpecialPool(unit, id)));
    await expectRefused(house, 'SpecialPoolNotFound', () => act((unit) => closeSpecialPool(unit, id)));
    const kept = await house.readAs().em.find(RegisterHistory, { register: 'special_pool', rowId: id });
    expect(kept.map((one) => one.row.name)).toEqual(['电梯', '起重机械']);
  });
});

describe('tags', () => {
  const chosen = (tags: string[], realIds: string[], dryRun = false) => ({ tags, realIds, dryRun });
  beforeAll(async () => {
    done(await act((unit) => tagTargets(unit, chosen(['重点'], [0, 1, 2].map(shop)))));
  });

  const tagsOf = async () => {
    const targets = await house.readAs().em.find(Target, {}, { orderBy: { realId: 'asc' } });
    return targets.map((target) => target.tags.join());
  };

  test('are counted before they are given, given by a filter, and only to those that lack them', async () => {
    const byFilter = (dryRun: boolean) => ({
      tags: ['汛期'],
      filter: { tags: ['重点'], riskClasses: ['A'] },
      dryRun,
    });
    const before = await tagsOf();
    const counted = await act((unit) => tagTargets(unit, byFilter(true)));
    expect(counted).toMatchObject({ dryRun: true, matchedCount: 2, changedCount: 2 });
    expect(await tagsOf()).toEqual(before);
    expect(await act((unit) => tagTargets(unit, byFilter(false)))).toMatchObject({ changedCount: 2 });
    expect(await act((unit) => tagTargets(unit, byFilter(false)))).toMatchObject({
      matchedCount: 2,
      changedCount: 0,
    });
    expect((await tagsOf()).slice(0, 4)).toEqual(['汛期,重点', '重点', '汛期,重点', '']);
  });

  test('are renamed as one act, on special pools too; where both stood one is left, and history keeps the old', async () => {
    house.clock.advance({ minutes: 1 });
    done(await act((unit) => createSpecialPool(unit, { name: '防汛', tag: '汛期', ...asks })));
    const rename = (dryRun: boolean) => act((unit) => renameTag(unit, { from: '汛期', to: '重点', dryRun }));
    expect(await rename(true)).toMatchObject({ dryRun: true, changedCount: 2 });
    expect(await rename(false)).toMatchObject({ changedCount: 2 });
    expect((await tagsOf()).slice(0, 4)).toEqual(['重点', '重点', '重点', '']);
    const pool = await house.readAs().em.findOne(SpecialPool, { name: '防汛' });
    expect(pool?.tag).toBe('重点');
    const kept = await house
      .readAs()
      .em.find(RegisterHistory, { register: 'target' }, { orderBy: { id: 'asc' } });
    expect(kept.at(-1)?.row.tags).toEqual(['汛期', '重点']);
    expect(await listTags(house.readAs(registrar()))).toEqual([{ tag: '重点', count: 3, drawableCount: 3 }]);
    expect(await listTags(house.readAs(stranger()))).toEqual([]);
  });

  test('given and taken 40 times at random are as a list of sets has them', async () => {
    const bytes = seededChance('tags').bytes(40 * 5);
    const model = (await tagsOf()).map((tags) => new Set(tags.split(',').filter(Boolean)));
    for (let turn = 0; turn < 40; turn += 1) {
      const [deed, tag, from, size] = [...bytes.subarray(turn * 5)] as [number, number, number, number];
      const tags = [`标签${tag % 4}`, `标签${(tag >> 4) % 4}`].filter(
        (one, n, all) => all.indexOf(one) === n,
      );
      const numbers = Array.from({ length: 1 + (size % 6) }, (_, n) => (from + n) % 12);
      const input = chosen(tags, numbers.map(shop));
      const give = deed % 2 === 0;
      const outcome = await act((unit) => (give ? tagTargets(unit, input) : untagTargets(unit, input)));
      const changing = numbers.filter((n) => tags.some((one) => model[n]!.has(one) !== give));
      expect(outcome).toMatchObject({ matchedCount: numbers.length, changedCount: changing.length });
      for (const n of numbers) for (const one of tags) model[n]![give ? 'add' : 'delete'](one);
    }
    const sorted = (tags: Iterable<string>) => [...tags].sort().join();
    expect((await tagsOf()).map((tags) => sorted(tags.split(',')))).toEqual(model.map(sorted));
  });

  test('need a filter or ids, one of the two, and never reach another department', async () => {
    const both = { ...chosen(['甲'], [shop(0)]), filter: {} };
    await expectRefused(house, 'NoTargetsChosen', () => act((unit) => tagTargets(unit, both)));
    await expectRefused(house, 'NoTargetsChosen', () =>
      act((unit) => tagTargets(unit, { tags: ['甲'], dryRun: false })),
    );
    const foreign = await act((unit) => tagTargets(unit, chosen(['甲'], [shop(0)])), stranger());
    expect(foreign).toMatchObject({ matchedCount: 0, changedCount: 0 });
  });

  test('are asked for and given through the console', async () => {
    const source = `mutation ($input: TagTargetsInput!) { tagTargets(input: $input) { __typename
      ... on TagsChanged { dryRun matchedCount changedCount } } }`;
    const { data, errors } = await askAs(house, registrar(), source, {
      input: { tags: ['甲'], filter: { riskClasses: null } },
    });
    expect(errors).toBeUndefined();
    expect(data.tagTargets).toEqual({
      __typename: 'TagsChanged',
      dryRun: true,
      matchedCount: 12,
      changedCount: 12,
    });
    const asked = await askAs(
      house,
      registrar(),
      '{ tags { tag count } specialPools { edges { node { name memberCount } } } }',
    );
    expect(asked.errors).toBeUndefined();
    expect(asked.data.specialPools.edges[0].node).toEqual({ name: '防汛', memberCount: 0 });
  });
});

test('a file brings back no member that a hand took out unasked, and nothing into a closed pool', async () => {
  const file = `专项库名称,许可证号,主体许可证号\n托管,T-1,L-05\n`;
  const bring = (more = {}) => {
    house.clock.advance({ hours: 1 });
    return house.bringIn(ImportKind.SPECIAL_POOLS, file, more);
  };
  // Another department's pool of that name is not meant.
  const other = done(await act((unit) => createSpecialPool(unit, { name: '托管', ...asks }), stranger()));
  done(await act((unit) => closeSpecialPool(unit, other.id), stranger()));
  expectRun(await bring());
  const pools = await house.readAs(registrar()).em.find(SpecialPool, { name: '托管', closedOn: null });
  const id = pools[0]?.id as string;
  done(await act((unit) => removeSpecialPoolMembers(unit, id, [shop(5)])));
  const refused = (await bring()) as ImportRefused;
  expect(refused.faults.map(({ code }) => code)).toEqual([RemarkCode.CHANGED_BY_HAND]);
  const wins = { conflicts: ConflictRule.FILE_WINS };
  expect(expectRun(await bring(wins))).toMatchObject({ conflictCount: 1, updatedCount: 1 });
  done(await act((unit) => closeSpecialPool(unit, id)));
  const closed = (await bring(wins)) as ImportRefused;
  expect(closed.faults).toMatchObject([
    { row: 2, column: '专项库名称', code: RemarkCode.SPECIAL_POOL_CLOSED },
  ]);
});

test('a member is the target that has its number or became of it, until that is undone', async () => {
  const departmentId = house.health.id;
  const health = registrarOf(house, departmentId);
  const company = 'uscc:9144030071526726XG';
  const specialPool = done(await act((unit) => createSpecialPool(unit, { name: '危化品', ...asks })));
  const members = ['licence:W-1', 'licence:W-2', 'licence:W-9'].map((realId) => ({ realId }));
  done(await act((unit) => addSpecialPoolMembers(unit, { specialPoolId: specialPool.id, members })));
  await health.enter({ name: '虚构危化店', identifiers: [licence('W-1')] });
  const known = { name: '虚构危化公司', identifiers: [uscc(outside.slice(5)), licence('W-2')] };
  await health.enter(known);
  const before = house.readAs().now;
  house.clock.advance({ days: 1 });
  const newTargets = [
    { name: '虚构店有限公司', divisionCode: '440802', identifiers: [uscc(company.slice(5))] },
  ];
  const made = await health.record({ kind: 'CONVERSION', fromRealIds: ['licence:W-1'], newTargets });
  expect(made.__typename).toBe('AliasRecorded');

  const reader = house.readAs(registrar());
  const idsNow = async () => {
    const pools = await listCampaignPools(house.readAs(), departmentId, [specialPool.id]);
    const ids = await listMemberIds(house.readAs(), pools, house.readAs().today);
    return [...(ids.get(specialPool.id) ?? [])].sort();
  };
  const idsThen = (instant: Date) =>
    resolveMembersAsOf(
      reader,
      departmentId,
      members.map(({ realId }) => realId),
      instant,
    );
  expect(await idsNow()).toEqual(['licence:W-9', company, outside].sort());
  const counted = await countPools(reader, { departmentId, specialPools: [specialPool.id] });
  expect(counted.drawable).toBe(2);
  expect(await findSpecialPool(reader, specialPool.id)).toMatchObject({
    memberCount: 3,
    registeredCount: 2,
    unregisteredCount: 1,
    drawableCount: 2,
  });
  const { edges } = await listSpecialPoolMembers(reader, specialPool.id, undefined, { first: 2 });
  expect(edges.map(({ node }) => [node.realId, node.name, node.standing])).toEqual([
    ['licence:W-1', '虚构店有限公司', 'DRAWABLE'],
    ['licence:W-2', '虚构危化公司', 'DRAWABLE'],
  ]);
  expect(Object.fromEntries(await idsThen(before))).toEqual({ 'licence:W-2': [outside] });
  expect(Object.fromEntries(await idsThen(house.readAs().now))).toEqual({
    'licence:W-1': [company],
    'licence:W-2': [outside],
  });

  house.clock.advance({ days: 1 });
  expect(await health.undo(made.alias.id)).toMatchObject({ __typename: 'AliasUndone' });
  expect(await idsNow()).toEqual(['licence:W-1', 'licence:W-9', outside].sort());
});
