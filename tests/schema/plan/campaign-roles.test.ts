import { ArrangementKind, WitnessKey } from '../../../schema/account/index.js';
import { listCampaignRoles } from '../../../schema/plan/campaign.roles.js';
import { Campaign } from '../../../schema/plan/index.js';
import { Role } from '../../../schema/shared/roles.js';
import { done } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';
import { ArrangementHouse } from '../account/arrangement-house.js';

let house: ArrangementHouse;
beforeAll(async () => {
  house = await ArrangementHouse.open();
});
afterAll(() => house.job.close());

async function draft(more = {}): Promise<string> {
  return done(await house.job.draft(more)).campaign.id;
}

async function rolesOf(id: string) {
  const reader = house.job.readAs(house.job.approver);
  const roles = await listCampaignRoles(reader, await reader.em.findOneOrFail(Campaign, { id }));
  return new Map(roles.map((one) => [one.role, one]));
}

test('a usual cast fills every role, each by somebody else', async () => {
  const roles = await rolesOf(await draft());
  expect([...roles.values()].map(({ role, neededCount, isFilled }) => [role, neededCount, isFilled])).toEqual(
    [
      [Role.WITNESS, 1, true],
      [Role.DRAW_OPERATOR, 1, true],
      [Role.REVIEWER, 1, true],
      [Role.PUBLISHER, 1, true],
    ],
  );
  expect(roles.get(Role.REVIEWER)?.candidates).toMatchObject([
    { displayName: 'reviewer', arrangementId: null },
  ]);
});

test('an approval names the role that nobody is left for, and who could fill it', async () => {
  const { job } = house;
  const id = await draft();
  await house.change(job.publisher, { active: false });
  const bare = await expectRefused(job, 'RolesUnfilled', () => job.approve(id));
  // The stranger of the neighbouring department has every role.
  expect(bare.roles).toMatchObject([
    { role: Role.PUBLISHER, helpers: [{ code: 'zj-market', isAbove: false }] },
  ]);
  expect(bare.message).toContain('湛江市市场监督管理局（zj-market）');

  const helper = await job.addPerson('city-publisher', [Role.PUBLISHER], house.city);
  const helped = await expectRefused(job, 'RolesUnfilled', () => job.approve(id));
  expect(helped.roles).toMatchObject([
    { helpers: [{ code: 'zj-city', isAbove: true }, { code: 'zj-market' }] },
  ]);

  const kind = ArrangementKind.SUPERIOR;
  await house.arrange(helper, { kind, roles: [Role.PUBLISHER], toOn: '2026-02-09' });
  await expectRefused(job, 'RolesUnfilled', () => job.approve(id));
  const arrangementId = await house.arrange(helper, { kind, roles: [Role.PUBLISHER] });
  expect((await rolesOf(id)).get(Role.PUBLISHER)).toMatchObject({
    isFilled: true,
    candidates: [{ displayName: 'city-publisher', arrangementId }],
    helpers: [],
  });
  done(await job.approve(id));
  await house.change(job.publisher, { active: true });
});

test('one person does not count for two roles that are kept apart', async () => {
  const { job } = house;
  const id = await draft();
  await house.change(job.reviewer, { active: false });
  const colleague = await job.addPerson('colleague', [], job.health);
  const standsForUsername = 'operator';
  const kind = ArrangementKind.DEPUTY;
  // The operator's deputy is no other person than the operator, as far as the draw goes.
  await house.arrange(colleague, { kind, standsForUsername, roles: [Role.DRAW_OPERATOR] });
  const refusal = await expectRefused(job, 'RolesUnfilled', () => job.approve(id));
  expect(refusal.roles).toMatchObject([{ role: Role.REVIEWER }]);
  await house.change(job.operator, { roles: [Role.DRAW_OPERATOR, Role.REVIEWER] });
  const both = await rolesOf(id);
  expect(both.get(Role.REVIEWER)?.candidates.length).toBe(1);
  const filled = [Role.DRAW_OPERATOR, Role.REVIEWER].filter((role) => both.get(role)?.isFilled);
  expect(filled.length).toBe(1);
  await house.change(job.operator, { roles: [Role.DRAW_OPERATOR] });
  await house.change(job.reviewer, { active: true });
  done(await job.approve(id));
});

test('a witness counts for nothing else, and must still be able to sign', async () => {
  const { job } = house;
  const leaving = await job.addWitness('leaving', '即将离任', job.health);
  const id = await draft({ witnessKeyIds: [leaving.keyId] });
  await house.change(leaving.actor, { roles: [Role.WITNESS, Role.PUBLISHER] });
  const roles = await rolesOf(id);
  expect(roles.get(Role.PUBLISHER)?.candidates).toMatchObject([
    { displayName: 'publisher' },
    { displayName: 'city-publisher' },
  ]);
  await job.act(undefined, (unit) =>
    unit.em.nativeUpdate(WitnessKey, { id: leaving.keyId }, { revokedAt: unit.now }),
  );
  const refusal = await expectRefused(job, 'RolesUnfilled', () => job.approve(id));
  expect(refusal.roles).toMatchObject([{ role: Role.WITNESS, neededCount: 1, helpers: [] }]);
});
