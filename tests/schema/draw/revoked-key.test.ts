import { revokeWitnessKey } from '../../../schema/account/index.js';
import { voidDraw } from '../../../schema/draw/draw.service.js';
import { DrawState } from '../../../schema/draw/index.js';
import { done, MainJob, type TestWitness } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';

let job: MainJob;
beforeAll(async () => {
  job = await MainJob.open();
});
afterAll(() => job.close());

let count = 0;
const addWitness = () => job.addWitness(`revoking-${++count}`, `见证设备${count}`);
const frozenWith = async (witness: TestWitness) =>
  job.freeze(await job.approved({ witnessKeyIds: [witness.keyId] }));
const revoke = (witness: TestWitness) =>
  job.act(witness.actor, (unit) => revokeWitnessKey(unit, { id: witness.keyId, reason: '设备遗失' }));

test('a key revoked between freeze and anchor anchors nothing; the draw is voided and cannot be frozen with it', async () => {
  const witness = await addWitness();
  const frozen = await frozenWith(witness);
  const input = await job.anchorDraft(frozen, witness);
  done(await revoke(witness));
  const refusal = await expectRefused(job, 'WitnessKeyEnded', () => job.tryAnchor(input, witness.actor));
  expect(refusal).toMatchObject({ name: `见证设备${count}`, message: expect.stringContaining('作废') });
  expect(refusal.spokenFingerprint).toMatch(/^([0-9a-f]{4} ){15}[0-9a-f]{4}$/);
  const voided = await job.act(job.operator, (unit) =>
    voidDraw(unit, { drawId: frozen.id, reason: '见证密钥停用' }),
  );
  expect(done(voided).draw.state).toBe(DrawState.VOID);
  const again = await expectRefused(job, 'WitnessKeyEnded', () => job.tryFreeze(frozen.campaign));
  expect(again.message).toContain('另拟任务');
});

test('or the draw lapses by itself, and names the witness', async () => {
  const witness = await addWitness();
  const frozen = await frozenWith(witness);
  done(await revoke(witness));
  job.clock.advance({ minutes: 31 });
  await job.runJobs();
  expect(await job.getDraw(frozen.id)).toMatchObject({ state: DrawState.LAPSED });
});

test('what a key signed before it was revoked stays: its witness reveals, and the draw is made', async () => {
  const witness = await addWitness();
  const frozen = await frozenWith(witness);
  await job.anchor(frozen, witness);
  done(await revoke(witness));
  done(await job.tryRevealWitness(frozen, witness));
  expect(done(await job.tryRevealOperator(frozen)).draw.state).toBe(DrawState.DRAWN);
});

test('a new campaign does not name a revoked key', async () => {
  const witness = await addWitness();
  done(await revoke(witness));
  await expectRefused(job, 'WitnessKeyUnusable', () => job.draft({ witnessKeyIds: [witness.keyId] }));
});
