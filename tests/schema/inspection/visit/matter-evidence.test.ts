import { settleAlarm } from '../../../../schema/inspection/change/alarm.service.js';
import { withdrawEvidence } from '../../../../schema/inspection/evidence/evidence.withdraw.js';
import {
  AlarmKind,
  EvidenceKind,
  InspectionAlarm,
  RectificationStep,
  TransferKind,
} from '../../../../schema/inspection/index.js';
import { orderRectification } from '../../../../schema/inspection/rectification/rectification.order.js';
import {
  passRectification,
  reportRectification,
} from '../../../../schema/inspection/rectification/rectification.service.js';
import {
  acknowledgeTransfer,
  sendTransfer,
} from '../../../../schema/inspection/transfer/transfer.service.js';
import { PersonalRecord } from '../../../../schema/personal/index.js';
import { Role } from '../../../../schema/shared/roles.js';
import type { Actor } from '../../../../schema/shared/unit.js';
import { done } from '../../../support/main-job.js';
import { expectRefused } from '../../../support/unchanged.js';
import { type TestVisit, text, VisitHouse } from './visit-house.js';

let house: VisitHouse;
let visit: TestVisit;
let headThere: Actor;
beforeAll(async () => {
  house = await VisitHouse.open();
  headThere = await house.job.addPerson('head-there', [Role.APPROVER], house.job.market);
});
afterAll(() => house.close());
beforeEach(() => house.job.clock.set('2026-02-10T02:00:00Z'));

/** A confirmed visit that ordered something to be put right within three days. */
async function confirmed() {
  visit = await house.take();
  const photo = done(await house.upload(visit));
  const { job } = house;
  const ordered = { resultCode: '06', disposition: 'RECTIFICATION_ORDERED' };
  await house.send(visit.first, [
    ...[house.checkIn(visit), ...house.answers(visit), house.attach(visit, photo)],
    house.conclusion(visit, ordered, { private: text('责令补办健康证明') }),
  ]);
  await house.sign(visit);
  const { result } = done(await house.complete(visit.first, visit));
  const order = { assignmentId: visit.assignment.id, demand: '补办健康证明', dayCount: 3 };
  const { rectification } = done(await job.act(visit.first, (unit) => orderRectification(unit, order)));
  done(await job.confirm(result.id));
  return { photo, rectification };
}

const { RECTIFICATION, TRANSFER, ALARM } = EvidenceKind;
const upload = (kind: EvidenceKind, matterId: string, by: Actor = visit.first) =>
  house.upload(visit, { kind, matterId }, { by });
const keptTo = async (...records: string[]) => {
  const found = await house.job
    .readAs()
    .em.find(PersonalRecord, { id: { $in: records } }, { disableIdentityMap: true });
  return records.map((id) => found.find((one) => one.id === id)?.keepToOn ?? null);
};
const report = (id: string, more: object) =>
  house.job.act(visit.first, (unit) => reportRectification(unit, { id, statement: '已补办', ...more }));
const pass = (id: string, more: object) =>
  house.job.act(visit.second, (unit) => passRectification(unit, { id, statement: '复核属实', ...more }));

describe('a rectification', () => {
  test('is handed in and written off with evidence that is there and stands, after the confirmation', async () => {
    const { photo, rectification } = await confirmed();
    const { id } = rectification;
    const [done1, wrong] = [done(await upload(RECTIFICATION, id)), done(await upload(RECTIFICATION, id))];
    await house.job.act(visit.first, (unit) => withdrawEvidence(unit, wrong.id, '拍错了')).then(done);
    for (const evidenceId of [wrong.id, visit.assignment.id]) {
      const refusal = await expectRefused(house, 'EvidenceNotStanding', () =>
        report(id, { evidenceIds: [done1.id, evidenceId] }),
      );
      expect(refusal.evidenceIds).toEqual([evidenceId]);
    }
    done(await report(id, { evidenceIds: [done1.id] }));
    // The visit's own photo shows what it was like before.
    const seen = done(await upload(RECTIFICATION, id, visit.second));
    done(await pass(id, { evidenceIds: [photo.id, seen.id] }));
    const steps = await house.job
      .readAs()
      .em.find(RectificationStep, { rectification: id }, { orderBy: { number: 'asc' } });
    expect(steps.map(({ evidence, evidenceIds }) => [evidence, evidenceIds])).toEqual([
      [[], []],
      [[done1.sha256], [done1.id]],
      [
        [photo.sha256, seen.sha256],
        [photo.id, seen.id],
      ],
    ]);
  });

  test('begins the term of its evidence when it is closed, that of the visit’s own began before', async () => {
    const { photo, rectification } = await confirmed();
    const { id } = rectification;
    const piece = done(await upload(RECTIFICATION, id));
    expect(await keptTo(photo.personal, piece.personal)).toEqual(['2031-02-10', null]);
    done(await report(id, { evidenceIds: [piece.id] }));
    await expectRefused(house, 'EvidencePinned', () =>
      house.job.act(visit.first, (unit) => withdrawEvidence(unit, piece.id, '拍错了')),
    );
    expect(await keptTo(piece.personal)).toEqual([null]);
    house.job.clock.set('2026-02-12T02:00:00Z');
    done(await pass(id, {}));
    expect(await keptTo(photo.personal, piece.personal)).toEqual(['2031-02-10', '2036-02-12']);
    await expectRefused(house, 'MatterClosed', () => upload(RECTIFICATION, id));
    await expectRefused(house, 'EvidenceClosed', () => house.upload(visit));
  });

  test('takes a hash alone only of a file that is kept elsewhere, and it is said where', async () => {
    const { rectification } = await confirmed();
    const evidence = ['a'.repeat(64)];
    await expectRefused(house, 'EvidencePlaceMissing', () => report(rectification.id, { evidence }));
    done(await report(rectification.id, { evidence, keptElsewhere: '区档案室 2026-17 号卷' }));
  });

  test('takes evidence from its team and from those of the department who handle it, from nobody else', async () => {
    const { rectification } = await confirmed();
    const { job } = house;
    const colleague = await job.addPerson(`desk-${rectification.id}`, [Role.INSPECTOR], job.health);
    for (const actor of [visit.second, job.approver, colleague]) {
      done(await upload(RECTIFICATION, rectification.id, actor));
    }
    for (const actor of [headThere, job.stranger, job.planner]) {
      await expectRefused(house, 'MatterNotFound', () => upload(RECTIFICATION, rectification.id, actor));
    }
    const other = await confirmed();
    await expectRefused(house, 'MatterNotFound', () => upload(RECTIFICATION, rectification.id));
    await expectRefused(house, 'MatterNotFound', () => upload(TRANSFER, other.rectification.id));
  });
});

describe('a transfer', () => {
  test('is acknowledged with the receipt that its recipient uploads; then nothing more is taken', async () => {
    await confirmed();
    const { job } = house;
    const draft = {
      ...{ assignmentId: visit.assignment.id, kind: TransferKind.CASE_LEAD, statement: '涉嫌无证经营' },
      ...{ departmentCode: job.market.code, documentNo: '湛卫移〔2026〕1号' },
    };
    const { transfer } = done(await job.act(job.approver, (unit) => sendTransfer(unit, draft)));
    const receipt = done(await upload(TRANSFER, transfer.id, headThere));
    const answer = { id: transfer.id, answer: '已受理', evidenceIds: [receipt.id] };
    const answered = done(await job.act(headThere, (unit) => acknowledgeTransfer(unit, answer)));
    expect(answered.transfer).toMatchObject({
      ...{ answerEvidence: [receipt.sha256], answerEvidenceIds: [receipt.id], answerKeptElsewhere: null },
    });
    expect(await keptTo(receipt.personal)).toEqual(['2036-02-10']);
    await expectRefused(house, 'MatterClosed', () => upload(TRANSFER, transfer.id, headThere));
  });
});

describe('an alarm', () => {
  test('of a visit’s matter is settled with what a head brought up; one without anything is not', async () => {
    const { rectification } = await confirmed();
    const { job } = house;
    job.clock.set('2026-02-13T16:00:01Z');
    await job.runJobs();
    const kind = AlarmKind.RECTIFICATION_OVERDUE;
    const alarms = await job.readAs().em.find(InspectionAlarm, { kind });
    const alarm = alarms.find(({ subjectKey }) => subjectKey.startsWith(rectification.id));
    const id = alarm?.id ?? '';
    const settle = (more: object) =>
      job.act(job.approver, (unit) => settleAlarm(unit, { id, reason: '已约谈', ...more }));
    await expectRefused(house, 'EvidenceMissing', () => settle({}));
    await expectRefused(house, 'MatterNotFound', () => upload(ALARM, id));
    const piece = done(await upload(ALARM, id, job.approver));
    const settled = done(await settle({ evidenceIds: [piece.id] }));
    expect(settled.alarm).toMatchObject({ settledEvidence: [piece.sha256], settledEvidenceIds: [piece.id] });
    expect(await keptTo(piece.personal)).toEqual(['2036-02-14']);
  });
});
