import type { FastifyInstance } from 'fastify';

/** Answers of an API are data: nothing in them may be shown, run or framed. */
const apiPolicy = "default-src 'none'; frame-ancestors 'none'";

/** Headers on every answer. A page that needs more sets its own policy before. */
export function addSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply) => {
    const fallback = (name: string, value: string) => {
      if (!reply.hasHeader(name)) reply.header(name, value);
    };
    fallback('content-security-policy', apiPolicy);
    fallback('cache-control', 'no-store');
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'no-referrer');
    reply.header('x-request-id', request.id);
    if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000');
  });
}
