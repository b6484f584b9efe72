import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { IDENTITY_SIGN_IN_MINUTES } from '../../schema/account/index.js';

const NAME = 'fairdraw_sign_in';

/**
 * The cookie by which the browser that asked a provider is known again. It must come along when the provider sends the
 * browser back, so other sites' links may send it (Lax); by itself it lets nobody in.
 */
export function signInCookie(request: FastifyRequest, reply: FastifyReply) {
  const secure = request.protocol === 'https';
  const name = secure ? `__Host-${NAME}` : NAME;
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  return {
    value: request.cookies[name],
    set: (value: string) =>
      void reply.setCookie(name, value, { ...options, maxAge: IDENTITY_SIGN_IN_MINUTES * 60 }),
    clear: () => void reply.clearCookie(name, options),
  };
}
