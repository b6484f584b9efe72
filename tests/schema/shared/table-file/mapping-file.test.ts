import { parseMapping } from '../../../../schema/shared/table-file/index.js';
import { faultsOf, goodValue, imported } from './table-samples.js';

const MAP = {
  fairdraw: 'map/1',
  kind: 'entities',
  idScheme: 'licence',
  columns: { No: 'idValue', Title: 'name', Risk: 'riskClass', District: 'divisionCode' },
  constants: { riskSystem: 'sample', status: 'active' },
  values: { riskClass: { High: '1', Low: '2' }, divisionCode: { '7': 'sample-07', '*': 'sample-other' } },
  whenBlank: { divisionCode: 'sample-unknown' },
};
const mapping = (changes: object = {}) => parseMapping(JSON.stringify({ ...MAP, ...changes }));

test('columns, constants, value tables and texts for blank cells', async () => {
  const rows = await imported(
    'No,Title,Risk,District,Extra\n1,Cafe,High,7,x\n2,Bar,Low,,x\n3,Inn,Low,99,x',
    'entities',
    mapping(),
  );
  expect(rows.map(goodValue)).toMatchObject([
    {
      id: 'licence:1',
      name: 'Cafe',
      riskSystem: 'sample',
      riskClass: '1',
      divisionCode: 'sample-07',
      status: 'active',
    },
    { id: 'licence:2', riskClass: '2', divisionCode: 'sample-unknown' },
    { id: 'licence:3', divisionCode: 'sample-other' },
  ]);
  expect(rows[1]).toMatchObject({ notices: [{ row: 3, column: 'District', code: 'DEFAULT_USED' }] });
});

test('a text that a value table does not list is a fault, never a guess', async () => {
  const rows = await imported('No,Title,Risk,District\n1,Cafe,Middling,7', 'entities', mapping());
  expect(faultsOf(rows)).toEqual(['2 Risk VALUE_NOT_MAPPED']);
  expect(rows[0]).toMatchObject({
    faults: [{ remedy: { zh: expect.stringContaining('values.riskClass') } }],
  });
});

test.each([
  ['{', /不是有效的 JSON/],
  [
    JSON.stringify({ ...MAP, columns: { No: 'id', Title: 'title' } }),
    /columns\.No: “id” is no field of entities.*columns\.Title/,
  ],
  [JSON.stringify({ ...MAP, fairdraw: 'map/2' }), /fairdraw/],
  [JSON.stringify({ ...MAP, kind: 'people' }), /kind/],
  [JSON.stringify({ ...MAP, idScheme: 'passport' }), /idScheme/],
  [JSON.stringify({ ...MAP, colums: {} }), /colums/],
  [JSON.stringify({ ...MAP, constants: { name: 'x' } }), /columns\.Title: “name” also has a constant/],
])('a mistake in a mapping file is named with its place', (json, message) => {
  expect(() => parseMapping(json)).toThrow(expect.objectContaining({ code: 'INVALID_MAPPING' }));
  expect(() => parseMapping(json)).toThrow(message);
});

test('a column that the mapping names and the file lacks is named, with the one that was most likely meant', async () => {
  await expect(imported('No,Title,District\n1,Cafe,7', 'entities', mapping())).rejects.toMatchObject({
    code: 'MISSING_COLUMN',
    zh: '表头（第 1 行）缺少：Risk。请核对表头或字段对照。',
  });
  await expect(imported('No,Title,Rsik,District\n1,Cafe,2,7', 'entities', mapping())).rejects.toMatchObject({
    zh: expect.stringContaining('缺少：Risk（您是否指“Rsik”？）'),
    en: expect.stringContaining('did you mean "Rsik"?'),
  });
});

test('a mapping for another kind of table is refused', async () => {
  await expect(imported('No,Title\n1,Cafe', 'items', mapping())).rejects.toMatchObject({
    code: 'INVALID_MAPPING',
  });
});
