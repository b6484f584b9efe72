import { toHex } from '../../../scheduler/draw/index.js';
import { DrawEvent, DrawnUnit, DrawState } from '../../../schema/draw/index.js';
import { Job } from '../../../schema/job/index.js';
import { DrawMode } from '../../../schema/plan/index.js';
import { done, type FrozenDraw, MainJob } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';

let job: MainJob;
beforeAll(async () => {
  job = await MainJob.open();
});
afterAll(() => job.close());

const { OPEN, CONFIDENTIAL } = DrawMode;

async function freeze(mode = OPEN, witnesses = [job.witness]): Promise<FrozenDraw> {
  return job.freeze(await job.approved({ mode, witnessKeyIds: witnesses.map((witness) => witness.keyId) }));
}

async function refusedFor(fault: string, work: () => Promise<unknown>) {
  const refusal = await expectRefused(job, 'DrawRefused', work);
  expect(refusal.fault).toBe(fault);
}

describe('an anchor', () => {
  const seconds = () => Math.floor(job.clock.now().getTime() / 1000);

  /** An anchor as the witness signs it, at another instant. */
  async function anchorAt(frozen: FrozenDraw, at: number) {
    const value = new Uint8Array(32).fill(7);
    const input = await job.anchorDraft(frozen);
    return job.sign(frozen, { ...input, value, secretKey: job.witness.secretKey }, at);
  }

  test('counts the witness in: the draw waits for reveals', async () => {
    const frozen = await freeze();
    expect(await job.anchor(frozen)).toMatchObject({ state: DrawState.ANCHORED });
  });

  test('signed more than ten minutes after the freeze is refused', async () => {
    const frozen = await freeze();
    const frozenAt = seconds();
    job.clock.advance({ minutes: 9 });
    const late = await anchorAt(frozen, frozenAt + 601);
    await refusedFor('ANCHOR_WINDOW', () => job.tryAnchor(late));
    const early = await anchorAt(frozen, frozenAt - 1);
    await refusedFor('ANCHOR_WINDOW', () => job.tryAnchor(early));
    const last = await anchorAt(frozen, frozenAt + 600);
    done(await job.tryAnchor(last));
  });

  test('handed in too late is refused, whatever instant it claims', async () => {
    const frozen = await freeze();
    const claimed = await anchorAt(frozen, seconds() + 60);
    job.clock.advance({ seconds: 600 + 121 });
    await refusedFor('ANCHOR_WINDOW', () => job.tryAnchor(claimed));
  });

  test('dated in the future is refused', async () => {
    const frozen = await freeze();
    const ahead = await anchorAt(frozen, seconds() + 121);
    await refusedFor('ANCHOR_WINDOW', () => job.tryAnchor(ahead));
  });

  test('by another key is refused', async () => {
    const frozen = await freeze();
    const input = await job.anchorDraft(frozen);
    const value = new Uint8Array(32).fill(1);
    const forged = job.sign(frozen, { ...input, value, secretKey: job.secondWitness.secretKey });
    await refusedFor('ANCHOR_SIGNATURE', () => job.tryAnchor(forged));
    await refusedFor('ANCHOR_SIGNATURE', () => job.tryAnchor({ ...input, commitment: 'ab'.repeat(32) }));
  });

  test('by another account is answered as if there were no such draw', async () => {
    const frozen = await freeze();
    const input = await job.anchorDraft(frozen);
    await expectRefused(job, 'DrawNotFound', () => job.tryAnchor(input, job.secondWitness.actor));
    await expectRefused(job, 'DrawNotFound', () => job.tryAnchor(input, job.operator));
    await expectRefused(job, 'DrawNotFound', () => job.tryAnchor({ ...input, witness: 'w-000000000000' }));
  });

  test('for another statement or another log is refused', async () => {
    const frozen = await freeze();
    const input = await job.anchorDraft(frozen);
    const signed = { ...input, value: new Uint8Array(32).fill(2), secretKey: job.witness.secretKey };
    const statement = job.sign(frozen, { ...signed, statementHash: 'cd'.repeat(32) });
    await refusedFor('ANCHOR_STATEMENT', () => job.tryAnchor(statement));
    const head = job.sign(frozen, { ...signed, head: 'cd'.repeat(32) });
    await refusedFor('ANCHOR_HEAD', () => job.tryAnchor(head));
  });

  test('is given once', async () => {
    const frozen = await freeze(OPEN, [job.witness, job.secondWitness]);
    await job.anchor(frozen);
    const again = await job.anchorDraft(frozen);
    await refusedFor('ANCHOR_TWICE', () => job.tryAnchor(again));
    await job.anchor(frozen, job.secondWitness);
    await refusedFor('TRANSITION', () => job.tryAnchor(again));
  });
});

describe('a reveal', () => {
  test('before all anchors is refused, by whomever', async () => {
    const frozen = await freeze(OPEN, [job.witness, job.secondWitness]);
    await refusedFor('TRANSITION', () => job.tryRevealOperator(frozen));
    await job.anchor(frozen);
    await refusedFor('TRANSITION', () => job.tryRevealWitness(frozen));
    await refusedFor('TRANSITION', () => job.tryRevealOperator(frozen));
  });

  test('that does not match what was committed is refused', async () => {
    const frozen = await freeze();
    await job.anchor(frozen);
    await refusedFor('REVEAL_MISMATCH', () => job.tryRevealWitness(frozen, job.witness, '11'.repeat(32)));
    await refusedFor('REVEAL_MISMATCH', () => job.tryRevealOperator(frozen, { value: '11'.repeat(32) }));
    await refusedFor('REVEAL_WEAK', () => job.tryRevealWitness(frozen, job.witness, '11'.repeat(16)));
  });

  test('is the owner’s alone', async () => {
    const frozen = await freeze();
    await job.anchor(frozen);
    await expectRefused(job, 'OperatorOnly', () => job.tryRevealOperator(frozen, {}, job.planner));
    await expectRefused(job, 'DrawNotFound', () => job.tryRevealOperator(frozen, {}, job.stranger));
    const thief = { ...job.witness, actor: job.secondWitness.actor };
    await expectRefused(job, 'DrawNotFound', () => job.tryRevealWitness(frozen, thief));
  });

  test('after the time of the draw is refused', async () => {
    const frozen = await freeze();
    await job.anchor(frozen);
    job.clock.advance({ minutes: 31 });
    await refusedFor('REVEAL_LATE', () => job.tryRevealWitness(frozen));
    await refusedFor('REVEAL_LATE', () => job.tryRevealOperator(frozen));
  });

  test('is given once, and there is no draw before the last of them', async () => {
    const frozen = await freeze(OPEN, [job.witness, job.secondWitness]);
    await job.anchor(frozen);
    await job.anchor(frozen, job.secondWitness);
    done(await job.tryRevealOperator(frozen));
    done(await job.tryRevealWitness(frozen));
    await refusedFor('REVEAL_TWICE', () => job.tryRevealWitness(frozen));
    await refusedFor('REVEAL_TWICE', () => job.tryRevealOperator(frozen));
    const draw = await job.getDraw(frozen.id);
    expect(draw).toMatchObject({ state: DrawState.REVEALING, receiptHash: null, drawnCount: null });
    const { em } = job.readAs();
    expect(await em.count(DrawnUnit, { draw: frozen.id })).toBe(0);
    expect(await em.count(Job, { kind: 'inspection.dispatch', key: frozen.id })).toBe(0);
    const kinds = await em.find(DrawEvent, { commitment: frozen.commitment }, { orderBy: { seq: 'asc' } });
    expect(kinds.map((event) => event.kind)).toEqual(['freeze', 'anchor', 'anchor', 'reveal', 'reveal']);
    const { draw: last } = done(await job.tryRevealWitness(frozen, job.secondWitness));
    expect(last).toMatchObject({ state: DrawState.DRAWN, drawnCount: 9, assurance: 'WITNESSED' });
  });

  test('of a drawn campaign is refused: there is no second draw', async () => {
    const frozen = await job.complete(await freeze());
    await refusedFor('TRANSITION', () => job.tryRevealWitness(frozen));
    await refusedFor('TRANSITION', () => job.tryRevealOperator(frozen));
  });
});

describe('the operator', () => {
  test('reveals last in confidential mode, so that the secret is not stored before its time', async () => {
    const frozen = await freeze(CONFIDENTIAL);
    await job.anchor(frozen);
    const refusal = await expectRefused(job, 'OperatorRevealsLast', () => job.tryRevealOperator(frozen));
    expect(refusal.waitingFor).toEqual(['市纪委监委']);
    done(await job.tryRevealWitness(frozen));
    expect(done(await job.tryRevealOperator(frozen)).draw.state).toBe(DrawState.DRAWN);
  });

  test('with another secret is refused', async () => {
    const frozen = await freeze(CONFIDENTIAL);
    await job.anchor(frozen);
    done(await job.tryRevealWitness(frozen));
    await refusedFor('SECRET_MISMATCH', () => job.tryRevealOperator(frozen, { secret: '22'.repeat(32) }));
    expect(await job.getDraw(frozen.id)).toMatchObject({
      state: DrawState.REVEALING,
      poolKey: null,
      secret: null,
    });
  });

  test.each(['first', 'last'])('with another pool key is refused, revealing %s', async (order) => {
    const frozen = await freeze();
    await job.anchor(frozen);
    if (order === 'last') done(await job.tryRevealWitness(frozen));
    await refusedFor('POOL_CHANGED', () => job.tryRevealOperator(frozen, { poolKey: '33'.repeat(32) }));
    done(await job.tryRevealOperator(frozen));
    if (order === 'first') done(await job.tryRevealWitness(frozen));
    expect((await job.getDraw(frozen.id)).state).toBe(DrawState.DRAWN);
  });

  test('hands over no secret in open mode', async () => {
    const frozen = await freeze();
    await job.anchor(frozen);
    await refusedFor('SECRET_RULE', () => job.tryRevealOperator(frozen, { secret: '22'.repeat(32) }));
  });
});

describe('a pool that was changed after its freeze', () => {
  async function tamper(frozen: FrozenDraw, from: string, to: string) {
    const em = job.database.em.fork();
    await em.execute('alter table draw_file disable trigger user');
    await em.execute(
      `update draw_file set content = replace(content, ?, ?) where draw_id = ? and name like 'pool/%'`,
      [from, to, frozen.id],
    );
    await em.execute('alter table draw_file enable trigger user');
  }

  test.each(['witness', 'operator'])(
    'is found by the last reveal, of the %s, and nothing is drawn',
    async (last) => {
      const frozen = await freeze();
      await job.anchor(frozen);
      if (last === 'operator') done(await job.tryRevealWitness(frozen));
      else done(await job.tryRevealOperator(frozen));
      await tamper(frozen, '虚构第7号', '虚构第八号');
      const reveal =
        last === 'operator' ? () => job.tryRevealOperator(frozen) : () => job.tryRevealWitness(frozen);
      const refusal = await expectRefused(job, 'DrawRefused', reveal);
      expect(refusal).toMatchObject({ fault: 'POOL_CHANGED', message: '“pool/s2.jsonl”与封库时不同。' });
      expect(await job.readAs().em.count(DrawnUnit, { draw: frozen.id })).toBe(0);
      await tamper(frozen, '虚构第八号', '虚构第7号');
      done(await reveal());
    },
  );
});

test('dice and digits serve a witness as well as bytes', async () => {
  const frozen = await freeze();
  const input = await job.anchorDraft(frozen);
  const value = new TextEncoder().encode('dice:3142516342516351426354126');
  done(await job.tryAnchor(job.sign(frozen, { ...input, value, secretKey: job.witness.secretKey })));
  done(await job.tryRevealWitness(frozen, job.witness, toHex(value)));
  done(await job.tryRevealOperator(frozen));
});
