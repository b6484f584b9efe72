import { Account, Arrangement, ArrangementKind } from '../../schema/account/index.js';
import { AuditEvent } from '../../schema/audit/index.js';
import { createDepartment, moveDepartment, saveDivisions } from '../../schema/department/index.js';
import { Role } from '../../schema/shared/roles.js';
import type { GraphqlClient } from '../support/client.js';
import { done, MainJob } from '../support/main-job.js';
import { PASSWORD, startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
let job: MainJob;
let system: GraphqlClient;
let security: GraphqlClient;
beforeAll(async () => {
  server = await startTestServer({}, { start: '2026-02-09T01:00:00Z' });
  const { database, clock, close } = server;
  job = await MainJob.over(
    { database, clock, close, sources: { ...server.app.sources, jobs: undefined } },
    { targetCount: 30, officerCount: 4 },
  );
  await server.addAccount('system', [Role.SYSTEM_ADMIN]);
  await server.addAccount('security', [Role.SECURITY_ADMIN]);
  system = await server.client('system');
  security = await server.client('security');
});
afterAll(() => server.close());

const told = '__typename ... on ConsoleError { code message messageEn }';

async function create(username: string, roles: string[], departmentCode?: string): Promise<string> {
  const input = { username, displayName: username, password: PASSWORD, roles, departmentCode };
  const source = `mutation ($input: CreateAccountInput!) { createAccount(input: $input) {
    ${told} ... on AccountCreated { account { id roles requestedRoles } } } }`;
  const { account } = (await system.get(source, { input })).createAccount;
  expect(account).toMatchObject({ roles: [], requestedRoles: roles });
  // The password that an administrator gave is changed first; here it stays.
  await server.stepAs()((unit) =>
    unit.em.nativeUpdate(Account, { id: account.id }, { mustChangePassword: false }),
  );
  return account.id;
}

/** One of the mutations that take an account and roles. */
async function decide(
  client: GraphqlClient,
  name: 'grantRoles' | 'requestRoles',
  accountId: string,
  roles: string[],
) {
  const source = `mutation ($accountId: UUID!, $roles: [Role!]!) { ${name}(accountId: $accountId, roles: $roles) { ${told} } }`;
  return (await client.get(source, { accountId, roles }))[name];
}

async function withdraw(accountId: string, roles: string[], client = security) {
  const source = `mutation ($input: WithdrawRolesInput!) { withdrawRoles(input: $input) { ${told} } }`;
  return (await client.get(source, { input: { accountId, roles, reason: '岗位调整' } })).withdrawRoles;
}

const idOf = async (username: string) => (await server.readAs().em.findOneOrFail(Account, { username })).id;
const codeOf = async (client: GraphqlClient, query: string) =>
  (await client.ask(query)).errors?.[0]?.extensions.code;

/** A client signed in as somebody of the house. */
async function as(actor: Parameters<MainJob['cookieOf']>[0]): Promise<GraphqlClient> {
  const client = await server.client();
  client.cookie = await job.cookieOf(actor);
  return client;
}

const campaigns = '{ campaigns { edges { node { id } } } }';

describe('three administrators', () => {
  test('one asks, another grants; it counts from the next request of a session that is open', async () => {
    const id = await create('fresh', ['PLAN_OWNER', 'APPROVER'], 'zj-health');
    const fresh = await server.client('fresh');
    expect((await fresh.get('{ me { username roles } }')).me).toEqual({ username: 'fresh', roles: [] });
    for (const query of [
      campaigns,
      '{ departments { edges { node { id } } } }',
      '{ items { edges { node { id } } } }',
    ])
      expect(await codeOf(fresh, query)).toBe('FORBIDDEN');
    const waiting = (await security.get('{ roleRequests { edges { node { username } } } }')).roleRequests
      .edges;
    expect(waiting).toEqual([{ node: { username: 'fresh' } }]);
    const ask = `mutation { grantRoles(accountId: "${id}", roles: [PLAN_OWNER]) { __typename } }`;
    expect(await codeOf(system, ask)).toBe('FORBIDDEN');
    expect(await decide(security, 'grantRoles', id, ['DRAW_OPERATOR'])).toMatchObject({
      code: 'ROLE_NOT_REQUESTED',
    });
    expect(await decide(security, 'grantRoles', id, ['PLAN_OWNER'])).toMatchObject({
      __typename: 'RolesGranted',
    });
    expect(await codeOf(fresh, campaigns)).toBeUndefined();
    const refuse = `mutation { refuseRoles(input: { accountId: "${id}", reason: "无须" }) { ${told} } }`;
    expect((await security.get(refuse)).refuseRoles.__typename).toBe('RolesRefused');
    expect((await security.get(refuse)).refuseRoles.code).toBe('NO_ROLES_REQUESTED');
    expect(await withdraw(id, ['PLAN_OWNER'])).toMatchObject({ __typename: 'RolesWithdrawn' });
    expect(await codeOf(fresh, campaigns)).toBe('FORBIDDEN');
    const events = await server.readAs().em.find(AuditEvent, { subjectId: id }, { orderBy: { seq: 'asc' } });
    expect(events.map(({ kind }) => kind).filter((kind) => kind.startsWith('account.roles'))).toEqual([
      'account.roles-granted',
      'account.roles-refused',
      'account.roles-withdrawn',
    ]);
  });

  test('conflicts are refused by name, when asked for and when granted', async () => {
    const id = await create('second', ['REVIEWER'], 'zj-health');
    expect(await decide(security, 'grantRoles', id, ['REVIEWER'])).toMatchObject({
      __typename: 'RolesGranted',
    });
    for (const role of ['PUBLISHER', 'DRAW_OPERATOR', 'SYSTEM_ADMIN'])
      expect(await decide(system, 'requestRoles', id, [role])).toMatchObject({ code: 'ROLE_CONFLICT' });
    expect(await decide(system, 'requestRoles', id, ['REVIEWER'])).toMatchObject({
      code: 'ROLE_HELD_ALREADY',
    });
    expect(await decide(system, 'requestRoles', id, [])).toMatchObject({ code: 'ROLE_MISSING' });
    expect(await withdraw(id, ['PUBLISHER'])).toMatchObject({ code: 'ROLE_ABSENT' });
    const outside = await create('third', ['AUDITOR']);
    expect(await decide(system, 'requestRoles', outside, ['REVIEWER'])).toMatchObject({
      code: 'DEPARTMENT_MISSING',
    });
  });

  test('nobody grants to themselves, and the last of each kind stays', async () => {
    await server.stepAs()((unit) =>
      unit.em.nativeUpdate(Account, { username: 'stranger' }, { active: false }),
    );
    const own = await idOf('security');
    expect(await withdraw(own, ['SECURITY_ADMIN'])).toMatchObject({ code: 'OWN_ROLES' });
    expect(await decide(security, 'grantRoles', own, ['SECURITY_ADMIN'])).toMatchObject({
      code: 'OWN_ROLES',
    });
    const only = await idOf('system');
    expect(await withdraw(only, ['SYSTEM_ADMIN'])).toMatchObject({ code: 'LAST_ADMINISTRATOR' });
    const close = `mutation { closeAccount(accountId: "${own}") { ${told} } }`;
    expect((await system.get(close)).closeAccount).toMatchObject({ code: 'LAST_ADMINISTRATOR' });
    const another = await create('security-2', ['SECURITY_ADMIN']);
    expect((await system.get(close)).closeAccount.code).toBe('LAST_ADMINISTRATOR');
    await decide(security, 'grantRoles', another, ['SECURITY_ADMIN']);
    const second = await server.client('security-2');
    expect(await withdraw(own, ['SECURITY_ADMIN'], second)).toMatchObject({ __typename: 'RolesWithdrawn' });
    expect(await withdraw(another, ['SECURITY_ADMIN'], second)).toMatchObject({ code: 'OWN_ROLES' });
    await server.stepAs()((unit) =>
      unit.em.nativeUpdate(Account, { id: own }, { roles: [Role.SECURITY_ADMIN] }),
    );
  });
});

describe('the role by which an operation lets somebody in', () => {
  const entities = '{ targets { edges { node { id } } } }';
  const results = '{ assignments { edges { node { id } } } }';

  test('opens what it is for, where it is held, and nothing else there', async () => {
    await job.drawn();
    const helper = await job.addPerson('helper', [Role.REGISTRAR], job.market);
    const client = await as(helper);
    const count = async (query: string) => {
      const [list] = Object.values(await client.get(query)) as { edges: unknown[] }[];
      return list?.edges.length;
    };
    expect(await codeOf(client, results)).toBe('FORBIDDEN');
    expect(await count(entities)).toBe(0);
    await server.stepAs()((unit) =>
      unit.em.insert(Arrangement, {
        id: unit.newId(),
        ...{ department: job.health.id, kind: ArrangementKind.NEIGHBOUR, account: helper.accountId ?? '' },
        ...{
          actingDepartment: job.market.id,
          roles: [Role.REVIEWER],
          fromOn: '2026-02-01',
          toOn: '2026-12-31',
        },
        ...{ documentNo: '1', reason: '1', recordedAt: unit.now, approvedAt: unit.now },
      }),
    );
    client.cookie = await job.cookieOf(helper);
    expect(await codeOf(client, results)).toBeUndefined();
    // A registrar at home sees no register of the department whose results they review.
    expect(await count(entities)).toBe(0);
    const both = await client.get(
      `query { a: targets { edges { node { id } } } b: campaigns { edges { node { code } } } }`,
    );
    expect(both.a.edges).toEqual([]);
    expect(both.b.edges.length).toBe(1);
  });

  test('acts for a department below only by arrangement', async () => {
    const city = done(
      await server.stepAs()((unit) =>
        createDepartment(unit, {
          ...{ code: 'zj-city', name: '湛江市人民政府', creditCode: '914403001922038216' },
          division: { code: '440800', name: '湛江市' },
        }),
      ),
    );
    done(
      await server.stepAs()((unit) =>
        moveDepartment(unit, 'zj-health', unit.today, { parentCode: 'zj-city' }),
      ),
    );
    const above = await as(await job.addPerson('above', [Role.APPROVER], city));
    const { campaign } = done(await job.draft({ windowFromOn: '2026-02-12' }));
    const source = `mutation { approveCampaign(id: "${campaign.id}") { ${told} } }`;
    expect((await above.get(`{ campaign(id: "${campaign.id}") { code } }`)).campaign.code).toBe(
      campaign.code,
    );
    expect((await above.get(source)).approveCampaign.code).toBe('CAMPAIGN_NOT_FOUND');
    const own = await as(job.approver);
    expect((await own.get(source)).approveCampaign.__typename).toBe('CampaignApproved');
  });

  test('supervision reads its government’s area, whatever the tree of departments says', async () => {
    done(
      await server.stepAs()((unit) =>
        saveDivisions(unit, [{ code: '440802', name: '赤坎区', parentCode: '440800' }]),
      ),
    );
    const department = (code: string, division: string, creditCode: string) =>
      server.stepAs()((unit) =>
        createDepartment(unit, {
          code,
          name: code,
          creditCode,
          division: { code: division, name: division },
        }),
      );
    const legal = done(await department('zj-legal', '440800', '9144030071526726XG'));
    const chikan = done(await department('ck-legal', '440802', '92610822MA707NAX4Q'));
    const count = async (roles: Role[], of: typeof legal) => {
      const client = await as(await job.addPerson(`watch-${of.code}-${roles.length}`, roles, of));
      return (await client.get(campaigns)).campaigns.edges.length;
    };
    const all = await server.readAs().em.execute<{ n: number }[]>('select count(*)::int as n from campaign');
    expect(await count([Role.SUPERVISION], legal)).toBe(all[0]?.n);
    expect(await count([Role.SUPERVISION], chikan)).toBe(0);
    expect(await count([Role.AUDITOR, Role.PLAN_OWNER], legal)).toBe(0);
  });
});
