import { Role } from '../../../../schema/shared/roles.js';
import { askAs } from '../console.js';
import { expectRun, ImportKind } from '../registry-house.js';
import { type ExportHouse, openExportHouse } from './export-house.js';

let house: ExportHouse;
beforeAll(async () => {
  house = await openExportHouse('2026-03-02T02:00:00Z');
  const file =
    '企业名称,许可证号,区划代码,住所\n甲字号便民店,JY001,440802,赤坎区一路1号\n甲字号便民店,JY002,440803,赤坎区一路1号\n';
  expectRun(await house.bringIn(ImportKind.ENTITIES, file));
  house.clock.advance({ days: 1 });
});
afterAll(() => house.close());

/** Uploads belong to the account that asks. */
async function ask(source: string, variables: Record<string, unknown> = {}) {
  const registrar = { departmentId: house.health.id, roles: [Role.REGISTRAR] };
  const { data, errors } = await askAs(house, registrar, source, variables);
  expect(errors).toBeUndefined();
  return data;
}

const comparing = `mutation ($input: SheetInput!) { compareSheet(input: $input) { __typename
  ... on SheetCompared { comparison { rowCount counts { state count } differences { row state name fields { field here sheet } } } }
  ... on ConsoleError { code message } } }`;
const importing = `mutation ($input: SheetInput!) { importSheet(input: $input) { __typename
  ... on FileImported { run { updatedCount } }
  ... on SheetRefused { code comparison { differences { fault message } } } } }`;

test('a sheet is compared and taken through the console', async () => {
  const { bytes } = await house.takeOut();
  const edited = Buffer.from(bytes).toString('utf8').replace('甲字号便民店', '乙字号便民店');
  const own = async (text: string) => ({
    input: { uploadId: await house.upload(Buffer.from(text)), register: 'TARGETS' },
  });
  const { compareSheet } = await ask(comparing, await own(edited));
  expect(compareSheet).toMatchObject({ __typename: 'SheetCompared', comparison: { rowCount: 2 } });
  expect(compareSheet.comparison.differences).toEqual([
    {
      row: 2,
      state: 'CHANGED',
      name: '乙字号便民店',
      fields: [{ field: 'name', here: '甲字号便民店', sheet: '乙字号便民店' }],
    },
  ]);
  const { importSheet: refused } = await ask(importing, await own(edited.replace(/.\r\n$/, '\r\n')));
  expect(refused).toMatchObject({ __typename: 'SheetRefused', code: 'SHEET_REFUSED' });
  expect(refused.comparison.differences.map(({ fault }: { fault: string }) => fault)).toContain('FORGED_KEY');
  const { importSheet: taken } = await ask(importing, await own(edited));
  expect(taken).toEqual({ __typename: 'FileImported', run: { updatedCount: 1 } });
});

test('likely duplicates are searched and listed through the console, with reasons in words', async () => {
  const { searchDuplicates: searched } = await ask(
    'mutation { searchDuplicates { __typename ... on DuplicatesSearched { count } } }',
  );
  expect(searched).toEqual({ __typename: 'DuplicatesSearched', count: 1 });
  const { likelyDuplicates } = await ask(
    'query ($id: UUID!) { likelyDuplicates(departmentId: $id) { edges { node { score first { realId } second { realId } reasons { words } } } } }',
    { id: house.health.id },
  );
  expect(likelyDuplicates.edges[0].node).toEqual({
    score: 60,
    first: { realId: 'licence:JY001' },
    second: { realId: 'licence:JY002' },
    reasons: [{ words: '名称相近' }, { words: '地址相同' }],
  });
});
