import { randomUUID } from 'node:crypto';
import { PDFDocument } from 'pdf-lib';
import { Account } from '../../../schema/account/index.js';
import { AuditEvent } from '../../../schema/audit/index.js';
import {
  ApprovalStep,
  attachScan,
  type Document,
  DocumentKind,
  recordResultByPaper,
  recordResultCorrectionByPaper,
  setApprovalChain,
  voidDocument,
} from '../../../schema/document/index.js';
import { writePageMark } from '../../../schema/document/paper/paper.js';
import {
  AssignmentOfficer,
  CheckMethod,
  Disposition,
  InspectionResult,
  Message,
  Rectification,
  ResultSignature,
  readStandingResults,
} from '../../../schema/inspection/index.js';
import { contestSignature } from '../../../schema/inspection/paper/contest-signature.js';
import { Certificate, Inspector, InspectorStatus } from '../../../schema/registry/index.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Actor } from '../../../schema/shared/unit.js';
import type { GraphqlClient } from '../../support/client.js';
import { done, type FrozenDraw, MainJob } from '../../support/main-job.js';
import { startTestServer, type TestServer } from '../../support/server.js';
import { expectRefused } from '../../support/unchanged.js';
import { CorrectionSteps } from '../inspection/correction-house.js';
import { prepare, upload, writeNumberRules } from './document-house.js';
import { scannedSheet } from './png-writer.js';

const { RESULT_SHEET, CORRECTED_RESULT_SHEET } = DocumentKind;
const visitedOn = '2026-02-10';
const morning = '2026-02-10T02:00:00Z';

let server: TestServer;
let job: MainJob;
let steps: CorrectionSteps;
let draw: FrozenDraw;
let papers: Document[];
/** The visits whose results are not taken yet. */
let open: Document[];

beforeAll(async () => {
  server = await startTestServer({}, { start: '2026-02-09T01:00:00Z' });
  const { database, clock, close } = server;
  job = await MainJob.over({ database, clock, close, sources: { ...server.app.sources, jobs: undefined } });
  steps = new CorrectionSteps(job);
  await writeNumberRules(job);
  const strata = ['A', 'B', 'C'].map((riskClass) => ({ riskClass, count: 5, reserve: 0 }));
  draw = await job.drawn({ strata });
  papers = done(await prepare(job, draw.campaign.id, { kind: RESULT_SHEET })).documents;
  open = [...papers];
});
afterAll(() => server.close());
beforeEach(() => job.clock.set(morning));

async function clientOf(actor: Actor): Promise<GraphqlClient> {
  const client = await server.client();
  client.cookie = await job.cookieOf(actor);
  return client;
}

const teamOf = async (assignment: string) =>
  (await job.readAs().em.find(AssignmentOfficer, { assignment }, { orderBy: { place: 'asc' } }))
    .filter(({ isExpert }) => !isExpert)
    .map(({ inspectorId }) => inspectorId);

async function bringBack({ id, kind }: Pick<Document, 'id' | 'kind'>, page = 1, pageCount = 1) {
  return scan(writePageMark({ documentId: id, kind, page, pageCount }));
}

/** @param documentId of a sheet that is named by hand */
async function scan(mark: string, documentId: string | null = null) {
  const uploadId = await upload(job, job.planner, '签字件.png', scannedSheet(mark));
  return done(await job.act(job.planner, (unit) => attachScan(unit, { uploadId, documentId })));
}

/** A visit by paper alone: its sheet signed, entered, confirmed by the reviewer with code 09. Nobody of its team has an account. */
async function confirmed(): Promise<{ readonly result: InspectionResult; readonly assignment: string }> {
  const paper = open.shift() as Document;
  const assignment = paper.assignment ?? '';
  await bringBack(paper);
  const said = {
    ...{ documentId: paper.id, visitedOn, resultCode: '09', findings: '健康证不齐' },
    ...{ disposition: Disposition.NONE, method: CheckMethod.ON_SITE, signedBy: await teamOf(assignment) },
  };
  const { result } = done(await job.act(job.planner, (unit) => recordResultByPaper(unit, said)));
  return { result: done(await job.confirm(result.id)).result, assignment };
}

async function sheetFor(assignmentId: string): Promise<Document> {
  const made = await prepare(job, draw.campaign.id, { kind: CORRECTED_RESULT_SHEET, assignmentId });
  return done(made).documents[0] as Document;
}

/** An approved correction whose sheet has come back signed. */
async function signedSheet() {
  const visit = await confirmed();
  const id = await steps.requested(visit);
  done(await steps.approve(id));
  const sheet = await sheetFor(visit.assignment);
  await bringBack(sheet);
  return { ...visit, id, sheet };
}

type Draft = Parameters<typeof recordResultCorrectionByPaper>[1];

async function enter(sheet: Document, more: Partial<Draft> = {}, actor: Actor = job.planner) {
  const signedBy = await teamOf(sheet.assignment ?? '');
  const draft: Draft = {
    ...{ documentId: sheet.id, signedBy, signedOn: visitedOn, resultCode: '01', points: [] },
    ...more,
  };
  return () => job.act(actor, (unit) => recordResultCorrectionByPaper(unit, draft));
}

/** What an account was told of corrections, the newest first. */
async function told({ accountId: account }: Actor): Promise<Message[]> {
  const messages = await job.readAs().em.find(Message, { account }, { orderBy: { id: 'desc' } });
  return messages.filter(({ kind }) => kind.startsWith('CORRECTION_'));
}

describe('a department that works on paper alone', () => {
  test('corrects a result from the request to its publication', async () => {
    const visit = await confirmed();
    await job.runJobs();
    const [first] = await job.listPublications([visit.result]);
    done(await job.release(first?.id ?? ''));
    await job.runJobs();
    const id = await steps.requested(visit);
    expect(await told(job.approver)).toMatchObject([{ kind: 'CORRECTION_TO_APPROVE', count: 1 }]);
    done(await steps.approve(id));
    // Who is to record has no account: who keeps the papers is told.
    const [toRecord] = await told(job.planner);
    const { campaign } = draw;
    expect(toRecord).toMatchObject({ kind: 'CORRECTION_TO_RECORD', campaignCode: campaign.code });
    expect(toRecord?.on).toBe('2026-03-02');

    const planner = await clientOf(job.planner);
    const { prepareDocuments } = await planner.get(
      `mutation ($input: PrepareDocumentsInput!) { prepareDocuments(input: $input) { __typename ... on DocumentsPrepared {
        preparedCount documents { id name number state correction resultVersion } } } }`,
      { input: { campaignId: campaign.id, kind: CORRECTED_RESULT_SHEET } },
    );
    expect(prepareDocuments.preparedCount).toBe(1);
    const [sheet] = prepareDocuments.documents;
    expect(sheet).toMatchObject({
      ...{ name: '检查结果更正记录表', number: '湛卫检更〔2026〕1号', state: 'APPROVED' },
      ...{ correction: id, resultVersion: 2 },
    });
    const headers = { cookie: planner.cookie ?? '' };
    const pdf = await fetch(`${server.address}/documents/${sheet.id}.pdf`, { headers });
    const pageCount = (await PDFDocument.load(await pdf.arrayBuffer())).getPageCount();
    for (let page = 1; page <= pageCount; page += 1) {
      await bringBack({ id: sheet.id, kind: CORRECTED_RESULT_SHEET }, page, pageCount);
    }
    const signedBy = await teamOf(visit.assignment);
    const { recordResultCorrectionByPaper: answer } = await planner.get(
      `mutation ($input: RecordResultCorrectionByPaperInput!) { recordResultCorrectionByPaper(input: $input) { __typename
        ... on ConsoleError { message } ... on ResultCorrectionEnteredFromPaper {
          correction { state changes { field } } result { id version paperId signedOn isConfirmed } } } }`,
      { input: { documentId: sheet.id, signedBy, signedOn: visitedOn, resultCode: '01' } },
    );
    expect(answer).toMatchObject({
      correction: { state: 'SUBMITTED', changes: [{ field: 'resultCode' }] },
      result: { version: 2, paperId: sheet.id, signedOn: visitedOn, isConfirmed: false },
    });
    const signatures = await job.readAs().em.find(ResultSignature, { result: answer.result.id });
    expect(signatures.map(({ inspectorId }) => inspectorId).sort()).toEqual([...signedBy].sort());
    for (const one of signatures) expect(one).toMatchObject({ accountId: null, paperId: sheet.id });
    expect(signatures[0]?.scanHash).toMatch(/^[0-9a-f]{64}$/);
    const entry = { kind: 'result-correction.entered-from-paper', subjectId: id };
    expect(await job.readAs().em.count(AuditEvent, entry)).toBe(1);
    const standing = async () =>
      (await readStandingResults(job.readAs(), [visit.assignment])).get(visit.assignment)?.version;
    expect(await standing()).toBe(1);

    const [toConfirm] = await told(job.reviewer);
    expect(toConfirm).toMatchObject({
      kind: 'CORRECTION_TO_CONFIRM',
      link: `/assignments/${visit.assignment}`,
    });
    const { result, deadline } = done(await steps.confirm(id));
    expect(deadline).toMatchObject({ ruleCode: 'result-correction-publication', dueOn: '2026-02-26' });
    expect(await standing()).toBe(2);
    await job.runJobs();
    const [next] = await job.listPublications([result]);
    done(await job.release(next?.id ?? ''));
    await job.runJobs();
    expect(await job.listPublications([result])).toMatchObject([{ state: 'PUBLISHED' }]);
    const everything = await job.readAs().em.find(Message, {});
    expect(JSON.stringify(everything)).not.toMatch(/虚构|演员|代码选错/);
  });

  test('what it finds to be put right is ordered by who entered the sheet, at the confirmation', async () => {
    const { id, sheet, assignment } = await signedSheet();
    const ordering = { disposition: Disposition.RECTIFICATION_ORDERED };
    await expectRefused(job, 'CorrectionOrderMismatch', await enter(sheet, ordering));
    done(await (await enter(sheet, { ...ordering, order: { demand: '补办健康证', dayCount: 3 } }))());
    done(await steps.confirm(id));
    const { accountId: orderedById } = job.planner;
    expect(await job.readAs().em.find(Rectification, { assignment })).toMatchObject([{ orderedById }]);
  });
});

describe('the sheet of a correction', () => {
  test('is made once the correction is approved, once for each version; void, another is made', async () => {
    const visit = await confirmed();
    const make = () =>
      prepare(job, draw.campaign.id, { kind: CORRECTED_RESULT_SHEET, assignmentId: visit.assignment });
    await expectRefused(job, 'NoVersionToSign', make);
    const id = await steps.requested(visit);
    await expectRefused(job, 'NoVersionToSign', make);
    done(await steps.approve(id));
    const [sheet] = done(await make()).documents;
    expect(sheet?.values).toMatchObject({ 更正版次: '2', 更正事由: '代码选错', 更正来源: '自行发现错误' });
    await expectRefused(job, 'NoVersionToSign', make);
    done(await job.act(job.planner, (unit) => voidDocument(unit, { id: sheet?.id ?? '', reason: '写错' })));
    await expectRefused(job, 'DocumentStateWrong', await enter(sheet as Document));
    expect(done(await make()).documents).toMatchObject([{ resultVersion: 2, correction: id }]);
  });

  test('counts once every page is there, found by the QR; a sheet of the visit says no correction, nor it a visit', async () => {
    const visit = await confirmed();
    done(await steps.approve(await steps.requested(visit)));
    const sheet = await sheetFor(visit.assignment);
    await expectRefused(job, 'DocumentStateWrong', await enter(sheet));
    await scan('nothing of ours', sheet.id);
    await expectRefused(job, 'SheetsIncomplete', await enter(sheet));
    await bringBack(sheet, 1, 2);
    const lacking = await expectRefused(job, 'SheetsIncomplete', await enter(sheet));
    expect(lacking).toMatchObject({ lackingPages: [2] });
    await bringBack(sheet, 2, 2);
    const ofVisit = papers.find(({ assignment }) => assignment === visit.assignment) as Document;
    await expectRefused(job, 'PaperSaysNoResult', await enter(ofVisit));
    const signedBy = await teamOf(visit.assignment);
    const asVisit = {
      ...{ documentId: sheet.id, visitedOn, resultCode: '01', findings: '', signedBy },
      ...{ disposition: Disposition.NONE, method: CheckMethod.ON_SITE },
    };
    await expectRefused(job, 'PaperSaysNoResult', () =>
      job.act(job.planner, (unit) => recordResultByPaper(unit, asVisit)),
    );
    done(await (await enter(sheet))());
  });

  test('counts once it is approved, where its kind has a chain of its own', async () => {
    const head = [{ step: ApprovalStep.HEAD, username: 'approver' }];
    const afterwards = { afterwardsDays: 2, afterwardsBasis: '本局规定' };
    const setChain = async (steps: typeof head, withCampaign: boolean) => {
      const chain = { kind: CORRECTED_RESULT_SHEET, steps, withCampaign, ...afterwards };
      done(await job.act(job.approver, (unit) => setApprovalChain(unit, chain)));
    };
    const { assignment, result } = await confirmed();
    done(await steps.approve(await steps.requested({ result })));
    await setChain(head, false);
    const of = { kind: CORRECTED_RESULT_SHEET, assignmentId: assignment, isUrgent: true };
    const [sheet] = done(await prepare(job, draw.campaign.id, of)).documents;
    await setChain([], true);
    await bringBack(sheet as Document);
    await expectRefused(job, 'PaperNotApproved', await enter(sheet as Document));
  });

  test('is entered by its officers or who keeps the papers, never by who approved or reviewed, and not confirmed by who entered', async () => {
    const clerk = (actor: Actor): Actor => ({ ...actor, roles: [...(actor.roles ?? []), Role.PLAN_OWNER] });
    const { id, sheet } = await signedSheet();
    const colleague = job.officer(randomUUID());
    for (const actor of [job.stranger, colleague, job.reviewer]) {
      await expectRefused(job, 'DocumentNotFound', await enter(sheet, {}, actor));
    }
    await expectRefused(job, 'SeparationOfDuties', await enter(sheet, {}, clerk(job.approver)));
    await expectRefused(job, 'SeparationOfDuties', await enter(sheet, {}, clerk(job.reviewer)));
    const both = await job.addPerson('both', [Role.PLAN_OWNER, Role.REVIEWER], job.health);
    done(await (await enter(sheet, {}, both))());
    await expectRefused(job, 'ResultCorrectionStateWrong', await enter(sheet));
    await expectRefused(job, 'SeparationOfDuties', () => steps.confirm(id, both));
    done(await steps.confirm(id));
    // An officer of the correction enters it too.
    const other = await signedSheet();
    const [first] = await teamOf(other.assignment);
    done(await (await enter(other.sheet, {}, job.officer(first ?? '')))());
  });

  test('bears exactly its officers’ signatures, of the days between the approval and today, with their certificates', async () => {
    const { sheet, assignment } = await signedSheet();
    const [first = '', second = ''] = await teamOf(assignment);
    const other = randomUUID();
    const lacking = await expectRefused(job, 'SignatureLacking', await enter(sheet, { signedBy: [first] }));
    expect(lacking).toMatchObject({ inspectorIds: [second] });
    const foreign = await enter(sheet, { signedBy: [first, second, other] });
    expect(await expectRefused(job, 'SignerNotOnTeam', foreign)).toMatchObject({ inspectorIds: [other] });
    for (const signedOn of ['2026-02-09', '2026-02-11']) {
      await expectRefused(job, 'SigningDayNotOfCorrection', await enter(sheet, { signedOn }));
    }
    const expire = (inspector: string, validToOn: string) =>
      job.act(undefined, (unit) => unit.em.nativeUpdate(Certificate, { inspector }, { validToOn }));
    await expire(first, '2026-02-09');
    const without = await expectRefused(job, 'SignerCertificateNotValid', await enter(sheet));
    expect(without).toMatchObject({ inspectorIds: [first] });
    await expire(first, '2030-12-31');
    await expectRefused(job, 'OutsideWindow', await enter(sheet, { visitedOn: '2026-02-09' }));
    await expectRefused(job, 'DateInFuture', await enter(sheet, { visitedOn: '2026-02-11' }));
    await expectRefused(job, 'CorrectionChangesNothing', await enter(sheet, { resultCode: '09' }));
    done(await (await enter(sheet))());
  });

  test('of officers whom the approval names for those who are gone: their certificates on the day of signing', async () => {
    const visit = await confirmed();
    const { em } = job.readAs();
    const team = await teamOf(visit.assignment);
    const setStatus = (status: InspectorStatus) =>
      job.act(undefined, (unit) => unit.em.nativeUpdate(Inspector, { id: { $in: team } }, { status }));
    await setStatus(InspectorStatus.RETIRED);
    const others = await em.find(Inspector, { id: { $nin: team }, isExpert: false }, { limit: 2 });
    const named = others.map((one) => one.id);
    const id = await steps.requested(visit);
    done(await steps.approve(id, named));
    const sheet = await sheetFor(visit.assignment);
    await bringBack(sheet);
    job.clock.set('2026-02-12T02:00:00Z');
    const expire = (validToOn: string) =>
      job.act(undefined, (unit) => unit.em.nativeUpdate(Certificate, { inspector: named[0] }, { validToOn }));
    const signed = { signedBy: named, signedOn: '2026-02-11' };
    await expire('2026-02-10');
    await expectRefused(job, 'SignerCertificateNotValid', await enter(sheet, signed));
    await expire('2030-12-31');
    await expectRefused(job, 'SignerNotOnTeam', await enter(sheet, { ...signed, signedBy: team }));
    expect(done(await (await enter(sheet, signed))()).result.recordedById).toBe(named[0]);
    done(await steps.confirm(id));
    await setStatus(InspectorStatus.ACTIVE);
  });

  test('counts for its own version, once: returned, another sheet is signed', async () => {
    const { id, sheet, assignment } = await signedSheet();
    done(await (await enter(sheet))());
    done(await steps.return(id));
    expect((await told(job.planner))[0]).toMatchObject({ kind: 'CORRECTION_TO_RECORD' });
    const other = await expectRefused(job, 'SheetOfOtherVersion', await enter(sheet));
    expect(other).toMatchObject({ version: 2, neededVersion: 3 });
    const next = await sheetFor(assignment);
    expect(next.resultVersion).toBe(3);
    await bringBack(next);
    done(await (await enter(next, { resultCode: '06' }))());
    expect(done(await steps.confirm(id)).result).toMatchObject({ version: 3, resultCode: '06' });
  });

  test('is struck by an officer it names, until the version is confirmed; who entered it is told', async () => {
    const { id, sheet, assignment } = await signedSheet();
    const [first = ''] = await teamOf(assignment);
    const signer = await job.addPerson('signer', [Role.INSPECTOR], job.health, first);
    const entered = done(await (await enter(sheet))()).result;
    const isTold = { account: signer.accountId, kind: 'SIGNED_ON_PAPER' as never };
    expect(await job.readAs().em.count(Message, isTold)).toBe(1);
    const contest = (resultId: string, actor: Actor) => () =>
      job.act(actor, (unit) => contestSignature(unit, { resultId, reason: '不是我签的' }));
    await expectRefused(job, 'ResultNotFound', contest(entered.id, job.officer(randomUUID())));
    done(await contest(entered.id, signer)());
    expect(await steps.correction(id)).toMatchObject({ state: 'RETURNED' });
    const version = await job.readAs().em.findOneOrFail(InspectionResult, { id: entered.id });
    expect(version).toMatchObject({ contestedById: first, returnedFor: '不是我签的', reviewedById: null });
    const contested = { account: job.planner.accountId, kind: 'CONTESTED' as never };
    expect(await job.readAs().em.count(Message, contested)).toBe(1);
    expect((await told(signer))[0]).toMatchObject({ kind: 'CORRECTION_TO_RECORD' });
    await expectRefused(job, 'ResultCorrectionStateWrong', contest(entered.id, signer));
    await expectRefused(job, 'ResultCorrectionStateWrong', () => steps.confirm(id));
    await expectRefused(job, 'PaperContested', await enter(sheet));
    const next = await sheetFor(assignment);
    await bringBack(next);
    const again = done(await (await enter(next))()).result;
    await expectRefused(job, 'ResultSuperseded', contest(entered.id, signer));
    done(await steps.confirm(id));
    await expectRefused(job, 'ResultCorrectionStateWrong', contest(again.id, signer));
  });
});

describe('a correction whose asker is gone', () => {
  test('is ended by a head once it was approved, with words; the confirmed version stands', async () => {
    const visit = await confirmed();
    const asker = await job.addPerson('asker', [Role.REVIEWER], job.health);
    const id = done(await steps.request(visit, asker)).correction.id;
    const leave = (change: object) =>
      job.act(undefined, (unit) => unit.em.nativeUpdate(Account, { id: asker.accountId }, change));
    await expectRefused(job, 'ResultCorrectionStateWrong', () => steps.end(id));
    done(await steps.approve(id));
    const sheet = await sheetFor(visit.assignment);
    await bringBack(sheet);
    await expectRefused(job, 'CorrectionAskerServes', () => steps.end(id));
    await expectRefused(job, 'ResultCorrectionNotYours', () => steps.withdraw(id));
    await leave({ active: false });
    await expectRefused(job, 'ResultCorrectionNotFound', () => steps.end(id, job.stranger));
    const [first = ''] = await teamOf(visit.assignment);
    const author: Actor = { ...job.officer(first), roles: [Role.APPROVER] };
    await expectRefused(job, 'SeparationOfDuties', () => steps.end(id, author));
    expect(done(await steps.end(id)).correction).toMatchObject({
      ...{ state: 'WITHDRAWN', endedFor: '申请人已调离', endedById: job.approver.accountId },
      closedAt: job.clock.now(),
    });
    await expectRefused(job, 'ResultCorrectionStateWrong', await enter(sheet));
    const standing = await readStandingResults(job.readAs(), [visit.assignment]);
    expect(standing.get(visit.assignment)).toMatchObject({ version: 1, resultCode: '09' });
    await leave({ active: true });
    const again = done(await steps.request(visit, asker)).correction.id;
    done(await steps.approve(again));
    await leave({ roles: [Role.REGISTRAR] });
    done(await steps.end(again));
  });
});
