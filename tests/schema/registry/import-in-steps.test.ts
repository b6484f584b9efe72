import { randomBytes } from 'node:crypto';
import { type FastifyInstance, fastify } from 'fastify';
import { Department, DepartmentEnded } from '../../../schema/department/index.js';
import {
  FileFault,
  FileUnreadable,
  forgetImported,
  ImportDetail,
  ImportRefused,
  type ImportRequest,
  ImportRun,
  ImportState,
  importInSteps,
  openRemarkFile,
  PoolInUse,
  Upload,
} from '../../../schema/registry/index.js';
import { Role } from '../../../schema/shared/roles.js';
import { jsonLinesFile, workbookFile } from '../../../schema/shared/sheet-file/index.js';
import type { Actor, Step } from '../../../schema/shared/unit.js';
import { addRemarkRoute } from '../../../server/http/remark-route.js';
import { addUploadRoute } from '../../../server/http/upload-route.js';
import { createImporter } from '../../../server/importer.js';
import { fileSpool } from '../../../server/platform/file-spool.js';
import { createLogger } from '../../../server/platform/logger.js';
import { askAs } from './console.js';
import {
  expectRun,
  ImportKind,
  ImportMode,
  openRegistryHouse,
  type RegistryHouse,
} from './registry-house.js';

const heading = '企业名称,许可证号,区划代码,风险等级,登记状态\n';
const rowsOf = (prefix: string, count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => `虚构${from + n}号店,${prefix}${from + n},440802,A,存续\n`).join(
    '',
  );

let house: RegistryHouse;
let app: FastifyInstance;
let actor: Actor;
beforeAll(async () => {
  house = await openRegistryHouse('2026-03-02T01:00:00Z');
  actor = {
    kind: 'account',
    accountId: '00000000-0000-7000-8000-00000000000a',
    departmentId: house.health.id,
    scope: [house.health.id],
    roles: [Role.REGISTRAR],
  };
  app = fastify();
  addUploadRoute(app, house.sources, async () => actor, 8);
  addRemarkRoute(app, house.sources, async () => actor);
});
afterAll(async () => {
  await app.close();
  await house.close();
});

function requestFor(text: string, more: Partial<ImportRequest> = {}): ImportRequest {
  return {
    kind: ImportKind.ENTITIES,
    departmentId: house.health.id,
    source: new TextEncoder().encode(text),
    fileName: 'file.csv',
    fileHash: randomBytes(32).toString('hex'),
    mode: ImportMode.ALL_OR_NOTHING,
    dryRun: false,
    ...more,
  };
}

async function inSteps(request: ImportRequest, more: { step?: Step; waitSeconds?: number } = {}) {
  const spool = fileSpool();
  try {
    return await importInSteps(request, { step: house.stepAs(actor), spool, waitSeconds: 0, ...more });
  } finally {
    await spool.close();
  }
}

/** The record of the import of a file of this name; each rule has names of its own. */
const runOf = (fileName: string): Promise<ImportRun> =>
  house.readAs().em.findOneOrFail(ImportRun, { fileName }, { orderBy: { startedAt: 'desc' } });

async function upload(text: string, name = 'pool.csv'): Promise<string> {
  const url = `/uploads?name=${encodeURIComponent(name)}`;
  const response = await app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'text/csv' },
    payload: text,
  });
  return response.json().uploadId;
}

const starting = `mutation ($input: ImportInput!) { startImport(kind: ENTITIES, input: $input) {
  __typename ... on ImportStarted { run { id state } } ... on ConsoleError { code } } }`;
const looking = `query ($id: ID!) { importRun(id: $id) {
  state createdCount rejectedCount token end { code } progress { rowCount readBytes totalBytes } } }`;
const importer = () =>
  createImporter(house.sources, createLogger('silent'), { everySeconds: 30, waitSeconds: 0 });
const ask = (source: string, variables: Record<string, unknown>) =>
  askAs(house, { departmentId: house.health.id, roles: [Role.REGISTRAR] }, source, variables);

test('an import that was started runs by itself, says how far it is, and forgets its upload', async () => {
  const uploadId = await upload(heading + rowsOf('S', 1_200));
  const { data } = await ask(starting, { input: { uploadId } });
  const { id, state } = data.startImport.run;
  expect(state).toBe('QUEUED');
  await importer().runQueued();
  const answer = await ask(looking, { id });
  expect(answer.data.importRun).toMatchObject({ state: 'DONE', createdCount: 1_200, end: null });
  expect(answer.data.importRun.progress.rowCount).toBe(1_200);
  expect(await house.readAs().em.count(Upload, { id: uploadId })).toBe(0);
});

test('while an import reads, others are served and see how far it is', async () => {
  let seen: ImportRun | undefined;
  const onProgress = () => house.clock.advance({ seconds: 2 });
  const step: Step = async (work) => {
    const value = await house.stepAs(actor)(work);
    const run = await house.readAs().em.findOne(ImportRun, { fileName: 'seen.csv' });
    if (run?.state === ImportState.READING && run.rowCount > 0) seen ??= run;
    return value;
  };
  expectRun(
    await inSteps(requestFor(heading + rowsOf('P', 3_500), { onProgress, fileName: 'seen.csv' }), { step }),
  );
  expect(seen?.rowCount).toBeGreaterThan(0);
  expect(seen?.rowCount).toBeLessThan(3_500);
});

test('a second import into the same pools waits and says for whom; when it may not wait longer it is refused', async () => {
  const uploadId = await upload(heading + rowsOf('W', 3), 'first.csv');
  await ask(starting, { input: { uploadId } });
  const first = await runOf('first.csv');
  await house.stepAs()((unit) =>
    unit.em.nativeUpdate(ImportRun, { id: first.id }, { state: ImportState.READING, aliveAt: unit.now }),
  );
  const refused = (await inSteps(
    requestFor(heading + rowsOf('W', 3), { fileName: 'second.csv' }),
  )) as PoolInUse;
  expect(refused).toBeInstanceOf(PoolInUse);
  expect(refused).toMatchObject({ holder: 'IMPORT', message: expect.stringContaining('first.csv') });
  expect((await runOf('second.csv')).state).toBe(ImportState.REFUSED);

  const waits: string[] = [];
  const waiting = importInSteps(requestFor(heading + rowsOf('W', 3), { fileName: 'third.csv' }), {
    step: house.stepAs(actor),
    spool: fileSpool(),
    waitSeconds: 60,
    onWait: ({ fileName = '' }) => waits.push(fileName),
  });
  while (waits.length === 0) await new Promise((resolve) => setImmediate(resolve));
  expect(await runOf('third.csv')).toMatchObject({ state: ImportState.WAITING, wait: { holder: 'IMPORT' } });
  // The first one dies; after two minutes of silence the second no longer waits for it.
  house.clock.advance({ minutes: 3 });
  expect(expectRun(await waiting).createdCount).toBe(3);
  expect(waits).toEqual(['first.csv']);
  const end = await house.readAs().em.findOneOrFail(ImportRun, { id: first.id });
  expect(end).toMatchObject({ state: ImportState.FAILED, end: { code: 'INTERRUPTED' } });
});

test('an import that breaks while it writes leaves the register as it was', async () => {
  const before = await house.countRows();
  const kept = fileSpool();
  const spool = {
    ...kept,
    parts: async function* () {
      let written = 0;
      for await (const part of kept.parts()) {
        if (written++ === 1) throw new Error('the machine stops');
        yield part;
      }
    },
  };
  const request = requestFor(heading + rowsOf('B', 2_000), { fileName: 'broken.csv' });
  const broken = importInSteps(request, { step: house.stepAs(actor), spool, waitSeconds: 0 });
  await expect(broken).rejects.toThrow('the machine stops');
  await kept.close();
  expect(await house.countRows()).toEqual(before);
  expect((await runOf('broken.csv')).state).toBe(ImportState.FAILED);
});

test('a department that ends while its file is read takes nothing in any more', async () => {
  const before = await house.countRows();
  const end = (endedOn: string | null) =>
    house.stepAs()((unit) => unit.em.nativeUpdate(Department, { id: house.health.id }, { endedOn }));
  const kept = fileSpool();
  const add = async (part: string) => {
    await end('2026-03-01');
    await kept.add(part);
  };
  const request = requestFor(heading + rowsOf('E', 3), { fileName: 'ended.csv' });
  const way = { step: house.stepAs(actor), spool: { ...kept, add }, waitSeconds: 0 };
  expect(await importInSteps(request, way)).toBeInstanceOf(DepartmentEnded);
  await kept.close();
  await end(null);
  expect(await house.countRows()).toEqual(before);
  expect((await runOf('ended.csv')).state).toBe(ImportState.REFUSED);
});

test('a row that a hand changes between comparing and writing is compared anew', async () => {
  expectRun(await inSteps(requestFor(heading + rowsOf('H', 3))));
  house.clock.advance({ hours: 1 });
  let hasTouched = false;
  const step: Step = async (work) => {
    const run = await house.readAs().em.findOne(ImportRun, { fileName: 'touched.csv' });
    if (run?.state === ImportState.WRITING && !hasTouched) {
      hasTouched = true;
      await house.stepAs()((unit) =>
        unit.em.execute("update target set risk_class = 'D', updated_at = ? where real_id = 'licence:H1'", [
          unit.now,
        ]),
      );
    }
    return house.stepAs(actor)(work);
  };
  const outcome = await inSteps(
    requestFor(heading + rowsOf('H', 3).replaceAll(',A,', ',B,'), { fileName: 'touched.csv' }),
    { step },
  );
  expect(outcome).toBeInstanceOf(ImportRefused);
  const [row] = await house
    .readAs()
    .em.execute<{ risk_class: string }[]>("select risk_class from target where real_id = 'licence:H1'");
  expect(row?.risk_class).toBe('D');
});

test('all faulty rows come back with remarks, are corrected, and imported as they are', async () => {
  const bad = Array.from({ length: 1_500 }, (_, n) => `虚构坏${n}号店,F${n},449999,A,存续\n`).join('');
  const more = `,F-blank,440802,A,存续\n虚构重复店,F-good,440802,A,存续\n虚构重复店,F-good,440802,A,存续\n虚构飞升店,F-s,440802,A,飞升\n虚构店,9.1330E+17,440802,A,存续\n虚构店,,440802,A,存续\n`;
  const text = heading + bad + more;
  const uploadId = await upload(text, '两库.csv');
  const { data } = await ask(starting, { input: { uploadId, mode: 'GOOD_ROWS' } });
  const { id } = data.startImport.run;
  await importer().runQueued();
  const found = await ask(looking, { id });
  expect(found.data.importRun).toMatchObject({ state: 'DONE', createdCount: 1, rejectedCount: 1_505 });
  const response = await app.inject({ method: 'GET', url: `/imports/${id}/remarks` });
  expect(response.statusCode).toBe(200);
  const lines = response.payload.trim().split('\r\n');
  expect(lines).toHaveLength(1_506);
  expect(lines[0]).toContain('导入说明,企业名称,许可证号');
  expect(lines[1_500]).toMatch(/【区划代码】.*虚构坏1499号店,F1499,449999/);
  const corrected = response.payload
    .replaceAll('449999', '440802')
    .split('\r\n')
    .slice(0, 1_501)
    .join('\r\n');
  expect(expectRun(await inSteps(requestFor(corrected))).createdCount).toBe(1_500);
  // Nobody else's, and not for ever.
  actor = { ...actor, departmentId: house.market.id, scope: [house.market.id] };
  expect((await app.inject({ method: 'GET', url: `/imports/${id}/remarks` })).statusCode).toBe(404);
  actor = { ...actor, departmentId: house.health.id, scope: [house.health.id] };
  house.clock.advance({ days: 2 });
  await house.stepAs()(forgetImported);
  expect(await house.readAs().em.count(ImportDetail)).toBe(0);
  expect((await app.inject({ method: 'GET', url: `/imports/${id}/remarks` })).statusCode).toBe(404);
});

test('remarks keep values for the registrar, and the record that stays does not', async () => {
  const request = requestFor(`${heading}虚构店,V1,449999,A,存续\n`, { fileName: 'values.csv' });
  const refused = (await inSteps(request)) as ImportRefused;
  expect(refused.faults[0]).toMatchObject({ row: 2, column: '区划代码', value: '449999' });
  const run = await runOf('values.csv');
  expect(run.faults[0]).not.toHaveProperty('value');
  const { bytes } = await openRemarkFile(house.readAs(actor), run, request.source);
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  expect(Buffer.concat(parts).toString()).toContain('虚构店,V1,449999');
});

test('a mapping is remembered for its source, and when it no longer fits, that is said', async () => {
  const mapping = JSON.stringify({
    fairdraw: 'map/1',
    kind: 'entities',
    columns: { 店名: 'name', 证: 'licence', 区: 'divisionCode' },
  });
  const file = (no: string) => `店名,证,区\n虚构店,${no},440802\n`;
  const sourceName = '市民服务热线';
  expectRun(await inSteps(requestFor(file('M1'), { sourceName, mapping })));
  expect(expectRun(await inSteps(requestFor(file('M2'), { sourceName }))).createdCount).toBe(1);
  const outdated = (await inSteps(
    requestFor('名,证号,区\n甲,M3,440802\n', { sourceName }),
  )) as FileUnreadable;
  expect(outdated).toMatchObject({
    fault: FileFault.MAPPING_OUTDATED,
    message: expect.stringContaining(sourceName),
  });
  const listed = await ask('{ importSources { id name mapping } }', {});
  expect(listed.data.importSources).toMatchObject([{ name: sourceName, mapping }]);
  const forget = 'mutation ($id: ID!) { forgetImportSource(id: $id) { __typename } }';
  const forgotten = await ask(forget, { id: listed.data.importSources[0].id });
  expect(forgotten.data.forgetImportSource.__typename).toBe('ImportSourceForgotten');
  expect((await ask('{ importSources { id } }', {})).data.importSources).toEqual([]);
});

async function collect(parts: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}

const columns = ['企业名称', '许可证号', '区划代码', '登记状态'].map((name) => ({
  heading: name,
  width: 20,
}));
async function* pageOf(prefix: string): AsyncGenerator<string[][]> {
  yield [
    ['虚构好店', `${prefix}1`, '440802', '存续'],
    ['虚构坏店', `${prefix}2`, '449999', '存续'],
  ];
}

test.each([
  ['xlsx', () => workbookFile('两库', columns, pageOf('X'), () => ({ visible: [], hidden: [] }))],
  ['jsonl', () => jsonLinesFile(columns, pageOf('J'))],
])('refused rows of a file in %s come back in it, and are read as they are', async (format, make) => {
  const bytes = await collect(make());
  const request = { ...requestFor(''), source: bytes, fileName: `店.${format}`, mode: ImportMode.GOOD_ROWS };
  const run = expectRun(await inSteps(request));
  expect(run).toMatchObject({ createdCount: 1, rejectedCount: 1 });
  const file = await openRemarkFile(house.readAs(actor), run, bytes);
  expect(file.fileName).toBe(`店-说明.${format}`);
  const again = { ...requestFor(''), source: await collect(file.bytes) };
  const refused = (await inSteps(again)) as ImportRefused;
  expect(refused).toMatchObject({ rowCount: 1, faults: [{ column: '区划代码', value: '449999' }] });
});
