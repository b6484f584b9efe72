import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { BlobRole, EvidenceBlob, EvidenceKind } from '../../../schema/inspection/index.js';
import { createReader } from '../../../server/platform/step.js';
import { EvidencePlace, film } from '../../server/evidence/evidence-place.js';
import { phonePhoto } from '../../support/phone-photo.js';

let place: EvidencePlace;
/** The originals, by what a test does to them. */
const originals = { missing: '', changed: '', whole: '' };
const evidence = { missing: '', changed: '', whole: '' };
beforeAll(async () => {
  place = await EvidencePlace.make();
  await place.within(async (open) => {
    evidence.missing = await place.receive(open, await phonePhoto(), EvidenceKind.PHOTO);
    evidence.changed = await place.receive(open, film(300_000));
    evidence.whole = await place.receive(open, film(700_000));
    const { em } = createReader(open.sources, { kind: 'system' });
    for (const name of ['missing', 'changed', 'whole'] as const) {
      const where = { evidence: evidence[name], role: BlobRole.ORIGINAL };
      originals[name] = (await em.findOneOrFail(EvidenceBlob, where)).id;
    }
  }, '2026-02-10T02:00:00Z');
});
afterAll(() => place.clean());

const pathOf = (id: string, folder = place.store) => join(folder, id.slice(-2), id);

test('evidence verify opens every file, and says how many there are', async () => {
  const { code, out } = await place.run(['evidence', 'verify']);
  expect(code).toBe(0);
  expect(out).toMatch(/every file of evidence is whole: 5, \d+ bytes, /);
  const json = await place.run(['evidence', 'verify', '--json']);
  expect(JSON.parse(json.out)).toMatchObject({ files: 5, faults: [], strangers: [], place: place.store });
});

test('evidence copy brings over what the folder lacks, encrypted as it lies there', async () => {
  const folder = join(place.folder, 'copy');
  const first = await place.run(['evidence', 'copy', folder, '--json']);
  expect([first.code, JSON.parse(first.out)]).toEqual([0, { folder, copied: 5 }]);
  const names = (of: string) => place.listFiles(of).map((path) => path.slice(of.length));
  expect(names(folder)).toEqual(names(place.store));
  for (const path of place.listFiles()) {
    expect(readFileSync(join(folder, path.slice(place.store.length))).equals(readFileSync(path))).toBe(true);
  }
  const again = await place.run(['evidence', 'copy', folder]);
  expect([again.code, again.out]).toEqual([0, expect.stringContaining('new files of evidence copied: 0')]);
});

test('a missing and a damaged file are named, and end the command with 1; from the copy they come back', async () => {
  const bytes = readFileSync(pathOf(originals.changed));
  bytes[1_000] = (bytes[1_000] ?? 0) ^ 1;
  writeFileSync(pathOf(originals.changed), bytes);
  renameSync(pathOf(originals.missing), join(place.folder, 'aside'));
  const { code, err } = await place.run(['evidence', 'verify']);
  expect(code).toBe(1);
  expect(err).toContain('2 of 5 files of evidence are missing or changed');
  expect(err).toContain(`${evidence.missing} ORIGINAL ${originals.missing}: no blob`);
  expect(err).toContain(`${evidence.changed} ORIGINAL ${originals.changed}: `);
  expect(err).not.toContain(originals.whole);
  const told = JSON.parse((await place.run(['evidence', 'verify', '--json'])).out);
  expect(told.faults.map(({ blobId }: { blobId: string }) => blobId).sort()).toEqual(
    [originals.missing, originals.changed].sort(),
  );
  const copy = join(place.folder, 'copy');
  for (const id of [originals.missing, originals.changed]) {
    writeFileSync(pathOf(id), readFileSync(pathOf(id, copy)));
  }
  expect((await place.run(['evidence', 'verify'])).code).toBe(0);
});

test('a copy of what is missing is not made up: it is refused, and what was copied stays', async () => {
  renameSync(pathOf(originals.whole), join(place.folder, 'aside'));
  const folder = join(place.folder, 'second');
  const { code, err } = await place.run(['evidence', 'copy', folder]);
  expect(code).toBe(1);
  expect(err).not.toMatch(/\n\s+at /);
  expect(place.listFiles(folder).some((path) => path.endsWith('.part'))).toBe(false);
  renameSync(join(place.folder, 'aside'), pathOf(originals.whole));
  expect((await place.run(['evidence', 'copy', folder])).code).toBe(0);
  expect(place.listFiles(folder)).toHaveLength(5);
});

test('strange files are named and left alone; nothing is lost by them', async () => {
  const unknown = '019c4547-cf60-7a96-9b41-23bf84939448';
  mkdirSync(join(place.store, '48'), { recursive: true });
  const strange = [join(place.store, 'notes.txt'), pathOf(unknown), `${pathOf(originals.whole)}.bak`];
  for (const path of strange) writeFileSync(path, 'x');
  const { code, out } = await place.run(['evidence', 'verify']);
  expect(code).toBe(0);
  expect(out).toContain('3 files in the store are known to no row');
  for (const path of strange) expect(out).toContain(basename(path));
  expect(place.listFiles()).toHaveLength(8);
  for (const path of strange) rmSync(path);
});
