import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  None,
} from 'openid-client';
import { type ProvenIdentity, type SignInSecrets, saysSecondFactor } from '../../schema/account/index.js';

/** What is needed to speak with a provider. */
export interface ProviderSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  /** Where browsers come back to. */
  readonly callback: string;
  /** After so long the provider counts as down; 8 when absent, for a person waits. */
  readonly timeoutSeconds?: number;
}

/** The provider does not answer, or says nothing that can be understood. */
export class ProviderUnavailableError extends Error {}

/** What came back proves nothing; `reason` is a code of the protocol, without anybody's data. */
export class IdentityNotProvenError extends Error {
  constructor(readonly reason: string) {
    super(reason);
  }
}

const TIMEOUT_SECONDS = 8;

/** HTTP Basic is what a provider takes when it does not say otherwise (OpenID Connect Discovery 1.0 §3). */
function authentication(secret: string | undefined): ClientAuth {
  if (!secret) return None();
  const [basic, post] = [ClientSecretBasic(secret), ClientSecretPost(secret)];
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (methods.includes('client_secret_basic') ? basic : post)(server, ...rest);
  };
}

/** Names what was wrong with an answer: the claim where it was one, else the code of the library or the provider. */
function reasonOf(error: unknown): string {
  const { code, error: told, cause } = error as { code?: unknown; error?: unknown; cause?: unknown };
  const { claim } = ((cause as { cause?: unknown })?.cause ?? cause ?? {}) as { claim?: unknown };
  return [told, code, claim]
    .filter((part): part is string => typeof part === 'string' && /^\w{1,64}$/.test(part))
    .join(' ');
}

/** The network, a timeout, or a fault on the provider's side. */
function isUnavailable(error: unknown): boolean {
  const { name, code, cause, status } = error as Record<string, unknown>;
  const answer = cause as { status?: unknown } | undefined;
  if (Number(status ?? answer?.status) >= 500) return true;
  return (
    (error instanceof TypeError && code === undefined) || name === 'TimeoutError' || code === 'OAUTH_TIMEOUT'
  );
}

/** An OpenID Connect provider: authorization code with PKCE, state and nonce; signatures of identity tokens are checked. */
export class IdentityProvider {
  #found: Promise<Configuration> | undefined;

  constructor(private readonly settings: ProviderSettings) {}

  /** Asked for when first needed, so that a provider that is down keeps no server from starting; a failure is asked again. */
  #configuration(): Promise<Configuration> {
    this.#found ??= this.#discover().catch((error: unknown) => {
      this.#found = undefined;
      throw new ProviderUnavailableError(reasonOf(error));
    });
    return this.#found;
  }

  #discover(): Promise<Configuration> {
    const { issuer, clientId, clientSecret, timeoutSeconds } = this.settings;
    const url = new URL(issuer);
    // The library trusts the line for what comes from the token endpoint; we do not, be it only because proxies exist.
    const execute = [enableNonRepudiationChecks];
    // Settings let http pass for this very machine alone, where nobody listens on the way.
    if (url.protocol === 'http:') execute.push(allowInsecureRequests);
    return discovery(url, clientId, undefined, authentication(clientSecret), {
      timeout: timeoutSeconds ?? TIMEOUT_SECONDS,
      execute,
    });
  }

  /** Where to send a browser. @throws ProviderUnavailableError */
  async authorizationUrl({ state, nonce, verifier }: SignInSecrets): Promise<URL> {
    return buildAuthorizationUrl(await this.#configuration(), {
      redirect_uri: this.settings.callback,
      scope: 'openid',
      state,
      nonce,
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
  }

  /**
   * Who comes back. Times in the identity token are judged by the machine's clock, as the library does.
   * @param query the query of the callback as it came
   * @throws IdentityNotProvenError, ProviderUnavailableError
   */
  async prove(query: string, { state, nonce, verifier }: SignInSecrets): Promise<ProvenIdentity> {
    const configuration = await this.#configuration();
    const url = new URL(this.settings.callback);
    url.search = query;
    const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier };
    const claims = await authorizationCodeGrant(configuration, url, checks)
      .then((tokens) => tokens.claims())
      .catch((error: unknown) => {
        if (isUnavailable(error)) throw new ProviderUnavailableError(reasonOf(error));
        throw new IdentityNotProvenError(reasonOf(error));
      });
    if (!claims) throw new IdentityNotProvenError('no identity token');
    return { issuer: claims.iss, subject: claims.sub, hasSecondFactor: saysSecondFactor(claims) };
  }
}
