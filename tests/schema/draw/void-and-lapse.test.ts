import { readLog } from '../../../scheduler/draw/index.js';
import { lapseDraw, openDraw } from '../../../schema/draw/draw.jobs.js';
import { voidDraw } from '../../../schema/draw/draw.service.js';
import { DrawEvent, DrawState, readLogLines } from '../../../schema/draw/index.js';
import { Job, JobState } from '../../../schema/job/index.js';
import { Campaign, CampaignState, DrawMode } from '../../../schema/plan/index.js';
import type { Actor } from '../../../schema/shared/unit.js';
import { done, type FrozenDraw, MainJob } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';

let job: MainJob;
beforeAll(async () => {
  job = await MainJob.open();
});
afterAll(() => job.close());

const tryVoid = (frozen: FrozenDraw, actor: Actor = job.operator) =>
  job.act(actor, (unit) => voidDraw(unit, { drawId: frozen.id, reason: '名录库导入有误' }));

async function campaignState(frozen: FrozenDraw) {
  return (await job.readAs().em.findOneOrFail(Campaign, { id: frozen.campaign.id })).state;
}

/** The earlier draws of the same campaign that a receipt lists. */
async function earlierOf(drawn: FrozenDraw) {
  const { 'receipt.json': receipt } = await job.readBundle(drawn);
  const { earlier } = JSON.parse(String(receipt)) as { earlier: { campaign: string }[] };
  return earlier.filter(({ campaign }) => campaign === drawn.campaign.code);
}

async function lastLine(frozen: FrozenDraw) {
  const [last] = await job
    .readAs()
    .em.find(DrawEvent, { commitment: frozen.commitment }, { orderBy: { seq: 'desc' }, limit: 1 });
  return JSON.parse(last?.line ?? '');
}

describe('a void', () => {
  test('before the first reveal ends the draw; the campaign is frozen anew and its receipt tells of it', async () => {
    const first = await job.freeze(await job.approved());
    await job.anchor(first);
    expect(done(await tryVoid(first)).draw.state).toBe(DrawState.VOID);
    expect(await lastLine(first)).toMatchObject({ kind: 'void', body: { reason: '名录库导入有误' } });
    expect(await campaignState(first)).toBe(CampaignState.APPROVED);

    const second = await job.complete(await job.freeze(first.campaign));
    expect(await job.getDraw(second.id)).toMatchObject({ drawNo: 2, state: DrawState.DRAWN });
    expect(await earlierOf(second)).toEqual([
      { C: first.commitment, campaign: first.campaign.code, drawNo: 1, state: 'void' },
    ]);
    await job.runJobs();
    expect(await job.listAssignments(first)).toEqual([]);
    expect(await job.listAssignments(second)).toHaveLength(9);
  });

  test('after a reveal is refused, and so is one of a drawn campaign', async () => {
    const frozen = await job.freeze(await job.approved());
    await job.anchor(frozen);
    done(await job.tryRevealWitness(frozen));
    const refusal = await expectRefused(job, 'DrawRefused', () => tryVoid(frozen));
    expect(refusal.fault).toBe('TRANSITION');
    done(await job.tryRevealOperator(frozen));
    expect((await expectRefused(job, 'DrawRefused', () => tryVoid(frozen))).fault).toBe('TRANSITION');
  });

  test('is the operator’s alone', async () => {
    const frozen = await job.freeze(await job.approved());
    await expectRefused(job, 'OperatorOnly', () => tryVoid(frozen, job.planner));
    await expectRefused(job, 'DrawNotFound', () => tryVoid(frozen, job.stranger));
  });
});

describe('a lapse', () => {
  const lapsed = async (frozen: FrozenDraw) => {
    job.clock.advance({ minutes: 30, seconds: 1 });
    await job.runJobs();
    expect(await job.getDraw(frozen.id)).toMatchObject({
      state: DrawState.LAPSED,
      poolKey: null,
      secret: null,
    });
    expect(await campaignState(frozen)).toBe(CampaignState.APPROVED);
    return (await lastLine(frozen)).body.missing;
  };

  test('does not come before the time of the draw is over', async () => {
    const frozen = await job.freeze(await job.approved());
    job.clock.advance({ minutes: 30 });
    await job.runJobs();
    expect((await job.getDraw(frozen.id)).state).toBe(DrawState.FROZEN);
  });

  test('names the witness who did not anchor', async () => {
    const witnessKeyIds = [job.witness.keyId, job.secondWitness.keyId];
    const frozen = await job.freeze(await job.approved({ witnessKeyIds }));
    await job.anchor(frozen);
    expect(await lapsed(frozen)).toMatchObject([{ id: job.witnessId(job.secondWitness), step: 'anchor' }]);
  });

  test('names whoever did not reveal, keeps no secret, and leaves the campaign to be frozen anew', async () => {
    const frozen = await job.freeze(await job.approved());
    await job.anchor(frozen);
    done(await job.tryRevealOperator(frozen));
    expect((await job.getDraw(frozen.id)).poolKey).toBe(frozen.device.poolKey);
    expect(await lapsed(frozen)).toMatchObject([{ id: job.witnessId(), step: 'reveal' }]);
    const tables = await job.readAs().em.execute('select to_jsonb(draw) as row from draw');
    expect(JSON.stringify(tables)).not.toContain(frozen.device.poolKey);

    const second = await job.complete(await job.freeze(frozen.campaign));
    expect(await earlierOf(second)).toMatchObject([{ C: frozen.commitment, state: 'lapsed' }]);
  });

  test('names the operator who did not reveal', async () => {
    const frozen = await job.freeze(await job.approved({ mode: DrawMode.CONFIDENTIAL }));
    await job.anchor(frozen);
    done(await job.tryRevealWitness(frozen));
    expect(await lapsed(frozen)).toMatchObject([{ id: expect.stringMatching(/^op-/), step: 'reveal' }]);
  });

  test('leaves a draw that was drawn or voided as it is', async () => {
    const drawn = await job.complete(await job.freeze(await job.approved()));
    const ended = await job.freeze(await job.approved());
    done(await tryVoid(ended));
    job.clock.advance({ hours: 1 });
    await job.runJobs();
    expect((await job.getDraw(drawn.id)).state).toBe(DrawState.DRAWN);
    expect((await job.getDraw(ended.id)).state).toBe(DrawState.VOID);
    const key = { $in: [drawn.id, ended.id] };
    expect(await job.readAs().em.count(Job, { kind: 'draw.lapse', key, state: JobState.DONE })).toBe(2);
  });

  test('done twice changes nothing the second time', async () => {
    const frozen = await job.freeze(await job.approved());
    await lapsed(frozen);
    const { seq } = await lastLine(frozen);
    await job.act(undefined, (unit) => lapseDraw(unit, frozen.id));
    await job.act(undefined, (unit) => openDraw(unit, frozen.id));
    expect((await lastLine(frozen)).seq).toBe(seq);
  });
});

test('draws that are open at once share one log, which verifies as a whole', async () => {
  const first = await job.freeze(await job.approved());
  const second = await job.freeze(await job.approved());
  await job.anchor(second);
  await job.anchor(first);
  for (const frozen of [first, second]) {
    done(await job.tryRevealWitness(frozen));
    done(await job.tryRevealOperator(frozen));
  }
  const log = readLog(await readLogLines(job.readAs(), job.health.creditCode, 'M'));
  const states = [first, second].map((frozen) => log.draws.get(frozen.commitment)?.state);
  expect(states).toEqual(['drawn', 'drawn']);
});

test('while a confidential draw is past its opening, nothing else is frozen', async () => {
  const hidden = await job.drawn({ mode: DrawMode.CONFIDENTIAL });
  const next = await job.approved();
  job.clock.set('2026-04-01T01:00:01Z');
  const refusal = await expectRefused(job, 'DrawRefused', () => job.tryFreeze(next));
  expect(refusal.fault).toBe('OPENING_OVERDUE');
  await job.runJobs();
  expect((await job.getDraw(hidden.id)).state).toBe(DrawState.OPENED);
  done(await job.tryFreeze(next));
});
