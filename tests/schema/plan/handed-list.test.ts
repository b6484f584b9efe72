import { verifyRestricted } from '../../../scheduler/draw/index.js';
import { AuditEvent } from '../../../schema/audit/index.js';
import { findGoneTargets, getFile } from '../../../schema/draw/index.js';
import { AssignmentState, CorrectionSource, InspectionResult } from '../../../schema/inspection/index.js';
import { confirmResultCorrection } from '../../../schema/inspection/result-correction/result-correction.confirm.js';
import { approveResultCorrection } from '../../../schema/inspection/result-correction/result-correction.decide.js';
import {
  recordResultCorrection,
  signResultCorrection,
} from '../../../schema/inspection/result-correction/result-correction.record.js';
import { requestResultCorrection } from '../../../schema/inspection/result-correction/result-correction.request.js';
import { Reading, ReadingWay } from '../../../schema/personal/index.js';
import { type Campaign, DrawMode, HandedList } from '../../../schema/plan/index.js';
import { enterResultSystem, Target, VisitFinding } from '../../../schema/registry/index.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Actor } from '../../../schema/shared/unit.js';
import type { GraphqlClient } from '../../support/client.js';
import { done, MainJob } from '../../support/main-job.js';
import { startTestServer, type TestServer } from '../../support/server.js';
import { expectRefused } from '../../support/unchanged.js';
import { rowsOfWorkbook, workbookOf } from './list-file.js';

let server: TestServer;
let job: MainJob;
let planner: GraphqlClient;
beforeAll(async () => {
  server = await startTestServer({}, { start: '2026-02-09T01:00:00Z' });
  const sources = { ...server.app.sources, jobs: undefined };
  const { database, clock, close } = server;
  job = await MainJob.over({ database, clock, close, sources });
  planner = await clientOf(job.planner);
  const registrar = await job.addPerson('registrar', [Role.REGISTRAR], job.health);
  // The provincial platform counts on its own: 1 and 2, and tells the closed apart.
  const codes = [
    { code: '1', text: '未见异常', finding: VisitFinding.NONE, standsFor: '01' },
    { code: '2', text: '查无下落', finding: VisitFinding.PROBLEM, standsFor: '05' },
  ];
  done(
    await job.act(registrar, (unit) =>
      enterResultSystem(unit, { code: 'province-2026', title: '省级平台抽查结果', codes }),
    ),
  );
});
afterAll(() => server.close());

async function clientOf(actor: Actor): Promise<GraphqlClient> {
  const client = await server.client();
  client.cookie = await job.cookieOf(actor);
  return client;
}

/** Moves the clock on; the plan owner signs in anew. */
async function goTo(instant: string): Promise<void> {
  job.clock.set(instant);
  planner.cookie = await job.cookieOf(job.planner);
}

/** The columns of the provincial platform, results among them. */
const headings = [
  ...['任务编号', '检查对象名称', '许可证号', '属地'],
  ...['抽查结果代码', '抽查结果', '检查完成日期', '执法人员'],
];

function row(n: number, licence = `JY${String(n).padStart(5, '0')}`): string[] {
  return ['粤抽2026-7', `虚构第${n}号饮食店`, licence, '湛江', '', '', '', ''];
}

async function upload(
  bytes: Uint8Array,
  name = '省局名单.xlsx',
): Promise<{ uploadId: string; sha256: string }> {
  const answer = await fetch(`${server.address}/uploads?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', cookie: planner.cookie },
    body: new Uint8Array(bytes),
  });
  expect(answer.status).toBe(201);
  return answer.json() as Promise<{ uploadId: string; sha256: string }>;
}

const importing = `mutation ($input: ImportHandedListInput!) { importHandedList(input: $input) {
  __typename
  ... on HandedListImported {
    list { id documentNo issuer fileHash rowCount rejectedCount matchedAt lateAt
      deadline { dueOn ruleCode fromOn } resultColumns { field heading } uploads { state count } }
    faults { row code column message }
  }
  ... on HandedListFaulty { missing rowCount rejectedCount faults { row code column message messageEn } }
  ... on ConsoleError { message messageEn } } }`;

async function take(bytes: Uint8Array, more: Record<string, unknown> = {}) {
  const { uploadId } = await upload(bytes);
  const input = {
    ...{ uploadId, documentNo: '粤市监抽〔2026〕7号', issuer: '广东省市场监督管理局' },
    ...{ title: '省级下达饮食店名单', receivedOn: '2026-02-09', resultSystem: 'province-2026' },
    ...more,
  };
  return (await planner.get(importing, { input })).importHandedList;
}

const matching = `mutation ($input: DraftMatchingInput!) { draftMatching(input: $input) {
  __typename
  ... on CampaignCreated { campaign { id code stage kind targetSource { hash documentNo issuer } strata { ratePpm } } }
  ... on ConsoleError { message messageEn } } }`;

async function match(listId: string, more: Record<string, unknown> = {}) {
  const input = {
    ...{ listId, planId: job.planId, title: '省级下达名单检查', itemCodes: job.itemCodes, mode: 'OPEN' },
    ...{ witnessKeyIds: [job.witness.keyId], windowFromOn: '2026-02-12', windowToOn: '2026-03-31' },
    ...more,
  };
  return (await planner.get(matching, { input })).draftMatching;
}

test('a list without number or issuer, with unknown units and doubles: every fault is told at once, nothing is changed', async () => {
  const bytes = await workbookOf(headings, [row(1), row(2, 'JY99999'), row(3), row(1), row(4, 'JY0.1')]);
  const uploaded = await upload(bytes);
  const input = {
    ...{ uploadId: uploaded.uploadId, title: '名单', receivedOn: '2026-02-09' },
    ...{ resultSystem: 'province-2026', mode: 'GOOD_ROWS' },
  };
  const refusal = await expectRefused(
    job,
    'HandedListFaulty',
    async () => (await planner.get(importing, { input })).importHandedList,
  );
  expect(refusal).toMatchObject({
    missing: ['documentNo', 'issuer'],
    rowCount: 5,
    faults: [
      { row: 3, code: 'UNKNOWN_TARGET', column: '许可证号' },
      { row: 5, code: 'DUPLICATE_ID', column: '许可证号' },
      { row: 6, code: 'UNKNOWN_TARGET' },
    ],
  });
  expect(refusal.message).toContain('文号');
});

test('as the user chose either nothing is taken, or the good rows, and the others are reported', async () => {
  const bytes = await workbookOf(headings, [row(10), row(11, 'JY99999'), row(12)]);
  const { uploadId } = await upload(bytes);
  const input = {
    ...{ uploadId, title: '名单', receivedOn: '2026-02-09', documentNo: '粤〔2026〕1号', issuer: '省局' },
  };
  await expectRefused(
    job,
    'HandedListFaulty',
    async () => (await planner.get(importing, { input })).importHandedList,
  );
  const taken = await take(bytes, { mode: 'GOOD_ROWS', documentNo: '粤〔2026〕1号' });
  expect(taken).toMatchObject({
    __typename: 'HandedListImported',
    list: { rowCount: 2, rejectedCount: 1 },
    faults: [{ row: 3, code: 'UNKNOWN_TARGET' }],
  });
  // A list is taken once.
  expect(await take(bytes, { mode: 'GOOD_ROWS' })).toMatchObject({ __typename: 'HandedListKnown' });
});

test('a handed-down list runs from import to dispatch, and its results go back up in the columns and codes of its platform', async () => {
  // Number 60 is closed: the superior drew it, and it is not left out.
  const bytes = await workbookOf(
    headings,
    [1, 2, 3, 4, 60].map((n) => row(n)),
  );
  const { list } = await take(bytes);
  expect(list).toMatchObject({
    documentNo: '粤市监抽〔2026〕7号',
    deadline: { ruleCode: 'handed-list-matching', fromOn: '2026-02-09', dueOn: '2026-02-11' },
    rowCount: 5,
    uploads: [{ state: 'NOT_DUE', count: 5 }],
    resultColumns: [
      { field: 'RESULT_CODE', heading: '抽查结果代码' },
      { field: 'RESULT_TEXT', heading: '抽查结果' },
      { field: 'VISITED_ON', heading: '检查完成日期' },
      { field: 'OFFICERS', heading: '执法人员' },
    ],
  });

  const { campaign } = await match(list.id);
  expect(campaign).toMatchObject({
    ...{ stage: 'OFFICERS', kind: 'RANDOM', strata: [{ ratePpm: 1_000_000 }] },
    targetSource: { hash: list.fileHash, documentNo: '粤市监抽〔2026〕7号', issuer: '广东省市场监督管理局' },
  });
  expect(await match(list.id)).toMatchObject({ __typename: 'HandedListTaken' });

  const approved = done(await job.approve(campaign.id)).campaign;
  const operator = await clientOf(job.operator);
  const { previewCampaign } = await operator.get(
    `query ($id: UUID!) { previewCampaign(campaignId: $id) { __typename ... on CampaignPreview { words wordsEn excludedCount } } }`,
    { id: campaign.id },
  );
  expect(previewCampaign).toMatchObject({ excludedCount: 0 });
  expect(previewCampaign.words).toContain('名单中的 5 个对象全部检查');

  const frozen = await job.complete(await job.freeze(approved));
  await job.runJobs();
  const [line = ''] = String((await job.readBundle(frozen))['log.jsonl']).split('\n');
  const { commit } = JSON.parse(line).body;
  expect(commit).toMatchObject({
    stage: 'officers',
    excluded: { count: 0 },
    targetSource: { kind: 'list', hash: list.fileHash, documentNo: '粤市监抽〔2026〕7号' },
  });
  expect(verifyRestricted(await job.readBundle(frozen, 'restricted'))).toMatchObject({ ok: true });
  expect(JSON.parse(await getFile(job.readAs(), frozen.id, 'statement.json')).filter).toContain(
    '广东省市场监督管理局 粤市监抽〔2026〕7号',
  );

  const assignments = await job.listAssignments(frozen);
  expect(assignments.map(({ targetRealId }) => targetRealId)).toEqual(
    ['00001', '00002', '00003', '00004', '00060'].map((n) => `licence:JY${n}`),
  );
  expect(assignments.every(({ state }) => state === AssignmentState.ASSIGNED)).toBe(true);
  const matched = await job.readAs().em.findOneOrFail(HandedList, { id: list.id });
  expect(matched.matchedAt).not.toBeNull();

  // Four visits: two without findings, one that could not be reached, one the platform has no code for.
  await goTo('2026-02-12T02:00:00Z');
  const codes = ['01', '01', '05', '06'];
  for (const [at, resultCode] of codes.entries()) {
    const result = await job.visit(assignments[at]?.id ?? '', { resultCode });
    done(await job.confirm(result.id));
  }
  const { waitingUploads } = await planner.get(
    `query ($id: UUID!) { waitingUploads(listId: $id) { edges { node {
      number resultCode resultText visitedOn officers fault faultEn row { realId uploadState } } } } }`,
    { id: list.id },
  );
  const waiting = waitingUploads.edges.map(({ node }: { node: object }) => node);
  expect(waiting).toMatchObject([
    { number: 2, resultCode: '1', resultText: '未见异常', visitedOn: '2026-02-12', fault: null },
    { number: 3, resultCode: '1' },
    { number: 4, resultCode: '2', resultText: '查无下落' },
    { number: 5, resultCode: null, fault: expect.stringContaining('没有唯一对应') },
  ]);

  const answer = await fetch(`${server.address}/lists/handed/${list.id}/results`, {
    headers: { cookie: planner.cookie },
  });
  expect(answer.status).toBe(200);
  const back = await rowsOfWorkbook(new Uint8Array(await answer.arrayBuffer()));
  expect(Object.keys(back[0] ?? {})).toEqual(headings);
  expect(back).toMatchObject([
    {
      任务编号: '粤抽2026-7',
      许可证号: 'JY00001',
      抽查结果代码: '1',
      抽查结果: '未见异常',
      检查完成日期: '2026-02-12',
    },
    { 许可证号: 'JY00002', 抽查结果代码: '1' },
    { 许可证号: 'JY00003', 抽查结果代码: '2', 抽查结果: '查无下落' },
  ]);
  expect(back[0]?.执法人员).toMatch(/^演员\d+、演员\d+$/);

  const { handedRows } = await planner.get(
    'query ($id: UUID!) { handedRows(listId: $id, state: TO_UPLOAD) { edges { node { row realId } } } }',
    { id: list.id },
  );
  expect(handedRows.edges).toHaveLength(4);
  const shown = await job.readAs().em.find(Reading, { way: ReadingWay.HANDED_LIST, subjectId: list.id });
  expect(shown.map(({ accountName }) => accountName)).toEqual(['planner']);

  const marking = `mutation ($input: MarkUploadsInput!) { markUploads(input: $input) { __typename
    ... on UploadsMarked { markedCount list { uploads { state count } } }
    ... on UploadMarksFaulty { faults { row state message } } ... on ConsoleError { message messageEn } } }`;
  const mark = async (marks: object[]) =>
    (await planner.get(marking, { input: { listId: list.id, marks } })).markUploads;
  // A row whose visit is not confirmed, one that is not there, a rejection without a reason: all told, none marked.
  const faulty = await expectRefused(job, 'UploadMarksFaulty', () =>
    mark([
      { row: 2, state: 'UPLOADED' },
      { row: 6, state: 'UPLOADED' },
      { row: 99, state: 'UPLOADED' },
      { row: 3, state: 'REJECTED' },
    ]),
  );
  expect(faulty.faults).toMatchObject([{ row: 6, state: 'NOT_DUE' }, { row: 99 }, { row: 3 }]);
  // The platform's own file, in the columns of its list: what is wrong with any row is told at once, also a stranger.
  const answers = `mutation ($input: ImportUploadAnswersInput!) { importUploadAnswers(input: $input) { __typename
    ... on UploadsMarked { markedCount list { uploads { state count } } }
    ... on UploadMarksFaulty { faults { row state message } } ... on ConsoleError { message messageEn } } }`;
  const answered = async (...rows: string[][]) => {
    const file = await workbookOf([...headings, '导入结果', '失败原因'], rows);
    const { uploadId } = await upload(file, '回执.xlsx');
    return (await planner.get(answers, { input: { listId: list.id, uploadId } })).importUploadAnswers;
  };
  const wrong = await answered(
    [...row(1), '成功', ''],
    [...row(40), '成功', ''],
    [...row(2), '', ''],
    [...row(3), '失败', ''],
    [...row(1), '成功', ''],
    [...row(60), '成功', ''],
  );
  expect(wrong.faults).toMatchObject([
    { row: 3, state: null, message: '名单中没有这一行。' },
    { row: 4, state: 'TO_UPLOAD' },
    { row: 5, state: 'TO_UPLOAD', message: '被退回须填理由。' },
    { row: 6, message: expect.stringContaining('第 2 行') },
    { row: 7, state: 'NOT_DUE' },
  ]);
  expect(
    await answered(
      [...row(1), '成功', ''],
      [...row(2), '失败', '检查日期格式不符'],
      [...row(3), '上报成功', ''],
    ),
  ).toMatchObject({
    markedCount: 3,
    list: {
      uploads: expect.arrayContaining([
        { state: 'NOT_DUE', count: 1 },
        { state: 'REJECTED', count: 1 },
        { state: 'TO_UPLOAD', count: 1 },
        { state: 'UPLOADED', count: 2 },
      ]),
    },
  });
  // What was rejected goes again.
  expect(await mark([{ row: 3, state: 'UPLOADED' }])).toMatchObject({ markedCount: 1 });
  // What is corrected goes again, as it stands now.
  await correctResult(assignments[1]?.id ?? '', '05');
  const { waitingUploads: again } = await planner.get(
    'query ($id: UUID!) { waitingUploads(listId: $id) { edges { node { number resultText row { uploadState } } } } }',
    { id: list.id },
  );
  expect(again.edges.map(({ node }: { node: object }) => node)).toContainEqual({
    ...{ number: 3, resultText: '查无下落', row: { uploadState: 'TO_UPLOAD' } },
  });
});

/** A correction of a confirmed result by its usual people. */
async function correctResult(assignment: string, resultCode: string): Promise<void> {
  const result = await job.readAs().em.findOneOrFail(InspectionResult, { assignment, isConfirmed: true });
  const asked = { resultId: result.id, source: CorrectionSource.OWN_ERROR, reason: '代码选错' };
  const { id } = done(await job.act(job.reviewer, (unit) => requestResultCorrection(unit, asked))).correction;
  done(await job.act(job.approver, (unit) => approveResultCorrection(unit, { id, officerIds: [] })));
  const [first, second] = await job.listTeam(assignment);
  done(await job.act(first, (unit) => recordResultCorrection(unit, { id, points: [], resultCode })));
  done(await job.act(second, (unit) => signResultCorrection(unit, id)));
  done(await job.act(job.reviewer, (unit) => confirmResultCorrection(unit, id)));
}

test('whose officers are not matched within two working days is late, and the alarm is on the record', async () => {
  await goTo('2026-02-12T09:00:00Z');
  const { list } = await take(await workbookOf(headings, [row(20)]), { receivedOn: '2026-02-12' });
  // The Spring Festival lies between: Friday the 13th, and Saturday the 14th is made up for it.
  expect(list.deadline.dueOn).toBe('2026-02-14');
  await goTo('2026-02-14T15:00:00Z');
  await job.runJobs();
  const late = async () => {
    const query = 'query { handedLists(isLate: true) { edges { node { id } } } }';
    const { handedLists } = await planner.get(query);
    return handedLists.edges.map(({ node }: { node: { id: string } }) => node.id);
  };
  expect(await late()).not.toContain(list.id);
  await goTo('2026-02-15T01:00:00Z');
  await job.runJobs();
  expect(await late()).toContain(list.id);
  const events = await job.readAs().em.find(AuditEvent, { kind: 'handed-list.late' });
  expect(events.map(({ subjectId }) => subjectId)).toContain(list.id);
});

test('a named target that left the register cannot quietly be left out', async () => {
  const { list } = await take(await workbookOf(headings, [row(30), row(31)]));
  const { campaign } = await match(list.id, { windowFromOn: '2026-03-02' });
  const approved = done(await job.approve(campaign.id)).campaign as Campaign;
  await job.act(undefined, (unit) =>
    unit.em.nativeUpdate(Target, { realId: 'licence:JY00031' }, { realId: 'licence:JY70031' }),
  );
  const refusal = await expectRefused(job, 'NamedTargetsGone', () => job.tryFreeze(approved));
  expect(refusal).toMatchObject({ count: 1, realIds: ['licence:JY00031'] });
  const secret = { ...approved, mode: DrawMode.CONFIDENTIAL };
  const hidden = await findGoneTargets(job.readAs(), secret, { covered: 1 } as never);
  expect(hidden).toMatchObject({ count: 1, realIds: [] });
});

test('nobody drafts a draw of officers alone without a list', async () => {
  const refusal = await expectRefused(job, 'CampaignRuleInvalid', () =>
    job.draft({ stage: 'OFFICERS' as never }),
  );
  expect(refusal).toMatchObject({ field: 'stage' });
});
