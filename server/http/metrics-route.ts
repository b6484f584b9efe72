import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../platform/config.js';
import type { Metrics } from '../platform/metrics.js';

const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** What a proxy adds: the request is somebody else's, although its connection comes from this machine. */
const forwardingHeaders = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

function isLoopback(address: string | undefined): boolean {
  return /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/i.test(address ?? '');
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Hashes are of one length, so that neither length nor place of a difference can be timed. */
function bears(request: FastifyRequest, token: Buffer): boolean {
  const given = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  return given !== undefined && timingSafeEqual(digest(given), token);
}

/** Whether a request comes from this machine itself and from no proxy on it. */
function isOwn(request: FastifyRequest): boolean {
  return (
    isLoopback(request.socket.remoteAddress) && !forwardingHeaders.some((name) => name in request.headers)
  );
}

/**
 * `/metrics` for Prometheus. With a token whoever bears it reads them; without one this machine alone, and nobody where
 * a proxy stands in front. For everybody else there is no such address.
 */
export function addMetricsRoute(app: FastifyInstance, config: Config, metrics: Metrics): void {
  const { FAIRDRAW_METRICS_TOKEN: secret, FAIRDRAW_TRUST_PROXY: behindProxy } = config;
  const token = secret === undefined ? undefined : digest(secret);
  const mayRead = (request: FastifyRequest) =>
    token ? bears(request, token) : !behindProxy && isOwn(request);
  app.get('/metrics', async (request, reply) => {
    if (!mayRead(request)) return reply.callNotFound();
    return reply
      .type(CONTENT_TYPE)
      .header('cache-control', 'no-store')
      .send(await metrics.text());
  });
}

/** Every request by its route as it was declared, never by the address that was asked for. */
export function measureRequests(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const status = `${Math.floor(reply.statusCode / 100)}xx`;
    metrics.requests.observe({ route, status }, reply.elapsedTime / 1000);
  });
}
