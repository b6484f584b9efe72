import { createHash } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';

/** What the identity token says before it is bent. */
export interface Claims {
  iss: string;
  aud: string | string[];
  sub: string;
  nonce: string | undefined;
  iat: number;
  exp: number;
  [more: string]: unknown;
}

/** How the provider lies in its next answer. */
export interface Lie {
  claims?(claims: Claims): Partial<Claims>;
  sign?(claims: Claims, keys: Keys): Promise<string> | string;
  /** Answers the token endpoint by itself. */
  token?(response: ServerResponse): void;
  /** What is put into the address that the browser is sent back to. */
  back?(url: URL): void;
}

interface Keys {
  readonly own: CryptoKey;
  readonly other: CryptoKey;
  readonly published: object;
}

/** A provider that may lie in everything, and itself insists on PKCE and on a code for once. */
export interface HostileProvider {
  readonly issuer: string;
  lie: Lie;
  subject: string;
  close(): Promise<void>;
}

export const ALG = 'RS256';

export function signed(claims: Claims, key: CryptoKey): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: ALG, kid: 'own' }).sign(key);
}

export function unsigned(claims: Claims): string {
  return new UnsecuredJWT(claims).encode();
}

async function bodyOf(request: AsyncIterable<unknown>): Promise<URLSearchParams> {
  const parts: string[] = [];
  for await (const part of request) parts.push(String(part));
  return new URLSearchParams(parts.join(''));
}

export async function startHostileProvider(port: number, clientId: string): Promise<HostileProvider> {
  const issuer = `http://127.0.0.1:${port}`;
  const own = await generateKeyPair(ALG);
  const other = await generateKeyPair(ALG);
  const published = { ...(await exportJWK(own.publicKey)), kid: 'own', alg: ALG, use: 'sig' };
  const keys: Keys = { own: own.privateKey, other: other.privateKey, published };
  const codes = new Map<string, { nonce: string; challenge: string }>();
  let given = 0;
  const hostile = { issuer, lie: {} as Lie, subject: 'somebody' };
  const json = (response: ServerResponse, body: object, status = 200) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

  function authorise(url: URL, response: ServerResponse): void {
    const asked = url.searchParams;
    const code = `code-${++given}`;
    codes.set(code, { nonce: asked.get('nonce') ?? '', challenge: asked.get('code_challenge') ?? '' });
    const back = new URL(asked.get('redirect_uri') ?? '');
    back.searchParams.set('code', code);
    back.searchParams.set('state', asked.get('state') ?? '');
    hostile.lie.back?.(back);
    response.writeHead(302, { location: back.href }).end();
  }

  async function giveToken(body: URLSearchParams, response: ServerResponse): Promise<void> {
    if (hostile.lie.token) return hostile.lie.token(response);
    const code = body.get('code') ?? '';
    const begun = codes.get(code);
    codes.delete(code);
    const challenge = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url');
    if (begun?.challenge !== challenge) return void json(response, { error: 'invalid_grant' }, 400);
    const iat = Math.floor(Date.now() / 1000);
    const { nonce } = begun;
    const honest: Claims = { iss: issuer, aud: clientId, sub: hostile.subject, nonce, iat, exp: iat + 300 };
    const claims = { ...honest, ...hostile.lie.claims?.(honest) };
    const id_token = await (hostile.lie.sign ?? ((c, { own: key }) => signed(c, key)))(claims, keys);
    json(response, { access_token: 'x', token_type: 'Bearer', id_token });
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', issuer);
    if (url.pathname === '/authorize') return authorise(url, response);
    if (url.pathname === '/token') return giveToken(await bodyOf(request), response);
    if (url.pathname === '/jwks') return void json(response, { keys: [published] });
    json(response, {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: [ALG, 'HS256', 'none'],
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return Object.assign(hostile, { close });
}
