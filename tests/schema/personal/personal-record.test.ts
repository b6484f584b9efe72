import { AuditEvent } from '../../../schema/audit/index.js';
import {
  beginTerm,
  endOverdue,
  endPersonal,
  MOST_BYTES,
  PersonalDataEnded,
  PersonalDataNotFound,
  PersonalDataTooLarge,
  type PersonalDraft,
  PersonalRecord,
  Reading,
  RetentionClass,
  readPersonal,
  sealPersonal,
} from '../../../schema/personal/index.js';
import { SealBrokenError } from '../../../schema/shared/keyring.js';
import { openTestHouse, type TestHouse } from '../../support/steps.js';

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse('2026-02-09T01:00:00Z');
});
afterEach(() => house.close());

const accountId = '0190aaaa-0000-7000-8000-000000000001';
const reader = { accountId, username: 'reader', displayName: '核查员', roles: [] };
const number = '44080219900101001X';

const draft = (more: Partial<PersonalDraft> = {}): PersonalDraft => ({
  departmentId: null,
  subject: { kind: 'person', id: 'np:1' },
  retention: RetentionClass.PERSON_NUMBER,
  content: { number },
  ...more,
});

async function seal(more?: Partial<PersonalDraft>): Promise<string> {
  const id = await house.stepAs(reader)((unit) => sealPersonal(unit, draft(more)));
  if (typeof id !== 'string') throw new Error(id.messageEn);
  return id;
}

const read = (id: string) => house.stepAs(reader)((unit) => readPersonal(unit, id));
const listEvents = (kind: string) => house.readAs().em.find(AuditEvent, { kind });

interface Row {
  readonly ciphertext: Uint8Array | null;
  readonly sealed_key: string | null;
  readonly content_hash: string;
}

async function rowOf(id: string): Promise<Row> {
  const [row] = await house.readAs().em.execute<Row[]>('select * from personal_record where id = ?', [id]);
  return row as Row;
}

test('fields are sealed and opened again, and each opening is written down', async () => {
  const id = await seal();
  expect(await read(id)).toMatchObject({ mediaType: 'application/json', fields: { number } });
  await read(id);
  const readings = await house.readAs().em.find(Reading, { subjectId: id });
  expect(readings).toMatchObject([{ account: accountId, accountName: '核查员', way: 'PERSONAL_RECORD' }]);
  expect(await listEvents('reading.personal-records')).toHaveLength(1);
  house.clock.set('2026-02-09T02:00:00Z');
  await read(id);
  expect(await listEvents('reading.personal-records')).toHaveLength(2);
});

test('20 MB of a photo go in and come out byte for byte; one byte more is refused', async () => {
  const bytes = new Uint8Array(MOST_BYTES);
  for (let n = 0; n < bytes.length; n += 4_099) bytes[n] = n % 251;
  const content = { bytes, mediaType: 'image/jpeg' };
  const id = await seal({ content, retention: RetentionClass.PHOTO });
  const opened = await read(id);
  if (!('bytes' in opened)) throw new Error(opened.messageEn);
  expect(opened.mediaType).toBe('image/jpeg');
  expect(Buffer.compare(opened.bytes, bytes)).toBe(0);
  const larger = { bytes: new Uint8Array(MOST_BYTES + 1), mediaType: 'image/jpeg' };
  const refused = await house.stepAs(reader)((unit) => sealPersonal(unit, draft({ content: larger })));
  expect(refused).toBeInstanceOf(PersonalDataTooLarge);
});

test('no column shows what was sealed, and equal contents have equal hashes here alone', async () => {
  const [one, other] = [await rowOf(await seal()), await rowOf(await seal())];
  const text = JSON.stringify({ ...one, ciphertext: Buffer.from(one.ciphertext ?? []).toString('latin1') });
  expect(text).not.toContain(number);
  expect(one.content_hash).toBe(other.content_hash);
  expect(Buffer.compare(one.ciphertext ?? Buffer.of(), other.ciphertext ?? Buffer.of())).not.toBe(0);
});

test('a key does not open the ciphertext of another record, nor one of which a byte was changed', async () => {
  const [id, other] = [await seal(), await seal({ content: { number: 'another' } })];
  const theirs = await rowOf(other);
  const { em } = house.readAs();
  await em.nativeUpdate(
    PersonalRecord,
    { id },
    { ciphertext: Buffer.from(theirs.ciphertext ?? []), sealedKey: theirs.sealed_key },
  );
  await expect(read(id)).rejects.toThrow(SealBrokenError);
  const changed = Buffer.from(theirs.ciphertext ?? []);
  changed[20] = (changed[20] ?? 0) ^ 1;
  await em.nativeUpdate(PersonalRecord, { id: other }, { ciphertext: changed });
  await expect(read(other)).rejects.toThrow(SealBrokenError);
});

test('a term runs from what begins it, and its last day counts', async () => {
  const id = await seal();
  await house.stepAs()((unit) => beginTerm(unit, id, '2026-03-01'));
  expect(await house.readAs().em.findOne(PersonalRecord, { id })).toMatchObject({ keepToOn: '2031-03-01' });
  house.clock.set('2031-03-01T15:59:00Z');
  expect(await house.stepAs()(endOverdue)).toBe(0);
  expect(await read(id)).toMatchObject({ fields: { number } });
  house.clock.set('2031-03-01T16:00:00Z');
  expect(await read(id)).toBeInstanceOf(PersonalDataEnded);
  expect(await house.stepAs()(endOverdue)).toBe(1);
  expect(await house.stepAs()(endOverdue)).toBe(0);
  expect(await listEvents('personal.ended')).toMatchObject([{ data: { why: 'TERM_OVER', ids: [id] } }]);
});

test('what ended has neither key nor bytes, and its hash stands', async () => {
  const id = await seal();
  const before = await rowOf(id);
  await house.stepAs()((unit) => endPersonal(unit, id, 'WITHDRAWN'));
  expect(await rowOf(id)).toMatchObject({
    ciphertext: null,
    sealed_key: null,
    content_hash: before.content_hash,
  });
  expect(await read(id)).toBeInstanceOf(PersonalDataEnded);
  expect(await house.stepAs()((unit) => endPersonal(unit, id, 'WITHDRAWN'))).toBeInstanceOf(
    PersonalDataEnded,
  );
  expect(await read('0190aaaa-0000-7000-8000-00000000dead')).toBeInstanceOf(PersonalDataNotFound);
  expect(await listEvents('personal.ended')).toMatchObject([{ subjectId: id, data: { why: 'WITHDRAWN' } }]);
});

test('an older backup brings key and bytes back, and still nothing opens it; the next run destroys them again', async () => {
  const id = await seal();
  await house.stepAs()((unit) => beginTerm(unit, id, '2020-01-01'));
  const backup = await rowOf(id);
  expect(backup.sealed_key).not.toBeNull();
  await house.stepAs()(endOverdue);
  const { em } = house.readAs();
  await em.nativeUpdate(
    PersonalRecord,
    { id },
    { ciphertext: Buffer.from(backup.ciphertext ?? []), sealedKey: backup.sealed_key, destroyedAt: null },
  );
  expect(await read(id)).toBeInstanceOf(PersonalDataEnded);
  expect(await house.stepAs()(endOverdue)).toBe(1);
  expect(await rowOf(id)).toMatchObject({ ciphertext: null, sealed_key: null });
});

test('an ending that cannot be recorded does not happen', async () => {
  const id = await seal();
  await house.stepAs()((unit) => beginTerm(unit, id, '2020-01-01'));
  const broken = house.stepAs()(async (unit) => {
    await endOverdue(unit);
    throw new Error('the process dies');
  });
  await expect(broken).rejects.toThrow('the process dies');
  expect((await rowOf(id)).sealed_key).not.toBeNull();
  expect(await listEvents('personal.ended')).toEqual([]);
});
