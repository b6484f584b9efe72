import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

const NAME = 'fairdraw_session';

/** Under TLS the name has a prefix that browsers accept only from us, for this host, over TLS. */
function nameFor(secure: boolean): string {
  return secure ? `__Host-${NAME}` : NAME;
}

/** The token of any session cookie of ours, under whichever of its names. */
export function anySessionToken(request: FastifyRequest): string | undefined {
  return request.cookies[nameFor(true)] ?? request.cookies[nameFor(false)];
}

/** Reads and writes the session's cookie of one request. Scripts cannot read it; other sites cannot send it. */
export function sessionCookie(request: FastifyRequest, reply: FastifyReply) {
  const secure = request.protocol === 'https';
  const options = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const;
  const name = nameFor(secure);
  return {
    token: request.cookies[name],
    set: (token: string, expiresAt: Date) =>
      void reply.setCookie(name, token, { ...options, expires: expiresAt }),
    clear: () => void reply.clearCookie(name, options),
  };
}
