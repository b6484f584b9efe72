import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  beginIdentitySignIn,
  type IdentityFault,
  isLocalPath,
  type ProvenIdentity,
  recordRefused,
  signInByIdentity,
  takeIdentitySignIn,
} from '../../schema/account/index.js';
import type { Config } from '../platform/config.js';
import type { Logger } from '../platform/logger.js';
import type { Metrics } from '../platform/metrics.js';
import { createStep } from '../platform/step.js';
import type { ContextSources } from './context.js';
import { answerSignIn } from './oidc-answers.js';
import { IdentityNotProvenError, IdentityProvider, ProviderUnavailableError } from './oidc-client.js';
import { sessionCookie } from './session-cookie.js';
import { signInCookie } from './sign-in-cookie.js';

const CALLBACK = '/sign-in/oidc/callback';
/** Where people land who did not say where to. */
const HOME = '/graphiql';

function providerOf(config: Config): IdentityProvider | undefined {
  const { FAIRDRAW_OIDC_ISSUER: issuer, FAIRDRAW_OIDC_CLIENT_ID: clientId } = config;
  if (!issuer || !clientId) return undefined;
  const callback = new URL(CALLBACK, config.FAIRDRAW_PUBLIC_URL).href;
  return new IdentityProvider({
    issuer,
    clientId,
    clientSecret: config.FAIRDRAW_OIDC_CLIENT_SECRET,
    callback,
  });
}

/** Whoever is to be bound reads out who they are. */
function toldOf(fault: IdentityFault, { issuer, subject }: ProvenIdentity): Record<string, string> {
  return fault === 'IDENTITY_NOT_BOUND' ? { issuer, subject } : {};
}

/**
 * `GET /sign-in/oidc?next=/path`: to the provider. `GET /sign-in/oidc/callback`: back from it, with a session or a page
 * that says why there is none. Signing in by password never waits for the provider.
 */
export function addOidcRoutes(
  app: FastifyInstance,
  sources: ContextSources,
  config: Config,
  logger: Logger,
  metrics: Metrics,
): void {
  const provider = providerOf(config);
  const step = createStep(sources, { kind: 'anonymous' });

  async function begin(request: FastifyRequest<{ Querystring: { next?: unknown } }>, reply: FastifyReply) {
    if (!provider) return answerSignIn(request, reply, 'NO_IDENTITY_PROVIDER');
    const { next = HOME } = request.query;
    if (typeof next !== 'string' || !isLocalPath(next))
      return answerSignIn(request, reply, 'BAD_RETURN_PATH');
    const begun = await step((unit) => beginIdentitySignIn(unit, next));
    const url = await provider.authorizationUrl(begun.secrets);
    signInCookie(request, reply).set(begun.browser);
    return reply.redirect(url.href, 303);
  }

  async function finish(request: FastifyRequest, reply: FastifyReply) {
    if (!provider) return answerSignIn(request, reply, 'NO_IDENTITY_PROVIDER');
    const query = new URL(request.url, 'http://here').search;
    const state = new URLSearchParams(query).get('state') ?? '';
    const attempts = sources.gate.from(request.ip);
    const name = `oidc ${state.slice(0, 64)}`;
    if (attempts.begin(name) !== undefined) return answerSignIn(request, reply, 'TOO_MANY_SIGN_INS');
    const kept = signInCookie(request, reply);
    const secrets = await step((unit) => takeIdentitySignIn(unit, { state, browser: kept.value ?? '' }));
    if ('fault' in secrets) return answerSignIn(request, reply, secrets.fault);
    kept.clear();
    const proven = await provider.prove(query, secrets);
    const session = sessionCookie(request, reply);
    const browser = { client: request.headers['user-agent'], oldToken: session.token };
    const opened = await step((unit) => signInByIdentity(unit, proven, browser));
    if ('fault' in opened) return answerSignIn(request, reply, opened.fault, toldOf(opened.fault, proven));
    attempts.succeed(name);
    session.set(opened.token, opened.expiresAt);
    return reply.redirect(secrets.returnTo, 303);
  }

  /** What the provider did wrong is told, never a fault of ours. */
  function orTold<R extends FastifyRequest>(
    work: (request: R, reply: FastifyReply) => Promise<FastifyReply>,
  ) {
    return async (request: R, reply: FastifyReply) => {
      try {
        return await work(request, reply);
      } catch (error) {
        if (error instanceof ProviderUnavailableError) {
          logger.warn(
            { requestId: request.id, reason: error.message },
            'the identity provider does not answer',
          );
          return answerSignIn(request, reply, 'IDENTITY_PROVIDER_UNAVAILABLE');
        }
        if (!(error instanceof IdentityNotProvenError)) throw error;
        const { reason } = error;
        await step((unit) => recordRefused(unit, `IDENTITY_NOT_PROVEN ${reason}`));
        return answerSignIn(request, reply, 'IDENTITY_NOT_PROVEN');
      }
    };
  }

  app.get('/sign-in/oidc', { exposeHeadRoute: false }, orTold(begin));
  const count = async (_request: FastifyRequest, { statusCode }: FastifyReply) =>
    metrics.signIns.inc({ outcome: statusCode === 303 ? 'succeeded' : 'refused' });
  app.get(CALLBACK, { exposeHeadRoute: false, onResponse: count }, orTold(finish));
}
