import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { jest } from '@jest/globals';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';

/** A provider of OpenID Connect as others run it, with one client that must use PKCE. */
export interface RealProvider {
  readonly issuer: string;
  /** How somebody signs in at the provider from now on. */
  person: { accountId: string; amr: string[] };
  /** How often somebody was asked to sign in there. */
  readonly asked: number;
  close(): Promise<void>;
}

export const CLIENT = { id: 'fairdraw', secret: 'a-secret-of-the-client' };

export async function startRealProvider(port: number, callback: string): Promise<RealProvider> {
  // It says at length that it keeps everything in memory.
  for (const method of ['warn', 'info'] as const) jest.spyOn(console, method).mockImplementation(() => {});
  const issuer = `http://127.0.0.1:${port}`;
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [callback] }],
    pkce: { required: () => true },
    cookies: { keys: ['a key of the test'] },
    jwks: { keys: [{ ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256', kid: 'real' }] },
    claims: { openid: ['sub', 'amr', 'acr'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    loadExistingGrant: async (ctx) => {
      const { client, session, provider: own } = ctx.oidc;
      const grant = new own.Grant({ clientId: client?.clientId, accountId: session?.accountId });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
  });
  const real = { issuer, person: { accountId: 'nobody', amr: ['pwd'] }, asked: 0 };
  const serve = provider.callback();
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    if (!request.url?.startsWith('/interaction/')) return void serve(request, response);
    real.asked += 1;
    void provider.interactionFinished(request, response, { login: { ...real.person } });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return Object.assign(real, { close });
}
