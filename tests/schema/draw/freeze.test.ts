import { verifyRestricted } from '../../../scheduler/draw/index.js';
import { WitnessKey } from '../../../schema/account/index.js';
import { previewCampaign } from '../../../schema/draw/draw.preview.js';
import { Draw, DrawState, getFile } from '../../../schema/draw/index.js';
import { CampaignState, DrawMode } from '../../../schema/plan/index.js';
import { ImportKind } from '../../../schema/registry/index.js';
import { done, MainJob } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';

let job: MainJob;
beforeAll(async () => {
  job = await MainJob.open();
});
afterAll(() => job.close());

test('a freeze fixes the pools and keeps no secret', async () => {
  const frozen = await job.freeze(await job.approved());
  const draw = await job.getDraw(frozen.id);
  expect(draw).toMatchObject({
    state: DrawState.FROZEN,
    drawNo: 1,
    series: 'M',
    poolKey: null,
    secret: null,
  });
  const statement = JSON.parse(await getFile(job.readAs(), frozen.id, 'statement.json'));
  expect(statement).toMatchObject({
    ...{ registered: 63, covered: 60, excluded: 3 },
    // The register was empty thirty days ago.
    comparisons: [{ against: '30-days', on: '2026-01-10', added: 60, excluded: 3, officersAdded: 12 }],
  });
  const tables = await job.readAs().em.execute('select to_jsonb(draw) as row from draw');
  expect(JSON.stringify(tables)).not.toContain(frozen.device.poolKey);
});

test('what an open draw leaves out may be written as null', async () => {
  const absent = { secretHash: null, revealBy: null } as never;
  expect(done(await job.tryFreeze(await job.approved(), absent)).draw.revealBy).toBeNull();
});

test('a campaign larger than its pool is refused', async () => {
  const campaign = await job.approved({ strata: [{ riskClass: 'A', count: 21, reserve: 0 }] });
  const refusal = await expectRefused(job, 'DrawRefused', () => job.tryFreeze(campaign));
  expect(refusal).toMatchObject({
    fault: 'SAMPLE_EXCEEDS_POOL',
    message: '层“s1”要抽 21 个，名录库只有 20 个。',
  });
});

test('a campaign that could draw nothing is refused', async () => {
  const campaign = await job.approved({ strata: [{ riskClass: 'Z', ratePpm: 500_000, reserve: 0 }] });
  const refusal = await expectRefused(job, 'DrawRefused', () => job.tryFreeze(campaign));
  expect(refusal.fault).toBe('NOTHING_TO_DRAW');
});

test('an operator who is also the witness is refused', async () => {
  const campaign = await job.approved();
  const both = { ...job.operator, accountId: job.witness.actor.accountId };
  const refusal = await expectRefused(job, 'SeparationOfDuties', () =>
    job.tryFreeze(campaign, {}, job.newDevice(), both),
  );
  expect(refusal).toMatchObject({ act: 'OPERATE', earlierAct: 'WITNESS', doneBy: 'witness' });
});

test('a draw never quietly has fewer witnesses than were approved', async () => {
  const leaving = await job.addWitness('leaving-witness', '离任见证人');
  const campaign = await job.approved({ witnessKeyIds: [leaving.keyId] });
  await job.act(undefined, (unit) =>
    unit.em.nativeUpdate(WitnessKey, { id: leaving.keyId }, { revokedAt: unit.now }),
  );
  const refusal = await expectRefused(job, 'WitnessKeyEnded', () => job.tryFreeze(campaign));
  expect(refusal).toMatchObject({ name: '离任见证人', message: expect.stringContaining('另拟任务') });
  expect(await previewCampaign(job.readAs(job.operator), campaign.id)).toMatchObject({
    __typename: 'WitnessKeyEnded',
  });
});

test('a campaign is frozen once approved, and once', async () => {
  const { campaign } = done(await job.draft());
  const early = await expectRefused(job, 'CampaignStateWrong', () => job.tryFreeze(campaign));
  expect(early.state).toBe(CampaignState.DRAFT);
  done(await job.approve(campaign.id));
  const frozen = await job.freeze(campaign);
  const again = await expectRefused(job, 'CampaignStateWrong', () => job.tryFreeze(campaign));
  expect(again.state).toBe(CampaignState.FROZEN);
  await job.complete(frozen);
  const drawn = await expectRefused(job, 'CampaignStateWrong', () => job.tryFreeze(campaign));
  expect(drawn.state).toBe(CampaignState.DRAWN);
});

test.each([
  ['an open draw with an opening time', DrawMode.OPEN, { revealBy: new Date('2026-04-01T01:00:00Z') }],
  ['a draw due in the past', DrawMode.OPEN, { drawBy: new Date('2026-02-09T00:59:59Z') }],
  ['a confidential draw without an opening time', DrawMode.CONFIDENTIAL, { revealBy: undefined }],
  [
    'a confidential draw opened before it is drawn',
    DrawMode.CONFIDENTIAL,
    { revealBy: new Date('2026-02-09T01:10:00Z') },
  ],
])('%s is refused', async (_, mode, times) => {
  const campaign = await job.approved({ mode });
  await expectRefused(job, 'DrawTimesInvalid', () => job.tryFreeze(campaign, times));
});

test.each([
  ['a confidential draw without the hash of its secret', DrawMode.CONFIDENTIAL, undefined],
  ['an open draw with the hash of a secret', DrawMode.OPEN, 'ab'.repeat(32)],
])('%s is refused', async (_, mode, secretHash) => {
  const campaign = await job.approved({ mode });
  const refusal = await expectRefused(job, 'DrawRefused', () => job.tryFreeze(campaign, { secretHash }));
  expect(refusal.fault).toBe('SECRET_RULE');
});

test('a preview says what a freeze would give, and writes nothing', async () => {
  const campaign = await job.approved();
  const before = await job.readAs().em.count(Draw);
  const preview = done(await previewCampaign(job.readAs(job.planner), campaign.id));
  expect(preview).toMatchObject({ excludedCount: 3, shortages: [] });
  expect(preview.sizes.map(({ count, k }) => [count, k])).toEqual([
    [20, 2],
    [20, 3],
    [20, 4],
  ]);
  expect(preview.feasible).toBe(preview.seeds);
  expect(await job.readAs().em.count(Draw)).toBe(before);
});

test('the filter of a campaign narrows its pools', async () => {
  const filter = { riskClasses: ['B'] };
  const campaign = await job.approved({ filter, strata: [{ riskClass: 'B', count: 5, reserve: 0 }] });
  const frozen = await job.freeze(campaign);
  const statement = JSON.parse(await getFile(job.readAs(), frozen.id, 'statement.json'));
  expect(statement).toMatchObject({ registered: 63, covered: 20, excluded: 1 });
});

test('what changes in the registry after the freeze does not change the draw', async () => {
  const strata = [{ riskClass: 'A', count: 20, reserve: 0 }];
  const frozen = await job.freeze(await job.approved({ strata }));
  const closed = Array.from(
    { length: 20 },
    (_, n) => `虚构第${3 * n}号饮食店,JY${String(3 * n).padStart(5, '0')},440800,A,注销\n`,
  );
  await job.bringIn(ImportKind.ENTITIES, `企业名称,许可证号,区划代码,风险等级,登记状态\n${closed.join('')}`);
  await job.complete(frozen);
  expect(await job.getDraw(frozen.id)).toMatchObject({ state: DrawState.DRAWN, drawnCount: 20 });
  expect(verifyRestricted(await job.readBundle(frozen, 'restricted'))).toMatchObject({ ok: true, count: 20 });

  const next = await job.approved({ strata: [{ riskClass: 'B', count: 1, reserve: 0 }] });
  const after = await job.freeze(next);
  const { comparisons } = JSON.parse(await getFile(job.readAs(), after.id, 'statement.json'));
  expect(comparisons).toMatchObject([{ against: 'previous', on: '2026-02-09' }, { against: '30-days' }]);
  expect(comparisons[0].excluded).toBeGreaterThanOrEqual(20);
});
