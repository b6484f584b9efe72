import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import S3rver from '@20minutes/s3rver';
import { openBlob, sealBlob, sealedSize } from '../../../server/evidence/blob-cipher.js';
import {
  BlobDamagedError,
  type BlobStore,
  StoreUnavailableError,
} from '../../../server/evidence/blob-store.js';
import { openStore } from '../../../server/evidence/open-store.js';
import { ConfigError, readConfig } from '../../../server/platform/config.js';
import { seededChance } from '../../support/clock.js';

const folder = mkdtempSync(join(tmpdir(), 'fairdraw-stores-'));
const bucket = new S3rver({
  ...{ port: 0, address: '127.0.0.1', silent: true },
  ...{ directory: join(folder, 's3'), configureBuckets: [{ name: 'evidence' }] },
});
let endpoint: string;
beforeAll(async () => {
  endpoint = `http://127.0.0.1:${(await bucket.run()).port}`;
});
afterAll(async () => {
  await bucket.close();
  rmSync(folder, { recursive: true, force: true });
});

const disk = () => openStore(readConfig({ FAIRDRAW_EVIDENCE_STORE: join(folder, 'disk') }));
function s3(settings: Record<string, string> = {}): BlobStore {
  const place = `s3://evidence/zj/2026?endpoint=${endpoint}&region=cn-south-1`;
  const keys = { FAIRDRAW_EVIDENCE_S3_KEY: 'S3RVER', FAIRDRAW_EVIDENCE_S3_SECRET: 'S3RVER' };
  return openStore(readConfig({ FAIRDRAW_EVIDENCE_STORE: place, ...keys, ...settings }));
}

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const id = '019c4547-cf60-7a96-9b41-23bf84939448';
const other = '019c4547-cf60-7a96-9b41-23bf84939449';
const large = Buffer.alloc(3_000_001, 'evidence ');

describe.each([
  ['a folder', disk],
  ['a bucket', s3],
])('%s', (_name, open) => {
  test('gives back what was put, in whatever pieces it came; and has it no more once it is removed', async () => {
    for (const bytes of [large, Buffer.from('x'), large.subarray(0, 256 * 1024)]) {
      await open().put(id, inPieces(bytes, 10_007), bytes.length);
      expect(Buffer.compare(await buffer(await open().get(id)), bytes)).toBe(0);
      await open().remove(id);
      await expect(open().get(id)).rejects.toThrow(BlobDamagedError);
    }
    await open().remove(id);
  });

  test('a body that breaks off leaves nothing', async () => {
    async function* broken() {
      yield large.subarray(0, 100_000);
      throw new Error('the phone is gone');
    }
    await expect(open().put(other, broken(), large.length)).rejects.toThrow(StoreUnavailableError);
    await expect(open().get(other)).rejects.toThrow(BlobDamagedError);
    await open().put(other, inPieces(large, 65_536), large.length);
    await open().remove(other);
  });
});

test('a folder that cannot be written and a bucket that does not let in are named, without paths or keys', async () => {
  writeFileSync(join(folder, 'file'), 'x');
  const blocked = openStore(readConfig({ FAIRDRAW_EVIDENCE_STORE: join(folder, 'file') }));
  await expect(blocked.put(id, inPieces(large, 1000), large.length)).rejects.toThrow(/^E[A-Z]+$/);
  const wrong = s3({ FAIRDRAW_EVIDENCE_S3_SECRET: 'guessed' });
  await expect(wrong.put(id, inPieces(large, 65_536), large.length)).rejects.toThrow(StoreUnavailableError);
  await expect(wrong.get(id)).rejects.toThrow(/^the service answered 403$/);
  const gone = s3({ FAIRDRAW_EVIDENCE_STORE: 's3://evidence?endpoint=http://127.0.0.1:9' });
  await expect(gone.get(id)).rejects.toThrow(StoreUnavailableError);
});

test('what an interrupted write left is no blob, and goes with its name', async () => {
  await disk().put(id, inPieces(large, 65_536), large.length);
  const path = join(folder, 'disk', id.slice(-2), id);
  writeFileSync(`${path}.part`, 'half');
  await disk().remove(id);
  expect(readdirSync(join(path, '..'))).toEqual([]);
  if (process.platform !== 'win32') expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
});

describe('a blob', () => {
  const chance = seededChance('blobs');
  const key = chance.bytes(32);
  const sha256 = createHash('sha256').update(large).digest('hex');
  const sealed = () => buffer(sealBlob(inPieces(large, 77_777), { id, key }, chance));
  const opened = (bytes: Uint8Array, more: object = {}) =>
    buffer(openBlob(inPieces(bytes, 33_333), { id, key, size: large.length, sha256, ...more }));

  test('has the size that was told, and opens to what was sealed', async () => {
    const bytes = await sealed();
    expect(bytes.length).toBe(sealedSize(large.length));
    expect(Buffer.compare(await opened(bytes), large)).toBe(0);
    expect(sealedSize(0)).toBe(0);
  });

  test('does not open with a changed byte, parts in another order, a missing end, another name or key', async () => {
    const bytes = await sealed();
    const part = 256 * 1024 + 28;
    const changed = Buffer.from(bytes);
    changed[1_000_000] = (changed[1_000_000] ?? 0) ^ 1;
    const swapped = Buffer.concat([
      bytes.subarray(part, 2 * part),
      bytes.subarray(0, part),
      bytes.subarray(2 * part),
    ]);
    const short = bytes.subarray(0, 3 * part);
    for (const bad of [changed, swapped, short]) await expect(opened(bad)).rejects.toThrow(BlobDamagedError);
    await expect(opened(bytes, { id: other })).rejects.toThrow(BlobDamagedError);
    await expect(opened(bytes, { key: chance.bytes(32) })).rejects.toThrow(BlobDamagedError);
    await expect(opened(bytes, { sha256: 'f'.repeat(64) })).rejects.toThrow(BlobDamagedError);
  });
});

test('settings of a bucket that cannot be right are refused at the start, all at once', () => {
  const keys = { FAIRDRAW_EVIDENCE_S3_KEY: 'a', FAIRDRAW_EVIDENCE_S3_SECRET: 'b' };
  const faults: [string, object][] = [
    ['s3://evidence', keys],
    ['s3://evidence?endpoint=http://s3.example.gov.cn', keys],
    ['s3://?endpoint=https://s3.example.gov.cn', keys],
    ['s3://evidence?endpoint=https://s3.example.gov.cn', {}],
  ];
  for (const [place, more] of faults) {
    expect(() => readConfig({ FAIRDRAW_EVIDENCE_STORE: place, ...more })).toThrow(ConfigError);
  }
  expect(() =>
    readConfig({ FAIRDRAW_EVIDENCE_STORE: `${faults[1]?.[0]}`.replace('http:', 'https:'), ...keys }),
  ).not.toThrow();
});
