import { Account, IdentitySignIn, Session, SignInMethod } from '../../../schema/account/index.js';
import { AuditEvent } from '../../../schema/audit/index.js';
import { Role } from '../../../schema/shared/roles.js';
import { GraphqlClient } from '../../support/client.js';
import { startTestServer, type TestServer } from '../../support/server.js';
import { Browser, freePort } from './browser.js';
import { CLIENT, type RealProvider, startRealProvider } from './real-provider.js';

const error = '... on ConsoleError { code message }';
const bind = `mutation ($input: BindIdentityInput!) { bindIdentity(input: $input) {
  __typename ... on IdentityBound { identity { id subject } } ${error} } }`;
const unbind = `mutation ($id: UUID!) { unbindIdentity(id: $id) {
  __typename ... on IdentityUnbound { identity { unboundAt } } ${error} } }`;

let server: TestServer;
let provider: RealProvider;
let security: GraphqlClient;

beforeAll(async () => {
  const [own, theirs] = [await freePort(), await freePort()];
  const address = `http://127.0.0.1:${own}`;
  provider = await startRealProvider(theirs, `${address}/sign-in/oidc/callback`);
  server = await startTestServer({
    PORT: String(own),
    FAIRDRAW_PUBLIC_URL: address,
    FAIRDRAW_OIDC_ISSUER: provider.issuer,
    FAIRDRAW_OIDC_CLIENT_ID: CLIENT.id,
    FAIRDRAW_OIDC_CLIENT_SECRET: CLIENT.secret,
  });
  await server.addAccount('auditor', [Role.AUDITOR]);
  await server.addAccount('sec-admin', [Role.SECURITY_ADMIN]);
  security = await server.client('sec-admin');
});
afterAll(async () => {
  await server.close();
  await provider.close();
});

const accountId = async (username: string) =>
  (await server.readAs().em.findOneOrFail(Account, { username })).id;

async function bound(username: string, subject: string) {
  const input = { accountId: await accountId(username), issuer: provider.issuer, subject };
  return (await security.get(bind, { input })).bindIdentity;
}

/** Goes to the provider and back, as a browser does; stops where it is sent after signing in. */
async function signIn(browser: Browser, next = '/graphiql') {
  const from = `${server.address}/sign-in/oidc?next=${encodeURIComponent(next)}`;
  return browser.follow(from, `${server.address}${next}`);
}

async function me(browser: Browser): Promise<{ username: string } | null> {
  const client = new GraphqlClient(`${server.address}/graphql`);
  client.cookie = browser.cookiesFor(server.address);
  return (await client.get('{ me { username } }')).me;
}

test('an identity that is bound to nobody gets no session and no account, but what to tell the administrator', async () => {
  provider.person = { accountId: 'stranger-<b>', amr: ['pwd'] };
  const before = await server.readAs().em.count(Account);
  const browser = new Browser();
  const { response } = await signIn(browser);
  expect(response.status).toBe(403);
  const page = await response.text();
  expect(page).toContain('IDENTITY_NOT_BOUND');
  expect(page).toContain('subject: stranger-&#60;b&#62;');
  expect(page).toContain(provider.issuer);
  expect(await me(browser)).toBeNull();
  const { em } = server.readAs();
  expect(await em.count(Account)).toBe(before);
  const [event] = await em.find(AuditEvent, { kind: 'identity.sign-in-refused' });
  expect(event?.data).toEqual({ reason: 'IDENTITY_NOT_BOUND' });
  expect(JSON.stringify(event)).not.toContain('stranger');
});

test('whoever is bound signs in, with PKCE, and lands where they came from', async () => {
  expect((await bound('auditor', 'sub-1')).identity.subject).toBe('sub-1');
  provider.person = { accountId: 'sub-1', amr: ['pwd'] };
  const browser = new Browser();
  const { url, response } = await signIn(browser, '/graphiql?tab=2');
  expect([url, response.status]).toEqual([`${server.address}/graphiql?tab=2`, 303]);
  const [cookie] = response.headers.getSetCookie().filter((line) => line.startsWith('fairdraw_session='));
  expect(cookie).toMatch(/HttpOnly; SameSite=Strict$/);
  expect(await me(browser)).toEqual({ username: 'auditor' });
  expect(browser.has(server.address, 'fairdraw_sign_in')).toBe(false);
  const { em } = server.readAs();
  const session = await em.findOneOrFail(Session, { account: await accountId('auditor'), revokedAt: null });
  expect(session).toMatchObject({ method: SignInMethod.IDENTITY_PROVIDER, secondFactorAt: null });
  const rows = JSON.stringify(await em.find(IdentitySignIn, {}));
  expect(rows).not.toMatch(/nonce|verifier/);
});

test.each([
  [['pwd', 'otp'], true],
  [['mfa'], true],
  [['pwd'], false],
  [['pwd', 'sms'], false],
])('a second factor that the provider asserts counts: %j', async (amr, counts) => {
  provider.person = { accountId: 'sub-1', amr };
  const before = await server.readAs().em.find(Session, {});
  await signIn(new Browser());
  const after = await server.readAs().em.find(Session, {});
  const [opened] = after.filter(({ id }) => !before.some((session) => session.id === id));
  expect(opened?.method).toBe(SignInMethod.IDENTITY_PROVIDER);
  expect(opened?.secondFactorAt !== null).toBe(counts);
});

test('signing out ends our session alone: the provider asks nobody anew', async () => {
  provider.person = { accountId: 'sub-1', amr: ['pwd'] };
  const browser = new Browser();
  await signIn(browser);
  const client = new GraphqlClient(`${server.address}/graphql`);
  client.cookie = browser.cookiesFor(server.address);
  await client.get('mutation { signOut { __typename } }');
  expect(await me(browser)).toBeNull();
  const { asked } = provider;
  await signIn(browser);
  expect(await me(browser)).toEqual({ username: 'auditor' });
  expect(provider.asked).toBe(asked);
});

test('a binding is for one account, of a person, and ends at once with its sessions', async () => {
  const first = await bound('auditor', 'sub-2');
  expect(await bound('sec-admin', 'sub-2')).toMatchObject({ code: 'IDENTITY_TAKEN' });
  const none = { accountId: '00000000-0000-0000-0000-000000000000', issuer: provider.issuer, subject: 'x' };
  expect((await security.get(bind, { input: none })).bindIdentity.code).toBe('ACCOUNT_NOT_FOUND');
  const wrong = { accountId: await accountId('auditor'), issuer: 'sso', subject: 'x' };
  expect((await security.get(bind, { input: wrong })).bindIdentity.code).toBe('INVALID_ISSUER');
  provider.person = { accountId: 'sub-2', amr: ['pwd'] };
  const browser = new Browser();
  await signIn(browser);
  expect(await me(browser)).toEqual({ username: 'auditor' });
  const { id } = first.identity;
  expect((await security.get(unbind, { id })).unbindIdentity.__typename).toBe('IdentityUnbound');
  expect(await me(browser)).toBeNull();
  expect((await security.get(unbind, { id })).unbindIdentity.code).toBe('IDENTITY_NOT_FOUND');
  const { response } = await signIn(browser);
  expect(response.status).toBe(403);
  expect((await bound('sec-admin', 'sub-2')).__typename).toBe('IdentityBound');
  const list = `query ($accountId: UUID) { identities(accountId: $accountId) { edges { node { subject unboundAt account { username } } } } }`;
  const { edges } = (await security.get(list, { accountId: await accountId('auditor') })).identities;
  expect(edges.map(({ node }: { node: { subject: string } }) => node.subject).sort()).toEqual([
    'sub-1',
    'sub-2',
  ]);
  const stranger = await server.client('auditor');
  expect((await stranger.ask(bind, { input: none })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  for (const kind of ['identity.bound', 'identity.unbound']) {
    expect(await server.readAs().em.count(AuditEvent, { kind })).toBeGreaterThan(0);
  }
});

test('a closed account is not let in by the provider either', async () => {
  await server.addAccount('leaver', [Role.AUDITOR]);
  await bound('leaver', 'sub-3');
  await server.stepAs()((unit) => unit.em.nativeUpdate(Account, { username: 'leaver' }, { active: false }));
  provider.person = { accountId: 'sub-3', amr: ['pwd'] };
  const { response } = await signIn(new Browser());
  expect([response.status, await response.text()]).toEqual([403, expect.stringContaining('ACCOUNT_CLOSED')]);
});

test.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'graphiql', '/a\nb', '/a b'])(
  'nobody is sent to %j afterwards',
  async (next) => {
    const url = `${server.address}/sign-in/oidc?next=${encodeURIComponent(next)}`;
    const response = await new Browser().open(url, 'application/json');
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
      400,
      'BAD_RETURN_PATH',
    ]);
  },
);
