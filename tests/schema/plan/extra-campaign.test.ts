import { done, MainJob } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';

let job: MainJob;
beforeAll(async () => {
  job = await MainJob.open();
});
afterAll(() => job.close());

test('a campaign outside the plan says why, and has a number of the year like the others', async () => {
  const extraReason = '省局转办：某类产品抽检不合格，须追加抽查';
  const { campaign } = done(await job.draft({ planId: undefined, extraReason }));
  expect(campaign).toMatchObject({ plan: null, extraReason, code: 'zj-health-2026-001' });
  done(await job.approve(campaign.id));
  const next = done(await job.draft()).campaign;
  expect(next).toMatchObject({ plan: job.planId, extraReason: null, code: 'zj-health-2026-002' });
});

test.each([
  ['neither a plan nor a reason', { planId: undefined }],
  ['both a plan and a reason', { extraReason: '追加' }],
])('a campaign with %s is refused', async (_, origin) => {
  const refusal = await expectRefused(job, 'CampaignRuleInvalid', () => job.draft(origin));
  expect(refusal.field).toBe('extraReason');
});
