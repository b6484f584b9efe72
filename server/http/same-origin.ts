import '@fastify/cookie';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { findSignedIn } from '../../schema/account/index.js';
import { recordEvent } from '../../schema/audit/index.js';
import { createReader, createStep, type StepSources } from '../platform/step.js';
import { anySessionToken } from './session-cookie.js';

const refusal = {
  message:
    '请求来自其他网站，已拒绝；请从本系统页面操作。The request comes from another site and is refused; use the pages of this system.',
  extensions: { code: 'FOREIGN_ORIGIN' },
};

/** Our own address, as browsers see it. */
function ownOrigin(request: FastifyRequest, publicUrl: string | undefined): string {
  return publicUrl ? new URL(publicUrl).origin : `${request.protocol}://${request.host}`;
}

/** A link from a neighbouring site to a page of ours: it shows something to its owner and changes nothing. */
function isFollowedLink({ method, headers }: FastifyRequest): boolean {
  return method === 'GET' && headers['sec-fetch-mode'] === 'navigate';
}

/** Whether a page of another origin sent this, by what browsers say and scripts cannot (Fetch, Fetch Metadata). */
function isForeign(request: FastifyRequest, publicUrl: string | undefined): boolean {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (site === 'cross-site') return true;
  if (site === 'same-site' && !isFollowedLink(request)) return true;
  if (origin === undefined) return false;
  // A page that hides where it is says "null"; a browser that knows the site to be ours says so beside it.
  if (origin === 'null') return site !== 'same-origin';
  return origin !== ownOrigin(request, publicUrl);
}

/** Refuses requests that carry a session and come from another origin, on every route, and writes those of real sessions down. */
export function refuseForeignOrigins(
  app: FastifyInstance,
  sources: StepSources,
  publicUrl: string | undefined,
): void {
  app.addHook('onRequest', async (request, reply) => {
    const token = anySessionToken(request);
    if (!token || !isForeign(request, publicUrl)) return undefined;
    const signedIn = await findSignedIn(createReader(sources, { kind: 'system' }), token);
    if (signedIn) {
      const { id } = signedIn.account;
      const step = createStep(sources, { kind: 'anonymous' });
      await step((unit) => recordEvent(unit, 'account.foreign-origin-refused', { kind: 'account', id }));
    }
    return reply.code(403).send({ errors: [refusal] });
  });
}
