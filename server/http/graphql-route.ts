import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type GraphQLSchema, OperationTypeNode } from 'graphql';
import type { ReadingContext } from '../../schema/shared/context.js';
import type { Logger } from '../platform/logger.js';
import { isKnown, tagOf } from './conditional-answer.js';
import { formatError } from './error-format.js';
import { guardAnswers } from './guard-answers.js';
import { limits } from './limits.js';
import { type Allowed, checkQuery, checkVariables } from './query-check.js';
import { currentScope, runInScope } from './request-scope.js';

/** One GraphQL endpoint. */
export interface Endpoint<C extends ReadingContext> {
  readonly url: string;
  readonly schema: GraphQLSchema;
  /** Whether somebody who is not signed in may look at the schema and be told what is wrong with a query. */
  readonly openToStrangers: boolean;
  /** What else watches over requests. */
  readonly plugins?: readonly ApolloServerPlugin<C>[];
  createContext(request: FastifyRequest, reply: FastifyReply): Promise<C> | C;
  /** Takes what a request costs from whoever sends it. @throws RequestError where nothing is left */
  charge?(request: FastifyRequest, cost: number): Promise<void>;
}

/** Variables and query of a request, wherever its method puts them. */
function contentOf(request: FastifyRequest): { query?: unknown; variables?: unknown } {
  const content = request.method === 'GET' ? request.query : request.body;
  return typeof content === 'object' && content !== null ? content : {};
}

/** @returns what the query costs, in points */
function checkContent(request: FastifyRequest, allowed: Allowed): number {
  const { query, variables } = contentOf(request);
  const cost = typeof query === 'string' ? checkQuery(query, allowed) : 1;
  checkVariables(
    request.method === 'GET' && typeof variables === 'string' ? safelyParsed(variables) : variables,
  );
  return cost;
}

/** Tags an answer that others may keep; whoever has it already is told so. */
async function tagAnswer(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  const isKept = String(reply.getHeader('cache-control')).startsWith('public');
  if (request.method !== 'GET' || reply.statusCode !== 200 || !isKept || typeof payload !== 'string')
    return payload;
  const etag = tagOf(payload);
  reply.header('etag', etag).header('vary', 'accept');
  if (!isKnown(request, { etag })) return payload;
  reply.code(304).removeHeader('content-length');
  return '';
}

function safelyParsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Serves one schema at its address. @returns the function that stops it */
export async function serveGraphql<C extends ReadingContext>(
  app: FastifyInstance,
  logger: Logger,
  endpoint: Endpoint<C>,
): Promise<() => Promise<void>> {
  const operations = new Set(
    Object.values(OperationTypeNode).filter((kind) => endpoint.schema.getRootType(kind)),
  );
  const apollo = new ApolloServer<C>({
    schema: endpoint.schema,
    logger,
    introspection: true,
    // Where nobody signs in and nothing is changed there is nothing to forge: a link may ask.
    csrfPrevention: !endpoint.openToStrangers,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.tokens },
    validationOptions: { maxErrors: 5 },
    formatError,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      guardAnswers(logger),
      ...(endpoint.plugins ?? []),
    ],
  });
  await apollo.start();
  const handle = fastifyApolloHandler(apollo, {
    context: async (request, reply) => {
      const context = await endpoint.createContext(request, reply);
      const known = endpoint.openToStrangers || context.actor.kind === 'account';
      currentScope().reticent = !known;
      const cost = checkContent(request, { operations, introspection: known });
      await endpoint.charge?.(request, cost);
      return context;
    },
  });
  app.route({
    method: ['GET', 'POST'],
    url: endpoint.url,
    bodyLimit: limits.bodyBytes,
    onSend: tagAnswer,
    handler(request, reply) {
      const scope = { id: request.id, reticent: !endpoint.openToStrangers };
      return runInScope(scope, () => handle.call(app, request, reply));
    },
  });
  return () => apollo.stop();
}
