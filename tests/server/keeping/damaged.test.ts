import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { BackupFileError, type Manifest } from '../../../server/keeping/backup-format.js';
import { trailerOf } from '../../../server/keeping/backup-trailer.js';
import { BackupWriter } from '../../../server/keeping/backup-writer.js';
import { NotVerifiedError, OtherTablesError } from '../../../server/keeping/load-backup.js';
import { checkBackup } from '../../../server/keeping/read-backup.js';
import { takeBackup } from '../../../server/keeping/take-backup.js';
import { type EmptyPlace, emptyPlace, kinds, restoreInto, testFolder } from '../../support/keeping.js';
import { openTestHouse } from '../../support/steps.js';

const folder = testFolder();
const whole = join(folder, 'whole.tar.zst');
const bent = join(folder, 'bent.tar.zst');
const takenAt = new Date('2026-03-02T01:00:00Z');
let bytes: Buffer;
let manifest: Manifest;

beforeAll(async () => {
  const house = await openTestHouse();
  try {
    ({ manifest } = await takeBackup(house.database, whole, takenAt));
  } finally {
    await house.close();
  }
  bytes = readFileSync(whole);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function faultOf(path: string): Promise<string> {
  const error = await checkBackup(path).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof BackupFileError)) throw new Error(`not refused by name: ${String(error)}`);
  expect(error.message).toMatch(/[\u4e00-\u9fff]{4}.*[a-z]{3}/);
  return error.code;
}

function faultOfBytes(content: Uint8Array): Promise<string> {
  writeFileSync(bent, content);
  return faultOf(bent);
}

/** The members of the whole file, in order. */
function members(): { name: string; bytes: Buffer; start: number }[] {
  const tar = zstdDecompressSync(bytes.subarray(0, -40));
  const found = [];
  for (let at = 0; tar[at] !== 0; ) {
    const name = tar.toString('utf8', at, tar.indexOf(0, at));
    const size = Number.parseInt(tar.toString('ascii', at + 124, at + 135), 8);
    found.push({ name, bytes: tar.subarray(at + 512, at + 512 + size), start: at });
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return found;
}

/** A file with a right trailer whose members are others. */
async function rewritten(change: (name: string, content: Buffer) => Buffer | undefined): Promise<string> {
  rmSync(bent, { force: true });
  const writer = await BackupWriter.create(bent, takenAt);
  for (const { name, bytes: content } of members()) {
    const changed = change(name, content);
    if (changed) await writer.add(name, changed);
  }
  await writer.finish();
  return bent;
}

const edited = (edit: (said: Record<string, unknown>) => object) => (content: Buffer) =>
  Buffer.from(JSON.stringify(edit(JSON.parse(content.toString('utf8')))));
const inMember = (member: string, edit: (content: Buffer) => Buffer | undefined) =>
  rewritten((name, content) => (name === member ? edit(content) : content));

test('a whole file is whole, and standard tools read it', async () => {
  expect((await checkBackup(whole)).manifest).toEqual(manifest);
  expect(members().map(({ name }) => name)).toContain('tables/deadline_rule/000001.copy');
});

test('one byte flipped anywhere is found', async () => {
  for (let at = 0; at < bytes.length; at += at < 64 || at > bytes.length - 64 ? 1 : 41) {
    const flipped = Buffer.from(bytes);
    flipped[at] = (flipped[at] as number) ^ (1 << (at % 8));
    expect(['ALTERED', 'CUT', 'NOT_A_BACKUP']).toContain(await faultOfBytes(flipped));
  }
});

test('a file that was cut is told, wherever it was', async () => {
  const cuts = [...Array(45).keys()].map((n) => bytes.length - 1 - n);
  for (let at = 4; at < bytes.length; at += 211) cuts.push(at);
  for (const at of cuts) expect([at, await faultOfBytes(bytes.subarray(0, at))]).toEqual([at, 'CUT']);
});

test('a file that ends after any of its members is refused, also with a right hash at its end', async () => {
  const tar = zstdDecompressSync(bytes.subarray(0, -40));
  for (const { start } of members().slice(1)) {
    const body = zstdCompressSync(Buffer.concat([tar.subarray(0, start), Buffer.alloc(1024)]));
    const digest = createHash('sha256').update(body).digest();
    expect(await faultOfBytes(Buffer.concat([body, trailerOf(digest)]))).toBe('INCONSISTENT');
  }
});

test('what is no backup is called so', async () => {
  expect(await faultOf(join(folder, 'absent'))).toBe('ABSENT');
  expect(await faultOf(folder)).toBe('NOT_A_BACKUP');
  expect(await faultOfBytes(Buffer.alloc(0))).toBe('NOT_A_BACKUP');
  expect(await faultOfBytes(Buffer.from('PGDMP, but of another kind'))).toBe('NOT_A_BACKUP');
  const sealed = (body: Buffer) =>
    Buffer.concat([body, trailerOf(createHash('sha256').update(body).digest())]);
  expect(await faultOfBytes(sealed(zstdCompressSync(Buffer.from('not a tar'))))).not.toBe('');
  expect(await faultOf(await inMember('fairdraw-backup.json', () => undefined))).toBe('NOT_A_BACKUP');
});

test('a newer program’s is told from a damaged one', async () => {
  const form = await inMember(
    'fairdraw-backup.json',
    edited((said) => ({ ...said, form: 2 })),
  );
  expect(await faultOf(form)).toBe('TOO_NEW');
  const later = edited((said) => ({ ...said, migrations: [...manifest.migrations, '9999-from-the-future'] }));
  expect(await faultOf(await inMember('manifest.json', later))).toBe('TOO_NEW');
});

test('rows that are not those of the manifest are named', async () => {
  const rules = 'tables/deadline_rule/000001.copy';
  const less = (rows: Buffer) => rows.subarray(rows.indexOf(10) + 1);
  for (const file of [
    () => inMember(rules, less),
    () => inMember(rules, () => undefined),
    () =>
      inMember(
        'manifest.json',
        edited(({ tables, ...said }) => ({ ...said, tables: [] })),
      ),
    () => inMember('manifest.json', () => Buffer.from('{')),
  ]) {
    expect(await faultOf(await file())).toBe('INCONSISTENT');
  }
});

describe.each(kinds)('on %s', (kind) => {
  let place: EmptyPlace;
  beforeEach(async () => {
    place = await emptyPlace(kind);
  });
  afterEach(() => place.remove());

  async function expectNothingLeft(): Promise<void> {
    if (kind === 'embedded') return expect(existsSync(place.at)).toBe(false);
    const database = await place.open();
    try {
      const things = await database.em
        .fork()
        .execute(`select relname from pg_class where relnamespace = 'public'::regnamespace`);
      expect(things).toEqual([]);
    } finally {
      await database.close();
    }
  }

  test('a damaged file leaves nothing behind', async () => {
    writeFileSync(bent, bytes.subarray(0, -1));
    await expect(restoreInto(place, bent)).rejects.toThrow(BackupFileError);
    await expectNothingLeft();
  });

  test('a table that this program’s migrations do not make is named, and nothing is left', async () => {
    const [first, ...others] = manifest.tables;
    const other = edited((said) => ({ ...said, tables: [{ ...first, columns: ['id'] }, ...others] }));
    await expect(restoreInto(place, await inMember('manifest.json', other))).rejects.toThrow(
      OtherTablesError,
    );
    await expectNothingLeft();
  });

  test('rows that the database would keep otherwise than they stand in the file are found, and nothing is left', async () => {
    const spaced = (rows: Buffer) => Buffer.from(rows.toString('utf8').replaceAll('": "', '":    "'));
    const rows = spaced(
      members().find(({ name }) => name.includes('result_system'))?.bytes ?? Buffer.alloc(0),
    );
    const sha256 = createHash('sha256').update(rows).digest('hex');
    const tables = manifest.tables.map((table) =>
      table.name === 'result_system' ? { ...table, sha256 } : table,
    );
    const file = await rewritten((name, content) => {
      if (name.includes('result_system')) return rows;
      return name === 'manifest.json' ? edited((said) => ({ ...said, tables }))(content) : content;
    });
    await checkBackup(file);
    await expect(restoreInto(place, file)).rejects.toThrow(NotVerifiedError);
    await expectNothingLeft();
  });
});
