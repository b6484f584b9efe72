import { AuditEvent } from '../../../schema/audit/index.js';
import {
  AlarmKind,
  Assignment,
  AssignmentState,
  Disposition,
  InspectionAlarm,
  Message,
  MessageKind,
} from '../../../schema/inspection/index.js';
import { orderRectification } from '../../../schema/inspection/rectification/rectification.order.js';
import {
  passRectification,
  reportRectification,
} from '../../../schema/inspection/rectification/rectification.service.js';
import {
  confirmMonthlyReturn,
  draftMonthlyReturn,
  type MonthlyReturn,
  MonthlyReturnState,
  MonthlyReturnVersion,
  watchMonthlyReturns,
} from '../../../schema/oversight/index.js';
import { returnDue } from '../../../schema/oversight/monthly-return/monthly-return.due.js';
import { freezeReturn } from '../../../schema/oversight/monthly-return/monthly-return.text.js';
import { Power, PowerKind, Visit, VisitFinding } from '../../../schema/registry/index.js';
import { Role } from '../../../schema/shared/roles.js';
import { fileSheets } from '../../../schema/shared/table-file/file-sheets.js';
import type { Actor } from '../../../schema/shared/unit.js';
import { done, MainJob } from '../../support/main-job.js';
import { startTestServer, type TestServer } from '../../support/server.js';
import { expectRefused } from '../../support/unchanged.js';

let server: TestServer;
let job: MainJob;
let elsewhere: Actor;
beforeAll(async () => {
  server = await startTestServer({}, { start: '2026-02-09T01:00:00Z' });
  const { database, clock, close } = server;
  job = await MainJob.over({ database, clock, close, sources: { ...server.app.sources, jobs: undefined } });
  elsewhere = await job.addPerson('head-there', [Role.APPROVER], job.market);
  await delegate('WS-01', job.health.id, job.market.id, '2026-02-01');
  await delegate('WS-09', job.health.id, job.market.id, '2026-02-28');
  await delegate('WS-08', job.health.id, job.market.id, '2026-03-01');
});
afterAll(() => server.close());

function delegate(itemCode: string, holder: string, inNameOf: string, fromOn: string) {
  return job.act(undefined, (unit) =>
    unit.em.insert(Power, {
      ...{ id: unit.newId(), itemCode, kind: PowerKind.INSPECTING, holder, inNameOf, divisionCode: null },
      ...{
        fromOn,
        toOn: null,
        legalBasis: '委托书',
        documentNo: null,
        createdAt: unit.now,
        createdById: null,
      },
    }),
  );
}

const month = '2026-02';
const draft = (more: object = {}, actor = job.planner) =>
  job.act(actor, (unit) => draftMonthlyReturn(unit, { month, entries: [], ...more }));
const confirm = (one: MonthlyReturn, hash = freezeReturn(one).hash, actor = job.approver) =>
  job.act(actor, (unit) => confirmMonthlyReturn(unit, { id: one.id, hash }));
const entry = { receivedCount: 5, decidedCount: 4, issuedCount: 3, trainingCount: 1, problems: '人手不足' };

test.each([
  ['2025-12', '2026-01-05', false],
  ['2026-03', '2026-04-03', false],
  ['2026-08', '2026-09-04', false],
  ['2026-09', '2026-09-30', false],
  ['2026-11', '2026-12-04', false],
  ['2026-12', '2027-01-05', true],
])(
  'the return of %s is due on %s: a day off moves it to the working day before',
  async (of, dueOn, isProvisional) => {
    expect(await returnDue(job.readAs(), of, job.health.id)).toEqual({ dueOn, isProvisional });
  },
);

test('a month is drawn up when it is over, by whom something was delegated to, on what was', async () => {
  job.clock.set('2026-02-27T02:00:00Z');
  await expectRefused(job, 'MonthNotOver', () => draft());
  job.clock.set('2026-03-02T02:00:00Z');
  await expectRefused(job, 'NothingDelegated', () => draft({}, elsewhere));
  await expectRefused(job, 'NothingDelegated', () => draft({ month: '2026-01' }));
  await expectRefused(job, 'ReturnItemUnknown', () => draft({ entries: [{ itemCode: 'WS-08', ...entry }] }));
  const twice = [entry, entry].map((one) => ({ itemCode: 'WS-01', ...one }));
  await expectRefused(job, 'ReturnItemUnknown', () => draft({ entries: twice }));
});

test('checks, findings and what was corrected come from the registers, the rest by hand', async () => {
  job.clock.set('2026-02-02T01:00:00Z');
  const drawn = await job.drawn({ strata: [{ riskClass: 'A', count: 5, reserve: 0 }] });
  job.clock.set('2026-02-11T02:00:00Z');
  const all = (await job.listAssignments(drawn)).filter(({ state }) => state === AssignmentState.ASSIGNED);
  for (const [place, { id }] of all.entries()) {
    // The last is visited in the month after.
    if (place === all.length - 1) job.clock.set('2026-03-01T02:00:00Z');
    const disposition = place === 0 ? Disposition.RECTIFICATION_ORDERED : Disposition.NONE;
    const result = await job.visit(id, { disposition, resultCode: place < 2 ? '02' : '01' });
    if (place === 0) await correct(id);
    done(await job.confirm(result.id));
  }
  job.clock.set('2026-03-02T02:00:00Z');
  const { monthlyReturn } = done(await draft({ entries: [{ itemCode: 'WS-01', ...entry }] }));
  const visits = await job.readAs().em.find(Visit, { visitedOn: { $gte: '2026-02-01', $lte: '2026-02-28' } });
  const problems = visits.filter(({ finding }) => finding === VisitFinding.PROBLEM);
  expect(visits).toHaveLength(all.length - 1);
  expect(monthlyReturn).toMatchObject({ state: MonthlyReturnState.DRAFT, dueOn: '2026-03-05', version: 0 });
  expect(monthlyReturn.rows).toMatchObject([
    { itemCode: 'WS-01', inNameOf: job.market.name, ...entry, checkCount: visits.length, correctedCount: 1 },
    { itemCode: 'WS-09', checkCount: 0, findingCount: 0, correctedCount: 0, receivedCount: 0, problems: '' },
  ]);
  expect(monthlyReturn.rows[0]?.findingCount).toBe(problems.length);
  // Drawn up again without entries, what was entered stays.
  expect(done(await draft()).monthlyReturn.rows).toEqual(monthlyReturn.rows);
});

async function correct(assignmentId: string): Promise<void> {
  const [officer] = (await job.listTeam(assignmentId)) as [Actor];
  const order = { assignmentId, demand: '补办健康证明', dayCount: 7 };
  const { rectification } = done(await job.act(officer, (unit) => orderRectification(unit, order)));
  const step = {
    id: rectification.id,
    statement: '已补办',
    evidence: ['a'.repeat(64)],
    keptElsewhere: '市局档案室 12 号卷',
  };
  done(await job.act(officer, (unit) => reportRectification(unit, step)));
  done(await job.act(officer, (unit) => passRectification(unit, step)));
}

test('heads are reminded two working days before, once; a late one raises an alarm, once', async () => {
  const watch = (on: string) => {
    job.clock.set(`${on}T02:00:00Z`);
    return job.act(undefined, watchMonthlyReturns);
  };
  const reminders = () => job.readAs().em.find(Message, { kind: MessageKind.RETURN_DUE });
  const alarms = () => job.readAs().em.find(InspectionAlarm, { kind: AlarmKind.MONTHLY_RETURN_LATE });
  await watch('2026-03-02');
  expect(await reminders()).toEqual([]);
  await watch('2026-03-03');
  await watch('2026-03-05');
  expect(await reminders()).toMatchObject([{ account: job.approver.accountId, on: '2026-03-05' }]);
  expect(await alarms()).toEqual([]);
  await watch('2026-03-06');
  await watch('2026-03-09');
  expect(await alarms()).toMatchObject([
    { department: job.health.id, subjectKey: `monthly-return ${month}` },
  ]);
});

test('a head confirms what was shown; it is fixed word for word, and a correction adds a version', async () => {
  const shown = done(await draft()).monthlyReturn;
  await expectRefused(job, 'MonthlyReturnChanged', () => confirm(shown, '0'.repeat(64)));
  await expectRefused(job, 'MonthlyReturnNotFound', () => confirm(shown, undefined, elsewhere));
  const { version: first } = done(await confirm(shown));
  expect(first).toMatchObject({ version: 1, isZero: false, hash: freezeReturn(shown).hash });
  await expectRefused(job, 'MonthlyReturnNotFound', () => confirm(shown));
  await expectRefused(job, 'CorrectionReasonNeeded', () => draft());
  const entries = [{ itemCode: 'WS-01', ...entry, decidedCount: 5 }];
  const corrected = done(await draft({ reason: '漏计一件', entries })).monthlyReturn;
  expect(corrected).toMatchObject({ state: MonthlyReturnState.DRAFT, version: 1 });
  const { version: second } = done(await confirm(corrected));
  const kept = await job.readAs().em.find(MonthlyReturnVersion, {}, { orderBy: { version: 'asc' } });
  expect(kept).toMatchObject([{ version: 1, text: first.text, hash: first.hash }, { version: 2 }]);
  expect(JSON.parse(second.text)).toMatchObject({ reason: '漏计一件', version: 2, rows: corrected.rows });
  await expect(
    job.act(undefined, (unit) =>
      unit.em.nativeUpdate(MonthlyReturnVersion, { id: first.id }, { text: '{}' }),
    ),
  ).rejects.toThrow(/append-only|permission denied/);
});

/** `GET /lists/monthly-returns/<version>` as somebody, or as nobody. */
async function fetchReturn(version: string, actor?: Actor): Promise<Response> {
  const cookie = actor ? await job.cookieOf(actor) : '';
  return fetch(`${server.address}/lists/monthly-returns/${version}`, { headers: { cookie } });
}

test('its workbook is made of the fixed text, and each that is fetched is written down', async () => {
  const [first] = await job.readAs().em.find(MonthlyReturnVersion, { version: 1 });
  const exported = { kind: 'monthly-return.exported', subjectId: first?.monthlyReturn };
  for (const reader of [job.approver, job.planner, job.auditor]) {
    const file = await fetchReturn(first?.id ?? '', reader);
    expect(file.status).toBe(200);
    const name = encodeURIComponent('委托事项月报-2026-02-v1.xlsx');
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${name}`);
    const [sheet] = await fileSheets(new Uint8Array(await file.arrayBuffer()));
    const cells: string[] = [];
    for await (const row of sheet?.rows() ?? []) cells.push(...row.cells);
    for (const cell of ['WS-01', 'WS-09', '人手不足', '受理', job.market.name]) expect(cells).toContain(cell);
    const [last] = await job.readAs().em.find(AuditEvent, exported, { orderBy: { seq: 'desc' }, limit: 1 });
    expect(last).toMatchObject({ accountId: reader.accountId, data: { version: 1, hash: first?.hash } });
  }
  const count = await job.readAs().em.count(AuditEvent, exported);
  const refused = async (version: string, actor?: Actor) => {
    const answer = await fetchReturn(version, actor);
    return [answer.status, ((await answer.json()) as { code: string }).code];
  };
  expect(await refused(first?.id ?? '')).toEqual([401, 'NOT_SIGNED_IN']);
  expect(await refused(first?.id ?? '', job.reviewer)).toEqual([403, 'NOT_ALLOWED']);
  expect(await refused(first?.id ?? '', elsewhere)).toEqual([404, 'MONTHLY_RETURN_NOT_FOUND']);
  expect(await refused('no-id', job.approver)).toEqual([404, 'NOT_FOUND']);
  expect(await job.readAs().em.count(AuditEvent, exported)).toBe(count);
});

test('where nothing happened, the return is a signed zero', async () => {
  job.clock.set('2026-06-01T02:00:00Z');
  const { monthlyReturn } = done(await draft({ month: '2026-05' }));
  expect(monthlyReturn.rows.map(({ itemCode }) => itemCode)).toEqual(['WS-01', 'WS-08', 'WS-09']);
  const { version } = done(await confirm(monthlyReturn));
  expect(version).toMatchObject({ isZero: true, confirmedById: job.approver.accountId });
  expect(await job.readAs().em.count(Assignment, {})).toBeGreaterThan(0);
  await job.act(undefined, watchMonthlyReturns);
  job.clock.set('2026-06-20T02:00:00Z');
  await job.act(undefined, watchMonthlyReturns);
  const late = await job.readAs().em.count(InspectionAlarm, { subjectKey: 'monthly-return 2026-05' });
  expect(late).toBe(0);
});
