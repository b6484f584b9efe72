import { createHash } from 'node:crypto';
import { type FastifyInstance, fastify } from 'fastify';
import { Upload, UploadPart } from '../../../schema/registry/index.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Actor } from '../../../schema/shared/unit.js';
import { addUploadRoute } from '../../../server/http/upload-route.js';
import { workbookFile } from '../../support/workbook-file.js';
import { askAs } from './console.js';
import { openRegistryHouse, type RegistryHouse } from './registry-house.js';

const LIMIT_MB = 4;
let house: RegistryHouse;
let app: FastifyInstance;
let actor: Actor;

beforeEach(async () => {
  house = await openRegistryHouse();
  actor = {
    kind: 'account',
    accountId: '00000000-0000-7000-8000-00000000000a',
    departmentId: house.health.id,
    scope: [house.health.id],
    roles: [Role.REGISTRAR],
  };
  app = fastify();
  addUploadRoute(app, house.sources, async () => actor, LIMIT_MB);
});
afterEach(async () => {
  await app.close();
  await house.close();
});

function send(payload: string | Buffer, name = 'pool.csv', type = 'text/csv') {
  const url = `/uploads?name=${encodeURIComponent(name)}`;
  return app.inject({ method: 'POST', url, headers: { 'content-type': type }, payload });
}

/** More than two parts. */
function manyRows(): string {
  const road = '虚构路'.repeat(50);
  const rows = Array.from({ length: 6_000 }, (_, n) => `虚构${n}号店,L-${n},440802,存续,${road}\n`);
  return `企业名称,许可证号,区划代码,登记状态,住所\n${rows.join('')}`;
}

const importing = `mutation ($input: ImportInput!) { importEntities(input: $input) {
  __typename
  ... on FileImported { run { fileName fileHash rowCount createdCount dryRun faults { row } } }
  ... on ImportRefused { faultCount faults { row column code message remedy } }
  ... on ConsoleError { code message messageEn }
} }`;

function importAs(uploadId: string, more = {}) {
  const { departmentId = '', roles = [] } = actor;
  return askAs(house, { departmentId, roles: [...roles] }, importing, { input: { uploadId, ...more } });
}

test('a workbook in parts is read where it lies, a part at a time', async () => {
  const rows = manyRows()
    .split('\n')
    .slice(0, 101)
    .map((line) => line.split(','));
  const picture = { name: 'xl/media/map.png', content: Buffer.alloc(1.2 * 2 ** 20, 'x'), stored: true };
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const response = await send(workbookFile([{ rows }], { files: [picture] }), 'pool.xlsx', type);
  expect(await house.readAs().em.count(UploadPart)).toBe(2);
  const { data } = await importAs(response.json().uploadId);
  expect(data.importEntities.run).toMatchObject({ createdCount: 100, faults: [] });
});

test('a file is kept in parts, imported, and then cleared', async () => {
  const file = manyRows();
  const sha256 = createHash('sha256').update(file).digest('hex');
  const response = await send(file, 'C:\\导出\\两库.csv');
  expect(response.statusCode).toBe(201);
  expect(response.json()).toEqual({ uploadId: expect.any(String), sha256, size: Buffer.byteLength(file) });
  expect(await house.readAs().em.count(UploadPart)).toBe(Math.ceil(Buffer.byteLength(file) / 2 ** 20));
  const { uploadId } = response.json();

  const trial = await importAs(uploadId, { dryRun: true });
  expect(trial.data.importEntities.run).toMatchObject({ createdCount: 6_000, dryRun: true });
  expect((await house.countRows()).target).toBe(0);

  const { data } = await importAs(uploadId);
  expect(data.importEntities.run).toMatchObject({
    fileName: '两库.csv',
    fileHash: sha256,
    createdCount: 6_000,
  });
  expect((await house.countRows()).target).toBe(6_000);
  expect(await house.readAs().em.count(Upload)).toBe(0);
  expect(await house.readAs().em.count(UploadPart)).toBe(0);
  expect((await importAs(uploadId)).data.importEntities).toMatchObject({ code: 'UNKNOWN_UPLOAD' });
});

test('a refused import names its faults and keeps the upload', async () => {
  const response = await send('企业名称,许可证号,区划代码,登记状态\n甲,L-1,440899,存续\n');
  const { data } = await importAs(response.json().uploadId);
  expect(data.importEntities).toMatchObject({
    __typename: 'ImportRefused',
    code: 'IMPORT_REFUSED',
    faultCount: 1,
    faults: [{ row: 2, column: '区划代码', code: 'UNKNOWN_DIVISION' }],
  });
  expect((await house.countRows()).target).toBe(0);
  expect(await house.readAs().em.count(Upload)).toBe(1);
});

test('somebody else’s upload is not found', async () => {
  const { uploadId } = (await send('a,b\n')).json();
  await house.readAs().em.nativeUpdate(Upload, { id: uploadId }, { account: house.market.id });
  expect((await importAs(uploadId)).data.importEntities).toMatchObject({ code: 'UNKNOWN_UPLOAD' });
});

test.each([
  ['nobody signed in', { accountId: undefined }, 401, 'NOT_SIGNED_IN'],
  ['another role', { roles: [Role.REVIEWER] }, 403, 'NOT_ALLOWED'],
  ['no department', { departmentId: undefined }, 403, 'NO_DEPARTMENT'],
])('%s: refused, and nothing is kept', async (_who, change, status, code) => {
  actor = { ...actor, ...change };
  const response = await send('a,b\n');
  expect([response.statusCode, response.json().code]).toEqual([status, code]);
  expect(await house.readAs().em.count(Upload)).toBe(0);
});

test('a file too large, an empty one, one without a name or of another type is refused', async () => {
  const large = await send(Buffer.alloc(LIMIT_MB * 2 ** 20 + 1, 'x'));
  expect([large.statusCode, large.json().code]).toEqual([413, 'FILE_TOO_LARGE']);
  expect((await send('')).json()).toMatchObject({ code: 'EMPTY_FILE' });
  expect((await send('a,b\n', '')).json()).toMatchObject({ code: 'BAD_FILE_NAME' });
  expect((await send('a,b\n', 'a.csv', 'text/plain')).statusCode).toBe(415);
  expect((await send('{}', 'a.json', 'application/json')).statusCode).toBe(415);
  expect(await house.readAs().em.count(Upload)).toBe(0);
});
