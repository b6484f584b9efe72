import { Readable } from 'node:stream';
import { Account, Session } from '../../schema/account/index.js';
import { createDepartment, Department } from '../../schema/department/index.js';
import { isRefusal } from '../../schema/shared/refusal.js';
import { Role } from '../../schema/shared/roles.js';
import { whileSignedIn } from '../../server/http/session-watch.js';
import { GraphqlClient } from '../support/client.js';
import { accountId, countEvents, operations, refusalOf, run } from '../support/people.js';
import { PASSWORD, startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ FAIRDRAW_IDLE_MINUTES: '30', FAIRDRAW_SESSION_MINUTES: '120' });
  await server.addAccount('security', [Role.SECURITY_ADMIN]);
});
afterAll(() => server.close());

const me = '{ me { username } }';
const isIn = async (client: GraphqlClient) => (await client.get(me)).me !== null;
const list =
  '{ mySessions { edges { node { handle method createdAt lastSeenAt expiresAt client current } } } }';
const sessionsOf = async (client: GraphqlClient) =>
  (await client.get(list)).mySessions.edges.map(({ node }: { node: object }) => node);

/** The status of a route; its body is read, for the server waits until it is. */
async function statusOf(path: string, { cookie }: GraphqlClient): Promise<number> {
  const response = await fetch(server.address + path, { headers: { cookie } });
  await response.arrayBuffer();
  return response.status;
}

/** The same cookie in another hand. */
function copyOf(client: GraphqlClient): GraphqlClient {
  const copy = new GraphqlClient(client.url);
  copy.cookie = client.cookie;
  return copy;
}

describe('one’s own sessions', () => {
  test('are listed with what is needed to know them again, and ended one by one', async () => {
    await server.addAccount('lister', [Role.AUDITOR]);
    const first = await server.client('lister');
    server.clock.advance({ minutes: 1 });
    const second = await server.client('lister');
    const [newer, older, ...more] = await sessionsOf(second);
    expect(more).toEqual([]);
    expect(newer).toMatchObject({ method: 'PASSWORD', client: 'node', current: true });
    expect(older).toMatchObject({ current: false });
    expect(Object.keys(newer)).not.toContain('id');
    expect(await run(second, operations.endSession, { handle: older.handle })).toMatchObject({ count: 1 });
    expect(await isIn(first)).toBe(false);
    expect(await isIn(second)).toBe(true);
    expect(await run(second, operations.endSession, { handle: older.handle })).toMatchObject({
      code: 'SESSION_NOT_FOUND',
    });
    expect(await countEvents(server, 'account.sessions-ended', 'lister')).toBe(1);
  });

  test('are one’s own: somebody else’s handle is nobody’s', async () => {
    await server.addAccount('mine', [Role.AUDITOR]);
    await server.addAccount('yours', [Role.AUDITOR]);
    const [mine, yours] = [await server.client('mine'), await server.client('yours')];
    const [session] = await sessionsOf(yours);
    expect(await run(mine, operations.endSession, { handle: session.handle })).toMatchObject({
      code: 'SESSION_NOT_FOUND',
    });
    expect(await isIn(yours)).toBe(true);
  });

  test('all others end by one word', async () => {
    await server.addAccount('many', [Role.AUDITOR]);
    const clients = [await server.client('many'), await server.client('many'), await server.client('many')];
    const [own] = clients as [GraphqlClient, ...GraphqlClient[]];
    const ended = await own.get('mutation { endOtherSessions { ... on SessionsEnded { count } } }');
    expect(ended.endOtherSessions.count).toBe(2);
    expect(await Promise.all(clients.map(isIn))).toEqual([true, false, false]);
  });

  test('a security administrator sees and ends those of anybody; others do not', async () => {
    await server.addAccount('watched', [Role.AUDITOR]);
    const watched = await server.client('watched');
    const security = await server.client('security');
    const id = await accountId(server, 'watched');
    const ask = `{ sessions(accountId: "${id}") { edges { node { handle current } } } }`;
    expect((await security.get(ask)).sessions.edges).toMatchObject([{ node: { current: false } }]);
    expect(await refusalOf(watched, ask)).toBe('FORBIDDEN');
    expect(await run(security, operations.endSessionsOf, { accountId: id })).toMatchObject({ count: 1 });
    expect(await isIn(watched)).toBe(false);
    expect((await security.get(ask)).sessions.edges).toEqual([]);
    const nobody = { accountId: '00000000-0000-7000-8000-000000000000' };
    expect(await run(security, operations.endSessionsOf, nobody)).toMatchObject({
      code: 'ACCOUNT_NOT_FOUND',
    });
  });
});

describe('the end of a session', () => {
  test('comes after half an hour without use, and not while it is used', async () => {
    await server.addAccount('idle', [Role.AUDITOR]);
    const client = await server.client('idle');
    for (let i = 0; i < 3; i += 1) {
      server.clock.advance({ minutes: 29 });
      expect(await isIn(client)).toBe(true);
    }
    server.clock.advance({ minutes: 30 });
    expect(await isIn(client)).toBe(false);
    // It does not come back to life.
    expect(await isIn(client)).toBe(false);
  });

  test('comes at its latest minute, however it is used', async () => {
    await server.addAccount('busy', [Role.AUDITOR]);
    const client = await server.client('busy');
    for (let i = 0; i < 5; i += 1) {
      server.clock.advance({ minutes: 23 });
      expect(await isIn(client)).toBe(true);
    }
    server.clock.advance({ minutes: 5 });
    expect(await isIn(client)).toBe(false);
  });

  test('its last use is written down once a minute, not more often', async () => {
    await server.addAccount('touched', [Role.AUDITOR]);
    const client = await server.client('touched');
    const [opened] = await sessionsOf(client);
    server.clock.advance({ seconds: 59 });
    const [soon] = await sessionsOf(client);
    expect(soon.lastSeenAt).toBe(opened.lastSeenAt);
    server.clock.advance({ seconds: 1 });
    await isIn(client);
    const [later] = await sessionsOf(client);
    expect(later.lastSeenAt).toBe(server.clock.now().toISOString());
  });

  test('a copied token is nobody after signing out, on every route', async () => {
    await server.addAccount('copied', [Role.REGISTRAR, Role.AUDITOR], {
      departmentCode: (await home()).code,
    });
    const client = await server.client('copied');
    const thief = copyOf(client);
    const get = (path: string) => statusOf(path, thief);
    expect(await isIn(thief)).toBe(true);
    expect(await get('/exports/targets')).toBe(200);
    await client.get('mutation { signOut { __typename } }');
    expect(await isIn(thief)).toBe(false);
    expect(await get('/exports/targets')).toBe(401);
    const headers = { cookie: thief.cookie, 'content-type': 'text/csv' };
    const upload = await fetch(`${server.address}/uploads?name=a.csv`, {
      method: 'POST',
      headers,
      body: 'a\n',
    });
    expect(upload.status).toBe(401);
  });

  test('cuts a stream that is under way', async () => {
    await server.addAccount('streaming', [Role.AUDITOR]);
    await server.client('streaming');
    const session = await server.readAs().em.findOneOrFail(Session, {
      account: await accountId(server, 'streaming'),
    });
    let isReleased = false;
    async function* endless() {
      try {
        for (;;) yield new Uint8Array(8);
      } finally {
        isReleased = true;
      }
    }
    const actor = { kind: 'account', sessionId: session.handle } as const;
    const stream = Readable.from(whileSignedIn(server.app.sources, actor, endless()));
    const read = async () => {
      let count = 0;
      for await (const _ of stream) {
        count += 1;
        if (count === 3) {
          await server.stepAs()((unit) =>
            unit.em.nativeUpdate(Session, { id: session.id }, { revokedAt: unit.now }),
          );
        }
      }
    };
    await expect(read()).rejects.toThrow('the session ended');
    expect(isReleased).toBe(true);
  });
});

describe('a session that somebody else chose', () => {
  test('is never taken over: a cookie that the server did not make opens nothing', async () => {
    await server.addAccount('victim', [Role.AUDITOR]);
    const client = await server.client();
    const planted = `fairdraw_session=${'A'.repeat(43)}`;
    client.cookie = planted;
    expect(await isIn(client)).toBe(false);
    await client.signIn('victim', PASSWORD);
    expect(client.cookie).not.toBe(planted);
    const thief = await server.client();
    thief.cookie = planted;
    expect(await isIn(thief)).toBe(false);
  });

  test('ends when somebody signs in over it, and each sign-in has a token of its own', async () => {
    await server.addAccount('attacker', [Role.AUDITOR]);
    await server.addAccount('lured', [Role.AUDITOR]);
    const attacker = await server.client('attacker');
    const browser = copyOf(attacker);
    await browser.signIn('lured', PASSWORD);
    expect(browser.cookie).not.toBe(attacker.cookie);
    expect((await browser.get(me)).me.username).toBe('lured');
    expect(await isIn(attacker)).toBe(false);
    const before = copyOf(browser);
    await browser.signIn('lured', PASSWORD);
    expect(await isIn(before)).toBe(false);
  });

  test.each(['', 'x', '%00', `${'A'.repeat(5000)}`, '"; drop table session; --'])(
    'a broken cookie is nobody: %s',
    async (token) => {
      const client = await server.client();
      client.cookie = `fairdraw_session=${token}`;
      expect(await isIn(client)).toBe(false);
    },
  );
});

async function home(code = 'home'): Promise<Department> {
  const known = await server.readAs().em.fork().findOne(Department, { code });
  if (known) return known;
  const creditCode = { home: '11370323MB2859070U', away: '91440300708461136T' }[code] ?? '';
  const draft = { code, name: code, creditCode, division: { code: '440800', name: '湛江市' } };
  const department = await server.stepAs()((unit) => createDepartment(unit, draft));
  if (isRefusal(department)) throw new Error(department.messageEn);
  return department;
}

describe('what changes during a session', () => {
  test('roles count from the next request on', async () => {
    await server.addAccount('promoted', [Role.AUDITOR]);
    const client = await server.client('promoted');
    const accounts = '{ accounts { edges { node { username } } } }';
    const setRoles = (roles: Role[]) =>
      server.stepAs()((unit) => unit.em.nativeUpdate(Account, { username: 'promoted' }, { roles }));
    expect(await refusalOf(client, accounts)).toBe('FORBIDDEN');
    await setRoles([Role.AUDIT_ADMIN]);
    expect(await refusalOf(client, accounts)).toBeUndefined();
    await setRoles([Role.AUDITOR]);
    expect(await refusalOf(client, accounts)).toBe('FORBIDDEN');
  });

  test('an officer who moved sees the other department from the next request on', async () => {
    const [from, to] = [await home(), await home('away')];
    await server.addAccount('moved', [Role.REGISTRAR], { departmentCode: from.code });
    const client = await server.client('moved');
    const exported = (code: string) => statusOf(`/exports/targets?department=${code}`, client);
    expect([await exported('home'), await exported('away')]).toEqual([200, 404]);
    await server.stepAs()((unit) =>
      unit.em.nativeUpdate(Account, { username: 'moved' }, { department: to.id }),
    );
    expect([await exported('home'), await exported('away')]).toEqual([404, 200]);
  });

  test('a role that needs a second factor asks for one at once', async () => {
    const strict = await startTestServer({ FAIRDRAW_SECOND_FACTOR_ROLES: 'AUDIT_ADMIN' });
    try {
      await strict.addAccount('raised', [Role.AUDITOR]);
      const client = await strict.client('raised');
      expect(await refusalOf(client, list)).toBeUndefined();
      await strict.stepAs()((unit) =>
        unit.em.nativeUpdate(Account, { username: 'raised' }, { roles: [Role.AUDIT_ADMIN] }),
      );
      expect(await refusalOf(client, list)).toBe('SECOND_FACTOR_ENROLMENT_NEEDED');
    } finally {
      await strict.close();
    }
  });
});

test('one session for each account, where the setting says so', async () => {
  const strict = await startTestServer({ FAIRDRAW_ONE_SESSION: 'true' });
  try {
    await strict.addAccount('single', [Role.AUDITOR]);
    await strict.addAccount('another', [Role.AUDITOR]);
    const another = await strict.client('another');
    const first = await strict.client('single');
    const second = await strict.client('single');
    expect(await isIn(first)).toBe(false);
    expect(await isIn(second)).toBe(true);
    expect(await isIn(another)).toBe(true);
  } finally {
    await strict.close();
  }
});
