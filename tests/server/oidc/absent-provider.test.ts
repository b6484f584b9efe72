import { createServer } from 'node:http';
import { Role } from '../../../schema/shared/roles.js';
import { IdentityProvider, ProviderUnavailableError } from '../../../server/http/oidc-client.js';
import { ConfigError, readConfig } from '../../../server/platform/config.js';
import { PASSWORD, startTestServer } from '../../support/server.js';
import { Browser, freePort } from './browser.js';
import { startHostileProvider } from './hostile-provider.js';

const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;

test('a provider that is down is told, keeps nobody from a password, and is found once it is up', async () => {
  const [own, theirs] = [await freePort(), await freePort()];
  const server = await startTestServer({
    PORT: String(own),
    FAIRDRAW_PUBLIC_URL: `http://127.0.0.1:${own}`,
    FAIRDRAW_OIDC_ISSUER: `http://127.0.0.1:${theirs}`,
    FAIRDRAW_OIDC_CLIENT_ID: 'fairdraw',
  });
  await server.addAccount('auditor', [Role.AUDITOR]);
  const url = `${server.address}/sign-in/oidc`;
  const down = await new Browser().open(url, 'application/json');
  expect([down.status, await codeOf(down)]).toEqual([503, 'IDENTITY_PROVIDER_UNAVAILABLE']);
  const page = await new Browser().open(url);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await page.text()).toContain('统一身份认证服务没有应答');
  expect((await (await server.client()).signIn('auditor', PASSWORD)).__typename).toBe('SignedIn');
  const provider = await startHostileProvider(theirs, 'fairdraw');
  const up = await new Browser().open(url);
  expect([up.status, up.headers.get('location')]).toEqual([303, expect.stringContaining(provider.issuer)]);
  await server.close();
  await provider.close();
});

test('without a provider the address says so', async () => {
  const server = await startTestServer();
  for (const path of ['/sign-in/oidc', '/sign-in/oidc/callback?state=x']) {
    const response = await new Browser().open(server.address + path, 'application/json');
    expect([response.status, await codeOf(response)]).toEqual([404, 'NO_IDENTITY_PROVIDER']);
  }
  await server.close();
});

test('a provider that takes the line and says nothing is given up', async () => {
  const mute = createServer(() => {}).listen(0, '127.0.0.1');
  await new Promise((resolve) => mute.once('listening', resolve));
  const { port } = mute.address() as { port: number };
  const provider = new IdentityProvider({
    issuer: `http://127.0.0.1:${port}`,
    clientId: 'fairdraw',
    callback: 'http://127.0.0.1/sign-in/oidc/callback',
    timeoutSeconds: 1,
  });
  const secrets = { state: 's', nonce: 'n', verifier: 'v'.repeat(43), returnTo: '/' };
  await expect(provider.authorizationUrl(secrets)).rejects.toThrow(ProviderUnavailableError);
  mute.closeAllConnections();
  await new Promise((resolve) => mute.close(resolve));
});

test('a provider whose document names another issuer is not believed', async () => {
  const port = await freePort();
  const other = await startHostileProvider(port, 'fairdraw');
  const provider = new IdentityProvider({
    issuer: `${other.issuer}/tenant`,
    clientId: 'fairdraw',
    callback: 'http://127.0.0.1/sign-in/oidc/callback',
  });
  const secrets = { state: 's', nonce: 'n', verifier: 'v'.repeat(43), returnTo: '/' };
  await expect(provider.authorizationUrl(secrets)).rejects.toThrow(ProviderUnavailableError);
  await other.close();
});

test.each([
  ['http://sso.example.gov.cn', false],
  ['http://10.0.0.5', false],
  ['http://127.0.0.1.example.com', false],
  ['https://sso.example.gov.cn/realms/staff', true],
  ['http://127.0.0.1:9000', true],
  ['http://localhost:9000', true],
  ['http://[::1]:9000', true],
])('an issuer by http is for this machine alone: %s', (issuer, isFit) => {
  const read = () =>
    readConfig({
      FAIRDRAW_OIDC_ISSUER: issuer,
      FAIRDRAW_OIDC_CLIENT_ID: 'fairdraw',
      FAIRDRAW_PUBLIC_URL: 'https://fairdraw.example.gov.cn',
    });
  if (isFit) expect(read().FAIRDRAW_OIDC_ISSUER).toBe(issuer);
  else expect(read).toThrow(ConfigError);
});
