import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { parseMapping } from '../../../../schema/shared/table-file/index.js';
import { goodValue, imported } from './table-samples.js';

const FILE = new URL('../../../../../shared/data/chicago/establishments.csv', import.meta.url);
const MAP = new URL('../../../fixtures/chicago/establishments.map.json', import.meta.url);
const here = existsSync(FILE);
if (!here) console.warn('skipped: ../shared/data/chicago is not there, so the real pool cannot be read');

(here ? test : test.skip)('a real pool that nobody here wrote is read whole', async () => {
  const mapping = parseMapping(readFileSync(MAP, 'utf8'));
  const rows = await imported(() => createReadStream(FILE), 'entities', mapping);
  const values = rows.map(goodValue);
  expect(values).toHaveLength(12_367);
  expect(new Set(values.map((value) => value.id)).size).toBe(12_367);
  expect(values[0]).toMatchObject({
    id: 'licence:2',
    name: 'COSI',
    kind: 'premises',
    riskSystem: 'chicago-food-risk',
    riskClass: '1',
    divisionCode: 'chicago-district-01',
    longitude: -87.634709,
  });
  const count = (of: (value: (typeof values)[number]) => unknown, wanted: unknown) =>
    values.filter((value) => of(value) === wanted).length;
  expect(['1', '2', '3'].map((risk) => count((value) => value.riskClass, risk))).toEqual([
    8_441, 2_910, 1_016,
  ]);
  expect(count((value) => value.divisionCode, 'chicago-unknown')).toBe(1_559);
  expect(count((value) => value.latitude, undefined)).toBe(40);
  const notices = rows.flatMap((row) => ('notices' in row ? row.notices.map((notice) => notice.field) : []));
  expect(notices.filter((field) => field === 'divisionCode')).toHaveLength(1_559);
  expect(notices.filter((field) => field === 'trade')).toHaveLength(28);
});
