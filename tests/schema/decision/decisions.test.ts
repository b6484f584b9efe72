import { printSchema } from 'graphql';
import { AuditEvent } from '../../../schema/audit/index.js';
import { Deadline } from '../../../schema/calendar/index.js';
import { listGaps } from '../../../schema/decision/gap/gap.read.js';
import {
  Decision,
  DecisionState,
  DecisionVersion,
  decisionTransitions,
  explainGap,
  findDecision,
  GapReason,
  listDecisionVersions,
  openDecisionVersion,
  pageDecisions,
  passDecisions,
  WithdrawalGround,
} from '../../../schema/decision/index.js';
import { Disposition } from '../../../schema/inspection/index.js';
import { PersonalRecord, Reading } from '../../../schema/personal/index.js';
import { Target } from '../../../schema/registry/index.js';
import { Role } from '../../../schema/shared/roles.js';
import { buildConsoleSchema } from '../../../server/http/console-schema.js';
import { listTablesWith } from '../../support/find-text.js';
import { done, MainJob } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';
import { DecisionHouse, licenceGiven, penaltyGiven } from './decision-house.js';
import { NUMBER } from './decision-samples.js';

let job: MainJob;
let house: DecisionHouse;
beforeAll(async () => {
  job = await MainJob.open({ start: '2026-02-10T01:00:00Z' });
  house = await DecisionHouse.over(job);
});
afterAll(() => job.close());

const numbered = (n: number, texts: Record<string, string> = {}) =>
  penaltyGiven({ CF_WSH: `湛市监处罚〔2026〕${n}号`, ...texts });

const counts = async () => {
  const { em } = job.readAs();
  return [await em.count(Decision), await em.count(DecisionVersion), await em.count(Deadline)];
};

describe('entering', () => {
  test('a decision is due seven working days from its date, counted day by day', async () => {
    const decision = await house.entered(penaltyGiven({ CF_JDRQ: '2026/02/10' }));
    expect(decision).toMatchObject({
      ...{ state: 'ENTERED', version: 1, dueOn: '2026-02-26', isLate: false, unitCode: '91440300708461136T' },
      ...{ series: '湛市监处罚', seriesYear: 2026, seriesNo: 12, partyName: '湛江虚构食品有限公司' },
    });
    const deadline = await job.readAs().em.findOneOrFail(Deadline, { id: decision.deadlineId });
    expect(deadline).toMatchObject({
      ruleCode: 'decision-publication',
      fromOn: '2026-02-10',
      isProvisional: false,
    });
    expect(deadline.days.filter(({ counted }) => counted)).toHaveLength(7);
  });

  test('the same decision again is answered with what stands, and changes nothing', async () => {
    const given = penaltyGiven({ CF_JDRQ: '2026/02/10' });
    const before = await counts();
    const again = done(await house.enter(given));
    expect(again).toMatchObject({ isNew: false, decision: { documentNo: '湛市监处罚〔2026〕12号' } });
    expect(await counts()).toEqual(before);
  });

  test('another one under its number is refused by name, however the number is written', async () => {
    const refusal = await expectRefused(job, 'DecisionFaulty', () =>
      house.enter(penaltyGiven({ CF_WSH: '湛市监处罚[2026]第012号', CF_NR: '罚款8000元' })),
    );
    expect(refusal.faults).toMatchObject([{ code: 'NUMBER_USED', column: '行政处罚决定书文号' }]);
    // Of another department, and of the other kind, it is another number.
    expect(done(await house.enter(penaltyGiven(), house.stranger)).isNew).toBe(true);
    expect((await house.entered(licenceGiven({ XK_WSH: '湛市监处罚〔2026〕12号' }))).kind).toBe('LICENCE');
  });

  test('everything that is wrong with a form is told at once, and what is no column by its code', async () => {
    const bad = penaltyGiven({
      CF_YJ: '食品安全法',
      CF_XDR_SHXYM: '914403001922038217',
      CF_JDRQ: '2026/03/01',
    });
    const refusal = await expectRefused(job, 'DecisionFaulty', () => house.enter(bad));
    const codes = (refusal.faults as { code: string }[]).map(({ code }) => code);
    expect(codes.sort()).toEqual(['BAD_IDENTIFIER', 'FUTURE_DATE', 'NO_ARTICLE']);
    const stray = { ...penaltyGiven(), columns: [{ code: 'CF_XYZ', text: 'x' }] };
    await expectRefused(job, 'UnknownColumn', () => house.enter(stray));
  });

  test('one that comes late is entered and says so, however old it is', async () => {
    const late = await house.entered(numbered(101, { CF_JDRQ: '2026/01/05', CF_GSJZQ: '' }));
    expect(late).toMatchObject({ isLate: true, dueOn: '2026-01-14' });
    const old = await house.entered(numbered(102, { CF_JDRQ: '2009/03/02', CF_GSJZQ: '' }));
    expect(old).toMatchObject({ isLate: true, dueOn: '2009-03-11' });
    const ancient = await house.entered(numbered(103, { CF_JDRQ: '1998/03/02', CF_GSJZQ: '' }));
    expect(ancient.isLate).toBe(true);
  });

  test('its term is provisional past the known holidays', async () => {
    job.clock.set('2026-12-24T01:00:00Z');
    const decision = await house.entered(numbered(104, { CF_JDRQ: '2026/12/23', CF_GSJZQ: '' }));
    const deadline = await job.readAs().em.findOneOrFail(Deadline, { id: decision.deadlineId });
    expect(deadline.isProvisional).toBe(true);
    job.clock.set('2026-02-10T02:00:00Z');
  });

  test('two of one number at once: one is entered, the other is refused', async () => {
    const answers = await Promise.all([
      house.enter(numbered(105, { CF_NR: '罚款一' })),
      house.enter(numbered(105, { CF_NR: '罚款二' })),
    ]);
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['DecisionEntered', 'DecisionFaulty']);
  });

  test('a stranger finds none of it', async () => {
    const [mine] = await job.readAs(house.clerk).em.find(Decision, {}, { limit: 1, orderBy: { id: 'asc' } });
    expect(await findDecision(job.readAs(house.stranger), mine?.id ?? '')).toBeNull();
    expect(await findDecision(job.readAs(house.clerk), mine?.id ?? '')).not.toBeNull();
    expect(await listDecisionVersions(job.readAs(house.stranger), mine?.id ?? '')).toEqual([]);
  });

  test('a list is narrowed by kind, period, code, number, term and word', async () => {
    const numbersOf = async (filter: Parameters<typeof pageDecisions>[1]) => {
      const page = await pageDecisions(job.readAs(house.clerk), filter, { first: 100 });
      return page.edges.map(({ node }) => node.seriesNo ?? 0).sort((a, b) => a - b);
    };
    expect(await numbersOf({ documentNo: '湛市监处罚(2026) 101' })).toEqual([101]);
    expect(await numbersOf({ isLate: true })).toEqual([101, 102, 103]);
    expect(await numbersOf({ kind: 'PENALTY' as never, fromOn: '2026-01-01', toOn: '2026-01-31' })).toEqual([
      101,
    ]);
    expect(await numbersOf({ dueToOn: '2009-12-31', unitCode: '91440300708461136t' })).toEqual([102, 103]);
    expect(await numbersOf({ search: '虚构小吃' })).toEqual([12]);
    expect(await numbersOf({ search: '100%' })).toEqual([]);
  });
});

describe('a visit', () => {
  const visited = async () => {
    job.clock.set('2026-02-10T03:00:00Z');
    const assignments = await job.listAssignments(await job.drawn());
    const [first, second] = assignments.filter(({ state }) => state === 'ASSIGNED');
    if (!first || !second) throw new Error('nothing was drawn');
    return [first, second] as const;
  };

  test('may be named by a decision on its own entity and department, and no other', async () => {
    const [own, other] = await visited();
    // The register knows the target by its licence; its credit code is another of its identifiers.
    await job.act(undefined, (unit) =>
      unit.em.nativeUpdate(
        Target,
        { realId: own.targetRealId, department: job.health.id },
        { identifiers: ['uscc:91440300708461136T'] },
      ),
    );
    const named = { ...numbered(201), assignmentId: own.id };
    expect(await house.entered(named)).toMatchObject({ assignment: own.id });
    const ofOther = await expectRefused(job, 'DecisionFaulty', () =>
      house.enter({ ...numbered(202), assignmentId: other.id }),
    );
    expect(ofOther.faults).toMatchObject([{ code: 'VISIT_OF_ANOTHER' }]);
    const ofStranger = await expectRefused(job, 'DecisionFaulty', () =>
      house.enter({ ...numbered(203), assignmentId: own.id }, house.stranger),
    );
    expect(ofStranger.faults).toMatchObject([{ code: 'UNKNOWN_VISIT' }]);
  });

  test('makes no decision by itself, whatever was found', async () => {
    const [{ id }] = await visited();
    const before = await counts();
    job.clock.set('2026-02-11T02:00:00Z');
    const result = await job.visit(id, { disposition: Disposition.CASE_LEAD_TRANSFERRED, resultCode: '06' });
    done(await job.confirm(result.id));
    await job.runJobs();
    expect((await counts()).slice(0, 2)).toEqual(before.slice(0, 2));
    // By the schema: a decision comes by its own case number, and by nothing that is known of a result.
    const sdl = printSchema(buildConsoleSchema());
    const making = [...sdl.matchAll(/^ {2}(\w*[dD]ecision\w*)\(/gm)].map(([, name]) => name);
    expect(making.sort()).toEqual([
      ...['correctDecision', 'decision', 'decisionColumns', 'decisionGaps', 'decisions', 'enterDecision'],
      ...['explainDecisionGap', 'importDecisions', 'withdrawDecision'],
    ]);
    const input = /input EnterDecisionInput \{[^}]*\}/.exec(sdl)?.[0] ?? '';
    expect(input).toMatch(/caseNo: Text!/);
    expect(input).not.toMatch(/result/i);
  });
});

describe('a natural person', () => {
  const texts = {
    ...{ CF_XDR_MC: '欧阳虚构某', CF_XDR_LB: '自然人', CF_XDR_SHXYM: '', CF_XDR_ZJLX: '身份证' },
    ...{ CF_XDR_ZJHM: NUMBER, CF_SY: '欧阳虚构某无照经营', CF_NR: '对欧阳虚构某罚款五百元', CF_FRDB: '' },
  };

  test('is in the vault alone: no table holds name, number or what is told of the person in clear', async () => {
    const decision = await house.entered(numbered(301, texts));
    expect(decision).toMatchObject({ partyName: '欧****', isPerson: true, unitCode: null });
    expect(decision.partyId).toMatch(/^np:[0-9a-f]{64}$/);
    expect(await listTablesWith(job.readAs().em, [NUMBER, '欧阳虚构某'])).toEqual([]);
  });

  test('is opened for the report alone, and that is written down', async () => {
    const [decision] = await job.readAs().em.find(Decision, { seriesNo: 301 });
    const [version] = await listDecisionVersions(job.readAs(house.clerk), decision?.id ?? '');
    expect(version?.content).not.toHaveProperty('personNumber');
    const read = await job.readAs().em.count(Reading, { way: 'PERSONAL_RECORD' as never });
    const opened = await job.act(house.clerk, (unit) =>
      openDecisionVersion(unit, version as DecisionVersion),
    );
    expect(opened).toMatchObject({
      partyName: '欧阳虚构某',
      personNumber: NUMBER,
      facts: '欧阳虚构某无照经营',
    });
    expect(await job.readAs().em.count(Reading, { way: 'PERSONAL_RECORD' as never })).toBe(read + 1);
  });

  test('of a unit, the number of its representative is sealed, and one that a text tells', async () => {
    const told = { CF_FR_ZJLX: '身份证', CF_FR_ZJHM: NUMBER, CF_SY: `操作人员（${NUMBER}）未持健康证` };
    const decision = await house.entered(numbered(302, told));
    const [version] = await listDecisionVersions(job.readAs(house.clerk), decision.id);
    expect(version?.content).toMatchObject({
      facts: '操作人员（440802************）未持健康证',
      representative: '李虚构',
    });
    expect(version?.sealedFields.sort()).toEqual(['facts', 'representativeNumber', 'representativePaper']);
    expect(await listTablesWith(job.readAs().em, [NUMBER])).toEqual([]);
    const opened = await job.act(house.clerk, (unit) =>
      openDecisionVersion(unit, version as DecisionVersion),
    );
    expect(opened).toMatchObject({ facts: told.CF_SY, representativeNumber: NUMBER });
  });

  test('is kept for a term that begins with the withdrawal', async () => {
    const decision = await house.entered(numbered(303, texts));
    const record = () => job.readAs().em.findOneOrFail(PersonalRecord, { subjectId: decision.id });
    expect((await record()).keepToOn).toBeNull();
    done(await house.withdraw(decision.id, { withdrawnOn: '2026-02-11' }));
    expect((await record()).keepToOn).toBe('2036-02-11');
  });
});

describe('a correction', () => {
  test('adds a version; those before stay to the letter', async () => {
    const decision = await house.entered(numbered(401));
    const [first] = await listDecisionVersions(job.readAs(house.clerk), decision.id);
    const corrected = done(await house.correct(decision, { CF_NR_FK: '0.8' })).decision;
    expect(corrected).toMatchObject({ state: 'CORRECTED', version: 2, deadlineId: decision.deadlineId });
    const versions = await listDecisionVersions(job.readAs(house.clerk), decision.id);
    expect(versions[0]).toEqual(first);
    expect(versions[1]).toMatchObject({
      version: 2,
      reason: '文书有误，已发更正',
      content: { fine: '8000' },
    });
    const change = job.readAs().em.execute("update decision_version set reason = 'x'");
    await expect(change).rejects.toThrow(/append-only|permission denied/);
  });

  test('of a date counts the term anew; the first count stays as it was', async () => {
    const decision = await house.entered(numbered(402));
    const corrected = done(await house.correct(decision, { CF_JDRQ: '2026/02/06' })).decision;
    expect(corrected).toMatchObject({ decidedOn: '2026-02-06', dueOn: '2026-02-24', isLate: false });
    expect(decision.dueOn).not.toBe(corrected.dueOn);
    expect(await job.readAs().em.count(Deadline, { id: decision.deadlineId })).toBe(1);
  });

  test('is refused where nothing changes, where another was first, and for a number that is taken', async () => {
    const decision = await house.entered(numbered(403));
    await expectRefused(job, 'DecisionUnchanged', () => house.correct(decision, {}));
    await expectRefused(job, 'DecisionFaulty', () =>
      house.correct(decision, { CF_WSH: '湛市监处罚〔2026〕401号' }),
    );
    await expectRefused(job, 'DecisionFaulty', () => house.correct(decision, { CF_YJ: '' }));
    const seen = { ...decision };
    const twice = await Promise.all(['0.6', '0.7'].map((fine) => house.correct(seen, { CF_NR_FK: fine })));
    expect(twice.map(({ __typename }) => __typename).sort()).toEqual(['DecisionCorrected', 'DecisionMoved']);
    await expectRefused(job, 'DecisionNotFound', () => house.correct(decision, {}, {}, house.stranger));
  });

  test('of a wrong number frees it; what arrives again as it first was is known', async () => {
    const decision = await house.entered(numbered(404));
    done(await house.correct(decision, { CF_WSH: '湛市监处罚〔2026〕405号' }));
    expect(done(await house.enter(numbered(404)))).toMatchObject({
      isNew: false,
      decision: { seriesNo: 405 },
    });
  });
});

describe('a withdrawal', () => {
  test.each([
    [WithdrawalGround.CHANGED, DecisionState.CHANGED],
    [WithdrawalGround.REVOKED, DecisionState.REVOKED],
    [WithdrawalGround.UNLAWFUL, DecisionState.UNLAWFUL],
  ])(
    'for %s ends it, by the table, within three working days; its versions and its number stay',
    async (ground, state) => {
      const n = 500 + Object.values(WithdrawalGround).indexOf(ground);
      const decision = await house.entered(numbered(n));
      const withdrawn = done(
        await house.withdraw(decision.id, { ground, withdrawnOn: '2026-02-10' }),
      ).decision;
      expect(withdrawn).toMatchObject({ state, version: 1, withdrawnOn: '2026-02-10' });
      const deadline = await job
        .readAs()
        .em.findOneOrFail(Deadline, { id: withdrawn.withdrawalDeadlineId ?? '' });
      expect(deadline).toMatchObject({ ruleCode: 'penalty-withdrawal', dueOn: '2026-02-13' });
      await expectRefused(job, 'DecisionWithdrawnBefore', () => house.withdraw(decision.id));
      await expectRefused(job, 'DecisionWithdrawnBefore', () => house.correct(decision, { CF_NR_FK: '9' }));
      await expectRefused(job, 'DecisionFaulty', () => house.enter(numbered(n, { CF_NR: '又一份' })));
      for (const { from } of Object.values(decisionTransitions)) expect(from).not.toContain(state);
    },
  );

  test('is dated between the decision and today', async () => {
    const decision = await house.entered(numbered(510));
    for (const withdrawnOn of ['2026-02-08', '2026-02-12']) {
      await expectRefused(job, 'WithdrawalDayInvalid', () => house.withdraw(decision.id, { withdrawnOn }));
    }
    const stranger = job.act(house.stranger, async (unit) => findDecision(unit, decision.id));
    expect(await stranger).toBeNull();
  });

  test('each deed has its event, which names no person', async () => {
    const events = await job.readAs().em.find(AuditEvent, { kind: { $like: 'decision.%' } });
    const kinds = new Set(events.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['decision.corrected', 'decision.entered', 'decision.withdrawn']);
    expect(JSON.stringify(events)).not.toMatch(/虚构|np:/);
  });
});

describe('gaps in a series', () => {
  const series = '湛卫医罚';
  const gapsOf = async (isOpen?: boolean, actor = house.clerk) => {
    const page = await listGaps(job.readAs(actor), { year: 2025, isOpen }, { first: 100 });
    return page.edges.map(({ node }) => [node.series, node.fromNo, node.toNo, node.reason ?? undefined]);
  };
  const enter = (n: number, actor = house.clerk, word = series) =>
    house.entered(penaltyGiven({ CF_WSH: `${word}〔2025〕${n}号` }), actor);
  const explain = (fromNo: number, toNo?: number, reason = GapReason.NOT_ISSUED) =>
    job.act(house.clerk, (unit) =>
      explainGap(unit, {
        kind: 'PENALTY' as never,
        series,
        year: 2025,
        fromNo,
        toNo,
        reason,
        note: '未使用',
      }),
    );

  test('are what lies between 1 and the highest, by department, kind, series and year', async () => {
    for (const n of [2, 5, 9]) await enter(n);
    await enter(3, house.clerk, '湛卫传罚');
    await enter(4, house.stranger);
    expect(await gapsOf()).toEqual([
      ['湛卫传罚', 1, 2, undefined],
      [series, 1, 1, undefined],
      [series, 3, 4, undefined],
      [series, 6, 8, undefined],
    ]);
    expect(await gapsOf(undefined, house.stranger)).toEqual([[series, 1, 3, undefined]]);
  });

  test('are explained by a registrar, or stay open', async () => {
    done(await explain(6, 7));
    expect(await gapsOf(true)).toEqual([
      ['湛卫传罚', 1, 2, undefined],
      [series, 1, 1, undefined],
      [series, 3, 4, undefined],
      [series, 8, 8, undefined],
    ]);
    expect(await gapsOf(false)).toEqual([[series, 6, 7, 'NOT_ISSUED']]);
    // A later word counts.
    done(await explain(7, 7, GapReason.VOIDED));
    expect(await gapsOf(false)).toEqual([
      [series, 6, 6, 'NOT_ISSUED'],
      [series, 7, 7, 'VOIDED'],
    ]);
  });

  test('are not where there is a decision, or nothing yet', async () => {
    expect(await expectRefused(job, 'NotAGap', () => explain(4, 6))).toMatchObject({ no: 5 });
    expect(await expectRefused(job, 'NotAGap', () => explain(8, 10))).toMatchObject({ no: 9 });
    expect(await expectRefused(job, 'NotAGap', () => explain(12))).toMatchObject({ no: 12 });
  });

  test('close when the decision comes after all, whatever was said before', async () => {
    await enter(7);
    await enter(3);
    expect(await gapsOf()).toEqual([
      ['湛卫传罚', 1, 2, undefined],
      [series, 1, 1, undefined],
      [series, 4, 4, undefined],
      [series, 6, 6, 'NOT_ISSUED'],
      [series, 8, 8, undefined],
    ]);
  });

  test('come page by page, and a number out of all measure is one gap', async () => {
    await enter(202_500_001);
    const reader = job.readAs(house.clerk);
    const whole = await listGaps(reader, { year: 2025 }, { first: 100 });
    const paged: unknown[] = [];
    for (let after: string | undefined; ; ) {
      const page = await listGaps(reader, { year: 2025 }, { first: 2, after });
      paged.push(...page.edges.map(({ node }) => node));
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) break;
    }
    expect(paged).toEqual(whole.edges.map(({ node }) => node));
    expect(paged.at(-1)).toMatchObject({ fromNo: 10, toNo: 202_500_000, number: '湛卫医罚〔2025〕10号' });
  });
});

test('decisions pass to another department with their versions, their vault and their gaps', async () => {
  const heir = await job.addPerson('decision-heir', [Role.REGISTRAR], job.market);
  const before = await job.readAs(house.clerk).em.count(Decision);
  const mine = await job.readAs(heir).em.count(Decision);
  expect(before).toBeGreaterThan(20);
  const passing = { from: job.health.id, to: job.market.id };
  expect(await job.act(undefined, (unit) => passDecisions(unit, passing))).toBe(before);
  expect(await job.readAs(heir).em.count(Decision)).toBe(mine + before);
  const [sealed] = await job.readAs(heir).em.find(DecisionVersion, { personalRecordId: { $ne: null } });
  const opened = await job.act(heir, (unit) => openDecisionVersion(unit, sealed as DecisionVersion));
  expect(Object.keys(opened).length).toBeGreaterThan(10);
});
