import type { Browser } from 'playwright-core';
import { Account, bindIdentity } from '../../schema/account/index.js';
import { Role } from '../../schema/shared/roles.js';
import { systemClock } from '../../server/platform/clock.js';
import { freePort } from '../server/oidc/browser.js';
import { CLIENT, type RealProvider, startRealProvider } from '../server/oidc/real-provider.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { describeInBrowser, openBrowser } from './browser.js';

let browser: Browser;
let server: TestServer;
let provider: RealProvider;
let address: string;

describeInBrowser('signing in by an identity provider', () => {
  beforeAll(async () => {
    const [own, theirs] = [await freePort(), await freePort()];
    // Another name than the provider's: to a browser these are two sites.
    address = `http://localhost:${own}`;
    provider = await startRealProvider(theirs, `${address}/sign-in/oidc/callback`);
    const settings = {
      PORT: String(own),
      FAIRDRAW_PUBLIC_URL: address,
      FAIRDRAW_OIDC_ISSUER: provider.issuer,
      FAIRDRAW_OIDC_CLIENT_ID: CLIENT.id,
      FAIRDRAW_OIDC_CLIENT_SECRET: CLIENT.secret,
    };
    // The browser lets cookies end by the machine's clock.
    server = await startTestServer(settings, { start: systemClock.now().toISOString() });
    await server.addAccount('auditor', [Role.AUDITOR]);
    const { id } = await server.readAs().em.findOneOrFail(Account, { username: 'auditor' });
    const { issuer } = provider;
    await server.stepAs()((unit) => bindIdentity(unit, { accountId: id, issuer, subject: 'sub-1' }));
    provider.person = { accountId: 'sub-1', amr: ['pwd'] };
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
    await provider.close();
  });

  test('a browser comes back from a provider of another site, and its page is signed in by a strict cookie', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${address}/sign-in/oidc?next=/graphiql`);
    expect(page.url()).toBe(`${address}/graphiql`);
    const username = await page.evaluate(async () => {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ query: '{ me { username } }' });
      const answer = await fetch('/graphql', { method: 'POST', headers, body });
      return ((await answer.json()) as { data: { me?: { username: string } } }).data.me?.username;
    });
    expect(username).toBe('auditor');
    const cookies = await context.cookies(address);
    expect(cookies.map(({ name, sameSite, httpOnly }) => [name, sameSite, httpOnly])).toEqual([
      ['fairdraw_session', 'Strict', true],
    ]);
    await context.close();
  });
});
