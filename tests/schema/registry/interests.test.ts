import { GraphQLObjectType, type GraphQLOutputType, getNamedType, isUnionType } from 'graphql';
import {
  AliasKind,
  Inspector,
  Interest,
  listInterests,
  RegisterHistory,
  Target,
  TargetAlias,
} from '../../../schema/registry/index.js';
import { Role } from '../../../schema/shared/roles.js';
import { buildConsoleSchema } from '../../../server/http/console-schema.js';
import { expectRefused } from '../../support/unchanged.js';
import { askAs } from './console.js';
import { expectRun, ImportKind, openRegistryHouse, type RegistryHouse } from './registry-house.js';

let house: RegistryHouse;
let officers: Inspector[];
beforeAll(async () => {
  house = await openRegistryHouse('2026-03-02T01:00:00Z');
  const rows = Array.from({ length: 4 }, (_, n) => `虚构${n},粤G0000${n},2030-01-05\n`).join('');
  expectRun(await house.bringIn(ImportKind.INSPECTORS, `姓名,执法证号,有效期\n${rows}`));
  const targets = Array.from({ length: 6 }, (_, n) => `虚构${n}号店,L-${n},440802,存续\n`).join('');
  expectRun(await house.bringIn(ImportKind.ENTITIES, `企业名称,许可证号,区划代码,登记状态\n${targets}`));
  officers = await house.readAs().em.find(Inspector, {}, { orderBy: { realId: 'asc' } });
});
afterAll(() => house.close());

const accountIds = ['1', '2', '3', '4'].map((n) => `00000000-0000-7000-8000-00000000000${n}`);
const officer = (n: number) => ({
  accountId: accountIds[n],
  departmentId: house.health.id,
  inspectorId: officers[n]?.id,
  roles: [Role.INSPECTOR],
});
const security = { roles: [Role.SECURITY_ADMIN] };

const fields = 'interest { id inspectorRealId targetRealId kind reasonCode fromOn endsOn updatedAt }';
const successes = {
  declareInterest: 'InterestDeclared',
  enterInterest: 'InterestDeclared',
  endMyInterest: 'InterestEnded',
  endInterest: 'InterestEnded',
};
const inputs = {
  declareInterest: 'DeclareInterestInput',
  enterInterest: 'EnterInterestInput',
  endMyInterest: 'EndInterestInput',
  endInterest: 'EndInterestInput',
};

async function ask(
  name: keyof typeof successes,
  input: Record<string, unknown>,
  actor: Parameters<typeof askAs>[1],
) {
  house.clock.advance({ minutes: 1 });
  const source = `mutation ($input: ${inputs[name]}!) { ${name}(input: $input) { __typename
    ... on ${successes[name]} { ${fields} } ... on ConsoleError { code message messageEn } } }`;
  const { data, errors } = await askAs(house, actor, source, { input });
  expect(errors).toBeUndefined();
  return data[name];
}

/** What an officer sees of ties, by their targets. */
async function own(n: number): Promise<string[]> {
  const { data } = await askAs(
    house,
    officer(n),
    '{ myInterests(first: 50) { edges { node { targetRealId } } } }',
  );
  return data.myInterests.edges
    .map(({ node }: { node: { targetRealId: string } }) => node.targetRealId)
    .sort();
}

/** Which targets the draw keeps an officer from on a day. */
async function barred(n: number, on = house.readAs().today): Promise<string[]> {
  const interests = await listInterests(house.readAs(), house.health.id, on);
  return interests
    .filter((one) => one.inspectorRealId === officers[n]?.realId)
    .map((one) => one.targetRealId);
}

test('an officer declares a tie, sees it, and no colleague does', async () => {
  const { interest } = await ask(
    'declareInterest',
    { targetRealId: 'licence:L-0', kind: 'KINSHIP' },
    officer(0),
  );
  expect(interest).toMatchObject({
    inspectorRealId: 'cert:粤G00000',
    kind: 'KINSHIP',
    fromOn: '2026-03-02',
    endsOn: null,
  });
  expect(await own(0)).toEqual(['licence:L-0']);
  expect(await own(1)).toEqual([]);
  expect(await barred(0)).toEqual(['licence:L-0']);
  const nobody = { ...officer(0), inspectorId: undefined };
  await expectRefused(house, 'OfficerAccountMissing', () =>
    ask('declareInterest', { targetRealId: 'licence:L-0', kind: 'OTHER' }, nobody),
  );
});

test('what the security administrator entered only the security administrator ends', async () => {
  const entry = {
    inspectorId: officers[1]?.id,
    targetRealId: 'licence:L-1',
    kind: 'OTHER',
    reason: '当事人申请回避',
  };
  const { interest } = await ask('enterInterest', entry, security);
  const seen = { id: interest.id, expectedUpdatedAt: interest.updatedAt };
  for (const n of [0, 1]) {
    await expectRefused(house, 'InterestNotFound', () => ask('endMyInterest', seen, officer(n)));
  }
  await expectRefused(house, 'OfficerChangedMeanwhile', () =>
    ask('endInterest', { ...seen, expectedUpdatedAt: '2026-01-01T00:00:00.000Z' }, security),
  );
  expect((await ask('endInterest', seen, security)).interest.endsOn).toBe('2026-03-02');
  expect(await barred(1)).toEqual(['licence:L-1']);
  expect(await barred(1, '2026-03-03')).toEqual([]);
});

test('a tie is ended and never deleted; declared again it holds again, and the history keeps both', async () => {
  const tie = { targetRealId: 'licence:L-2', kind: 'ENTITY' };
  const { interest } = await ask('declareInterest', tie, officer(2));
  const seen = { id: interest.id, expectedUpdatedAt: interest.updatedAt };
  await expectRefused(house, 'InterestEndsInPast', () =>
    ask('endMyInterest', { ...seen, endsOn: '2026-03-01' }, officer(2)),
  );
  await ask('endMyInterest', seen, officer(2));
  expect(await barred(2, '2026-03-03')).toEqual([]);
  const again = await ask('declareInterest', tie, officer(2));
  expect(again.interest).toMatchObject({ id: interest.id, endsOn: null });
  expect(await barred(2, '2026-03-03')).toEqual(['licence:L-2']);
  const { em } = house.readAs();
  expect(await em.count(RegisterHistory, { register: 'interest', rowId: interest.id })).toBe(2);
  expect(await em.count(Interest, { targetRealId: 'licence:L-2' })).toBe(1);
});

test('a tie that ends before it begins is refused by name', async () => {
  const tie = { targetRealId: 'licence:L-2', kind: 'OTHER', fromOn: '2026-05-02', endsOn: '2026-05-01' };
  await expectRefused(house, 'OfficerPeriodInvalid', () => ask('declareInterest', tie, officer(2)));
});

test('a former post ends by itself, when the rule says, and not before', async () => {
  const post = {
    targetRealId: 'licence:L-3',
    kind: 'FORMER_POST',
    fromOn: '2025-12-31',
    endsOn: '2026-04-01',
  };
  const { interest } = await ask('declareInterest', post, officer(3));
  const [rule] = await house
    .readAs()
    .em.execute<{ count: number; basis: string; law: boolean }[]>(
      `select limit_count as count, legal_basis as basis, is_law as law from deadline_rule where code = 'former-post-interest'`,
    );
  expect(rule).toMatchObject({ count: 1_096, law: false, basis: expect.stringContaining('第四十三条') });
  expect(interest.endsOn).toBe('2028-12-31');
  expect(await barred(3, '2028-12-31')).toContain('licence:L-3');
  expect(await barred(3, '2029-01-01')).not.toContain('licence:L-3');
});

test('a tie to an entity covers what is below it, its other numbers, and what it becomes', async () => {
  const [uscc, successor] = ['uscc:91440300708461136T', 'uscc:9144030071526726XG'];
  const set = (realId: string, data: Partial<Target>) =>
    house.stepAs()((unit) => unit.em.nativeUpdate(Target, { realId }, { ...data, updatedAt: unit.now }));
  await set('licence:L-0', { responsibleId: uscc });
  await set('licence:L-1', { realId: `${uscc}/1` });
  await set('licence:L-2', { identifiers: [uscc] });
  await set('licence:L-3', { realId: `${successor}/7` });
  await set('licence:L-4', { realId: `${uscc}0` });
  await ask('declareInterest', { targetRealId: uscc, kind: 'ENTITY' }, officer(3));
  const covered = async () => (await barred(3)).filter((id) => id !== 'licence:L-3').sort();
  expect(await covered()).toEqual(['licence:L-0', 'licence:L-2', uscc, `${uscc}/1`].sort());
  const alias = {
    id: '00000000-0000-7000-8000-0000000000aa',
    department: house.health.id,
    kind: AliasKind.CONVERSION,
    fromRealIds: [uscc],
    toRealIds: [successor],
    effectiveOn: '2026-03-02',
    reason: '个转企',
    before: [],
  };
  await house.stepAs()((unit) => unit.em.insert(TargetAlias, { ...alias, madeAt: unit.now }));
  expect(await covered()).toEqual(
    ['licence:L-0', 'licence:L-2', uscc, `${uscc}/1`, successor, `${successor}/7`].sort(),
  );
  await house.stepAs()((unit) => unit.em.nativeUpdate(TargetAlias, { id: alias.id }, { undoneAt: unit.now }));
  expect(await covered()).not.toContain(successor);
});

describe('sealed', () => {
  test('nothing in the console leads to a tie save the lists and deeds of its officer and the security administrator', () => {
    const schema = buildConsoleSchema();
    const objects = Object.values(schema.getTypeMap()).filter((type) => type instanceof GraphQLObjectType);
    const reaching = new Set(['Interest']);
    const leads = (type: GraphQLOutputType) => {
      const named = getNamedType(type);
      return (
        reaching.has(named.name) ||
        (isUnionType(named) && named.getTypes().some(({ name }) => reaching.has(name)))
      );
    };
    const roots = new Set(['Query', 'Mutation']);
    for (let size = 0; size < reaching.size; ) {
      size = reaching.size;
      for (const type of objects) {
        if (!roots.has(type.name) && Object.values(type.getFields()).some((field) => leads(field.type)))
          reaching.add(type.name);
      }
    }
    const doors = objects
      .filter(({ name }) => roots.has(name))
      .flatMap((type) =>
        Object.values(type.getFields())
          .filter((field) => leads(field.type))
          .map(({ name }) => name),
      );
    expect(doors.sort()).toEqual([
      'declareInterest',
      'endInterest',
      'endMyInterest',
      'enterInterest',
      'interests',
      'myInterests',
    ]);
  });

  test('whoever is neither the officer nor the security administrator is turned away at every door', async () => {
    const rest = Object.values(Role).filter((role) => role !== Role.SECURITY_ADMIN);
    const ofSecurity = [
      '{ interests { edges { node { id } } } }',
      `mutation { endInterest(input: { id: "${accountIds[0]}", expectedUpdatedAt: "2026-03-02T01:00:00Z" }) { __typename } }`,
    ];
    for (const source of ofSecurity) {
      const { errors } = await askAs(house, { departmentId: house.health.id, roles: rest }, source);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    }
    const others = rest.filter((role) => role !== Role.INSPECTOR);
    const { errors } = await askAs(
      house,
      { ...officer(0), roles: others },
      '{ myInterests { edges { node { id } } } }',
    );
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('an import answers alike whether a tie was declared before or not', async () => {
    const file = (target: string) =>
      `姓名,执法证号,有效期,回避对象\n虚构0,粤G00000,2030-01-05,${target}(近亲属)\n`;
    const counts = async (target: string) => {
      const { createdCount, updatedCount, unchangedCount, warnings } = expectRun(
        await house.bringIn(ImportKind.INSPECTORS, file(target)),
      );
      return { createdCount, updatedCount, unchangedCount, warnings: warnings.length };
    };
    const fresh = await counts('9144030071526726XG');
    expect(await counts('9144030071526726XG')).toEqual(fresh);
  });
});
