import { randomUUID } from 'node:crypto';
import { findPaperAssignments } from '../../../../schema/document/index.js';
import {
  requestOfficerChange,
  requestTargetChange,
} from '../../../../schema/inspection/change/change.file.js';
import {
  Assignment,
  AssignmentState,
  EvidenceKind,
  InspectionResult,
  Rectification,
  ResultPoint,
  ResultSignature,
  requestTermination,
  takeEvents,
  type VisitGap,
} from '../../../../schema/inspection/index.js';
import { returnResult } from '../../../../schema/inspection/review.service.js';
import { openPersonal, PersonalRecord } from '../../../../schema/personal/index.js';
import { done } from '../../../support/main-job.js';
import { postgresUrl } from '../../../support/postgresql.js';
import { expectRefused } from '../../../support/unchanged.js';
import { sha256Of, type TestVisit, text, VisitHouse } from './visit-house.js';

let house: VisitHouse;
let visit: TestVisit;
beforeAll(async () => {
  house = await VisitHouse.open();
});
afterAll(() => house.close());
beforeEach(async () => {
  visit = await house.take();
  house.job.clock.set('2026-02-10T02:00:00Z');
});

const gapsOf = async (work: () => Promise<unknown>) => {
  const refusal = await expectRefused(house, 'VisitIncomplete', work);
  return (refusal.gaps as VisitGap[]).map(({ kind, about }) => (about ? `${kind} ${about}` : kind)).sort();
};
const complete = () => house.complete(visit.first, visit);
const record = (more: object = {}) => house.job.record(visit.first, visit.assignment.id, more);
/** Until a step waits for what another holds. */
async function somebodyWaits(): Promise<void> {
  const waiting = `select count(*)::int as count from pg_locks join pg_stat_activity using (pid)
    where not granted and datname = current_database()`;
  for (;;) {
    const [row] = await house.job.readAs().em.execute<{ count: number }[]>(waiting);
    if (row?.count) return;
  }
}

const pointsOf = (result: string) =>
  house.job.readAs().em.find(ResultPoint, { result }, { orderBy: { point: 'asc' } });
const assignment = () => house.job.readAs().em.findOneOrFail(Assignment, { id: visit.assignment.id });

describe('a visit by phone events alone', () => {
  test('goes from the check-in to the confirmed result', async () => {
    await house.send(visit.second, [house.checkIn(visit), ...house.answers(visit)]);
    const failed = house.answer(visit, '1', 'PROBLEM', { private: text('许可证未悬挂') });
    const words = { private: text('责令当场悬挂许可证') };
    const ordered = { resultCode: '06', disposition: 'RECTIFICATION_ORDERED', termDays: 3 };
    await house.send(visit.first, [house.checkIn(visit), failed, house.conclusion(visit, ordered, words)]);
    await house.sign(visit);
    const { result } = done(await complete());
    expect(result).toMatchObject({
      ...{ visitedOn: '2026-02-10', resultCode: '06', disposition: 'RECTIFICATION_ORDERED' },
      ...{ findings: '责令当场悬挂许可证', signedOn: '2026-02-10' },
    });
    expect((await assignment()).state).toBe(AssignmentState.SUBMITTED);
    expect(await pointsOf(result.id)).toMatchObject([
      { point: '1', outcome: 'PROBLEM', isKey: true, itemVersion: 2, events: [failed.id], isOfRest: false },
      { point: '2', outcome: 'NO_PROBLEM', value: '0.4' },
      { point: '3', outcome: 'NO_PROBLEM', value: '齐全' },
      { point: '4', outcome: 'NO_PROBLEM', isOfRest: true, events: [] },
    ]);
    const signatures = await house.job.readAs().em.find(ResultSignature, { result: result.id });
    expect(signatures.map(({ accountId }) => accountId).sort()).toEqual(
      [visit.first.accountId, visit.second.accountId].sort(),
    );
    const orders = await house.job.readAs().em.find(Rectification, { assignment: visit.assignment.id });
    expect(orders).toMatchObject([{ demand: '责令当场悬挂许可证', dueOn: '2026-02-13' }]);
    done(await house.job.confirm(result.id));
    expect(await house.verdicts(visit.first, [house.checkIn(visit)])).toEqual(['VISIT_CLOSED']);
    const kept = await house.job.readAs().em.find(PersonalRecord, { subjectId: visit.assignment.id });
    const terms = kept.filter(({ keepToOn }) => keepToOn === '2031-02-10');
    expect(terms.length).toBeGreaterThan(3);
  });

  test('orders once, however often its result is returned; with another term it orders anew', async () => {
    const words = { private: text('责令当场悬挂许可证') };
    const says = { resultCode: '06', disposition: 'RECTIFICATION_ORDERED', termDays: 3 };
    const concluded = house.conclusion(visit, says, words);
    await house.send(visit.first, [house.checkIn(visit), ...house.answers(visit), concluded]);
    await house.sign(visit);
    const orders = () => house.job.readAs().em.count(Rectification, { assignment: visit.assignment.id });
    const returned = async () => {
      const { result } = done(await complete());
      const why = { resultId: result.id, reason: '请核对' };
      done(await house.job.act(house.job.reviewer, (unit) => returnResult(unit, why)));
      return orders();
    };
    expect(await returned()).toBe(1);
    expect(await returned()).toBe(1);
    const later = { ...words, replaces: [concluded.id] };
    await house.send(visit.first, [house.conclusion(visit, { ...says, termDays: 5 }, later)]);
    await house.sign(visit);
    expect(await returned()).toBe(2);
  });

  test('is not complete before it says everything, and says what it lacks', async () => {
    await house.send(visit.first, [house.answer(visit, '2', 'NO_PROBLEM', { value: '0.4' })]);
    const gaps = await gapsOf(complete);
    expect(gaps[0]).toBe('CONCLUSION');
    expect(gaps.filter((gap) => gap.startsWith('OFFICER_SIGNATURE'))).toHaveLength(2);
    await house.send(visit.first, [house.conclusion(visit)]);
    await house.sign(visit);
    expect(await gapsOf(complete)).toEqual([
      ...['CHECK_IN', 'EVIDENCE_NEEDED 1'],
      ...['1', '3', '4'].map((point) => `POINT WS-01/${point}`),
    ]);
  });

  test('with a conflict waits for the officer who resolves it, and then for new signatures', async () => {
    const torn = [house.answer(visit, '1', 'PROBLEM'), house.answer(visit, '1', 'NO_PROBLEM')];
    const found = [...house.answers(visit), house.conclusion(visit), await house.picture(visit)];
    const events = [house.checkIn(visit), ...found, ...torn];
    await house.send(visit.first, events);
    await house.sign(visit);
    expect(await gapsOf(complete)).toEqual(['CONFLICT point WS-01/1', 'POINT WS-01/1']);
    const replaces = torn.map(({ id }) => id);
    await house.send(visit.second, [house.answer(visit, '1', 'PROBLEM', { replaces })]);
    expect((await gapsOf(complete)).every((gap) => gap.startsWith('OFFICER_SIGNATURE'))).toBe(true);
    await house.sign(visit);
    done(await complete());
  });

  test('says what its officers signed, also where something comes in while it is made', async () => {
    await house.send(visit.first, [house.checkIn(visit), ...house.answers(visit), house.conclusion(visit)]);
    await house.sign(visit);
    let completing: ReturnType<typeof complete> | undefined;
    await house.job.act(visit.second, async (unit) => {
      const entries = [house.answer(visit, '1', 'PROBLEM')];
      await takeEvents(unit, { entries }, findPaperAssignments);
      completing = complete();
      // The embedded database lets it begin only after this step.
      if (postgresUrl) await somebodyWaits();
    });
    expect(await completing).toMatchObject({ __typename: 'VisitIncomplete' });
  });

  test('without the party’s signature says why', async () => {
    await house.send(visit.first, [house.checkIn(visit), ...house.answers(visit), house.conclusion(visit)]);
    await house.send(visit.first, [await house.picture(visit)]);
    const { contentHash: content } = await house.state(visit);
    for (const officer of [visit.first, visit.second]) {
      await house.send(officer, [house.event(visit, 'OFFICER_SIGNED', { content })]);
    }
    expect(await gapsOf(complete)).toEqual(['PARTY_SIGNATURE']);
    const kind = EvidenceKind.PARTY_SIGNATURE;
    const { clientId, sha256 } = done(await house.upload(visit, { kind }, { by: visit.second }));
    const signed = { content, evidence: clientId, sha256 };
    await house.send(visit.second, [house.event(visit, 'PARTY_SIGNED', signed)]);
    done(await complete());
  });

  test('that says something else after it was recorded is not confirmed but returned', async () => {
    await house.send(visit.first, [house.checkIn(visit), ...house.answers(visit), house.conclusion(visit)]);
    await house.send(visit.first, [await house.picture(visit)]);
    await house.sign(visit);
    const { result } = done(await complete());
    expect(await house.verdicts(visit.second, [house.answer(visit, '1', 'PROBLEM')])).toEqual(['ACCEPTED']);
    await expectRefused(house, 'VisitChangedSince', () => house.job.confirm(result.id));
  });

  test('by a method without going there needs neither check-in nor party', async () => {
    const method = house.event(visit, 'OFF_SITE', { method: 'ONLINE_MONITORING' });
    const conclusion = house.conclusion(visit, { method: 'ONLINE_MONITORING' });
    await house.send(visit.first, [method, ...house.answers(visit), conclusion]);
    const { contentHash: content } = await house.state(visit);
    for (const officer of [visit.first, visit.second]) {
      await house.send(officer, [house.event(visit, 'OFFICER_SIGNED', { content })]);
    }
    expect(done(await complete()).result.method).toBe('ONLINE_MONITORING');
  });

  test('whose times nobody confirmed waits', async () => {
    const sentAt = new Date('2026-02-07T02:00:00Z');
    const slow = house.checkIn(visit, { occurredAt: '2026-02-07T01:30:00.000Z' });
    await house.send(visit.first, [slow], { sentAt });
    const picture = await house.picture(visit);
    await house.send(visit.first, [...house.answers(visit), house.conclusion(visit), picture]);
    await house.sign(visit);
    expect(await gapsOf(complete)).toEqual([`TIME ${slow.id}`]);
    await house.send(visit.first, [house.event(visit, 'TIME_CONFIRMED', { events: [slow.id] })]);
    done(await complete());
  });
});

describe('where nobody or nothing was to be checked', () => {
  const photo = () => house.picture(visit);
  const exit = (kind: string) => house.event(visit, 'EXIT', { exit: kind });

  test('the rule says the code, the photos and the days', async () => {
    await house.send(visit.first, [
      exit('UNREACHABLE'),
      await photo(),
      house.conclusion(visit, { resultCode: '01' }),
    ]);
    await house.sign(visit);
    expect(await gapsOf(complete)).toEqual(['ATTEMPT UNREACHABLE', 'EXIT_CODE 05', 'PHOTO 1']);
    house.job.clock.set('2026-02-11T02:00:00Z');
    const [first] = (await house.state(visit)).conclusion[0]?.events ?? [];
    const found = house.conclusion(visit, { resultCode: '05' }, { replaces: [first as string] });
    await house.send(visit.second, [exit('UNREACHABLE'), await photo(), found]);
    await house.sign(visit);
    expect(done(await complete()).result).toMatchObject({ resultCode: '05', visitedOn: '2026-02-11' });
  });

  test('another target may be asked for only as the rule allows', async () => {
    const ask = () =>
      house.job.act(house.job.planner, (unit) =>
        requestTargetChange(unit, {
          ...{ assignmentId: visit.assignment.id, reason: 'MOVED' as never, withoutReplacement: false },
          ...{ statement: '已搬迁', evidence: 'a'.repeat(64) },
        }),
      );
    await house.send(visit.first, [exit('REFUSED'), await photo(), await photo()]);
    await expectRefused(house, 'AssignmentStateWrong', ask);
    visit = await house.take();
    await house.send(visit.first, [exit('MOVED'), await photo()]);
    await expectRefused(house, 'AssignmentStateWrong', ask);
    // A photo that a phone has yet to send is none.
    const bytes = await house.photo();
    const clientId = randomUUID();
    await house.send(visit.first, [house.attach(visit, { clientId, sha256: sha256Of(bytes) })]);
    await expectRefused(house, 'AssignmentStateWrong', ask);
    done(await house.upload(visit, { clientId }, { bytes }));
    done(await ask());
  });
});

describe('a result recorded without events', () => {
  test('answers every point, some by “the rest”', async () => {
    expect(await gapsOf(() => record())).toEqual(['1', '2', '3', '4'].map((point) => `POINT WS-01/${point}`));
    const given = [
      { item: 'WS-01', point: '2', outcome: 'NOT_APPLICABLE', reason: '无游泳池' },
      { item: 'WS-01', point: '3', outcome: 'PROBLEM', value: '不齐全' },
    ];
    expect(await gapsOf(() => record({ points: given }))).toEqual(['POINT WS-01/1', 'POINT WS-01/4']);
    const { result } = done(await record({ points: given, restWithoutProblem: true }));
    expect((await pointsOf(result.id)).map(({ outcome }) => outcome)).toEqual([
      ...['NO_PROBLEM', 'NOT_APPLICABLE', 'PROBLEM', 'NO_PROBLEM'],
    ]);
  });

  test.each([
    ['an unknown point', { point: '9', outcome: 'PROBLEM' }],
    ['not applicable without a reason', { point: '1', outcome: 'NOT_APPLICABLE' }],
    ['a number that is missing', { point: '2', outcome: 'NO_PROBLEM' }],
  ])('with %s is refused', async (_, point) => {
    const points = [{ item: 'WS-01', ...point }];
    await expectRefused(house, 'PointAnswerWrong', () => record({ points, restWithoutProblem: true }));
  });

  test('takes its points from the events where there are any', async () => {
    await house.send(visit.first, [house.checkIn(visit), ...house.answers(visit)]);
    await expectRefused(house, 'PointsFromVisit', () => record({ restWithoutProblem: true }));
    expect(await gapsOf(() => record())).toEqual(['EVIDENCE_NEEDED 1', 'PARTY_SIGNATURE']);
    await house.send(visit.first, [await house.picture(visit)]);
    await house.sign(visit);
    const { result } = done(await record());
    expect(await pointsOf(result.id)).toHaveLength(4);
    expect((await assignment()).state).toBe(AssignmentState.RECORDED);
  });

  test('more than ten days after the visit says why', async () => {
    const visited = { visitedOn: '2026-02-10', points: undefined, restWithoutProblem: true };
    const rest = [
      { item: 'WS-01', point: '2', outcome: 'NOT_APPLICABLE', reason: '无游泳池' },
      { item: 'WS-01', point: '3', outcome: 'NO_PROBLEM', value: '齐全' },
    ];
    house.job.clock.set('2026-02-21T02:00:00Z');
    const late = await expectRefused(house, 'LateEntryNeedsReason', () =>
      record({ ...visited, points: rest }),
    );
    expect(late.lastOn).toBe('2026-02-20');
    const { result } = done(await record({ ...visited, points: rest, lateReason: '下乡无网络' }));
    const kept = await house.job.readAs().em.findOneOrFail(InspectionResult, { id: result.id });
    expect(JSON.stringify(kept)).not.toContain('下乡无网络');
    const opened = await openPersonal(house.job.readAs(), [kept.lateReasonRecordId ?? '']);
    expect([...opened.values()].map(({ fields }) => fields)).toEqual([{ lateReason: '下乡无网络' }]);
  });
});

test('after the check-in the team stays, and the campaign may be terminated', async () => {
  await house.send(visit.first, [house.checkIn(visit)]);
  const draft = {
    ...{
      assignmentId: visit.assignment.id,
      inspectorId: visit.first.inspectorId,
      reason: 'ILLNESS' as never,
    },
    ...{ statement: '患病', evidence: 'a'.repeat(64) },
  };
  await expectRefused(house, 'AssignmentStateWrong', () =>
    house.job.act(house.job.planner, (unit) => requestOfficerChange(unit, draft)),
  );
  const { campaign } = house.draw;
  done(
    await house.job.act(house.job.planner, (unit) =>
      requestTermination(unit, { campaignId: campaign.id, reason: '专项任务取消' }),
    ),
  );
});
