import { type FastifyInstance, fastify } from 'fastify';
import { readXlsx } from 'hucre/xlsx';
import { RegisterExport } from '../../../../schema/registry/index.js';
import { Role } from '../../../../schema/shared/roles.js';
import type { Actor } from '../../../../schema/shared/unit.js';
import { addExportRoute } from '../../../../server/http/export-route.js';
import { askAs } from '../console.js';
import { expectRun, ImportKind, openRegistryHouse, type RegistryHouse } from '../registry-house.js';

let house: RegistryHouse;
let app: FastifyInstance;
let actor: Actor;

beforeAll(async () => {
  house = await openRegistryHouse('2026-03-02T02:00:00Z');
  const file = '企业名称,许可证号,区划代码,风险等级\n甲店,JY001,440802,A\n乙店,JY002,440803,B\n';
  expectRun(await house.bringIn(ImportKind.ENTITIES, file));
  house.clock.advance({ hours: 1 });
  app = fastify();
  addExportRoute(app, house.sources, async () => actor);
});
beforeEach(() => {
  actor = {
    kind: 'account',
    accountId: '00000000-0000-7000-8000-00000000000a',
    departmentId: house.health.id,
    scope: [house.health.id],
    roles: [Role.REGISTRAR],
  };
});
afterAll(async () => {
  await app.close();
  await house.close();
});

const get = (url: string, method: 'GET' | 'HEAD' = 'GET') => app.inject({ method, url });
const exportCount = () => house.readAs().em.count(RegisterExport);

test('a register is sent as a workbook with a name in Chinese', async () => {
  const answer = await get('/exports/targets?riskClass=A');
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-disposition']).toBe(
    `attachment; filename="targets-zj-health-2026-03-02.xlsx"; filename*=UTF-8''${encodeURIComponent('检查对象名录库-zj-health-2026-03-02.xlsx')}`,
  );
  const book = await readXlsx(answer.rawPayload);
  const [heading, ...rows] = book.sheets[0]?.rows ?? [];
  expect(heading?.slice(0, 1)).toEqual(['企业名称']);
  expect(heading?.at(-1)).toBe('行密钥');
  expect(rows.map(([name]) => name)).toEqual(['甲店']);
  expect(book.sheets.at(-1)?.rows.map(([cell]) => cell)).toContain('fairdraw export/1');
});

test('CSV in GB18030 and JSON Lines come as they are asked for', async () => {
  const csv = await get('/exports/targets?format=csv&encoding=gb18030&department=zj-health');
  expect(csv.headers['content-type']).toBe('text/csv; charset=gb18030');
  expect(new TextDecoder('gb18030').decode(csv.rawPayload)).toMatch(/^企业名称,.*\r\n甲店,/);
  const lines = await get('/exports/targets?format=jsonl&name=乙');
  expect(JSON.parse(lines.payload)).toMatchObject({ 企业名称: '乙店', 许可证号: 'JY002' });
});

test('HEAD says whether one may and exports nothing', async () => {
  const before = await exportCount();
  expect((await get('/exports/items', 'HEAD')).statusCode).toBe(200);
  actor = { kind: 'anonymous' };
  expect((await get('/exports/items', 'HEAD')).statusCode).toBe(401);
  expect(await exportCount()).toBe(before);
});

test.each([
  ['/exports/targets?department=zj-market', 404, 'UNKNOWN_DEPARTMENT'],
  ['/exports/interests', 404, 'NOT_FOUND'],
  ['/exports/targets?asOf=2026-02-30', 400, 'BAD_PARAMETER'],
  ['/exports/targets?asOf=2026-03-03', 400, 'FUTURE_DAY'],
  ['/exports/targets?columns=all', 400, 'BAD_PARAMETER'],
  ['/exports/targets?format=pdf', 400, 'BAD_PARAMETER'],
])('%s is refused by name, and nothing is exported', async (url, status, code) => {
  const before = await exportCount();
  const answer = await get(url);
  expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
  expect(await exportCount()).toBe(before);
});

test('who may only look things up takes no register out', async () => {
  actor = { ...actor, roles: [Role.DRAW_OPERATOR] };
  expect((await get('/exports/inspectors')).json().code).toBe('NOT_ALLOWED');
});

test('what left a register is told, newest first, and to no other department', async () => {
  house.clock.advance({ minutes: 1 });
  await get('/exports/items');
  const source =
    '{ registerExports(first: 1) { edges { node { register format department { code } rowCount isWhole accountId } } } }';
  const ask = (departmentId: string, role: Role) => askAs(house, { departmentId, roles: [role] }, source);
  for (const role of [Role.REGISTRAR, Role.SUPERVISION, Role.AUDITOR]) {
    const { data, errors } = await ask(house.health.id, role);
    expect(errors).toBeUndefined();
    expect(data.registerExports.edges).toMatchObject([
      { node: { register: 'ITEMS', format: 'xlsx', department: { code: 'zj-health' }, rowCount: 0 } },
    ]);
  }
  expect((await ask(house.market.id, Role.AUDITOR)).data).toEqual({ registerExports: { edges: [] } });
  expect((await ask(house.health.id, Role.PLAN_OWNER)).errors).toBeDefined();
});
