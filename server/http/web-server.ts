import { readFileSync } from 'node:fs';
import fastifyCookie from '@fastify/cookie';
import { type FastifyInstance, fastify } from 'fastify';
import type { Config } from '../platform/config.js';
import type { Logger } from '../platform/logger.js';
import { buildConsoleSchema } from './console-schema.js';
import {
  type ContextSources,
  createConsoleContext,
  createPortalContext,
  findRequestActor,
} from './context.js';
import { addDrawRoutes } from './draw-routes.js';
import { addExportRoute } from './export-route.js';
import { answerFailedRequests } from './failed-requests.js';
import { addGraphiqlRoutes } from './graphiql-routes.js';
import { serveGraphql } from './graphql-route.js';
import { addHealthRoutes } from './health-routes.js';
import { buildPortalSchema } from './portal-schema.js';
import { addRemarkRoute } from './remark-route.js';
import { addSecurityHeaders } from './security-headers.js';
import { addUploadRoute } from './upload-route.js';

/** A client that is slower than this is not served; a register of a million takes minutes to send. */
const REQUEST_TIMEOUT_MS = 600_000;
/** Longer than clients keep an idle connection, so that none is closed while a request is on its way. */
const KEEP_ALIVE_MS = 300_000;

function createFastify(config: Config, sources: ContextSources): FastifyInstance {
  const tls = config.FAIRDRAW_TLS_CERT && {
    cert: readFileSync(config.FAIRDRAW_TLS_CERT),
    key: readFileSync(config.FAIRDRAW_TLS_KEY as string),
  };
  return fastify({
    https: tls || null,
    trustProxy: config.FAIRDRAW_TRUST_PROXY,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
    requestIdHeader: false,
    genReqId: () => Buffer.from(sources.chance.bytes(8)).toString('hex'),
    logger: false,
  } as object) as unknown as FastifyInstance;
}

/** One line for each request: no address, no query, no person. */
function logRequests(app: FastifyInstance, logger: Logger): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const ms = Math.round(reply.elapsedTime);
    logger.info(
      { requestId: request.id, method: request.method, route, status: reply.statusCode, ms },
      'request',
    );
  });
}

/** The two GraphQL endpoints, their GraphiQL pages and the health routes, on one Fastify. */
export async function createWebServer(
  config: Config,
  logger: Logger,
  sources: ContextSources,
): Promise<FastifyInstance> {
  const app = createFastify(config, sources);
  logRequests(app, logger);
  addSecurityHeaders(app);
  answerFailedRequests(app, logger);
  await app.register(fastifyCookie);
  addHealthRoutes(app, sources.database);
  addUploadRoute(
    app,
    sources,
    (request, reply) => findRequestActor(sources, request, reply),
    config.FAIRDRAW_UPLOAD_MB,
  );
  addExportRoute(app, sources, (request, reply) => findRequestActor(sources, request, reply));
  addRemarkRoute(app, sources, (request, reply) => findRequestActor(sources, request, reply));
  addDrawRoutes(app, sources, (request, reply) => findRequestActor(sources, request, reply));
  await addGraphiqlRoutes(app);
  const endpoints = [
    await serveGraphql(app, logger, {
      url: '/graphql',
      schema: buildConsoleSchema(),
      openToStrangers: false,
      createContext: (request, reply) => createConsoleContext(sources, request, reply),
    }),
    await serveGraphql(app, logger, {
      url: '/portal/graphql',
      schema: buildPortalSchema(),
      openToStrangers: true,
      createContext: () => createPortalContext(sources),
    }),
  ];
  app.addHook('onClose', async () => {
    for (const stop of endpoints) await stop();
  });
  return app;
}
