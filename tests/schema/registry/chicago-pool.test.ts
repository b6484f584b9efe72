import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { saveDivisions } from '../../../schema/department/index.js';
import {
  countPools,
  ImportKind,
  ImportMode,
  importFile,
  listRegister,
} from '../../../schema/registry/index.js';
import { expectRun, openRegistryHouse } from './registry-house.js';

const file = '../shared/data/chicago/establishments.csv';
const map = 'tests/fixtures/chicago/establishments.map.json';
const missing = [file, map].filter((path) => !existsSync(path));
if (missing.length > 0) process.stderr.write(`skipped: ${missing.join(', ')} is not here\n`);

/** The divisions that the mapping file names. */
function divisionsOf(mapping: string) {
  const { values, whenBlank } = JSON.parse(mapping);
  const codes = [...Object.values<string>(values.divisionCode), whenBlank.divisionCode];
  return codes.map((code) => ({ code, name: code }));
}

(missing.length > 0 ? test.skip : test)(
  'the establishments of Chicago come in whole, twice the same',
  async () => {
    const house = await openRegistryHouse();
    const mapping = readFileSync(map, 'utf8');
    await house.stepAs()((unit) => saveDivisions(unit, divisionsOf(mapping)));
    const bringIn = () =>
      house.stepAs()((unit) =>
        importFile(unit, {
          kind: ImportKind.ENTITIES,
          departmentId: house.health.id,
          source: () => createReadStream(file),
          fileName: 'establishments.csv',
          fileHash: '00',
          mapping,
          mode: ImportMode.ALL_OR_NOTHING,
          dryRun: false,
        }),
      );
    expect(expectRun(await bringIn())).toMatchObject({
      rowCount: 12_367,
      createdCount: 12_367,
      faultCount: 0,
    });
    expect(expectRun(await bringIn())).toMatchObject({ unchangedCount: 12_367 });
    const { counts } = await countPools(house.readAs(), { departmentId: house.health.id });
    expect(counts.map(({ riskClass }) => riskClass)).toEqual(['1', '2', '3']);
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(12_367);
    let seen = 0;
    for await (const page of listRegister(house.readAs(), house.health.id)) seen += page.length;
    expect(seen).toBe(12_367);
    await house.close();
  },
);
