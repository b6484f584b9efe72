import { randomUUID } from 'node:crypto';
import { CampaignState, createPlan } from '../../../schema/plan/index.js';
import { Role } from '../../../schema/shared/roles.js';
import { done, MainJob } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';

let job: MainJob;
beforeAll(async () => {
  job = await MainJob.open();
});
afterAll(() => job.close());

test('a campaign is drafted under a neutral code and approved by somebody else', async () => {
  const { campaign } = done(await job.draft());
  expect(campaign).toMatchObject({ state: CampaignState.DRAFT, code: 'zj-health-2026-001' });
  expect(campaign.strata.map(({ code, riskClass }) => [code, riskClass])).toEqual([
    ['s1', 'A'],
    ['s2', 'B'],
    ['s3', 'C'],
  ]);
  const approved = done(await job.approve(campaign.id)).campaign;
  expect(approved).toMatchObject({ state: CampaignState.APPROVED, approvedById: job.approver.accountId });
  const next = done(await job.draft());
  expect(next.campaign.code).toBe('zj-health-2026-002');
});

test('what a client leaves out may be written as null', async () => {
  const strata = [{ riskClass: 'A', count: 2, ratePpm: null, rounding: null, reserve: 0 }] as never;
  const { campaign } = done(
    await job.draft({ strata, filter: { trades: null } as never, slots: null as never }),
  );
  expect(campaign.strata).toEqual([{ code: 's1', riskClass: 'A', count: 2, reserve: 0 }]);
  expect([campaign.filter, campaign.slots]).toEqual([{}, [{ officers: 2 }]]);
});

test('nobody approves a campaign of their own', async () => {
  const both = await job.addPerson('planner-and-head', [Role.PLAN_OWNER, Role.APPROVER], job.health);
  const { campaign } = done(await job.draft({}, both));
  await expectRefused(job, 'SeparationOfDuties', () => job.approve(campaign.id, both));
});

test('a campaign is approved once', async () => {
  const campaign = await job.approved();
  const refusal = await expectRefused(job, 'CampaignStateWrong', () => job.approve(campaign.id));
  expect(refusal.state).toBe(CampaignState.APPROVED);
});

test('no item, no check', async () => {
  const refusal = await expectRefused(job, 'ItemNotListed', () =>
    job.draft({ itemCodes: ['WS-01', 'WS-99'] }),
  );
  expect(refusal.itemCodes).toEqual(['WS-99']);
  expect(refusal.message).toContain('WS-99');
});

test.each([
  ['both share and number', { ratePpm: 10_000, count: 1 }],
  ['neither', {}],
])('a stratum with %s is refused', async (_, share) => {
  const strata = [{ riskClass: 'A', reserve: 0, ...share }];
  const refusal = await expectRefused(job, 'CampaignRuleInvalid', () => job.draft({ strata }));
  expect(refusal.field).toBe('strata');
});

test('one officer is no team (penalty law Art. 42)', async () => {
  const refusal = await expectRefused(job, 'CampaignRuleInvalid', () =>
    job.draft({ slots: [{ officers: 1 }] }),
  );
  expect([refusal.field, refusal.message]).toEqual(['slots', expect.stringContaining('第四十二条')]);
});

test.each([
  ['ends before it begins', { windowFromOn: '2026-03-10', windowToOn: '2026-03-09' }],
  ['is over', { windowFromOn: '2026-01-01', windowToOn: '2026-02-08' }],
])('a window that %s is refused', async (_, window) => {
  await expectRefused(job, 'CampaignRuleInvalid', () => job.draft(window));
});

test('an unknown witness key is refused', async () => {
  const witnessKeyIds = [job.witness.keyId, randomUUID()];
  await expectRefused(job, 'WitnessKeyUnusable', () => job.draft({ witnessKeyIds }));
});

test('a plan or campaign of another department is not found', async () => {
  const { plan } = await job.act(job.stranger, (unit) =>
    createPlan(unit, { year: 2026, title: '他部门计划' }),
  );
  await expectRefused(job, 'PlanNotFound', () => job.draft({ planId: plan.id }));
  await expectRefused(job, 'PlanNotFound', () => job.draft({ planId: randomUUID() }));
  const { campaign } = done(await job.draft());
  await expectRefused(job, 'CampaignNotFound', () => job.approve(campaign.id, job.stranger));
});
