import { Account, Session } from '../../schema/account/index.js';
import { AuditEvent } from '../../schema/audit/index.js';
import { Role } from '../../schema/shared/roles.js';
import { createPasswordHasher } from '../../server/platform/passwords.js';
import { GraphqlClient } from '../support/client.js';
import { seededChance } from '../support/clock.js';
import { PASSWORD, startTestServer, type TestServer, testCost } from '../support/server.js';

const create = `mutation Create($input: CreateAccountInput!) {
  createAccount(input: $input) {
    __typename
    ... on AccountCreated { account { id username roles } }
    ... on ConsoleError { code message messageEn }
    ... on RoleConflict { roles }
    ... on UsernameTaken { username }
  }
}`;

describe('signing in', () => {
  let server: TestServer;
  let hashes = 0;
  beforeAll(async () => {
    const inner = createPasswordHasher(seededChance('salts'), testCost);
    const verify: typeof inner.verify = (...given) => {
      hashes += 1;
      return inner.verify(...given);
    };
    server = await startTestServer({}, { passwords: { ...inner, verify } });
    await server.addAccount('closed', [Role.AUDITOR]);
    await server.addAccount('admin', [Role.SYSTEM_ADMIN]);
    await server.addAccount('auditor', [Role.AUDITOR]);
    await server.addAccount('witness', [Role.WITNESS]);
  });
  afterAll(() => server.close());

  const events = (kind: string) => server.readAs().em.count(AuditEvent, { kind });
  const closeAccountNamed = (username: string) =>
    server.stepAs()((unit) => unit.em.nativeUpdate(Account, { username }, { active: false }));
  const countAccounts = () => server.readAs().em.count(Account);

  it('gives a session in a cookie that scripts cannot read and other sites cannot send', async () => {
    const client = await server.client();
    const result = await client.signIn('admin', PASSWORD);
    expect(result).toMatchObject({ __typename: 'SignedIn', account: { username: 'admin' } });
    expect(client.setCookie).toMatch(
      /^fairdraw_session=[\w-]{43}; Path=\/; Expires=.*; HttpOnly; SameSite=Strict$/,
    );
    expect((await client.get('{ me { username roles } }')).me).toEqual({
      username: 'admin',
      roles: ['SYSTEM_ADMIN'],
    });
    expect(await events('account.signed-in')).toBe(1);
  });

  it('stores neither password nor token', async () => {
    const client = await server.client('auditor');
    const { em } = server.readAs();
    const token = client.cookie.split('=')[1] as string;
    const stored = JSON.stringify([
      await em.find(Session, {}),
      await em.find(Account, {}),
      await em.find(AuditEvent, {}),
    ]);
    expect(stored).not.toContain(token);
    expect(stored).not.toContain(PASSWORD);
    expect(stored).toContain('$argon2id$v=19$');
  });

  it.each([
    ['a wrong password', 'admin', 'wrong'],
    ['an unknown account', 'nobody', PASSWORD],
  ])('refuses %s with the same words, and writes it down', async (_name, username, password) => {
    const client = await server.client();
    const before = await events('account.sign-in-refused');
    const result = await client.signIn(username, password);
    expect(result).toMatchObject({ __typename: 'SignInRefused', code: 'SIGN_IN_REFUSED' });
    expect(client.cookie).toBe('');
    expect(await events('account.sign-in-refused')).toBe(before + 1);
  });

  it.each([
    ['a wrong password', 'admin'],
    ['an unknown account', 'nobody'],
    ['a closed account', 'closed'],
  ])('hashes once for %s, so that time tells nothing', async (_name, username) => {
    await closeAccountNamed('closed');
    const before = hashes;
    const client = await server.client();
    expect((await client.signIn(username, 'Wrong-password-77')).__typename).toBe('SignInRefused');
    expect(hashes).toBe(before + 1);
  });

  it('ends with signing out, also for a copy of the cookie', async () => {
    const client = await server.client('auditor');
    const copy = new GraphqlClient(client.url);
    copy.cookie = client.cookie;
    expect((await client.get('mutation { signOut { __typename } }')).signOut.__typename).toBe('SignedOut');
    expect((await copy.get('{ me { username } }')).me).toBeNull();
  });

  it('ends when its time is over', async () => {
    const client = await server.client('auditor');
    server.clock.advance({ minutes: 479 });
    expect((await client.get('{ me { username } }')).me).not.toBeNull();
    server.clock.advance({ minutes: 2 });
    expect((await client.get('{ me { username } }')).me).toBeNull();
  });

  it('ends when the account is closed', async () => {
    await server.addAccount('leaver', [Role.AUDITOR]);
    const client = await server.client('leaver');
    await closeAccountNamed('leaver');
    expect((await client.get('{ me { username } }')).me).toBeNull();
    expect((await client.signIn('leaver', PASSWORD)).__typename).toBe('SignInRefused');
  });

  it('lets nobody in without a rule for it', async () => {
    const stranger = await server.client();
    const auditor = await server.client('auditor');
    const list = '{ accounts { edges { node { username } } } }';
    expect((await stranger.ask(list)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await auditor.ask(list)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const admin = await server.client('admin');
    expect((await admin.get(list)).accounts.edges.length).toBeGreaterThan(2);
  });

  it.each([
    ['USERNAME_TAKEN', { username: 'admin' }],
    ['INVALID_USERNAME', { username: 'Ad min' }],
    ['WEAK_PASSWORD', { password: 'short' }],
    ['WEAK_PASSWORD', { password: 'aaaaaaaaaaaaaaaa' }],
    ['WEAK_PASSWORD', { password: 'new-operator-1234' }],
    ['ROLE_CONFLICT', { roles: ['SYSTEM_ADMIN', 'AUDIT_ADMIN'] }],
    ['ROLE_CONFLICT', { roles: ['DRAW_OPERATOR', 'WITNESS'] }],
    ['ROLE_MISSING', { roles: [] }],
    ['DEPARTMENT_MISSING', { roles: ['DRAW_OPERATOR'] }],
    ['UNKNOWN_DEPARTMENT', { roles: ['DRAW_OPERATOR'], departmentCode: 'nowhere' }],
  ])('refuses to create an account: %s %j, and nothing changes', async (code, change) => {
    const admin = await server.client('admin');
    const before = await countAccounts();
    const input = {
      username: 'new-operator',
      displayName: '新',
      password: PASSWORD,
      roles: ['AUDITOR'],
      ...change,
    };
    const { createAccount } = await admin.get(create, { input });
    expect(createAccount.code).toBe(code);
    expect(createAccount.message).toMatch(/[一-鿿]/);
    expect(await countAccounts()).toBe(before);
    expect(await events('account.created')).toBe(before);
  });

  it('creates an account that can sign in, and has no role before it is granted', async () => {
    const admin = await server.client('admin');
    const input = {
      username: 'second-auditor',
      displayName: '审计二',
      password: PASSWORD,
      roles: ['AUDITOR'],
    };
    expect((await admin.get(create, { input })).createAccount.account.roles).toEqual([]);
    const client = await server.client('second-auditor');
    expect((await client.get('{ me { displayName } }')).me.displayName).toBe('审计二');
    // The administrator knows the password: it must be changed first.
    expect(
      (await client.ask('{ mySessions { edges { node { handle } } } }')).errors?.[0]?.extensions.code,
    ).toBe('PASSWORD_CHANGE_NEEDED');
  });

  it('registers the key of a witness once, and only a key', async () => {
    const register = `mutation Register($input: RegisterWitnessKeyInput!) {
      registerWitnessKey(input: $input) {
        __typename
        ... on ConsoleError { code }
        ... on WitnessKeyRegistered { witnessKey { fingerprint account { username } } }
      }
    }`;
    const witness = await server.client('witness');
    // RFC 8032 §7.1, test 1.
    const publicKey = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a';
    const ask = async (key: string) =>
      (await witness.get(register, { input: { name: '笔记本', publicKey: key } })).registerWitnessKey;
    expect((await ask(publicKey)).witnessKey).toMatchObject({
      fingerprint: '21fe31dfa154a261626bf854046fd2271b7bed4b6abe45aa58877ef47f9721b9',
      account: { username: 'witness' },
    });
    expect((await ask(publicKey)).code).toBe('WITNESS_KEY_TAKEN');
    expect((await ask('00'.repeat(32))).code).toBe('INVALID_WITNESS_KEY');
    expect((await ask('02'.padEnd(64, '0'))).code).toBe('INVALID_WITNESS_KEY');
  });
});
