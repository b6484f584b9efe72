import { readFileSync } from 'node:fs';
import fastifyCookie from '@fastify/cookie';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { openEvidenceRoom } from '../evidence/receive-evidence.js';
import type { Config } from '../platform/config.js';
import type { Logger } from '../platform/logger.js';
import type { Metrics } from '../platform/metrics.js';
import { addAuditRoutes } from './audit-routes.js';
import { addCalendarRoute } from './calendar-route.js';
import { buildConsoleSchema } from './console-schema.js';
import { type ContextSources, createConsoleContext, createPortalContext, findFreeActor } from './context.js';
import { addDecisionRoutes } from './decision-routes.js';
import { addDocumentRoutes } from './document-routes.js';
import { addDrawRoutes } from './draw-routes.js';
import { addEvidenceRoutes } from './evidence-routes.js';
import { addEvidenceUploadRoute } from './evidence-upload-route.js';
import { addExportRoute } from './export-route.js';
import { answerFailedRequests } from './failed-requests.js';
import { addGraphiqlRoutes } from './graphiql-routes.js';
import { serveGraphql } from './graphql-route.js';
import { addHealthRoutes } from './health-routes.js';
import { addListRoute } from './list-route.js';
import { addMetricsRoute, measureRequests } from './metrics-route.js';
import { addOidcRoutes } from './oidc-routes.js';
import { countErrors, countOperations } from './operation-metrics.js';
import { addPlanExportRoute } from './plan-export-route.js';
import { keepAnswers } from './portal-answers.js';
import { addPortalFeedRoutes } from './portal-feed-routes.js';
import { PortalGate } from './portal-gate.js';
import { addPortalRecordRoute } from './portal-record-route.js';
import { buildPortalSchema } from './portal-schema.js';
import { recordRefusals } from './refusal-record.js';
import { addRemarkRoute } from './remark-route.js';
import { addResultRoute } from './result-route.js';
import { refuseForeignOrigins } from './same-origin.js';
import { addSecurityHeaders } from './security-headers.js';
import { addUploadRoute } from './upload-route.js';
import { addVisitEventRoute } from './visit-event-route.js';

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
  { metrics, listFaults }: { readonly metrics: Metrics; readonly listFaults: () => string[] },
): Promise<FastifyInstance> {
  const app = createFastify(config, sources);
  logRequests(app, logger);
  measureRequests(app, metrics);
  addSecurityHeaders(app);
  answerFailedRequests(app, logger);
  await app.register(fastifyCookie);
  refuseForeignOrigins(app, sources, config.FAIRDRAW_PUBLIC_URL);
  addHealthRoutes(app, sources.database, listFaults);
  addMetricsRoute(app, config, metrics);
  addUploadRoute(
    app,
    sources,
    (request, reply) => findFreeActor(sources, request, reply),
    config.FAIRDRAW_UPLOAD_MB,
  );
  addVisitEventRoute(
    app,
    sources,
    (request, reply) => findFreeActor(sources, request, reply),
    config.FAIRDRAW_VISIT_BATCH_MB,
  );
  addExportRoute(app, sources, (request, reply) => findFreeActor(sources, request, reply));
  addPlanExportRoute(app, sources, (request, reply) => findFreeActor(sources, request, reply));
  addListRoute(app, sources, (request, reply) => findFreeActor(sources, request, reply));
  addDecisionRoutes(app, sources, (request, reply) => findFreeActor(sources, request, reply));
  addRemarkRoute(app, sources, (request, reply) => findFreeActor(sources, request, reply));
  addDocumentRoutes(app, sources, (request, reply) => findFreeActor(sources, request, reply));
  const evidence = openEvidenceRoom(config);
  const findUser = (request: FastifyRequest, reply: FastifyReply) => findFreeActor(sources, request, reply);
  addEvidenceUploadRoute(app, sources, findUser, evidence, logger);
  addEvidenceRoutes(app, sources, findUser, evidence.store, logger);
  addResultRoute(app, sources, findUser, evidence.store);
  addDrawRoutes(app, sources, (request, reply) => findFreeActor(sources, request, reply));
  addOidcRoutes(app, sources, config, logger, metrics);
  addAuditRoutes(app, sources);
  addCalendarRoute(app, sources, config.FAIRDRAW_PUBLIC_URL);
  const gate = new PortalGate(config, sources.chance);
  const maxAge = config.FAIRDRAW_PORTAL_MAX_AGE;
  addPortalRecordRoute(app, sources, gate, maxAge);
  addPortalFeedRoutes(app, sources, gate, config);
  await addGraphiqlRoutes(app);
  const endpoints = [
    await serveGraphql(app, logger, {
      url: '/graphql',
      schema: countOperations(metrics, 'console', buildConsoleSchema()),
      openToStrangers: false,
      plugins: [recordRefusals(), countErrors(metrics, 'console')],
      createContext: (request, reply) => createConsoleContext(sources, request, reply),
    }),
    await serveGraphql(app, logger, {
      url: '/portal/graphql',
      schema: countOperations(metrics, 'portal', buildPortalSchema()),
      plugins: [
        countErrors(metrics, 'portal'),
        keepAnswers(config.FAIRDRAW_PORTAL_CACHE_MB * 2 ** 20, maxAge),
      ],
      openToStrangers: true,
      createContext: () => createPortalContext(sources),
      charge: (request, cost) => gate.take(request, sources, cost),
    }),
  ];
  app.addHook('onClose', async () => {
    for (const stop of endpoints) await stop();
  });
  return app;
}
