import { Role } from '../../../../schema/shared/roles.js';
import { expectRefused } from '../../../support/unchanged.js';
import { askAs } from '../console.js';
import { openRegistryHouse, type RegistryHouse } from '../registry-house.js';
import { licence, registrarOf, uscc } from './target-console.js';

let house: RegistryHouse;
let sender: ReturnType<typeof registrarOf>;
let supervisor: ReturnType<typeof registrarOf>;
beforeAll(async () => {
  // A Wednesday: five working days lead over the May holidays of 2026.
  house = await openRegistryHouse('2026-04-29T01:00:00Z');
  sender = registrarOf(house, house.market.id);
  supervisor = registrarOf(house, house.health.id);
});
afterAll(() => house.close());
afterEach(() => house.clock.set('2026-04-29T02:00:00Z'));

const fields =
  'id realId licenceNo state dueOn isLate reason targetRealId sender { code } department { code }';
const error = '... on ConsoleError { message messageEn }';

async function push(input: Record<string, unknown>) {
  const source = `mutation ($input: PushReferralInput!) { pushReferral(input: $input) { __typename
    ... on ReferralPushed { referral { ${fields} } } ${error} ... on TargetInvalid { faults { field } } } }`;
  const full = { departmentCode: 'zj-health', name: '虚构新店', divisionCode: '440802', ...input };
  return (await sender.ask(source, { input: full })).pushReferral;
}

async function claim(id: string) {
  const source = `mutation ($id: UUID!) { claimReferral(id: $id) { __typename ${error}
    ... on ReferralClaimed { referral { ${fields} } target { id realId kind status identifiers tradeCodes } }
    ... on AliasPartyEnded { realId } ... on ReferralDecided { state } } }`;
  return (await supervisor.ask(source, { id })).claimReferral;
}

async function decline(id: string) {
  const source = `mutation ($input: DeclineReferralInput!) { declineReferral(input: $input) { __typename ${error}
    ... on ReferralDeclined { referral { ${fields} } } } }`;
  return (await supervisor.ask(source, { input: { id, reason: '不属本部门监管' } })).declineReferral;
}

type Asker = Pick<ReturnType<typeof registrarOf>, 'ask'>;
async function listed({ ask }: Asker, list: string): Promise<string[]> {
  const { page } = await ask(`{ page: ${list} { edges { node { id } } } }`);
  return page.edges.map(({ node }: { node: { id: string } }) => node.id);
}

test('a new firm is pushed once, is due by working days, and is in no pool until it is claimed', async () => {
  const firm = { number: uscc('9144030071526726XG'), tradeCodes: ['Q8425'] };
  const { referral } = await push(firm);
  expect(referral).toMatchObject({
    state: 'PENDING',
    dueOn: '2026-05-09',
    isLate: false,
    sender: { code: 'zj-market' },
    department: { code: 'zj-health' },
  });
  expect((await push(firm)).referral.id).toBe(referral.id);
  for (const who of [sender, supervisor])
    expect(await listed(who, 'unclaimedReferrals')).toEqual([referral.id]);
  expect(await listed(supervisor, 'referrals')).toEqual([referral.id]);
  expect(await listed(sender, 'referrals')).toEqual([]);
  expect(await listed(sender, 'sentReferrals(state: PENDING)')).toEqual([referral.id]);
  expect(await listed(supervisor, 'referrals(isLate: true)')).toEqual([]);
  house.clock.set('2026-05-10T01:00:00Z');
  expect(await listed(supervisor, 'referrals(isLate: true)')).toEqual([referral.id]);

  const { target, referral: claimed } = await claim(referral.id);
  expect(target).toMatchObject({
    realId: 'uscc:9144030071526726XG',
    status: 'ACTIVE',
    tradeCodes: ['Q8425'],
  });
  expect(claimed).toMatchObject({ state: 'CLAIMED', targetRealId: target.realId, isLate: false });
  expect(await supervisor.knownAs('9144030071526726XG')).toEqual([target.realId]);
  expect(await listed(sender, 'unclaimedReferrals')).toEqual([]);
  const again = await expectRefused(house, 'ReferralDecided', () => claim(referral.id));
  expect(again.state).toBe('CLAIMED');
});

test('supervision over an area sees its unclaimed, and nobody else does', async () => {
  const { referral } = await push({ number: licence('X-1') });
  const asked = async (departmentId: string | undefined, role: Role) => {
    const source = '{ unclaimedReferrals { edges { node { id } } } }';
    const { data, errors } = await askAs(house, { departmentId, roles: [role] }, source);
    return errors
      ? errors[0]?.extensions?.code
      : data.unclaimedReferrals.edges.map((edge: { node: { id: string } }) => edge.node.id);
  };
  expect(await asked(undefined, Role.SUPERVISION)).toEqual([referral.id]);
  expect(await asked('00000000-0000-7000-8000-000000000001', Role.SUPERVISION)).toEqual([]);
  expect(await asked(house.health.id, Role.INSPECTOR)).toBe('FORBIDDEN');
  await decline(referral.id);
});

test('what is declined goes back with its reason, stays in no pool, and may be pushed anew', async () => {
  const { referral } = await push({ number: licence('R-1') });
  expect((await decline(referral.id)).referral).toMatchObject({
    state: 'DECLINED',
    reason: '不属本部门监管',
  });
  expect(await listed(sender, 'sentReferrals(state: DECLINED)')).toContain(referral.id);
  expect(await listed(sender, 'unclaimedReferrals')).toContain(referral.id);
  house.clock.advance({ minutes: 1 });
  const { referral: anew } = await push({ number: licence('R-1') });
  expect(anew.id).not.toBe(referral.id);
  expect(await listed(sender, 'unclaimedReferrals')).not.toContain(referral.id);
  expect(await listed(sender, 'unclaimedReferrals')).toContain(anew.id);
});

test('a licence is claimed as a target below its firm; what is in the pool already is found', async () => {
  const holder = uscc('91440300708461136T');
  const permit = {
    kind: 'LICENCE',
    number: holder,
    licenceNo: '卫证字(2026)/7',
    licenceName: '公共场所卫生许可证',
  };
  const { referral } = await push(permit);
  const { target } = await claim(referral.id);
  expect(target).toMatchObject({
    realId: 'uscc:91440300708461136T/1',
    kind: 'LICENCE',
    identifiers: ['licence:卫证字(2026)%2F7'],
  });
  house.clock.advance({ minutes: 1 });
  const { referral: second } = await push(permit);
  expect(await listed(supervisor, 'unclaimedReferrals')).not.toContain(second.id);
  expect((await claim(second.id)).target.id).toBe(target.id);
});

test('what ended is not claimed, what is wrong is not pushed', async () => {
  await supervisor.enter({ name: '虚构已注销店', identifiers: [licence('E-1')], status: 'CLOSED' });
  const { referral } = await push({ number: licence('E-1') });
  const ended = await expectRefused(house, 'AliasPartyEnded', () => claim(referral.id));
  expect(ended.realId).toBe('licence:E-1');
  expect(await listed(supervisor, 'unclaimedReferrals')).toContain(referral.id);
  await expectRefused(house, 'ReferralNotFound', () => claim('00000000-0000-7000-8000-000000000009'));
  await expectRefused(house, 'UnknownDepartment', () =>
    push({ number: licence('E-2'), departmentCode: 'none' }),
  );
  const wrong = {
    number: uscc('914403001922038217'),
    kind: 'LICENCE',
    divisionCode: '449999',
    licensedOn: '2026-04-02',
    validToOn: '2026-04-01',
  };
  const refused = await expectRefused(house, 'TargetInvalid', () => push(wrong));
  expect((refused.faults as { field: string }[]).map(({ field }) => field)).toEqual([
    'number',
    'licenceNo',
    'divisionCode',
    'validToOn',
  ]);
});
