import { readFileSync } from 'node:fs';
import { PDFDocument } from 'pdf-lib';
import { AuditEvent } from '../../../schema/audit/index.js';
import { basicForms } from '../../../schema/document/forms/basic-forms.js';
import { writeForm } from '../../../schema/document/forms/write-form.js';
import {
  attachScan,
  attachStamped,
  Collation,
  CollationState,
  Document,
  DocumentKind,
  DocumentScan,
  DocumentState,
  requestCollation,
  uploadTemplate,
  voidDocument,
} from '../../../schema/document/index.js';
import { writePageMark } from '../../../schema/document/paper/paper.js';
import { findPageMark } from '../../../schema/document/scan/find-mark.js';
import { readJpeg } from '../../../schema/document/scan/jpeg-picture.js';
import { readPng } from '../../../schema/document/scan/png-picture.js';
import { AssignmentOfficer } from '../../../schema/inspection/index.js';
import { Reading, ReadingWay } from '../../../schema/personal/index.js';
import { DrawMode } from '../../../schema/plan/index.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Actor } from '../../../schema/shared/unit.js';
import { done, type FrozenDraw, MainJob } from '../../support/main-job.js';
import { startTestServer, type TestServer } from '../../support/server.js';
import { expectRefused } from '../../support/unchanged.js';
import { prepare, upload, writeNumberRules } from './document-house.js';
import { scannedSheet } from './png-writer.js';

const { NOTICE, VISIT_RECORD, DRAW_RECORD, CORRECTION_ORDER, OTHER } = DocumentKind;

let server: TestServer;
let job: MainJob;
let open: FrozenDraw;
let hidden: FrozenDraw;
let officer: Actor;
let notices: Document[];
let hiddenNotices: Document[];

beforeAll(async () => {
  server = await startTestServer({}, { start: '2026-02-09T01:00:00Z' });
  const { database, clock, close } = server;
  job = await MainJob.over({ database, clock, close, sources: { ...server.app.sources, jobs: undefined } });
  await writeNumberRules(job);
  open = await job.drawn({ mode: DrawMode.OPEN });
  hidden = await job.drawn({ mode: DrawMode.CONFIDENTIAL });
  notices = done(await prepare(job, open.campaign.id)).documents;
  hiddenNotices = done(await prepare(job, hidden.campaign.id)).documents;
  const [first] = hiddenNotices;
  const [member] = await job
    .readAs()
    .em.find(AssignmentOfficer, { assignment: first?.assignment, isLead: true });
  officer = await job.addPerson('officer', [Role.INSPECTOR], job.health, member?.inspectorId);
});
afterAll(() => server.close());

async function fetchAs(actor: Actor, path: string): Promise<Response> {
  return fetch(`${server.address}${path}`, { headers: { cookie: await job.cookieOf(actor) } });
}

const readingsOf = (actor: Actor) =>
  job
    .readAs()
    .em.find(Reading, { account: actor.accountId, way: ReadingWay.DOCUMENT }, { orderBy: { id: 'asc' } });
const reload = (id: string | undefined) => job.readAs().em.findOneOrFail(Document, { id });

describe('a paper as a file', () => {
  test('is a PDF of A4 with its fonts in it, and a Word file', async () => {
    const [notice] = notices;
    const pdf = await fetchAs(job.planner, `/documents/${notice?.id}.pdf`);
    expect([pdf.status, pdf.headers.get('content-type'), pdf.headers.get('cache-control')]).toEqual([
      200,
      'application/pdf',
      'no-store',
    ]);
    const bytes = Buffer.from(await pdf.arrayBuffer());
    const { width, height } = (await PDFDocument.load(bytes)).getPage(0).getSize();
    expect([Math.round(width), Math.round(height)]).toEqual([595, 842]);
    expect(bytes.toString('latin1')).toMatch(/FontFile2/);
    const word = await fetchAs(job.planner, `/documents/${notice?.id}.docx`);
    expect(
      Buffer.from(await word.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
  });

  test('is not there for another department, for nobody, and under an id of nothing', async () => {
    const path = `/documents/${notices[0]?.id}.pdf`;
    expect((await fetchAs(job.stranger, path)).status).toBe(404);
    expect((await fetch(`${server.address}${path}`)).status).toBe(404);
    expect((await fetchAs(job.planner, '/documents/nothing.pdf')).status).toBe(404);
  });

  test('the basic forms can be fetched, to be edited in Word', async () => {
    const form = await fetchAs(job.planner, '/document-forms/NOTICE.docx');
    expect(Buffer.from(await form.arrayBuffer()).equals(writeForm(basicForms.NOTICE))).toBe(true);
    expect((await fetchAs(job.planner, '/document-forms/constructor.docx')).status).toBe(404);
  });
});

describe('a confidential target', () => {
  test('is told to whom prints the paper before the visit, once that is written down', async () => {
    const [notice] = hiddenNotices;
    expect((await fetchAs(job.planner, `/documents/${notice?.id}.pdf`)).status).toBe(200);
    const [reading, ...others] = await readingsOf(job.planner);
    expect(reading).toMatchObject({
      subjectKind: 'assignment',
      subjectId: notice?.assignment,
      draw: hidden.id,
    });
    expect(others).toEqual([]);
    expect(
      await job
        .readAs()
        .em.count(AuditEvent, { kind: 'reading.confidential-targets', accountId: job.planner.accountId }),
    ).toBe(1);
  });

  test('is told to reviewers and to its team from 18:00 on the eve, and not before', async () => {
    const path = `/documents/${hiddenNotices[0]?.id}.pdf`;
    for (const actor of [officer, job.reviewer]) expect((await fetchAs(actor, path)).status).toBe(404);
    server.clock.set('2026-02-09T10:00:00Z');
    for (const actor of [officer, job.reviewer]) expect((await fetchAs(actor, path)).status).toBe(200);
    expect((await readingsOf(officer)).map(({ draw }) => draw)).toEqual([hidden.id]);
  });

  test('stands neither in the record of the draw that is signed, nor in lists of papers', async () => {
    const { documents } = done(await prepare(job, hidden.campaign.id, { kind: DRAW_RECORD }));
    expect(JSON.stringify(documents[0]?.values)).not.toMatch(/虚构|JY0/);
    const ofOpen = done(await prepare(job, open.campaign.id, { kind: DRAW_RECORD })).documents;
    expect(JSON.stringify(ofOpen[0]?.values)).toContain('虚构');
    const client = await server.client();
    client.cookie = await job.cookieOf(job.planner);
    const answer = await client.get(
      '{ documents(first: 50) { edges { node { id name number state approvals { accountName } scans { page } } } } }',
    );
    expect(answer.documents.edges.length).toBeGreaterThan(10);
    expect(JSON.stringify(answer)).not.toContain('虚构');
  });
});

describe('a department’s own form', () => {
  const own = (kind: DocumentKind, uploadId: string, name?: string) =>
    job.act(job.planner, (unit) => uploadTemplate(unit, { kind, uploadId, name: name ?? null }));

  test('takes the place of the basic one, version after version; earlier papers keep theirs', async () => {
    const bytes = writeForm({ title: '责改', blocks: [{ text: '本局自用：{对象名称}，{改正内容}' }] });
    for (const version of [1, 2]) {
      const { template } = done(
        await own(CORRECTION_ORDER, await upload(job, job.planner, '责改.docx', bytes)),
      );
      expect(template).toMatchObject({ version, fields: ['对象名称', '改正内容'] });
    }
    const entries = [{ field: '改正内容', text: '补办健康证明㐂' }];
    const { documents } = done(await prepare(job, open.campaign.id, { kind: CORRECTION_ORDER, entries }));
    expect(documents[0]).toMatchObject({ templateVersion: 2, values: { 改正内容: '补办健康证明㐂' } });
    expect((await fetchAs(job.planner, `/documents/${documents[0]?.id}.pdf`)).status).toBe(200);
    expect(notices[0]?.templateVersion).toBe(0);
  });

  test('a kind of one’s own needs a name, and a form before a paper', async () => {
    const bytes = writeForm({ title: '询问', blocks: [{ text: '{对象名称}' }] });
    const id = await upload(job, job.planner, '询问.docx', bytes);
    await expectRefused(job, 'TemplateNameNeeded', () => own(OTHER, id));
    await expectRefused(job, 'TemplateNotFound', () =>
      prepare(job, open.campaign.id, { kind: OTHER, name: '询问笔录' }),
    );
    done(await own(OTHER, id, '询问笔录'));
    expect(
      done(await prepare(job, open.campaign.id, { kind: OTHER, name: '询问笔录' })).documents[0]?.name,
    ).toBe('询问笔录');
  });

  test('an unknown field is refused by name, the upload stays', async () => {
    const bytes = writeForm({ title: '错', blocks: [{ text: '{企业名称}' }] });
    const id = await upload(job, job.planner, '错.docx', bytes);
    const refused = await expectRefused(job, 'TemplateFieldUnknown', () => own(NOTICE, id));
    expect(refused).toMatchObject({ unknownFields: ['企业名称'] });
    expect(await own(NOTICE, hidden.id)).toMatchObject({ __typename: 'UnknownUpload' });
    await expectRefused(job, 'EntryUnknown', () =>
      prepare(job, open.campaign.id, {
        kind: VISIT_RECORD,
        entries: [{ field: '对象名称', text: '别的店' }],
      }),
    );
  });
});

describe('one PDF of a campaign', () => {
  const request = (actor: Actor = job.planner) =>
    job.act(actor, (unit) =>
      requestCollation(unit, { campaignId: hidden.campaign.id, kinds: [NOTICE, VISIT_RECORD] }),
    );

  test('is made by a job, visit by visit, and tells how far it is', async () => {
    done(await prepare(job, hidden.campaign.id, { kind: VISIT_RECORD }));
    const { collation } = done(await request());
    expect(collation).toMatchObject({
      state: CollationState.RUNNING,
      totalCount: 2 * hiddenNotices.length,
      doneCount: 0,
    });
    await job.runJobs();
    const made = await job.readAs().em.findOneOrFail(Collation, { id: collation.id });
    expect(made).toMatchObject({ state: CollationState.DONE, doneCount: made.totalCount });
    const file = await fetchAs(job.planner, `/collations/${collation.id}.pdf`);
    const pdf = await PDFDocument.load(await file.arrayBuffer());
    expect(pdf.getPageCount()).toBe(made.pageCount);
    const told = await readingsOf(job.planner);
    expect(new Set(told.map(({ subjectId }) => subjectId)).size).toBe(hiddenNotices.length);
    expect((await fetchAs(job.stranger, `/collations/${collation.id}.pdf`)).status).toBe(404);
  });

  test('nothing approved is nothing to print', async () => {
    const { campaign } = done(await job.draft());
    await expectRefused(job, 'NothingToCollate', () =>
      job.act(job.planner, (unit) => requestCollation(unit, { campaignId: campaign.id, kinds: [NOTICE] })),
    );
  });
});

describe('sheets that come back signed', () => {
  const sheet = (document: Document | undefined, page = 1, pageCount = 1) =>
    scannedSheet(writePageMark({ documentId: document?.id ?? '', kind: NOTICE, page, pageCount }));
  const attach = async (bytes: Uint8Array, actor: Actor = job.planner, documentId?: string) => {
    const uploadId = await upload(job, actor, '扫描.png', bytes);
    return job.act(actor, (unit) => attachScan(unit, { uploadId, documentId: documentId ?? null }));
  };

  test.each(['sheet.jpg', 'sheet-progressive.jpg', 'sheet.png'])(
    'the QR of a print is read in %s',
    (name) => {
      const bytes = readFileSync(new URL(`../../fixtures/document/${name}`, import.meta.url));
      const picture = name.endsWith('.png') ? readPng(bytes, 5_000_000) : readJpeg(bytes, 5_000_000);
      const documentId = '01234567-89ab-cdef-0123-456789abcdef';
      expect(findPageMark(picture)).toEqual({ documentId, kind: 'TRANSFER', page: 1, pageCount: 1 });
    },
  );

  test('find their paper by the QR, are hashed and kept encrypted, and make it the signed record', async () => {
    const bytes = sheet(notices[0]);
    const { documents, unreadPages } = done(await attach(bytes));
    expect(unreadPages).toEqual([]);
    expect(documents[0]).toMatchObject({ id: notices[0]?.id, state: DocumentState.SIGNED });
    const scan = await job.readAs().em.findOneOrFail(DocumentScan, { document: notices[0]?.id });
    expect(scan).toMatchObject({ page: 1, pageCount: 1, isByQr: true });
    const back = await fetchAs(job.planner, `/document-files/${scan.file}`);
    expect(Buffer.from(await back.arrayBuffer()).equals(bytes)).toBe(true);
    const [part] = await job
      .readAs()
      .em.execute<{ bytes: Uint8Array }[]>('select bytes from document_file_part where file_id = ?', [
        scan.file,
      ]);
    expect(Buffer.from(part?.bytes ?? []).includes(bytes.subarray(0, 16))).toBe(false);
  });

  test('of a paper of two pages both are needed', async () => {
    done(await attach(sheet(notices[1], 2, 2)));
    expect(await reload(notices[1]?.id)).toMatchObject({ state: DocumentState.APPROVED, signedAt: null });
    done(await attach(sheet(notices[1], 1, 2)));
    expect(await reload(notices[1]?.id)).toMatchObject({ state: DocumentState.SIGNED });
  });

  test('one file holds sheets of many papers; what cannot be read is told', async () => {
    const pdf = await PDFDocument.create();
    for (const bytes of [sheet(notices[2]), scannedSheet('https://example.com'), sheet(notices[3])]) {
      const page = pdf.addPage([595, 842]);
      page.drawImage(await pdf.embedPng(bytes), { x: 0, y: 0, width: 595, height: 842 });
    }
    const { documents, unreadPages } = done(await attach(await pdf.save()));
    expect(documents.map(({ id }) => id)).toEqual([notices[2]?.id, notices[3]?.id]);
    expect(unreadPages).toEqual([2]);
  });

  test('a member of the team brings them too; whoever is not, and a stranger, do not', async () => {
    const own = sheet(hiddenNotices[0]);
    done(await attach(own, officer));
    const colleague = await job.addPerson('colleague', [Role.INSPECTOR], job.market, job.stranger.accountId);
    for (const actor of [job.stranger, colleague]) {
      const uploadId = await upload(job, actor, 's.png', own);
      await expectRefused(job, 'ScanNotOurs', () => job.act(actor, (unit) => attachScan(unit, { uploadId })));
    }
  });

  test('without a readable QR the paper is named by hand', async () => {
    const blank = scannedSheet('nothing of ours');
    const uploadId = await upload(job, job.planner, 'blank.png', blank);
    const take = (documentId: string | null) =>
      job.act(job.planner, (unit) => attachScan(unit, { uploadId, documentId }));
    await expectRefused(job, 'ScanWithoutMark', () => take(null));
    done(await take(notices[4]?.id ?? ''));
    expect(await job.readAs().em.findOneOrFail(DocumentScan, { document: notices[4]?.id })).toMatchObject({
      isByQr: false,
    });
  });

  test('of a void paper are not taken; a file that is no picture neither', async () => {
    done(
      await job.act(job.planner, (unit) => voidDocument(unit, { id: notices[5]?.id ?? '', reason: '重复' })),
    );
    const voidUpload = await upload(job, job.planner, 'v.png', sheet(notices[5]));
    const textUpload = await upload(job, job.planner, 't.png', new TextEncoder().encode('text'));
    const take = (uploadId: string) => job.act(job.planner, (unit) => attachScan(unit, { uploadId }));
    await expectRefused(job, 'DocumentStateWrong', () => take(voidUpload));
    await expectRefused(job, 'ScanFileInvalid', () => take(textUpload));
  });

  test('evidence stands: no scan and no approval is changed or taken back', async () => {
    const em = server.database.em.fork();
    await expect(em.execute('delete from document_scan')).rejects.toThrow('append-only');
    await expect(em.execute("update document_approval set opinion = ''")).rejects.toThrow('append-only');
  });
});

test('the file of the seal system is taken back, hashed and linked', async () => {
  const pdf = await PDFDocument.create();
  pdf.addPage();
  const stamp = async (documentId: string | undefined, bytes: Uint8Array) => {
    const uploadId = await upload(job, job.planner, '盖章.pdf', bytes);
    return () =>
      job.act(job.planner, (unit) => attachStamped(unit, { documentId: documentId ?? '', uploadId }));
  };
  const { document } = done(await (await stamp(notices[6]?.id, await pdf.save()))());
  expect(document.stampedHash).toMatch(/^[0-9a-f]{64}$/);
  expect((await fetchAs(job.planner, `/document-files/${document.stampedFile}`)).status).toBe(200);
  await expectRefused(job, 'ScanFileInvalid', await stamp(notices[6]?.id, new TextEncoder().encode('text')));
  await expectRefused(job, 'DocumentStateWrong', await stamp(notices[5]?.id, await pdf.save()));
});

describe('the file of an entity', () => {
  const query =
    'query ($id: RealWorldId!, $after: String) { dossier(realId: $id, first: 2, after: $after) { edges { node { kind title number } } pageInfo { hasNextPage endCursor } } }';
  async function dossier(actor: Actor, id: string) {
    const client = await server.client();
    client.cookie = await job.cookieOf(actor);
    const rows: { kind: string; title: string; number: string | null }[] = [];
    for (let after: string | undefined; ; ) {
      const { dossier: page } = await client.get(query, { id, after });
      rows.push(...page.edges.map(({ node }: { node: (typeof rows)[number] }) => node));
      if (!page.pageInfo.hasNextPage) return rows;
      after = page.pageInfo.endCursor;
    }
  }

  test('holds papers, results and visits, page by page; another department sees nothing of it', async () => {
    server.clock.set('2026-02-10T02:00:00Z');
    const [assignment] = (await job.listAssignments(open)).filter(({ id }) => id === notices[0]?.assignment);
    const result = await job.visit(assignment?.id ?? '');
    done(await job.confirm(result.id));
    const rows = await dossier(job.reviewer, assignment?.targetRealId ?? '');
    expect(rows.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['VISIT', 'RESULT', 'DOCUMENT']));
    expect(rows.find(({ title }) => title === '检查通知书')?.number).toMatch(/^湛卫检通/);
    expect(await dossier(job.stranger, assignment?.targetRealId ?? '')).toEqual([]);
  });

  test('tells of a confidential visit only once it was made', async () => {
    const visits = await job.listAssignments(hidden);
    const onlyHidden = visits.find(
      (one) => !notices.some((notice) => notice.entityRealId === one.targetRealId),
    );
    const id = onlyHidden?.targetRealId ?? '';
    expect(await dossier(job.reviewer, id)).toEqual([]);
    await job.visit(onlyHidden?.id ?? '');
    expect((await dossier(job.reviewer, id)).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['RESULT', 'DOCUMENT']),
    );
  });
});
