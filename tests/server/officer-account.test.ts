import { Account } from '../../schema/account/index.js';
import { Inspector } from '../../schema/registry/index.js';
import { Role } from '../../schema/shared/roles.js';
import type { GraphqlClient } from '../support/client.js';
import { MainJob } from '../support/main-job.js';
import { PASSWORD, startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
let administrator: GraphqlClient;
let inspector: Inspector;
let job: MainJob;
beforeAll(async () => {
  server = await startTestServer({}, { start: '2026-02-09T01:00:00Z' });
  const { database, clock, close } = server;
  const sources = { ...server.app.sources, jobs: undefined };
  job = await MainJob.over({ database, clock, close, sources }, { targetCount: 3, officerCount: 2 });
  await server.addAccount('admin', [Role.SYSTEM_ADMIN]);
  administrator = await server.client('admin');
  inspector = await job.readAs().em.findOneOrFail(Inspector, { name: '演员0' });
});
afterAll(() => server.close());

const countAccounts = () => server.readAs().em.count(Account);

async function create(username: string, inspectorId: string, departmentCode = 'zj-health') {
  const input = {
    username,
    displayName: '执法人员',
    password: PASSWORD,
    roles: [Role.INSPECTOR],
    departmentCode,
  };
  const source = `mutation ($input: CreateAccountInput!) { createAccount(input: $input) {
    __typename ... on AccountCreated { account { id inspectorId } } ... on ConsoleError { code message messageEn } } }`;
  return (await administrator.get(source, { input: { ...input, inspectorId } })).createAccount;
}

async function close(accountId: string) {
  const source = `mutation ($id: UUID!) { closeAccount(accountId: $id) {
    __typename ... on AccountClosed { account { active } } ... on ConsoleError { code message messageEn } } }`;
  return (await administrator.get(source, { id: accountId })).closeAccount;
}

test('an account is an inspector’s only of the same department, and of one that the registry knows', async () => {
  const before = await countAccounts();
  expect(await create('officer', inspector.id, 'zj-market')).toMatchObject({ code: 'INSPECTOR_ELSEWHERE' });
  expect(await create('officer', inspector.department)).toMatchObject({ code: 'INSPECTOR_NOT_FOUND' });
  expect(await countAccounts()).toBe(before);
});

test('an inspector has one open account; a closed one lets nobody in, at once, and makes room for another', async () => {
  const { account } = await create('officer', inspector.id);
  expect(account.inspectorId).toBe(inspector.id);
  const before = await countAccounts();
  expect(await create('officer-2', inspector.id)).toMatchObject({ code: 'INSPECTOR_ACCOUNT_TAKEN' });
  expect(await countAccounts()).toBe(before);
  const officer = await server.client('officer');
  expect((await officer.get('{ me { username } }')).me).toEqual({ username: 'officer' });
  expect(await close(account.id)).toMatchObject({ __typename: 'AccountClosed', account: { active: false } });
  expect((await officer.get('{ me { username } }')).me).toBeNull();
  expect(await officer.signIn('officer', PASSWORD)).toMatchObject({ code: 'SIGN_IN_REFUSED' });
  expect(await close(account.id)).toMatchObject({ code: 'ACCOUNT_CLOSED_ALREADY' });
  expect(await create('officer-2', inspector.id)).toMatchObject({ __typename: 'AccountCreated' });
});

test('an officer with nothing open leaves, and the account goes with them', async () => {
  const registrar = await server.client();
  const actor = await job.addPerson('registrar', [Role.REGISTRAR, Role.APPROVER], job.health);
  registrar.cookie = await job.cookieOf(actor);
  const loads = await registrar.get(
    '{ inspectorLoads { edges { node { visitCount openAssignmentCount capacityLeft inspector { id realId updatedAt } } } } }',
  );
  const own = loads.inspectorLoads.edges
    .map(({ node }: { node: { inspector: { id: string; updatedAt: string } } }) => node)
    .find((node: { inspector: { id: string } }) => node.inspector.id === inspector.id);
  expect(own).toMatchObject({ visitCount: 0, openAssignmentCount: 0, capacityLeft: null });
  const matters = `query ($id: UUID!) { openMatters(inspectorId: $id) { ... on OpenMatters { count matters { kind remedy } } } handOvers { edges { node { id } } } }`;
  expect(await registrar.get(matters, { id: inspector.id })).toEqual({
    openMatters: { count: 0, matters: [] },
    handOvers: { edges: [] },
  });
  const request = `mutation ($input: RequestHandOverInput!) { requestHandOver(input: $input) { __typename } }`;
  const handOver = { inspectorId: inspector.id, lastOn: '2026-02-09', documentNo: '调令' };
  expect((await registrar.get(request, { input: handOver })).requestHandOver.__typename).toBe(
    'NothingToHandOver',
  );
  const depart = `mutation ($input: DepartInspectorInput!) { departInspector(input: $input) {
    __typename ... on InspectorDeparted { accountCount inspector { status leftOn } } ... on ConsoleError { code } } }`;
  const input = { inspectorId: inspector.id, kind: 'RETIRED', lastOn: '2026-02-09' };
  const gone = await registrar.get(depart, {
    input: { ...input, expectedUpdatedAt: own.inspector.updatedAt },
  });
  expect(gone.departInspector).toMatchObject({
    accountCount: 1,
    inspector: { status: 'RETIRED', leftOn: '2026-02-09' },
  });
  const reviewer = await server.client();
  reviewer.cookie = await job.cookieOf(job.reviewer);
  expect(
    await reviewer.get('{ assignments { edges { node { teamChanges { number reason } } } } }'),
  ).toBeDefined();
});
