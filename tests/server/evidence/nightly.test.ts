import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pino } from 'pino';
import { EvidenceKind } from '../../../schema/inspection/index.js';
import { copyDiskEvidence } from '../../../server/evidence/nightly-evidence.js';
import { createNightlyCopy } from '../../../server/keeping/nightly-copy.js';
import { phonePhoto } from '../../support/phone-photo.js';
import { EvidencePlace, film } from './evidence-place.js';

let place: EvidencePlace;
beforeAll(async () => {
  place = await EvidencePlace.make();
});
afterAll(() => place.clean());

test('the nightly copy takes evidence along, each night what is new, and a copy’s folder is a store', async () => {
  const backups = join(place.folder, 'nights');
  const names = (folder: string) => place.listFiles(folder).map((path) => basename(path));
  await place.within(async (open) => {
    const { database, sources, clock } = open;
    const config = { ...place.config, FAIRDRAW_BACKUP_DIR: backups };
    const nightly = createNightlyCopy(database, config, clock, pino({ level: 'silent' }), (folder) =>
      copyDiskEvidence(sources, config, folder),
    );
    try {
      await place.receive(open, await phonePhoto(), EvidenceKind.PHOTO);
      expect(await nightly.look()).toBeDefined();
      expect(names(join(backups, 'evidence'))).toEqual(names(place.store));
      expect(names(place.store)).toHaveLength(3);
      await place.receive(open, film(400_000));
      clock.advance({ days: 1 });
      expect(await nightly.look()).toBeDefined();
      expect(names(join(backups, 'evidence'))).toHaveLength(4);
      expect(nightly.fault?.()).toBeUndefined();
      // Lost with its disk, it comes back from the copy.
      rmSync(place.store, { recursive: true });
    } finally {
      await nightly.stop();
    }
  }, '2026-02-10T02:00:00Z');
  const settings = { FAIRDRAW_EVIDENCE_STORE: join(backups, 'evidence') };
  expect((await place.run(['evidence', 'verify'])).code).toBe(1);
  expect(await place.run(['evidence', 'verify'], { settings })).toMatchObject({ code: 0 });
});
