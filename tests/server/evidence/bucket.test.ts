import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';
import { EvidenceBlob } from '../../../schema/inspection/index.js';
import { EvidenceHouse, metadataOf, phonePhoto } from './evidence-house.js';

const folder = mkdtempSync(join(tmpdir(), 'fairdraw-bucket-'));
const bucket = new S3rver({
  ...{ port: 0, address: '127.0.0.1', silent: true },
  ...{ directory: folder, configureBuckets: [{ name: 'evidence' }] },
});
let house: EvidenceHouse;
let isOpen = true;
beforeAll(async () => {
  const { port } = await bucket.run();
  house = await EvidenceHouse.open({
    FAIRDRAW_EVIDENCE_STORE: `s3://evidence/zj?endpoint=http://127.0.0.1:${port}&region=cn-south-1`,
    ...{ FAIRDRAW_EVIDENCE_S3_KEY: 'S3RVER', FAIRDRAW_EVIDENCE_S3_SECRET: 'S3RVER' },
  });
});
afterAll(async () => {
  await house?.close();
  if (isOpen) await bucket.close();
  rmSync(folder, { recursive: true, force: true });
});

const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());
const lying = () =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => readFileSync(join(folder, path)));

test('a photo goes into the bucket and comes back: as it was taken, as a picture, and sent again as one', async () => {
  const photo = await phonePhoto();
  const client = house.newId();
  const sent = await house.send(photo, { client });
  expect(sent).toMatchObject({ status: 201, mediaType: 'image/jpeg' });
  expect(await house.send(photo, { client })).toMatchObject({ status: 200, evidenceId: sent.evidenceId });
  const original = await house.fetch(sent.evidenceId, '', 'approver');
  expect([original.status, (await bytesOf(original)).equals(photo)]).toEqual([200, true]);
  const picture = await bytesOf(await house.fetch(sent.evidenceId, '/picture', 'colleague'));
  const { width, height, exif } = await metadataOf(picture);
  expect({ width, height, exif }).toEqual({ width: 40, height: 60, exif: undefined });
  expect((await house.fetch(sent.evidenceId, '/picture', 'outsider')).status).toBe(404);
  for (const bytes of lying()) {
    for (const known of ['Phone-7', 'JFIF']) expect(bytes.includes(known)).toBe(false);
  }
});

test('a large document streams through both ways', async () => {
  const film = Buffer.alloc(20 * 1024 * 1024, 'evidence ');
  film.write('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 0, 'latin1');
  const sent = await house.send(film, { kind: 'DOCUMENT', name: '现场.mp4' });
  expect(sent).toMatchObject({ status: 201, mediaType: 'video/mp4' });
  const back = await bytesOf(await house.fetch(sent.evidenceId, '', 'officer'));
  expect(createHash('sha256').update(back).digest('hex')).toBe(sent.sha256);
});

test('a bucket that is gone is told: nothing is kept, and what is in it waits', async () => {
  const sent = await house.send(await phonePhoto({ colour: '#0a0' }));
  const kept = () => house.server.readAs().em.count(EvidenceBlob, { state: 'KEPT' as never });
  const before = await kept();
  await bucket.close();
  isOpen = false;
  expect(await house.send(await phonePhoto({ colour: '#0b0' }))).toMatchObject({
    ...{ status: 503, code: 'EVIDENCE_STORE_UNAVAILABLE' },
  });
  expect(await kept()).toBe(before);
  const answer = await house.fetch(sent.evidenceId, '/picture', 'officer');
  expect(((await answer.json()) as { code: string }).code).toBe('EVIDENCE_UNAVAILABLE');
});
