import {
  AlarmKind,
  AssignmentNotFound,
  InspectionAlarm,
  Transfer,
  TransferKind,
  TransferState,
} from '../../../schema/inspection/index.js';
import { TransferNotFound } from '../../../schema/inspection/transfer/transfer.errors.js';
import {
  acknowledgeTransfer,
  declineTransfer,
  pageTransfers,
  sendTransfer,
} from '../../../schema/inspection/transfer/transfer.service.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Actor } from '../../../schema/shared/unit.js';
import { done, MainJob } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';

describe('what a visit found goes to another department', () => {
  let job: MainJob;
  let confirmed: string;
  let unrecorded: string;
  let headThere: Actor;
  let letter = 0;
  beforeAll(async () => {
    job = await MainJob.open();
    headThere = await job.addPerson('head-there', [Role.APPROVER], job.market);
    const draw = await job.drawn({ strata: [{ riskClass: 'A', count: 3, reserve: 0 }] });
    job.clock.set('2026-02-10T02:00:00Z');
    [confirmed, unrecorded] = (await job.listAssignments(draw)).map(({ id }) => id) as [string, string];
    done(await job.confirm((await job.visit(confirmed)).id));
  });
  afterAll(() => job.close());

  const send = (more: object = {}, actor = job.approver) => {
    letter += 1;
    const draft = { assignmentId: confirmed, kind: TransferKind.CASE_LEAD, statement: '涉嫌无证经营' };
    const input = {
      ...draft,
      documentNo: `湛卫移〔2026〕${letter}号`,
      departmentCode: job.market.code,
      ...more,
    };
    return job.act(actor, (unit) => sendTransfer(unit, input));
  };
  const listed = async (actor: Actor) =>
    (await pageTransfers(job.readAs(actor), undefined, { first: 50 } as never)).edges.map(
      ({ node }) => node.id,
    );

  test('both departments see it, and nobody else does; the recipient does not see the visit', async () => {
    const { transfer } = done(await send());
    expect(await listed(job.approver)).toContain(transfer.id);
    expect(await listed(headThere)).toContain(transfer.id);
    const elsewhere = done(await send({ departmentCode: null, recipientName: '市公安局' })).transfer;
    expect(await listed(headThere)).not.toContain(elsewhere.id);
    expect(
      await job.act(headThere, (unit) =>
        sendTransfer(unit, { ...transfer, assignmentId: confirmed, departmentCode: job.health.code }),
      ),
    ).toBeInstanceOf(AssignmentNotFound);
  });

  test('the recipient answers, once: takes it on or declines with a reason; the sender does not answer for it', async () => {
    const [taken, declined] = [done(await send()).transfer, done(await send()).transfer];
    const reply = (id: string) => ({ id, answer: '已受理，编号 7' });
    const bySender = await job.act(job.approver, (unit) => acknowledgeTransfer(unit, reply(taken.id)));
    expect(bySender).toBeInstanceOf(TransferNotFound);
    const acknowledged = done(await job.act(headThere, (unit) => acknowledgeTransfer(unit, reply(taken.id))));
    expect(acknowledged.transfer.state).toBe(TransferState.ACKNOWLEDGED);
    expect(await job.act(headThere, (unit) => declineTransfer(unit, reply(taken.id)))).toBeInstanceOf(
      TransferNotFound,
    );
    const refused = done(await job.act(headThere, (unit) => declineTransfer(unit, reply(declined.id))));
    expect(refused.transfer.state).toBe(TransferState.DECLINED);
  });

  test('for somebody outside the system the sender enters the answer', async () => {
    const { transfer } = done(await send({ departmentCode: null, recipientName: '市公安局' }));
    const input = { id: transfer.id, answer: '公安收文 12 号' };
    expect(await job.act(headThere, (unit) => acknowledgeTransfer(unit, input))).toBeInstanceOf(
      TransferNotFound,
    );
    done(await job.act(job.approver, (unit) => acknowledgeTransfer(unit, input)));
  });

  test('only what is confirmed goes, to one other recipient, under a number of its own', async () => {
    await expectRefused(job, 'TransferBeforeConfirmation', () => send({ assignmentId: unrecorded }));
    await expectRefused(job, 'TransferRecipientWrong', () => send({ departmentCode: job.health.code }));
    await expectRefused(job, 'TransferRecipientWrong', () => send({ recipientName: '市公安局' }));
    await expectRefused(job, 'TransferRecipientWrong', () => send({ departmentCode: null }));
    done(await send({ documentNo: '湛卫移〔2026〕99号' }));
    await expectRefused(job, 'TransferSentAlready', () => send({ documentNo: '湛卫移〔2026〕99号' }));
  });

  test('without an answer within five working days the sender has an alarm; with one none', async () => {
    const [late, answered] = [done(await send()).transfer, done(await send()).transfer];
    done(
      await job.act(headThere, (unit) => acknowledgeTransfer(unit, { id: answered.id, answer: '已签收' })),
    );
    // From the 10th: five working days, the 14th being made up for the Spring Festival (15th to 23rd).
    job.clock.set('2026-02-24T15:59:00Z');
    await job.runJobs();
    const alarms = async () =>
      (
        await job
          .readAs()
          .em.find(InspectionAlarm, { kind: AlarmKind.TRANSFER_UNANSWERED }, { disableIdentityMap: true })
      ).map(({ subjectKey }) => subjectKey);
    const before = await alarms();
    job.clock.set('2026-03-10T16:00:01Z');
    await job.runJobs();
    expect(before).toEqual([]);
    expect(await alarms()).toContain(late.id);
    expect(await alarms()).not.toContain(answered.id);
    expect(await job.readAs().em.count(Transfer, { state: TransferState.SENT })).toBeGreaterThan(0);
  });
});
