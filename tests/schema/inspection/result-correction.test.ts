import { randomUUID } from 'node:crypto';
import { Deadline } from '../../../schema/calendar/index.js';
import { readOpenMatters } from '../../../schema/inspection/departure.service.js';
import {
  Assignment,
  AssignmentOfficer,
  AssignmentState,
  Disposition,
  InspectionResult,
  Rectification,
  RectificationState,
  RectificationStep,
  ResultCorrection,
  ResultPoint,
  SecondReview,
  SecondReviewRound,
  SecondReviewState,
  SecondReviewStratum,
} from '../../../schema/inspection/index.js';
import { orderRectification } from '../../../schema/inspection/rectification/rectification.order.js';
import {
  passRectification,
  reportRectification,
} from '../../../schema/inspection/rectification/rectification.service.js';
import { readStandingResults, standingAt } from '../../../schema/inspection/result.standing.js';
import { findResultChanges } from '../../../schema/inspection/result-correction/compare-versions.js';
import { CorrectionSource } from '../../../schema/inspection/result-correction/result-correction.states.js';
import { drawSecondReviews } from '../../../schema/inspection/second-review/second-review.draw.js';
import { DutyKind } from '../../../schema/oversight/duty.kinds.js';
import { pageFigures } from '../../../schema/oversight/figures.read.js';
import { FiguresBy } from '../../../schema/oversight/figures.states.js';
import { pageLedger } from '../../../schema/oversight/ledger.read.js';
import {
  Certificate,
  Inspector,
  InspectorStatus,
  listFrequentVisits,
  Visit,
} from '../../../schema/registry/index.js';
import { burdenOf } from '../../../schema/registry/visit/burden.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Actor } from '../../../schema/shared/unit.js';
import { done } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';
import { type ConfirmedVisit, CorrectionHouse } from './correction-house.js';

let house: CorrectionHouse;
let visit: ConfirmedVisit;
beforeAll(async () => {
  house = await CorrectionHouse.open();
});
afterAll(() => house.close());
beforeEach(async () => {
  house.job.clock.set('2026-02-10T02:00:00Z');
  visit = await house.confirmed();
});

const named = ({ __typename }: { __typename: string }) => __typename;
const setInspector = (id: string, change: Partial<Inspector>) =>
  house.job.act(undefined, (unit) => unit.em.nativeUpdate(Inspector, { id }, change));

describe('the correction of a confirmed result', () => {
  test('leaves it standing until the corrected version is confirmed, and overwrites nothing', async () => {
    const id = await house.submitted(visit, { resultCode: '01', findings: '健康证齐全，当时看错' });
    const standing = async () =>
      (await readStandingResults(house.job.readAs(), [visit.assignment.id])).get(visit.assignment.id);
    expect(await standing()).toMatchObject({ version: 1, resultCode: '09' });
    const [before] = await house.versions(visit);
    house.job.clock.set('2026-02-12T02:00:00Z');
    const { deadline } = done(await house.confirm(id));
    expect(deadline).toMatchObject({ ruleCode: 'result-correction-publication', fromOn: '2026-02-12' });
    expect(deadline.dueOn).toBe('2026-02-28');
    const [first, second] = await house.versions(visit);
    expect(first).toMatchObject({ ...before, correctedAt: house.job.clock.now() });
    expect(second).toMatchObject({
      ...{
        version: 2,
        resultCode: '01',
        isConfirmed: true,
        correctionId: id,
        findings: '健康证齐全，当时看错',
      },
      ...{
        visitedOn: '2026-02-10',
        method: first?.method,
        disposition: first?.disposition,
        signedOn: '2026-02-10',
      },
    });
    expect(await standing()).toMatchObject({ version: 2 });
    const { state } = await house.job.readAs().em.findOneOrFail(Assignment, { id: visit.assignment.id });
    expect(state).toBe(AssignmentState.CONFIRMED);
    await expectRefused(house, 'ResultCorrectionStateWrong', () => house.confirm(id));
  });

  test('takes every point over but those that are named; the two versions compare field by field', async () => {
    const points = [{ item: 'WS-01', point: '3', outcome: 'NO_PROBLEM' as never, value: '齐全' }];
    const { result } = await house.corrected(visit, { resultCode: '01', points });
    const changes = await findResultChanges(house.job.readAs(), visit.result.id, result.id);
    expect(changes).toEqual([
      {
        ...{ field: 'resultCode', label: '检查结果', labelEn: 'result' },
        ...{ before: '09 发现问题待后续处理', after: '01 未发现问题' },
        ...{ beforeEn: '09 of default/1', afterEn: '01 of default/1' },
      },
      {
        ...{ field: 'points WS-01/3', label: '检查点 WS-01/3', labelEn: 'point WS-01/3' },
        ...{ before: '发现问题：不齐全', after: '未发现问题：齐全' },
        ...{ beforeEn: 'problem: 不齐全', afterEn: 'no problem: 齐全' },
      },
    ]);
    expect(await house.job.readAs().em.count(ResultPoint, { result: result.id })).toBe(4);
    expect(await findResultChanges(house.job.readAs(), visit.result.id, randomUUID())).toBeNull();
    const other = await house.confirmed();
    expect(await findResultChanges(house.job.readAs(), visit.result.id, other.result.id)).toBeNull();
  });

  test('may be followed by another, of the version that stands alone', async () => {
    const { result } = await house.corrected(visit);
    await expectRefused(house, 'ResultNotStanding', () => house.request(visit));
    await house.corrected({ ...visit, result }, { findings: '另注' });
    const versions = await house.versions(visit);
    expect(versions.map(({ resultCode, findings }) => [resultCode, findings])).toEqual([
      ['09', '健康证不齐'],
      ['01', '健康证不齐'],
      ['01', '另注'],
    ]);
    expect(versions.map(({ correctedAt }) => Boolean(correctedAt))).toEqual([true, true, false]);
  });

  test('is asked for by the team, a reviewer or a head, of what is confirmed, one at a time', async () => {
    const taken = await house.visits.take();
    const [point] = [{ item: 'WS-01', point: '2', outcome: 'NOT_APPLICABLE' as never, reason: '无' }];
    const three = { item: 'WS-01', point: '3', outcome: 'NO_PROBLEM' as never, value: '齐全' };
    const said = { points: [point, three], restWithoutProblem: true };
    const { result } = done(await house.job.record(taken.first, taken.assignment.id, said));
    await expectRefused(house, 'ResultNotStanding', () => house.request({ result }));
    const outsider = house.job.officer(randomUUID());
    await expectRefused(house, 'NotOnTeam', () => house.request(visit, outsider));
    await expectRefused(house, 'ResultNotFound', () => house.request(visit, house.job.stranger));
    await expectRefused(house, 'ResultNotFound', () =>
      house.request({ result: { ...result, id: randomUUID() } }),
    );
    const { correction } = done(await house.request(visit, visit.first));
    const pending = await expectRefused(house, 'ResultCorrectionPending', () => house.request(visit));
    expect(pending.correctionId).toBe(correction.id);
    done(await house.withdraw(correction.id, visit.first));
    done(await house.request(visit, house.job.approver));
  });

  test('after an objection or a superior’s review names its number; after a second review that one differed', async () => {
    const { OBJECTION_UPHELD, SUPERIOR_REVIEW, SECOND_REVIEW } = CorrectionSource;
    for (const source of [OBJECTION_UPHELD, SUPERIOR_REVIEW, SECOND_REVIEW]) {
      await expectRefused(house, 'CorrectionSourceUnproven', () =>
        house.request(visit, undefined, { source }),
      );
    }
    const { id } = done(
      await house.request(visit, undefined, { source: OBJECTION_UPHELD, documentNo: '湛卫复〔2026〕1号' }),
    ).correction;
    done(await house.withdraw(id));
    await lookedAgain(SecondReviewState.DISCREPANT);
    done(await house.request(visit, undefined, { source: SECOND_REVIEW }));
  });

  /** A second look at the visit, as it ended. */
  const lookedAgain = (state: SecondReviewState) =>
    house.job.act(undefined, async (unit) => {
      const of = { department: house.job.health.id, assignment: visit.assignment.id };
      const round = unit.newId();
      await unit.em.insert(SecondReviewRound, {
        ...{ id: round, department: of.department, month: round.slice(0, 7), seed: '0'.repeat(64) },
        ...{ population: '', populationHash: '0'.repeat(64), populationCount: 1, drawnAt: unit.now },
        rates: { CLOSURE: 20, SUBSTITUTION: 20, OTHER: 5 },
      });
      const stratum = SecondReviewStratum.OTHER;
      await unit.em.insert(SecondReview, { id: unit.newId(), ...of, round, stratum, state });
    });

  test('is approved or refused by another head who is no author; refused, the result stays and may be asked about again', async () => {
    const ownHead = done(await house.request(visit, house.job.approver)).correction.id;
    await expectRefused(house, 'ResultCorrectionByOwnApprover', () => house.approve(ownHead));
    await expectRefused(house, 'ResultCorrectionByOwnApprover', () => house.refuse(ownHead));
    done(await house.withdraw(ownHead, house.job.approver));
    const id = await house.requested(visit);
    const author: Actor = { ...visit.first, roles: [Role.APPROVER] };
    await expectRefused(house, 'SeparationOfDuties', () => house.approve(id, [], author));
    await expectRefused(house, 'ResultCorrectionNotFound', () => house.approve(id, [], house.job.stranger));
    await expectRefused(house, 'ResultCorrectionNotFound', () => house.approve(randomUUID()));
    expect(done(await house.refuse(id)).correction).toMatchObject({
      state: 'REFUSED',
      refusedFor: '原结果无误',
    });
    await expectRefused(house, 'ResultCorrectionStateWrong', () => house.approve(id));
    await expectRefused(house, 'ResultCorrectionStateWrong', () => house.refuse(id));
    await house.requested(visit);
  });

  test('is decided once, whoever comes at the same time', async () => {
    const id = await house.requested(visit);
    const second = await house.job.addPerson(`head-${id.slice(-4)}`, [Role.APPROVER], house.job.health);
    const both = await Promise.all([house.approve(id), house.approve(id, [], second)]);
    expect(both.map(named).sort()).toEqual(['ResultCorrectionApproved', 'ResultCorrectionStateWrong']);
    done(await house.record(id, visit.first));
    done(await house.sign(id, visit.second));
    const confirmed = await Promise.all([house.confirm(id), house.confirm(id)]);
    expect(confirmed.map(named).sort()).toEqual(['ResultCorrectionConfirmed', 'ResultCorrectionStateWrong']);
    const asked = await house.confirmed();
    const twice = await Promise.all([house.request(asked), house.request(asked, asked.first)]);
    expect(twice.map(named).sort()).toEqual(['ResultCorrectionPending', 'ResultCorrectionRequested']);
  });

  test('is withdrawn by who asked while it is open, also when it was signed; its version never counts', async () => {
    const id = await house.submitted(visit);
    await expectRefused(house, 'ResultCorrectionNotYours', () => house.withdraw(id, house.job.approver));
    await expectRefused(house, 'ResultCorrectionNotFound', () => house.withdraw(id, house.job.stranger));
    done(await house.withdraw(id));
    await expectRefused(house, 'ResultCorrectionStateWrong', () => house.withdraw(id));
    await expectRefused(house, 'ResultCorrectionStateWrong', () => house.confirm(id));
    const { result } = await house.corrected(visit, { findings: '另注' });
    expect(result).toMatchObject({ version: 3, resultCode: '09' });
  });
});

describe('the corrected version', () => {
  test('is recorded and signed by the team, each once', async () => {
    const early = await house.requested(visit);
    await expectRefused(house, 'NotCorrectionOfficer', () => house.record(early, visit.first));
    done(await house.approve(early));
    await expectRefused(house, 'NotCorrectionOfficer', () => house.record(early, house.job.reviewer));
    await expectRefused(house, 'ResultCorrectionNotFound', () => house.record(early, house.job.stranger));
    await expectRefused(house, 'ResultCorrectionStateWrong', () => house.sign(early, visit.second));
    done(await house.record(early, visit.first));
    await expectRefused(house, 'AlreadySigned', () => house.sign(early, visit.first));
    await expectRefused(house, 'ResultCorrectionStateWrong', () => house.confirm(early));
    await expectRefused(house, 'NotCorrectionOfficer', () => house.sign(early, house.job.reviewer));
    done(await house.sign(early, visit.second));
    await expectRefused(house, 'ResultCorrectionStateWrong', () => house.record(early, visit.first));
  });

  test.each([
    ['nothing else', {}, 'CorrectionChangesNothing'],
    ['what stands', { resultCode: '09', findings: '健康证不齐' }, 'CorrectionChangesNothing'],
    ['an unknown code', { resultCode: '99' }, 'ResultCodeUnknown'],
    ['a day in the future', { visitedOn: '2026-02-11' }, 'DateInFuture'],
    ['a day before the window', { visitedOn: '2026-02-09' }, 'OutsideWindow'],
    [
      'an unknown point',
      { points: [{ item: 'WS-01', point: '9', outcome: 'PROBLEM' as never }] },
      'PointAnswerWrong',
    ],
    [
      'an order without its term',
      { disposition: Disposition.RECTIFICATION_ORDERED },
      'CorrectionOrderMismatch',
    ],
    ['a term without an order', { order: { demand: '补办', dayCount: 3 } }, 'CorrectionOrderMismatch'],
  ])('that says %s is refused', async (_, changed, name) => {
    const id = await house.approved(visit);
    await expectRefused(house, name, () => house.record(id, visit.first, changed));
  });

  test('orders no longer term than the rule allows', async () => {
    const id = await house.approved(visit);
    const order = { demand: '补办健康证', dayCount: 181 };
    const changed = { disposition: Disposition.RECTIFICATION_ORDERED, order };
    await expectRefused(house, 'RectificationTermTooLong', () => house.record(id, visit.first, changed));
  });

  test('needs the certificates of those who visited on the day of the visit', async () => {
    const id = await house.approved(visit);
    const { inspectorId: inspector } = visit.first;
    const expire = (validToOn: string) =>
      house.job.act(undefined, (unit) => unit.em.nativeUpdate(Certificate, { inspector }, { validToOn }));
    await expire('2026-02-09');
    await expectRefused(house, 'CertificateNotValid', () => house.record(id, visit.first));
    done(await house.record(id, visit.second));
    await expectRefused(house, 'CertificateNotValid', () => house.sign(id, visit.first));
    await expire('2099-12-31');
    done(await house.sign(id, visit.first));
  });

  test('is reviewed by nobody who is its author; returned, it is recorded again, and the confirmed one stands', async () => {
    const id = await house.submitted(visit);
    const author: Actor = { ...visit.second, roles: [Role.REVIEWER] };
    await expectRefused(house, 'SeparationOfDuties', () => house.confirm(id, author));
    await expectRefused(house, 'SeparationOfDuties', () => house.confirm(id, house.job.operator));
    await expectRefused(house, 'ResultCorrectionNotFound', () => house.confirm(id, house.job.stranger));
    done(await house.return(id));
    await expectRefused(house, 'ResultCorrectionStateWrong', () => house.confirm(id));
    done(await house.record(id, visit.second, { resultCode: '06' }));
    done(await house.sign(id, visit.first));
    expect(done(await house.confirm(id)).result).toMatchObject({ version: 3, resultCode: '06' });
    expect((await house.versions(visit)).map(({ returnedFor }) => returnedFor ?? null)).toEqual([
      null,
      '理由不充分',
      null,
    ]);
  });

  test('is recorded by officers whom the approval names where none of the team serves any more', async () => {
    const { em } = house.job.readAs();
    const [first, second] = [visit.first.inspectorId, visit.second.inspectorId];
    const others = await em.find(Inspector, { id: { $nin: [first, second] }, isExpert: false }, { limit: 2 });
    const [one, other] = await Promise.all(
      others.map(({ id }) => house.visits.officer(house.job.officer(id))),
    );
    if (!one || !other) throw new Error('too few officers');
    const id = await house.requested(visit);
    const none = await expectRefused(house, 'CorrectionOfficersNeeded', () =>
      house.approve(id, [one.inspectorId]),
    );
    expect(none.neededCount).toBe(0);
    for (const gone of [first, second]) await setInspector(gone, { status: InspectorStatus.RETIRED });
    const two = await expectRefused(house, 'CorrectionOfficersNeeded', () => house.approve(id));
    expect(two.neededCount).toBe(2);
    const unfit = await expectRefused(house, 'CorrectionOfficerUnfit', () =>
      house.approve(id, [one.inspectorId, first]),
    );
    expect(unfit.inspectorIds).toEqual([first]);
    done(await house.approve(id, [one.inspectorId, other.inspectorId]));
    const matters = await readOpenMatters(house.job.readAs(), one.inspectorId);
    expect(JSON.stringify(matters)).toContain('FINISH_CORRECTION');
    await expectRefused(house, 'NotCorrectionOfficer', () => house.record(id, visit.first));
    done(await house.record(id, one));
    done(await house.sign(id, other));
    await expectRefused(house, 'SeparationOfDuties', () =>
      house.confirm(id, { ...one, roles: [Role.REVIEWER] }),
    );
    expect(done(await house.confirm(id)).result.recordedById).toBe(one.inspectorId);
    const team = await em.find(
      AssignmentOfficer,
      { assignment: visit.assignment.id },
      { orderBy: { place: 'asc' } },
    );
    expect(team.map(({ inspectorId }) => inspectorId)).toEqual([first, second]);
    for (const back of [first, second]) await setInspector(back, { status: InspectorStatus.ACTIVE });
  });
});

describe('what follows from a correction', () => {
  const registered = () =>
    house.job.readAs().em.find(Visit, { assignmentId: visit.assignment.id }, { orderBy: { id: 'asc' } });

  test('the register has the right entry, and the visit was one', async () => {
    const year = async () =>
      (await burdenOf(house.job.readAs(), [visit.assignment.targetRealId], 2026)).values();
    const burden = [...(await year())];
    house.job.clock.set('2026-02-11T02:00:00Z');
    await house.corrected(visit, { resultCode: '01', visitedOn: '2026-02-11' });
    expect(await registered()).toMatchObject([
      { finding: 'PROBLEM', resultCode: '09', visitedOn: '2026-02-10', replacesId: null },
      { finding: 'NONE', resultCode: '01', visitedOn: '2026-02-11' },
    ]);
    expect([...(await year())]).toEqual(burden);
    const often = await listFrequentVisits(house.job.readAs(), '2026-02-01', { DAY: 0, WEEK: 1, MONTH: 1 });
    const ofEntity = often.filter(({ entityRealId }) =>
      visit.assignment.targetRealId.startsWith(entityRealId),
    );
    expect(ofEntity).toMatchObject([{ span: 'DAY', fromOn: '2026-02-11', count: 1 }]);
  });

  test('words alone enter nothing in the register', async () => {
    await house.corrected(visit, { findings: '另注' });
    expect(await registered()).toHaveLength(1);
  });

  test('from a problem to none, what was ordered is lifted; what was closed stays closed', async () => {
    const order = (demand: string) =>
      house.job.act(visit.first, (unit) =>
        orderRectification(unit, { assignmentId: visit.assignment.id, demand, dayCount: 3 }),
      );
    const { rectification } = done(await order('补办健康证'));
    const passed = done(await order('张贴禁烟标志')).rectification.id;
    const step = { id: passed, statement: '已张贴', evidence: [] };
    done(await house.job.act(visit.first, (unit) => reportRectification(unit, step)));
    done(await house.job.act(visit.first, (unit) => passRectification(unit, step)));
    await house.corrected(visit);
    const { em } = house.job.readAs();
    const lifted = await em.findOneOrFail(Rectification, { id: rectification.id });
    expect(lifted).toMatchObject({ state: RectificationState.LIFTED, closedAt: house.job.clock.now() });
    const [, last] = await em.find(
      RectificationStep,
      { rectification: rectification.id },
      { orderBy: { number: 'asc' } },
    );
    expect(last).toMatchObject({ deed: 'LIFT', statement: '检查结果更正为“未发现问题”：代码选错' });
    expect((await em.findOneOrFail(Rectification, { id: passed })).state).toBe('PASSED');
    house.job.clock.set('2026-03-01T02:00:00Z');
    await house.job.runJobs();
    expect((await em.fork().findOneOrFail(Rectification, { id: rectification.id })).state).toBe('LIFTED');
  });

  test('from none to a problem, the order is entered once, from the confirmation on', async () => {
    const clean = await house.confirmed({ resultCode: '01' });
    const order = { demand: '补办健康证', dayCount: 3 };
    const id = await house.submitted(clean, {
      ...{ resultCode: '06', disposition: Disposition.RECTIFICATION_ORDERED, order },
    });
    const { em } = house.job.readAs();
    const ofVisit = { assignment: clean.assignment.id };
    expect(await em.count(Rectification, ofVisit)).toBe(0);
    house.job.clock.set('2026-02-11T02:00:00Z');
    done(await house.confirm(id));
    expect(await em.find(Rectification, ofVisit)).toMatchObject([
      { demand: '补办健康证', dueOn: '2026-02-14', state: 'ORDERED', orderedById: clean.first.accountId },
    ]);
  });

  test('an open correction is a duty of the ledger until it is closed', async () => {
    const id = await house.requested(visit);
    const deadline = await house.job.readAs().em.findOneOrFail(Deadline, { subjectId: id });
    const duties = async (actor = house.job.approver) => {
      const page = { first: 100 } as never;
      const { edges } = await pageLedger(house.job.readAs(actor), { kind: DutyKind.CORRECT }, page);
      return edges.map(({ node }) => node).filter((duty) => duty.id === id);
    };
    expect(await duties()).toMatchObject([{ dueOn: deadline.dueOn, inspectorId: null, colour: 'GREEN' }]);
    done(await house.approve(id));
    expect(await duties()).toMatchObject([{ inspectorId: visit.first.inspectorId }]);
    expect(await duties(house.job.stranger)).toEqual([]);
    house.job.clock.set('2026-04-01T02:00:00Z');
    expect(await duties()).toMatchObject([{ colour: 'RED' }]);
    done(await house.withdraw(id));
    expect(await duties()).toEqual([]);
  });

  test('neither its signing nor its review is owed twice, nor late', async () => {
    const figures = async () => {
      const asked = { by: FiguresBy.CAMPAIGN, campaignId: house.visits.draw.campaign.id };
      const february = { fromOn: '2026-02-01', toOn: '2026-02-28' };
      const { edges } = await pageFigures(house.job.readAs(), asked, february, { first: 9 } as never);
      return edges.map(({ node }) => node);
    };
    house.job.clock.set('2026-03-20T02:00:00Z');
    const before = await figures();
    expect(before).toMatchObject([{ doneLateCount: expect.any(Number) }]);
    await house.corrected(visit);
    expect(await figures()).toEqual(before);
  });

  test('makes no second candidate for a second review, which knows the version that it was drawn for', async () => {
    house.job.clock.set('2026-03-20T02:00:00Z');
    await house.corrected(visit);
    const listed = async (month: string) => {
      const rounds = await house.job.readAs().em.find(SecondReviewRound, { month });
      return rounds.some(({ population }) => population.includes(visit.assignment.id));
    };
    const stood = standingAt(await house.versions(visit), new Date('2026-03-02T00:00:00Z'));
    expect(stood).toMatchObject({ version: 1, correctedAt: new Date('2026-03-20T02:00:00Z') });
    house.job.clock.set('2026-03-02T00:00:00Z');
    await house.job.act(undefined, (unit) => drawSecondReviews(unit));
    house.job.clock.set('2026-06-02T00:00:00Z');
    await house.job.act(undefined, (unit) => drawSecondReviews(unit));
    expect([await listed('2026-02'), await listed('2026-05')]).toEqual([true, false]);
  });
});

test('another department sees neither the correction nor the versions', async () => {
  await house.corrected(visit);
  const reader = house.job.readAs(house.job.stranger);
  const versions = await house.versions(visit);
  expect(await reader.em.count(ResultCorrection, {})).toBe(0);
  expect(await reader.em.count(InspectionResult, { assignment: visit.assignment.id })).toBe(0);
  expect(await findResultChanges(reader, versions[0]?.id ?? '', versions[1]?.id ?? '')).toBeNull();
});
