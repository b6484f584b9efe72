import { createHash } from 'node:crypto';
import readExif from 'exif-reader';
import { AuditEvent } from '../../../schema/audit/index.js';
import { Evidence } from '../../../schema/inspection/index.js';
import { PersonalRecord, Reading } from '../../../schema/personal/index.js';
import { countStatements } from '../../support/count-statements.js';
import { EvidenceHouse, metadataOf, phonePhoto, TOWER } from './evidence-house.js';

let house: EvidenceHouse;
let photo: Buffer;
let photoId: string;
let pdfId: string;
const pdf = Buffer.from('%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n');

beforeAll(async () => {
  house = await EvidenceHouse.open();
  photo = await phonePhoto();
  photoId = (await house.send(photo, { name: '门头.JPG', point: 'P-01' })).evidenceId ?? '';
  // Ids carry their instant, and so their order.
  house.server.clock.advance({ minutes: 1 });
  pdfId = (await house.send(pdf, { kind: 'DOCUMENT', name: '合同.pdf' })).evidenceId ?? '';
  house.server.clock.advance({ minutes: 1 });
});
afterAll(() => house.close());

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

const listed = `query ($assignmentId: UUID!, $first: Int = 20, $after: String) {
  evidence(assignmentId: $assignmentId, first: $first, after: $after) { edges { node {
    id kind point mediaType size sha256 fileName takenAt uploadedAt uploadedByName hasPicture isEnded
    withdrawal { reason withdrawnByName } } } pageInfo { hasNextPage endCursor } } }`;
const captured = `query ($evidenceId: UUID!) { evidenceCapture(evidenceId: $evidenceId) { takenAt latitude longitude device } }`;
const withdrawn = `mutation ($input: WithdrawEvidenceInput!) { value: withdrawEvidence(input: $input) { __typename
  ... on EvidenceWithdrawn { evidence { id withdrawal { reason withdrawnByName } } } ... on ConsoleError { code message messageEn } } }`;

// biome-ignore lint/suspicious/noExplicitAny: answers of the console
async function ask(who: string, query: string, variables: object): Promise<any> {
  const client = await house.console(who);
  return client.get(query, variables as Record<string, unknown>);
}

async function list(who: string, assignmentId = house.visit) {
  const { evidence } = await ask(who, listed, { assignmentId });
  return evidence?.edges.map(({ node }: { node: unknown }) => node);
}

describe('what the camera wrote', () => {
  test('the original stays byte for byte, and only those who judge evidence fetch it', async () => {
    for (const who of ['approver', 'supervisor', 'auditor']) {
      const answer = await house.fetch(photoId, '', who);
      expect([who, answer.status, answer.headers.get('content-type')]).toEqual([who, 200, 'image/jpeg']);
      expect(sha256(await bytesOf(answer))).toBe(sha256(photo));
    }
  });

  test('what others are shown is turned as it was held, and has no place, time or device', async () => {
    for (const [part, longest] of [
      ['/picture', 2560],
      ['/thumbnail', 320],
    ] as const) {
      const shown = await bytesOf(await house.fetch(photoId, part, 'colleague'));
      const { format, width, height, exif, xmp, iptc, orientation } = await metadataOf(shown);
      expect({ format, width, height }).toEqual({ format: 'jpeg', width: 40, height: 60 });
      expect([exif, xmp, iptc, orientation]).toEqual([undefined, undefined, undefined, undefined]);
      expect(shown.includes('Phone-7')).toBe(false);
      expect(Math.max(width, height)).toBeLessThanOrEqual(longest);
    }
    const wide = await house.send(await phonePhoto({ width: 3000, height: 2000, colour: '#3a3' }));
    const thumbnail = await bytesOf(await house.fetch(wide.evidenceId, '/thumbnail', 'officer'));
    expect(Math.max(...(await sizesOf(thumbnail)))).toBe(320);
  });

  test('place and time lie sealed in the vault, told to those who judge evidence, each look recorded', async () => {
    const exif = readExif((await metadataOf(photo)).exif as Buffer);
    expect(exif.GPSInfo?.GPSLatitude).toEqual([23, 6, 23.4]);
    const { evidenceCapture } = await ask('supervisor', captured, { evidenceId: photoId });
    expect(evidenceCapture).toEqual({
      ...{ takenAt: '2026-02-10T01:30:00.000Z', device: 'FOTO Phone-7' },
      ...{ latitude: TOWER.latitude, longitude: TOWER.longitude },
    });
    const { personal } = await house.server.readAs().em.findOneOrFail(Evidence, { id: photoId });
    const looks = await house.server.readAs().em.find(Reading, { subjectId: personal });
    expect(looks.map(({ accountName, way }) => [accountName, way])).toEqual([
      ['supervisor', 'PERSONAL_RECORD'],
    ]);
    const record = await house.server
      .readAs()
      .em.findOneOrFail(PersonalRecord, { id: personal }, { populate: ['ciphertext'] });
    expect(Buffer.from(record.ciphertext ?? []).includes('Phone-7')).toBe(false);
    expect((await ask('far-reviewer', captured, { evidenceId: photoId })).evidenceCapture).toBeNull();
  });

  test('in the store nothing can be read: neither bytes nor names', async () => {
    const files = house.listFiles();
    expect(files.length).toBeGreaterThanOrEqual(4);
    for (const { name, bytes } of files) {
      expect(name).toMatch(/^[0-9a-f]{2}.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      for (const known of ['Phone-7', '%PDF', 'JFIF', '门头']) expect(bytes.includes(known)).toBe(false);
    }
    const rows = await house.server.readAs().em.execute('select * from evidence_blob');
    expect(JSON.stringify(rows)).not.toContain('门头');
  });
});

async function sizesOf(bytes: Buffer): Promise<[number, number]> {
  const { width, height } = await metadataOf(bytes);
  return [width, height];
}

describe('who sees evidence', () => {
  const seen: Record<string, [pictures: number, photo: number, document: number]> = {
    officer: [200, 404, 200],
    colleague: [200, 404, 200],
    reviewer: [200, 404, 200],
    approver: [200, 200, 200],
    supervisor: [200, 200, 200],
    auditor: [200, 200, 200],
    outsider: [404, 404, 404],
    planner: [404, 404, 404],
    'far-reviewer': [404, 404, 404],
    stranger: [404, 404, 404],
    nobody: [404, 404, 404],
  };

  test.each(Object.entries(seen))('%s: picture, photo as taken, document', async (who, expected) => {
    const answers = await Promise.all([
      house.fetch(photoId, '/picture', who),
      house.fetch(photoId, '', who),
      house.fetch(pdfId, '', who),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(expected);
    expect((await house.fetch(photoId, '/thumbnail', who)).status).toBe(expected[0]);
  });

  test('is the same in lists', async () => {
    for (const who of ['officer', 'reviewer', 'approver', 'supervisor', 'auditor']) {
      expect((await list(who))[0]).toMatchObject({ id: photoId, fileName: '门头.JPG', kind: 'PHOTO' });
    }
    for (const who of ['outsider', 'far-reviewer', 'stranger']) expect(await list(who)).toBeUndefined();
  });

  test('before the team may see its target there is nothing to see and nowhere to send', async () => {
    const { now } = house.server.clock;
    const at = now.call(house.server.clock);
    house.server.clock.set('2026-02-09T09:59:00Z');
    expect((await house.fetch(photoId, '/picture', 'officer')).status).toBe(404);
    expect((await house.fetch(photoId, '', 'auditor')).status).toBe(404);
    expect(await house.send(photo)).toMatchObject({ status: 404, code: 'ASSIGNMENT_NOT_FOUND' });
    house.server.clock.set(at.toISOString());
  });

  test('pictures and originals are written down, small pictures are not', async () => {
    const another = await house.send(await phonePhoto({ colour: '#117' }));
    const looks = () => house.server.readAs().em.find(Reading, { subjectId: another.evidenceId ?? '' });
    await house.fetch(another.evidenceId, '/thumbnail', 'reviewer');
    expect(await looks()).toEqual([]);
    await house.fetch(another.evidenceId, '/picture', 'reviewer');
    await house.fetch(another.evidenceId, '', 'auditor');
    expect((await looks()).map(({ accountName, way }) => [accountName, way])).toEqual([
      ['reviewer', 'EVIDENCE'],
      ['auditor', 'EVIDENCE'],
    ]);
    const fetched = { kind: 'evidence.fetched', subjectId: another.evidenceId ?? '' };
    expect(await house.server.readAs().em.count(AuditEvent, fetched)).toBe(1);
  });

  test('a file is data: downloaded, never run, never kept by a browser', async () => {
    const { headers } = await house.fetch(pdfId, '', 'auditor');
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('合同.pdf')}`,
    );
    expect(headers.get('content-security-policy')).toContain('sandbox');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
  });
});

describe('the list', () => {
  test('tells what arrived, in its order, page by page', async () => {
    const [first, second] = await list('officer');
    expect(first).toMatchObject({
      ...{ point: 'P-01', mediaType: 'image/jpeg', size: photo.length, sha256: sha256(photo) },
      ...{ takenAt: '2026-02-10T01:30:00.000Z', uploadedAt: '2026-02-10T02:00:00.000Z' },
      ...{ uploadedByName: 'officer', hasPicture: true, isEnded: false, withdrawal: null },
    });
    expect(second).toMatchObject({ id: pdfId, kind: 'DOCUMENT', takenAt: null, hasPicture: false });
    const page = await ask('officer', listed, { assignmentId: house.visit, first: 1 });
    const after = page.evidence.pageInfo.endCursor;
    const next = await ask('officer', listed, { assignmentId: house.visit, first: 1, after });
    expect(next.evidence.edges[0].node.id).toBe(pdfId);
  });

  test('costs as many statements for ten rows as for one', async () => {
    const client = await house.console('supervisor');
    const countOf = (first: number) =>
      countStatements(house.server.database, () => client.get(listed, { assignmentId: house.visit, first }));
    const one = await countOf(1);
    expect(await countOf(10)).toBe(one);
    const signIn = await countStatements(house.server.database, () => client.get('{ me { username } }'));
    expect(one - signIn).toBeLessThanOrEqual(3);
  });
});

describe('sent again', () => {
  test('the same under the same id is one; another content, kind or sender is refused by name', async () => {
    const client = house.newId();
    const first = await house.send(photo, { client });
    expect(first.status).toBe(201);
    const files = house.listFiles().length;
    expect(await house.send(photo, { client })).toMatchObject({ status: 200, evidenceId: first.evidenceId });
    const taken = { status: 409, code: 'CLIENT_ID_TAKEN' };
    const other = await phonePhoto({ colour: '#fff' });
    expect(await house.send(other, { client })).toMatchObject(taken);
    expect(await house.send(photo, { client, kind: 'PARTY_SIGNATURE' })).toMatchObject(taken);
    expect(await house.send(photo, { client }, { who: 'colleague' })).toMatchObject(taken);
    expect(house.listFiles().length).toBe(files);
  });

  test('five times at once it is one', async () => {
    const client = house.newId();
    const bytes = await phonePhoto({ colour: '#456' });
    const answers = await Promise.all(Array.from({ length: 5 }, () => house.send(bytes, { client })));
    expect(new Set(answers.map(({ evidenceId }) => evidenceId)).size).toBe(1);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
    expect(await house.server.readAs().em.count(Evidence, { clientId: client })).toBe(1);
  });
});

describe('withdrawn evidence', () => {
  test('stays with its reason; once; never after the visit is confirmed', async () => {
    const visit = house.assignments[2]?.id ?? '';
    const [member] = await house.job.listTeam(visit);
    const { cookies } = house;
    const actor = await house.job.addPerson(
      'third',
      member?.roles as never,
      house.job.health,
      member?.inspectorId,
    );
    cookies.set('third', await house.job.cookieOf(actor));
    const sent = await house.send(photo, { assignment: visit }, { who: 'third' });
    const input = { evidenceId: sent.evidenceId, reason: '拍错了店铺' };
    expect((await ask('outsider', withdrawn, { input })).value.code).toBe('EVIDENCE_NOT_FOUND');
    const { value } = await ask('third', withdrawn, { input });
    expect(value.evidence.withdrawal).toEqual({ reason: '拍错了店铺', withdrawnByName: 'third' });
    expect((await ask('third', withdrawn, { input })).value.code).toBe('EVIDENCE_ALREADY_WITHDRAWN');
    expect((await house.fetch(sent.evidenceId, '', 'auditor')).status).toBe(200);
    const kept = await house.send(
      await phonePhoto({ colour: '#789' }),
      { assignment: visit },
      { who: 'third' },
    );
    await house.job.confirm((await house.job.visit(visit)).id);
    const late = { evidenceId: kept.evidenceId, reason: '后悔了' };
    expect((await ask('third', withdrawn, { input: late })).value.code).toBe('EVIDENCE_PINNED');
    expect(await house.send(photo, { assignment: visit }, { who: 'third' })).toMatchObject({
      status: 409,
      code: 'EVIDENCE_CLOSED',
    });
    const rows = await list('third', visit);
    const withdrawnIds = rows.flatMap(({ id, withdrawal }: { id: string; withdrawal: unknown }) =>
      withdrawal === null ? [] : [id],
    );
    expect([rows.length, withdrawnIds]).toEqual([2, [sent.evidenceId]]);
  });

  test('neither evidence nor its withdrawal can be changed, whoever asks', async () => {
    const owner = house.job.database.em.fork();
    for (const table of ['evidence', 'evidence_withdrawal']) {
      const column = table === 'evidence' ? 'sha256' : 'reason';
      await expect(owner.execute(`update ${table} set ${column} = 'x'`)).rejects.toThrow(/append-only/);
      await expect(owner.execute(`delete from ${table}`)).rejects.toThrow(/append-only/);
    }
  });
});
