import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type GraphQLSchema, OperationTypeNode } from 'graphql';
import type { ReadingContext } from '../../schema/shared/context.js';
import type { Logger } from '../platform/logger.js';
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
}

/** Variables and query of a request, wherever its method puts them. */
function contentOf(request: FastifyRequest): { query?: unknown; variables?: unknown } {
  const content = request.method === 'GET' ? request.query : request.body;
  return typeof content === 'object' && content !== null ? content : {};
}

function checkContent(request: FastifyRequest, allowed: Allowed): void {
  const { query, variables } = contentOf(request);
  if (typeof query === 'string') checkQuery(query, allowed);
  checkVariables(
    request.method === 'GET' && typeof variables === 'string' ? safelyParsed(variables) : variables,
  );
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
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.tokens },
    validationOptions: { maxErrors: 5 },
    formatError,
    plugins: [ApolloServerPluginLandingPageDisabled(), guardAnswers(logger), ...(endpoint.plugins ?? [])],
  });
  await apollo.start();
  const handle = fastifyApolloHandler(apollo, {
    context: async (request, reply) => {
      const context = await endpoint.createContext(request, reply);
      const known = endpoint.openToStrangers || context.actor.kind === 'account';
      currentScope().reticent = !known;
      checkContent(request, { operations, introspection: known });
      return context;
    },
  });
  app.route({
    method: ['GET', 'POST'],
    url: endpoint.url,
    bodyLimit: limits.bodyBytes,
    handler(request, reply) {
      const scope = { id: request.id, reticent: !endpoint.openToStrangers };
      return runInScope(scope, () => handle.call(app, request, reply));
    },
  });
  return () => apollo.stop();
}
