import { Account, Session, SignInMethod } from '../../../schema/account/index.js';
import { AuditEvent } from '../../../schema/audit/index.js';
import { Role } from '../../../schema/shared/roles.js';
import { PASSWORD, startTestServer, type TestServer } from '../../support/server.js';
import { Browser, freePort } from './browser.js';
import {
  type HostileProvider,
  type Lie,
  signed,
  startHostileProvider,
  unsigned,
} from './hostile-provider.js';

let server: TestServer;
let provider: HostileProvider;
let callback: string;

beforeAll(async () => {
  const [own, theirs] = [await freePort(), await freePort()];
  const address = `http://127.0.0.1:${own}`;
  callback = `${address}/sign-in/oidc/callback`;
  provider = await startHostileProvider(theirs, 'fairdraw');
  server = await startTestServer({
    PORT: String(own),
    FAIRDRAW_PUBLIC_URL: address,
    FAIRDRAW_OIDC_ISSUER: provider.issuer,
    FAIRDRAW_OIDC_CLIENT_ID: 'fairdraw',
  });
  await server.addAccount('auditor', [Role.AUDITOR]);
  const { em } = server.readAs();
  const { id } = await em.findOneOrFail(Account, { username: 'auditor' });
  const { bindIdentity } = await import('../../../schema/account/index.js');
  const subject = provider.subject;
  await server.stepAs()((unit) => bindIdentity(unit, { accountId: id, issuer: provider.issuer, subject }));
});
afterAll(async () => {
  await server.close();
  await provider.close();
});
beforeEach(() => {
  provider.lie = {};
  // What was refused before does not make the next one wait.
  server.clock.advance({ minutes: 16 });
});

const begin = () => `${server.address}/sign-in/oidc`;
const sessions = () => server.readAs().em.count(Session, { method: SignInMethod.IDENTITY_PROVIDER });
const refusals = () => server.readAs().em.find(AuditEvent, { kind: 'identity.sign-in-refused' });

/** The callback's address, as the provider sends the browser there. */
async function sentBack(browser: Browser): Promise<string> {
  return (await browser.follow(begin(), callback)).url;
}

/** Opens a callback that must be refused: with this code, written down, without a session. */
async function expectRefused(browser: Browser, url: string, code: string): Promise<string> {
  const [before, open] = [await refusals(), await sessions()];
  const response = await browser.open(url, 'application/json');
  const body = (await response.json()) as { code: string; message: string; messageEn: string };
  expect([response.status, body.code]).toEqual([403, code]);
  expect(body.message).toMatch(/[一-鿿]{4}/);
  expect(browser.has(server.address, 'fairdraw_session')).toBe(false);
  expect(await sessions()).toBe(open);
  const events = (await refusals()).filter(({ id }) => !before.some((event) => event.id === id));
  expect(events).toHaveLength(1);
  return String(events[0]?.data.reason);
}

test('an honest answer opens a session: what follows fails for its lie alone', async () => {
  const browser = new Browser();
  const { url } = await browser.follow(begin(), `${server.address}/graphiql`);
  expect(url).toBe(`${server.address}/graphiql`);
  expect(browser.has(server.address, 'fairdraw_session')).toBe(true);
  expect(await sessions()).toBe(1);
});

const now = () => Math.floor(Date.now() / 1000);

test.each<[string, Lie, RegExp]>([
  ['a wrong nonce', { claims: () => ({ nonce: 'another' }) }, /nonce/],
  ['no nonce', { claims: () => ({ nonce: undefined }) }, /OAUTH/],
  ['a wrong audience', { claims: () => ({ aud: 'another-client' }) }, /aud/],
  ['several audiences for another party', { claims: () => ({ aud: ['fairdraw', 'b'], azp: 'b' }) }, /OAUTH/],
  ['a wrong issuer', { claims: () => ({ iss: 'http://127.0.0.1:1' }) }, /iss/],
  ['no subject', { claims: () => ({ sub: undefined }) as never }, /OAUTH/],
  ['an end in the past', { claims: () => ({ iat: now() - 900, exp: now() - 600 }) }, /OAUTH_JWT_TIMESTAMP/],
  ['a beginning in the future', { claims: () => ({ nbf: now() + 600 }) }, /OAUTH_JWT_TIMESTAMP/],
  ['another’s signature', { sign: (claims, { other }) => signed(claims, other) }, /OAUTH/],
  [
    'a signature with one changed byte',
    {
      sign: async (claims, { own }) => {
        const token = await signed(claims, own);
        const at = token.lastIndexOf('.') + 10;
        return token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      },
    },
    /OAUTH/,
  ],
  ['alg none', { sign: (claims) => unsigned(claims) }, /OAUTH/],
  [
    'the public key taken for a shared secret',
    {
      sign: async (claims, { published }) => {
        const { SignJWT } = await import('jose');
        const secret = new TextEncoder().encode(JSON.stringify(published));
        return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'own' }).sign(secret);
      },
    },
    /OAUTH/,
  ],
  [
    'no identity token at all',
    {
      token: (response) =>
        void response
          .writeHead(200, { 'content-type': 'application/json' })
          .end('{"access_token":"x","token_type":"Bearer"}'),
    },
    /OAUTH/,
  ],
  ['another’s state', { back: (url) => url.searchParams.append('state', 'twice') }, /OAUTH/],
  [
    'a refusal of the provider',
    {
      back: (url) => {
        url.searchParams.delete('code');
        url.searchParams.set('error', 'access_denied');
        url.searchParams.set('error_description', '张三 declined <script>');
      },
    },
    /access_denied/,
  ],
])('%s is refused', async (_, lie, reason) => {
  provider.lie = lie;
  const browser = new Browser();
  const told = await expectRefused(browser, await sentBack(browser), 'IDENTITY_NOT_PROVEN');
  expect(told).toMatch(/^IDENTITY_NOT_PROVEN [\w ]+$/);
  expect(told).toMatch(reason);
});

test('a code that somebody else obtained is refused: its verifier is not ours', async () => {
  const [thief, victim] = [new Browser(), new Browser()];
  const stolen = new URL(await sentBack(victim)).searchParams.get('code') ?? '';
  const own = new URL(await sentBack(thief));
  own.searchParams.set('code', stolen);
  expect(await expectRefused(thief, own.href, 'IDENTITY_NOT_PROVEN')).toContain('invalid_grant');
});

test('a callback is taken once, and only from the browser that asked', async () => {
  const [browser, other] = [new Browser(), new Browser()];
  const url = await sentBack(browser);
  await expectRefused(other, url, 'SIGN_IN_OTHER_BROWSER');
  await sentBack(other);
  await expectRefused(other, url, 'SIGN_IN_OTHER_BROWSER');
  const cookies = browser.cookiesFor(server.address);
  expect((await browser.open(url)).status).toBe(303);
  // A replay from the very same browser, which still sends its cookie.
  const replay = await fetch(url, {
    headers: { cookie: cookies, accept: 'application/json' },
    redirect: 'manual',
  });
  expect([replay.status, ((await replay.json()) as { code: string }).code]).toEqual([403, 'SIGN_IN_USED']);
  expect(replay.headers.getSetCookie()).toEqual([]);
  expect((await refusals()).at(-1)?.data).toBeDefined();
});

test('of two callbacks at once one is taken', async () => {
  const browser = new Browser();
  const url = await sentBack(browser);
  const headers = { cookie: browser.cookiesFor(server.address) };
  const answers = await Promise.all([1, 2, 3].map(() => fetch(url, { headers, redirect: 'manual' })));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 403, 403]);
});

test('a sign-in that takes more than ten minutes begins anew', async () => {
  const browser = new Browser();
  const url = await sentBack(browser);
  server.clock.advance({ minutes: 10, seconds: 1 });
  await expectRefused(browser, url, 'SIGN_IN_EXPIRED');
});

test('a state that nobody here gave out is refused, and does not fill the record', async () => {
  const before = (await refusals()).length;
  for (const query of ['', '?state=', `?state=${'a'.repeat(43)}&code=x`, '?code=x&state=%00']) {
    const response = await new Browser().open(callback + query, 'application/json');
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
      400,
      'SIGN_IN_UNKNOWN',
    ]);
  }
  expect((await refusals()).length).toBe(before);
});

test('a token endpoint that fails is told as such, and password sign-in goes on', async () => {
  provider.lie = { token: (response) => void response.writeHead(500).end('oops') };
  const browser = new Browser();
  const response = await browser.open(await sentBack(browser), 'application/json');
  expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
    503,
    'IDENTITY_PROVIDER_UNAVAILABLE',
  ]);
  expect((await (await server.client()).signIn('auditor', PASSWORD)).__typename).toBe('SignedIn');
});

test('nothing that the provider said reaches the log', () => {
  const log = JSON.stringify(server.log);
  expect(log).toContain('/sign-in/oidc/callback');
  for (const secret of ['somebody', '张三', 'code-', 'state=']) expect(log).not.toContain(secret);
});
