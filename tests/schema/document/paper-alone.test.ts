import { PDFDocument } from 'pdf-lib';
import { AuditEvent } from '../../../schema/audit/index.js';
import { Deadline } from '../../../schema/calendar/index.js';
import {
  ApprovalStep,
  approveCampaignDocuments,
  attachScan,
  Document,
  DocumentKind,
  openResultFile,
  recordResultByPaper,
  setApprovalChain,
  voidDocument,
} from '../../../schema/document/index.js';
import { writePageMark } from '../../../schema/document/paper/paper.js';
import {
  Assignment,
  AssignmentOfficer,
  AssignmentState,
  CheckMethod,
  Disposition,
  InspectionResult,
  ResultSignature,
} from '../../../schema/inspection/index.js';
import { contestSignature } from '../../../schema/inspection/paper/contest-signature.js';
import { openPersonal } from '../../../schema/personal/index.js';
import { Publication } from '../../../schema/publication/index.js';
import { Certificate, CertificateStatus } from '../../../schema/registry/index.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Actor } from '../../../schema/shared/unit.js';
import type { GraphqlClient } from '../../support/client.js';
import { done, type FrozenDraw, MainJob } from '../../support/main-job.js';
import { startTestServer, type TestServer } from '../../support/server.js';
import { expectRefused } from '../../support/unchanged.js';
import { prepare, upload, writeNumberRules } from './document-house.js';
import { scannedSheet } from './png-writer.js';

const { RESULT_SHEET, VISIT_RECORD, NOTICE } = DocumentKind;
/** The day on which the team goes, and the same morning. */
const visitedOn = '2026-02-10';
const morning = '2026-02-10T02:00:00Z';

let server: TestServer;
let job: MainJob;
beforeAll(async () => {
  server = await startTestServer({}, { start: '2026-02-09T01:00:00Z' });
  const { database, clock, close } = server;
  job = await MainJob.over({ database, clock, close, sources: { ...server.app.sources, jobs: undefined } });
  await writeNumberRules(job);
});
afterAll(() => server.close());

async function clientOf(actor: Actor): Promise<GraphqlClient> {
  const client = await server.client();
  client.cookie = await job.cookieOf(actor);
  return client;
}

const teamOf = (assignment: string) =>
  job.readAs().em.find(AssignmentOfficer, { assignment }, { orderBy: { place: 'asc' } });
const reload = (id: string) => job.readAs().em.findOneOrFail(Assignment, { id });
const sheet = (id: string, kind: DocumentKind, page = 1, pageCount = 1) =>
  scannedSheet(writePageMark({ documentId: id, kind, page, pageCount }));

async function bringBack(bytes: Uint8Array, documentId: string | null = null, actor = job.planner) {
  const uploadId = await upload(job, actor, '签字件.png', bytes);
  return done(await job.act(actor, (unit) => attachScan(unit, { uploadId, documentId })));
}

describe('a campaign by paper alone', () => {
  let draw: FrozenDraw;
  let officer: Actor;
  const entered: { documentId: string; resultId: string }[] = [];

  test('its sheets are printed, signed by pen, brought back in one scan, and entered: nobody signs in the system', async () => {
    draw = await job.drawn({ strata: [{ riskClass: 'A', count: 3, reserve: 0 }] });
    const { documents } = done(await prepare(job, draw.campaign.id, { kind: RESULT_SHEET }));
    expect(documents.length).toBe((await job.listAssignments(draw)).length);
    const [member] = await teamOf(documents[0]?.assignment ?? '');
    officer = await job.addPerson('signer', [Role.INSPECTOR], job.health, member?.inspectorId);
    job.clock.set(morning);
    const client = await clientOf(job.planner);

    const scanned = await PDFDocument.create();
    for (const { id } of documents) {
      const pdf = await fetch(`${server.address}/documents/${id}.pdf`, {
        headers: { cookie: client.cookie ?? '' },
      });
      const pageCount = (await PDFDocument.load(await pdf.arrayBuffer())).getPageCount();
      for (let page = 1; page <= pageCount; page += 1) {
        const picture = await scanned.embedPng(sheet(id, RESULT_SHEET, page, pageCount));
        scanned.addPage([595, 842]).drawImage(picture, { x: 0, y: 0, width: 595, height: 842 });
      }
    }
    const uploadId = await upload(job, job.planner, '签字件.pdf', await scanned.save());
    const { attachScan: taken } = await client.get(
      `mutation ($uploadId: UUID!) { attachScan(input: { uploadId: $uploadId }) { __typename
        ... on ScanAttached { unreadPages documents { state } } } }`,
      { uploadId },
    );
    expect(taken.unreadPages).toEqual([]);
    expect(new Set(taken.documents.map(({ state }: { state: string }) => state))).toEqual(
      new Set(['SIGNED']),
    );

    for (const { id, assignment } of documents) {
      const signedBy = (await teamOf(assignment ?? '')).map(({ inspectorId }) => inspectorId);
      const { recordResultByPaper: answer } = await client.get(
        `mutation ($input: RecordResultByPaperInput!) { recordResultByPaper(input: $input) { __typename
          ... on ConsoleError { message } ... on ResultEnteredFromPaper { result { id paperId signedOn isConfirmed } } } }`,
        { input: { documentId: id, visitedOn, resultCode: '01', disposition: 'NONE', signedBy } },
      );
      expect(answer).toMatchObject({
        __typename: 'ResultEnteredFromPaper',
        result: { paperId: id, signedOn: visitedOn, isConfirmed: false },
      });
      entered.push({ documentId: id, resultId: answer.result.id });
    }
    const states = (await job.listAssignments(draw)).map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set([AssignmentState.SUBMITTED]));
  });

  test('its signatures are those on the paper, with the hash of the scan, of no account', async () => {
    for (const { documentId, resultId } of entered) {
      const signatures = await job.readAs().em.find(ResultSignature, { result: resultId });
      expect(signatures).toHaveLength(2);
      for (const one of signatures) expect(one).toMatchObject({ accountId: null, paperId: documentId });
      expect(new Set(signatures.map(({ scanHash }) => scanHash)).size).toBe(1);
      expect(signatures[0]?.scanHash).toMatch(/^[0-9a-f]{64}$/);
      await expectRefused(job, 'AssignmentStateWrong', () =>
        job.countersign(job.officer(signatures[0]?.inspectorId ?? ''), resultId),
      );
    }
    expect(await job.readAs().em.count(AuditEvent, { kind: 'result.entered-from-paper' })).toBe(
      entered.length,
    );
  });

  test('its sheet is what it rests on, in the file of the entity and handed over with it', async () => {
    const [{ documentId, resultId } = { documentId: '', resultId: '' }] = entered;
    const [{ scanHash } = { scanHash: '' }] = await job
      .readAs()
      .em.find(ResultSignature, { result: resultId });
    const file = await job.act(job.approver, (unit) => openResultFile(unit, resultId));
    const sheets = file?.files.filter(({ name }) => name.startsWith('sheets/')) ?? [];
    expect(sheets.map(({ sha256 }) => sha256)).toEqual([scanHash]);
    expect(JSON.parse(file?.said ?? '{}')).toMatchObject({
      resultId,
      evidence: [],
      sheets: [{ sha256: scanHash }],
    });
    const { assignment } = await job.readAs().em.findOneOrFail(InspectionResult, { id: resultId });
    const { targetRealId } = await job.readAs().em.findOneOrFail(Assignment, { id: assignment });
    const client = await clientOf(job.reviewer);
    const { dossier } = await client.get(
      `query ($realId: RealWorldId!) { dossier(realId: $realId, first: 20) { edges { node { id evidence {
        evidenceId paperId sha256 } } } } }`,
      { realId: targetRealId },
    );
    const nodes = dossier.edges.map(({ node }: { node: { id: string } }) => node);
    expect(nodes.find(({ id }: { id: string }) => id === resultId).evidence).toEqual([
      { evidenceId: null, paperId: documentId, sha256: scanHash },
    ]);
  });

  test('each officer with an account is told once, by number and day and by no name', async () => {
    const client = await clientOf(officer);
    const { myMessages } = await client.get(
      '{ myMessages(first: 50) { edges { node { kind text link on campaignCode } } } }',
    );
    const told = myMessages.edges
      .map(({ node }: { node: { kind: string; on: string } }) => node)
      .filter(({ kind }: { kind: string }) => kind === 'SIGNED_ON_PAPER');
    expect(told.length).toBeGreaterThan(0);
    expect(told[0]).toMatchObject({ on: visitedOn, campaignCode: draw.campaign.code });
    expect(JSON.stringify(told)).not.toContain('虚构');
  });

  test('its results are confirmed and published as always, the term counting from the day on the sheet', async () => {
    const client = await clientOf(job.reviewer);
    for (const { resultId } of entered) {
      const { confirmResult } = await client.get(
        `mutation ($id: UUID!) { confirmResult(resultId: $id) { __typename ... on ResultConfirmed { result { isConfirmed } } } }`,
        { id: resultId },
      );
      expect(confirmResult).toMatchObject({ __typename: 'ResultConfirmed', result: { isConfirmed: true } });
    }
    await job.runJobs();
    const subjects = { subjectId: { $in: entered.map(({ resultId }) => resultId) } };
    const { em } = job.readAs();
    expect(await em.count(Publication, subjects)).toBe(entered.length);
    // Seven working days from 10 February, over the Spring Festival.
    const deadlines = await em.find(Deadline, { ...subjects, ruleCode: 'result-publication' });
    expect(new Set(deadlines.map(({ dueOn }) => dueOn))).toEqual(new Set(['2026-02-26']));
  });
});

describe('a sheet counts only', () => {
  let draw: FrozenDraw;
  let papers: Document[];
  beforeAll(async () => {
    job.clock.set('2026-02-09T01:00:00Z');
    draw = await job.drawn();
    papers = done(await prepare(job, draw.campaign.id, { kind: RESULT_SHEET })).documents;
    job.clock.set(morning);
  });
  beforeEach(() => job.clock.set(morning));

  type Draft = Parameters<typeof recordResultByPaper>[1];
  async function enter(paper: Document | undefined, more: Partial<Draft> = {}, actor: Actor = job.planner) {
    const team = await teamOf(paper?.assignment ?? '');
    const draft: Draft = {
      ...{ documentId: paper?.id ?? '', visitedOn, resultCode: '01', findings: '纸上所记' },
      ...{ disposition: Disposition.NONE, method: CheckMethod.ON_SITE },
      signedBy: team.filter(({ isExpert }) => !isExpert).map(({ inspectorId }) => inspectorId),
      ...more,
    };
    return () => job.act(actor, (unit) => recordResultByPaper(unit, draft));
  }

  test('once all its sheets are there, found by the QR', async () => {
    const [paper] = papers;
    expect(await expectRefused(job, 'DocumentStateWrong', await enter(paper))).toMatchObject({
      state: 'APPROVED',
    });
    // Named by hand, one sheet looks like a paper of one page.
    await bringBack(scannedSheet('nothing of ours'), paper?.id);
    expect(await expectRefused(job, 'SheetsIncomplete', await enter(paper))).toMatchObject({
      lackingPages: [],
    });
    await bringBack(sheet(paper?.id ?? '', RESULT_SHEET, 1, 3));
    await bringBack(sheet(paper?.id ?? '', RESULT_SHEET, 3, 3));
    expect(await expectRefused(job, 'SheetsIncomplete', await enter(paper))).toMatchObject({
      lackingPages: [2],
    });
    await bringBack(sheet(paper?.id ?? '', RESULT_SHEET, 2, 3));
    const { result } = done(await (await enter(paper))());
    expect((await reload(result.assignment)).state).toBe(AssignmentState.SUBMITTED);
    await expectRefused(job, 'AssignmentStateWrong', await enter(paper));
  });

  test('if it says a result, is approved and not void', async () => {
    const [notice] = done(await prepare(job, draw.campaign.id, { kind: NOTICE })).documents;
    await bringBack(sheet(notice?.id ?? '', NOTICE));
    await expectRefused(job, 'PaperSaysNoResult', await enter(notice));
    const [urgent] = await urgentRecords();
    await bringBack(sheet(urgent?.id ?? '', VISIT_RECORD));
    await expectRefused(job, 'PaperNotApproved', await enter(urgent));
    const wasted = papers[1];
    done(await job.act(job.planner, (unit) => voidDocument(unit, { id: wasted?.id ?? '', reason: '写错' })));
    await expectRefused(job, 'DocumentStateWrong', await enter(wasted));
  });

  /** Records of visits that go ahead of their approval. */
  async function urgentRecords(): Promise<Document[]> {
    const steps = [{ step: ApprovalStep.HEAD, username: 'approver' }];
    const afterwards = { afterwardsDays: 2, afterwardsBasis: '本局规定' };
    const chain = { kind: VISIT_RECORD, steps, withCampaign: false };
    done(await job.act(job.approver, (unit) => setApprovalChain(unit, { ...chain, ...afterwards })));
    const made = done(await prepare(job, draw.campaign.id, { kind: VISIT_RECORD, isUrgent: true }));
    done(
      await job.act(job.approver, (unit) =>
        setApprovalChain(unit, { ...chain, steps: [], withCampaign: true }),
      ),
    );
    return made.documents;
  }

  test('with the signatures of the whole team and of nobody else; an expert neither signs nor enters', async () => {
    const paper = papers[2];
    await bringBack(sheet(paper?.id ?? '', RESULT_SHEET));
    const assignment = paper?.assignment ?? '';
    const [first, second] = (await teamOf(assignment)).map(({ inspectorId }) => inspectorId);
    const others = await job
      .readAs()
      .em.find(AssignmentOfficer, { inspectorId: { $nin: [first, second] as string[] } });
    const expert = others[0] as AssignmentOfficer;
    await job.act(undefined, (unit) =>
      unit.em.insert(AssignmentOfficer, { ...expert, assignment, place: 3, isLead: false, isExpert: true }),
    );
    const lacking = await expectRefused(
      job,
      'SignatureLacking',
      await enter(paper, { signedBy: [first ?? ''] }),
    );
    expect(lacking).toMatchObject({ inspectorIds: [second] });
    const foreign = await enter(paper, { signedBy: [first ?? '', second ?? '', expert.inspectorId] });
    expect(await expectRefused(job, 'SignerNotOnTeam', foreign)).toMatchObject({
      inspectorIds: [expert.inspectorId],
    });
    await expectRefused(job, 'DocumentNotFound', await enter(paper, {}, job.officer(expert.inspectorId)));
    // A member of the team enters it too.
    done(await (await enter(paper, {}, job.officer(second ?? '')))());
  });

  test('of officers with a certificate on the day of the visit', async () => {
    const paper = papers[3];
    await bringBack(sheet(paper?.id ?? '', RESULT_SHEET));
    const [first] = await teamOf(paper?.assignment ?? '');
    const revoke = (status: CertificateStatus) =>
      job.act(undefined, (unit) =>
        unit.em.nativeUpdate(Certificate, { inspector: first?.inspectorId }, { status }),
      );
    await revoke(CertificateStatus.REVOKED);
    const refused = await expectRefused(job, 'SignerCertificateNotValid', await enter(paper));
    expect(refused).toMatchObject({ inspectorIds: [first?.inspectorId] });
    await revoke(CertificateStatus.VALID);
    done(await (await enter(paper))());
  });

  test('for a day of the window; after ten natural days with a reason', async () => {
    const paper = papers[4];
    await bringBack(sheet(paper?.id ?? '', RESULT_SHEET));
    await expectRefused(job, 'DateInFuture', await enter(paper, { visitedOn: '2026-02-11' }));
    await expectRefused(job, 'OutsideWindow', await enter(paper, { visitedOn: '2026-02-09' }));
    await expectRefused(job, 'SigningDayInvalid', await enter(paper, { signedOn: '2026-02-09' }));
    job.clock.set('2026-02-21T02:00:00Z');
    const late = await expectRefused(job, 'LateEntryNeedsReason', await enter(paper));
    expect(late).toMatchObject({ lastOn: '2026-02-20' });
    await expectRefused(job, 'LateEntryNeedsReason', await enter(paper, { lateReason: '  ' }));
    const { result } = done(await (await enter(paper, { lateReason: '台风断网', signedOn: '2026-02-11' }))());
    expect(result).toMatchObject({ signedOn: '2026-02-11', visitedOn });
    const opened = await openPersonal(job.readAs(), [result.lateReasonRecordId ?? '']);
    expect([...opened.values()].map(({ fields }) => fields)).toEqual([{ lateReason: '台风断网' }]);
  });

  test('on the tenth day without one', async () => {
    const paper = papers[5];
    await bringBack(sheet(paper?.id ?? '', RESULT_SHEET));
    job.clock.set('2026-02-20T02:00:00Z');
    done(await (await enter(paper))());
  });

  test('entered by the team or who keeps the papers of its department; who entered it does not review it', async () => {
    const paper = papers[6];
    await bringBack(sheet(paper?.id ?? '', RESULT_SHEET));
    const both = await job.addPerson('both', [Role.PLAN_OWNER, Role.REVIEWER], job.health);
    const colleague = job.officer('00000000-0000-7000-8000-000000000001');
    for (const actor of [job.stranger, colleague, job.reviewer]) {
      await expectRefused(job, 'DocumentNotFound', await enter(paper, {}, actor));
    }
    const { result } = done(await (await enter(paper, {}, both))());
    await expectRefused(job, 'SeparationOfDuties', () => job.confirm(result.id, both));
    done(await job.confirm(result.id));
  });

  test('for its own visit: of a joint one each department enters its part', async () => {
    const paper = papers[7];
    await bringBack(sheet(paper?.id ?? '', RESULT_SHEET));
    await job.act(undefined, (unit) =>
      unit.em.nativeUpdate(Assignment, { id: paper?.assignment }, { department: job.market.id }),
    );
    await expectRefused(job, 'DocumentNotFound', await enter(paper));
    done(await (await enter(paper, {}, job.stranger))());
  });

  describe('as long as nobody it names says “I did not sign this”', () => {
    let result: InspectionResult;
    let signer: Actor;
    const contest =
      (actor: Actor, id = result.id) =>
      async () => {
        return job.act(actor, (unit) => contestSignature(unit, { resultId: id, reason: '不是我签的' }));
      };
    beforeAll(async () => {
      await bringBack(sheet(papers[8]?.id ?? '', RESULT_SHEET));
      result = done(await (await enter(papers[8]))()).result;
      const [first] = await teamOf(result.assignment);
      signer = job.officer(first?.inspectorId ?? '');
    });

    test('which returns the result before it is final, and tells who entered it', async () => {
      await expectRefused(
        job,
        'ResultNotFound',
        contest(job.officer('00000000-0000-7000-8000-000000000001')),
      );
      done(await contest(signer)());
      expect((await reload(result.assignment)).state).toBe(AssignmentState.RETURNED);
      expect(await job.readAs().em.findOneOrFail(InspectionResult, { id: result.id })).toMatchObject({
        ...{ contestedById: signer.inspectorId, returnedFor: '不是我签的', isConfirmed: false },
        reviewedById: null,
      });
      const client = await clientOf(job.planner);
      const { myMessages } = await client.get('{ myMessages(first: 5) { edges { node { kind } } } }');
      expect(myMessages.edges[0].node.kind).toBe('CONTESTED');
      await expectRefused(job, 'AssignmentStateWrong', contest(signer));
      await expectRefused(job, 'AssignmentStateWrong', () => job.confirm(result.id));
    });

    test('and the sheet counts no more; another kind of sheet does, and may be contested in turn', async () => {
      await expectRefused(job, 'PaperContested', await enter(papers[8]));
      const records = await job
        .readAs()
        .em.find(Document, { kind: VISIT_RECORD, assignment: result.assignment });
      await bringBack(sheet(records[0]?.id ?? '', VISIT_RECORD));
      done(
        await job.act(job.approver, (unit) =>
          setApprovalChain(unit, {
            ...{ kind: VISIT_RECORD, steps: [{ step: ApprovalStep.HEAD, username: 'approver' }] },
            withCampaign: false,
          }),
        ),
      );
      done(
        await job.act(job.approver, (unit) =>
          approveCampaignDocuments(unit, { campaignId: draw.campaign.id, opinion: '补批' }),
        ),
      );
      const again = done(await (await enter(records[0]))()).result;
      expect(again.version).toBe(2);
      await expectRefused(job, 'ResultSuperseded', contest(signer));
      done(await job.confirm(again.id));
      await expectRefused(job, 'AssignmentStateWrong', contest(signer, again.id));
    });

    test('what was signed in the system is contested by nobody', async () => {
      const wasted = papers[1]?.assignment ?? '';
      const signed = await job.visit(wasted);
      const [first] = await job.listTeam(wasted);
      await expectRefused(job, 'NotSignedOnPaper', contest(first as Actor, signed.id));
    });
  });
});
