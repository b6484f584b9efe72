import { randomUUID } from 'node:crypto';
import { removePlanBatch } from '../../../schema/plan/annual/batch.service.js';
import { closePlan, listUnfinished } from '../../../schema/plan/annual/close.service.js';
import { amendPlan } from '../../../schema/plan/annual/lifecycle.service.js';
import { listBatches } from '../../../schema/plan/annual/plan-content.js';
import { BatchEnd, Campaign, CampaignState, PlanState } from '../../../schema/plan/index.js';
import { done } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';
import { PlanHouse } from './plan-house.js';

let house: PlanHouse;
beforeAll(async () => {
  house = await PlanHouse.open();
});
afterAll(() => house.close());

const campaign = (id: string) =>
  house.job.readAs().em.findOneOrFail(Campaign, { id }, { disableIdentityMap: true });

describe('a campaign carries out a batch', () => {
  test('a plan with batches is carried out batch by batch; one without is a frame for the year', async () => {
    const frame = await house.draft();
    expect(done(await house.job.draft({ planId: frame })).campaign.batch ?? null).toBeNull();
    const id = await house.draft();
    const batch = await house.saved(id);
    await expectRefused(house.job, 'CampaignBatchMissing', () => house.job.draft({ planId: id }));
    const drafted = done(await house.job.draft({ planId: id, batchId: batch.id })).campaign;
    expect(drafted.batch).toBe(batch.id);
  });

  test('it is approved only once its batch is in an approved version of the plan', async () => {
    const id = await house.draft();
    const batch = await house.saved(id);
    const drafted = done(await house.job.draft({ planId: id, batchId: batch.id })).campaign;
    const refusal = await expectRefused(house.job, 'PlanNotApproved', () => house.job.approve(drafted.id));
    expect(refusal.state).toBe(PlanState.DRAFT);
    done(await house.submit(id, true));
    await expectRefused(house.job, 'PlanNotApproved', () => house.job.approve(drafted.id));
    done(await house.approve(id));
    done(await house.job.approve(drafted.id));
  });

  test('a batch that an amendment adds waits for the amendment, the others go on', async () => {
    const id = await house.draft();
    const old = await house.saved(id);
    await house.publish(id);
    done(await house.job.act(house.job.planner, (unit) => amendPlan(unit, id, '增加批次')));
    const added = await house.saved(id, { title: '新增批次' });
    const waiting = done(await house.job.draft({ planId: id, batchId: added.id })).campaign;
    await expectRefused(house.job, 'PlanNotApproved', () => house.job.approve(waiting.id));
    await house.job.approved({ planId: id, batchId: old.id });
  });

  test('its items are those of the batch', async () => {
    await house.item('WS-02');
    const id = await house.draft();
    const batch = await house.saved(id);
    const refusal = await expectRefused(house.job, 'CampaignRuleInvalid', () =>
      house.job.draft({ planId: id, batchId: batch.id, itemCodes: ['WS-01', 'WS-02'] }),
    );
    expect([refusal.field, refusal.message]).toEqual(['itemCodes', expect.stringContaining('WS-02')]);
  });

  test('a batch of another plan, or of none, is not found', async () => {
    const [one, other] = [await house.draft(), await house.draft()];
    const batch = await house.saved(one);
    await expectRefused(house.job, 'PlanBatchNotFound', () =>
      house.job.draft({ planId: other, batchId: batch.id }),
    );
    await expectRefused(house.job, 'PlanBatchNotFound', () =>
      house.job.draft({ planId: one, batchId: randomUUID() }),
    );
  });

  test('a batch with a campaign is not taken out of its plan', async () => {
    const id = await house.draft();
    const batch = await house.saved(id);
    const { code } = done(await house.job.draft({ planId: id, batchId: batch.id })).campaign;
    const refusal = await expectRefused(house.job, 'PlanBatchInUse', () =>
      house.job.act(house.job.planner, (unit) => removePlanBatch(unit, batch.id)),
    );
    expect(refusal.campaignCodes).toEqual([code]);
  });
});

describe('the turn of the year', () => {
  const close = (planId: string, decisions: object[], nextPlanId?: string) =>
    house.job.act(house.job.approver, (unit) =>
      closePlan(unit, { planId, nextPlanId, decisions: decisions as never }),
    );

  test('what is unfinished is carried over into the next plan or terminated, each with its reason', async () => {
    const id = await house.draft(2026, '待结转的计划');
    const [done1, open, idle, last] = [
      await house.saved(id, { title: '已抽取' }),
      await house.saved(id, { title: '未抽取', ratioPpm: 150_000 }),
      await house.saved(id, { title: '未编制任务' }),
      await house.saved(id, { title: '不再需要' }),
    ];
    await house.publish(id);
    await house.job.drawn({ planId: id, batchId: done1.id });
    const waiting = await house.job.approved({ planId: id, batchId: open.id });
    const needless = await house.job.approved({ planId: id, batchId: last.id });
    const unfinished = await listUnfinished(house.job.readAs(house.job.planner), id);
    expect(unfinished.map(({ batch, open: codes }) => [batch.title, codes.map(({ code }) => code)])).toEqual([
      ['未抽取', [waiting.code]],
      ['未编制任务', []],
      ['不再需要', [needless.code]],
    ]);

    const undecided = await expectRefused(house.job, 'BatchesUndecided', () => close(id, []));
    expect(undecided.batchIds).toEqual([open.id, idle.id, last.id]);
    const carry = (batchId: string) => ({ batchId, end: BatchEnd.CARRIED_OVER, reason: '年内人手不足' });
    const stop = { batchId: last.id, end: BatchEnd.TERMINATED, reason: '事项已取消' };
    const decisions = [carry(open.id), carry(idle.id), stop];
    await expectRefused(house.job, 'NextPlanUnfit', () => close(id, decisions));
    const sameYear = await house.draft(2026);
    await expectRefused(house.job, 'NextPlanUnfit', () => close(id, decisions, sameYear));
    const next = await house.draft(2027);
    await house.saved(next, { title: '未编制任务', fromOn: '2027-03-01', toOn: '2027-04-30' });
    await expectRefused(house.job, 'PlanBatchNotFound', () =>
      close(id, [...decisions, carry(done1.id)], next),
    );
    await expectRefused(house.job, 'PlanBatchInvalid', () => close(id, [...decisions, stop], next));

    done(await close(id, decisions, next));
    expect((await house.plan(id)).state).toBe(PlanState.CLOSED);
    const reader = house.job.readAs(house.job.planner);
    const ended = await reader.em.findOneOrFail(Campaign, { id: needless.id });
    expect(ended.state).toBe(CampaignState.TERMINATED);
    expect(
      (await listBatches(reader, id)).map(({ end, endReason }) => [end ?? null, endReason ?? null]),
    ).toEqual([
      [null, null],
      ['CARRIED_OVER', '年内人手不足'],
      ['CARRIED_OVER', '年内人手不足'],
      ['TERMINATED', '事项已取消'],
    ]);
    const taken = await listBatches(reader, next);
    expect(taken.map(({ title, carriedFromId, fromOn }) => [title, carriedFromId ?? null, fromOn])).toEqual([
      ['未编制任务', null, '2027-03-01'],
      ['未抽取', open.id, '2027-03-01'],
      ['未编制任务（2026年度结转 3）', idle.id, '2027-03-01'],
    ]);
    // The campaign goes on under the next plan, with its code and its approval.
    expect(await campaign(waiting.id)).toMatchObject({
      ...{ plan: next, batch: taken[1]?.id, code: waiting.code, state: 'APPROVED' },
    });
    await expectRefused(house.job, 'PlanStateWrong', () =>
      house.job.draft({ planId: id, batchId: done1.id }),
    );
  });

  test('a plan that is all done is closed without a word', async () => {
    const id = await house.draft();
    const batch = await house.saved(id);
    await house.publish(id);
    await house.job.drawn({ planId: id, batchId: batch.id });
    done(await close(id, []));
  });

  test('only a published plan is closed', async () => {
    const id = await house.draft();
    await house.saved(id);
    await expectRefused(house.job, 'PlanStateWrong', () => close(id, []));
  });
});
