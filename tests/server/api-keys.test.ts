import { isApiKey } from '../../schema/account/api-key-text.js';
import { Account, ApiKey } from '../../schema/account/index.js';
import { AuditEvent } from '../../schema/audit/index.js';
import { createDepartment } from '../../schema/department/index.js';
import { Role } from '../../schema/shared/roles.js';
import { SessionEndedError, whileSignedIn } from '../../server/http/session-watch.js';
import { type Answer, codeOf, type GraphqlClient } from '../support/client.js';
import { PASSWORD, startTestServer, type TestServer } from '../support/server.js';

const error = '... on ConsoleError { code message messageEn }';
const create = `mutation ($input: CreateMachineAccountInput!) { createMachineAccount(input: $input) {
  __typename ... on MachineAccountCreated { account { id username roles kind } } ${error} } }`;
const issue = `mutation ($input: IssueApiKeyInput!) { issueApiKey(input: $input) {
  __typename ... on ApiKeyIssued { key apiKey { id hint roles state expiresAt } } ${error} } }`;
const rotate = `mutation ($input: RotateApiKeyInput!) { rotateApiKey(input: $input) {
  __typename ... on ApiKeyIssued { key apiKey { id rotatedFrom roles } } ${error} } }`;
const revoke = `mutation ($id: UUID!) { revokeApiKey(id: $id) {
  __typename ... on ApiKeyRevoked { apiKey { state revokedAt } } ${error} } }`;
const list = `query ($accountId: UUID) { apiKeys(accountId: $accountId) { edges { node {
  id name hint state expiresSoon lastUsedAt lastRefusedAt account { username } } } } }`;

let server: TestServer;
let system: GraphqlClient;
let security: GraphqlClient;

beforeAll(async () => {
  server = await startTestServer();
  await server.stepAs()((unit) =>
    createDepartment(unit, {
      code: 'zj-scjg',
      name: '湛江市市场监督管理局',
      creditCode: '91440300708461136T',
      division: { code: '440800', name: '湛江市' },
    }),
  );
  await server.addAccount('sys-admin', [Role.SYSTEM_ADMIN]);
  await server.addAccount('sec-admin', [Role.SECURITY_ADMIN]);
  await server.addAccount('auditor', [Role.AUDITOR]);
  [system, security] = [await server.client('sys-admin'), await server.client('sec-admin')];
});
afterAll(() => server.close());

const events = (kind: string) => server.readAs().em.count(AuditEvent, { kind });
const expiresOn = '2026-12-31';
let machines = 0;

async function addMachine(roles: Role[] = [Role.AUDITOR], departmentCode?: string): Promise<string> {
  const input = { username: `machine-${++machines}`, displayName: '接口', roles, departmentCode };
  return (await system.get(create, { input })).createMachineAccount.account.id;
}

async function makeKey(accountId: string, more: object = {}) {
  const input = { accountId, name: '一号接口', roles: [Role.AUDITOR], expiresOn, ...more };
  return (await security.get(issue, { input })).issueApiKey;
}

async function use(key: string, query = '{ me { username } }', headers: Record<string, string> = {}) {
  const client = await server.client();
  const response = await client.post(JSON.stringify({ query }), {
    authorization: `Bearer ${key}`,
    ...headers,
  });
  return { ...((await response.json()) as Answer), status: response.status };
}

const refusal = async (key: string) => {
  const { status, errors } = await use(key);
  return [status, errors?.[0]?.extensions.code];
};

test('a machine acts by a key, within the roles of the key, and nobody signs in with its name', async () => {
  const id = await addMachine([Role.AUDITOR, Role.REGISTRAR], 'zj-scjg');
  const { key, apiKey } = await makeKey(id);
  expect(key).toMatch(/^fdk_[0-9a-f]{8}_[0-9a-f]{72}$/);
  expect(apiKey).toMatchObject({ hint: key.slice(0, 12), roles: ['AUDITOR'], state: 'VALID' });
  expect(apiKey.expiresAt).toBe('2026-12-31T15:59:59.999Z');
  expect((await use(key)).data.me.username).toBe(`machine-${machines}`);
  expect((await use(key, '{ draws { edges { node { id } } } }')).data.draws.edges).toEqual([]);
  const forbidden = await use(
    key,
    'mutation { revokeApiKey(id: "00000000-0000-0000-0000-000000000000") { __typename } }',
  );
  expect(forbidden.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const change = 'changePassword(input: { presentPassword: "-", newPassword: "Turnip-lantern-7422" })';
  for (const own of ['signOut', change, 'startSecondFactor']) {
    const answer = await use(key, `mutation { ${own} { __typename } }`);
    expect(answer.errors?.[0]?.extensions.code).toBe('PERSON_ONLY');
  }
  const uploads = await fetch(`${server.address}/uploads?name=a.csv`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'text/csv' },
    body: 'a',
  });
  expect([uploads.status, ((await uploads.json()) as { code: string }).code]).toEqual([403, 'NOT_ALLOWED']);
  const stranger = await server.client();
  for (const password of ['-', '', PASSWORD]) {
    const answer = await stranger.signIn(`machine-${machines}`, password);
    expect(answer.__typename).toBe('SignInRefused');
  }
});

test('a key opens the other routes as a cookie does: uploads, exports, files of draws', async () => {
  const id = await addMachine([Role.AUDITOR, Role.REGISTRAR], 'zj-scjg');
  const { key } = await makeKey(id, { roles: [Role.REGISTRAR, Role.AUDITOR] });
  const headers = { authorization: `bearer ${key}` };
  const upload = await fetch(`${server.address}/uploads?name=a.csv`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'text/csv' },
    body: '企业名称\n甲\n',
  });
  expect(upload.status).toBe(201);
  const exported = await fetch(`${server.address}/exports/targets?format=csv`, { headers });
  expect([exported.status, await exported.text()]).toEqual([200, expect.stringContaining('企业名称')]);
  expect((await fetch(`${server.address}/exports/targets?format=csv`)).status).toBe(401);
  const missing = await fetch(`${server.address}/draws/${'0'.repeat(64)}`, { headers });
  expect(missing.status).toBe(404);
  const both = await fetch(`${server.address}/exports/targets`, {
    headers: { ...headers, cookie: security.cookie },
  });
  expect([both.status, await codeOf(both)]).toEqual([400, 'TWO_CREDENTIALS']);
  const wrong = await fetch(`${server.address}/exports/targets`, {
    headers: { authorization: 'Bearer fdk_1' },
  });
  expect([wrong.status, await codeOf(wrong)]).toEqual([401, 'API_KEY_MISTYPED']);
});

test('a cookie and a key together are refused, whoever they are', async () => {
  const { key } = await makeKey(await addMachine());
  const { status, errors } = await use(key, undefined, { cookie: security.cookie });
  expect([status, errors?.[0]?.extensions.code]).toEqual([400, 'TWO_CREDENTIALS']);
});

test('what a key may is bounded by its account, also after the account changed', async () => {
  const id = await addMachine([Role.AUDITOR]);
  expect(await makeKey(id, { roles: [Role.SUPERVISION] })).toMatchObject({ code: 'ROLE_NOT_HELD' });
  expect(await makeKey(id, { roles: [] })).toMatchObject({ code: 'ROLE_MISSING' });
  const { key } = await makeKey(id);
  const draws = '{ draws { edges { node { id } } } }';
  expect((await use(key, draws)).errors).toBeUndefined();
  await server.stepAs()((unit) => unit.em.nativeUpdate(Account, { id }, { roles: [Role.SUPERVISION] }));
  expect((await use(key, '{ apiKeys { edges { node { id } } } }')).errors?.[0]?.extensions.code).toBe(
    'FORBIDDEN',
  );
  expect((await use(key, draws)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

test.each([
  'SYSTEM_ADMIN',
  'SECURITY_ADMIN',
  'AUDIT_ADMIN',
  'DRAW_OPERATOR',
  'WITNESS',
  'INSPECTOR',
  'APPROVER',
  'REVIEWER',
  'PUBLISHER',
])('no machine is %s: not by its account, not by a key, not by a role granted later', async (role) => {
  const input = { username: 'robot', displayName: 'x', roles: [role], departmentCode: 'zj-scjg' };
  const before = await server.readAs().em.count(Account);
  expect((await system.get(create, { input })).createMachineAccount).toMatchObject({ code: 'PERSONAL_ROLE' });
  expect(await server.readAs().em.count(Account)).toBe(before);
  const id = await addMachine();
  const { key } = await makeKey(id);
  const roles = [Role.AUDITOR, role as Role];
  await server.stepAs()(async (unit) => {
    await unit.em.nativeUpdate(Account, { id }, { roles });
    await unit.em.nativeUpdate(ApiKey, { account: id }, { roles });
  });
  expect(await makeKey(id, { roles: [role] })).toMatchObject({ code: 'PERSONAL_ROLE' });
  const administrators = '{ accounts { edges { node { id } } } }';
  expect((await use(key, administrators)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

test('keys are for machines that are open', async () => {
  const auditor = await server.readAs().em.findOneOrFail(Account, { username: 'auditor' });
  expect(await makeKey(auditor.id)).toMatchObject({ code: 'MACHINE_ONLY' });
  expect(await makeKey('00000000-0000-0000-0000-000000000000')).toMatchObject({ code: 'ACCOUNT_NOT_FOUND' });
  const id = await addMachine();
  const { key } = await makeKey(id);
  const close = 'mutation ($id: UUID!) { closeAccount(accountId: $id) { __typename } }';
  expect((await system.get(close, { id })).closeAccount.__typename).toBe('AccountClosed');
  expect(await refusal(key)).toEqual([401, 'ACCOUNT_CLOSED']);
  expect(await makeKey(id)).toMatchObject({ code: 'ACCOUNT_NOT_OPEN' });
});

test.each([
  ['yesterday', '2026-03-01'],
  ['in more than a year', '2027-03-04'],
])('a key that ends %s is refused, with the latest day', async (_, day) => {
  const answer = await makeKey(await addMachine(), { expiresOn: day });
  expect(answer).toMatchObject({
    code: 'API_KEY_DAY_REFUSED',
    message: expect.stringContaining('2027-03-03'),
  });
});

test('a typo is told apart from a key that nobody issued, and the record is not filled by strangers', async () => {
  const { key } = await makeKey(await addMachine());
  const mistyped = key.slice(0, 20) + (key[20] === 'a' ? 'b' : 'a') + key.slice(21);
  expect(isApiKey(mistyped)).toBe(false);
  expect(await refusal(mistyped)).toEqual([401, 'API_KEY_MISTYPED']);
  expect(await refusal(key.slice(0, -1))).toEqual([401, 'API_KEY_MISTYPED']);
  expect(await refusal('hunter2')).toEqual([401, 'API_KEY_MISTYPED']);
  const foreign = 'fdk_00000000_';
  const { crc32 } = await import('node:zlib');
  const body = foreign + '7'.repeat(64);
  server.clock.advance({ minutes: 2 });
  const before = await events('api-key.refused');
  for (let i = 0; i < 3; i++) {
    expect(await refusal(body + crc32(body).toString(16).padStart(8, '0'))).toEqual([401, 'API_KEY_UNKNOWN']);
  }
  expect(await events('api-key.refused')).toBe(before + 1);
});

test('a revoked key fails at once, and its further use is on record', async () => {
  const id = await addMachine();
  const { key, apiKey } = await makeKey(id);
  expect((await use(key)).data.me).not.toBeNull();
  const answer = (await security.get(revoke, { id: apiKey.id })).revokeApiKey;
  expect(answer).toMatchObject({ __typename: 'ApiKeyRevoked', apiKey: { state: 'REVOKED' } });
  expect(await refusal(key)).toEqual([401, 'API_KEY_REVOKED']);
  const refused = { kind: 'api-key.refused', subjectId: apiKey.id };
  expect(await server.readAs().em.count(AuditEvent, refused)).toBe(1);
  await refusal(key);
  expect(await server.readAs().em.count(AuditEvent, refused)).toBe(1);
  server.clock.advance({ minutes: 1 });
  await refusal(key);
  expect(await server.readAs().em.count(AuditEvent, refused)).toBe(2);
  expect((await security.get(revoke, { id: apiKey.id })).revokeApiKey.code).toBe('API_KEY_ENDED_ALREADY');
  const none = '00000000-0000-0000-0000-000000000000';
  expect((await security.get(revoke, { id: none })).revokeApiKey.code).toBe('API_KEY_NOT_FOUND');
  const { edges } = (await security.get(list, { accountId: id })).apiKeys;
  expect(edges).toMatchObject([
    { node: { id: apiKey.id, state: 'REVOKED', lastRefusedAt: expect.any(String) } },
  ]);
});

test('a file that is half sent to a machine breaks off when its key is revoked', async () => {
  const id = await addMachine([Role.REGISTRAR], 'zj-scjg');
  const { apiKey } = await makeKey(id, { roles: [Role.REGISTRAR] });
  async function* endless() {
    for (;;) yield new Uint8Array(8);
  }
  const actor = { kind: 'account', accountId: id, apiKeyId: apiKey.id } as const;
  const bytes = whileSignedIn(server.app.sources, actor, endless());
  for (let i = 0; i < 3; i++) expect((await bytes.next()).done).toBe(false);
  await security.get(revoke, { id: apiKey.id });
  await expect(bytes.next()).rejects.toThrow(SessionEndedError);
});

test('a replaced key serves seven days more, or ends at once; it is replaced once', async () => {
  const id = await addMachine();
  const [old, other] = [await makeKey(id), await makeKey(id)];
  const input = { id: old.apiKey.id, expiresOn };
  const next = (await security.get(rotate, { input })).rotateApiKey;
  expect(next.apiKey).toMatchObject({ rotatedFrom: old.apiKey.id, roles: ['AUDITOR'] });
  expect((await security.get(rotate, { input })).rotateApiKey.code).toBe('API_KEY_ENDED_ALREADY');
  const atOnce = { id: other.apiKey.id, expiresOn, atOnce: true };
  const last = (await security.get(rotate, { input: atOnce })).rotateApiKey;
  expect(await refusal(other.key)).toEqual([401, 'API_KEY_EXPIRED']);
  server.clock.advance({ days: 6, hours: 23 });
  for (const { key } of [old, next, last]) expect((await use(key)).errors).toBeUndefined();
  server.clock.advance({ hours: 1 });
  expect(await refusal(old.key)).toEqual([401, 'API_KEY_EXPIRED']);
  expect((await use(next.key)).errors).toBeUndefined();
  [system, security] = [await server.client('sys-admin'), await server.client('sec-admin')];
});

test('notice is given thirty days before the end, and no longer after it', async () => {
  const id = await addMachine();
  const soon = async () => (await security.get(list, { accountId: id })).apiKeys.edges[0].node;
  await makeKey(id, { expiresOn: '2026-05-31' });
  server.clock.set('2026-05-01T15:59:00Z');
  security = await server.client('sec-admin');
  expect(await soon()).toMatchObject({ state: 'VALID', expiresSoon: false });
  server.clock.set('2026-05-01T16:00:00Z');
  expect(await soon()).toMatchObject({ state: 'VALID', expiresSoon: true });
  server.clock.set('2026-05-31T16:00:00Z');
  security = await server.client('sec-admin');
  expect(await soon()).toMatchObject({ state: 'EXPIRED', expiresSoon: false });
  system = await server.client('sys-admin');
});

test('the last use is known to the minute', async () => {
  const id = await addMachine();
  const { key } = await makeKey(id);
  const lastUsedAt = async () =>
    (await security.get(list, { accountId: id })).apiKeys.edges[0].node.lastUsedAt;
  expect(await lastUsedAt()).toBeNull();
  await use(key);
  const first = await lastUsedAt();
  server.clock.advance({ seconds: 59 });
  await use(key);
  expect(await lastUsedAt()).toBe(first);
  server.clock.advance({ seconds: 1 });
  await use(key);
  expect(await lastUsedAt()).not.toBe(first);
});

test('an account has ten keys at most', async () => {
  const id = await addMachine();
  for (let i = 0; i < 10; i++) expect((await makeKey(id)).__typename).toBe('ApiKeyIssued');
  expect(await makeKey(id)).toMatchObject({ code: 'TOO_MANY_API_KEYS' });
  const edges = (await security.get(list, { accountId: id })).apiKeys.edges;
  await security.get(revoke, { id: edges[0].node.id });
  expect((await makeKey(id)).__typename).toBe('ApiKeyIssued');
});

test('keys are issued by the security administrator alone', async () => {
  const input = { accountId: await addMachine(), name: 'x', roles: [Role.AUDITOR], expiresOn };
  expect((await system.ask(issue, { input })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const machine = { username: 'robot', displayName: 'x', roles: [Role.AUDITOR] };
  expect((await security.ask(create, { input: machine })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

test('a key reaches neither the log nor the database, and what was done with it is on record', async () => {
  const id = await addMachine();
  const { key, apiKey } = await makeKey(id);
  await use(key);
  await use(key, '{ nonsense }');
  await use(key, '{ me { username ');
  await use(`${key}x`);
  await fetch(`${server.address}/exports/targets`, { headers: { authorization: `Bearer ${key}` } });
  await security.get(rotate, { input: { id: apiKey.id, expiresOn, atOnce: true } });
  await use(key);
  const secret = key.slice(13);
  expect(server.log.length).toBeGreaterThan(5);
  expect(JSON.stringify(server.log)).not.toContain(secret);
  const { em } = server.readAs();
  const stored = JSON.stringify([await em.find(ApiKey, {}), await em.find(AuditEvent, {})]);
  expect(stored).not.toContain(secret);
  for (const kind of ['account.machine-created', 'api-key.issued', 'api-key.rotated', 'api-key.revoked']) {
    expect(await events(kind)).toBeGreaterThan(0);
  }
});

test('a machine has neither password nor second factor, and nobody resets them', async () => {
  const id = await addMachine();
  const { key } = await makeKey(id);
  const newPassword = 'Marigold-thicket-88';
  for (const own of [
    `changePassword(input: { presentPassword: "-", newPassword: "${newPassword}" })`,
    'startSecondFactor',
    ...['confirmSecondFactor', 'showSecondFactor', 'renewRecoveryCodes'].map(
      (one) => `${one}(code: "123456")`,
    ),
  ]) {
    const { errors } = await use(key, `mutation { ${own} { __typename } }`);
    expect(errors?.[0]?.extensions.code).toBe('PERSON_ONLY');
  }
  const reset = `mutation { resetPassword(accountId: "${id}") { ... on ConsoleError { code } } }`;
  expect((await system.get(reset)).resetPassword.code).toBe('PASSWORDLESS_ACCOUNT');
  const stranger = await server.client();
  expect((await stranger.signIn(`machine-${machines}`, newPassword)).__typename).toBe('SignInRefused');
});
