import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { type GraphQLField, type GraphQLSchema, getNamedType, isUnionType } from 'graphql';
import { ArgumentValidationError } from 'type-graphql';
import { isRefusal } from '../../schema/shared/refusal.js';
import type { Metrics } from '../platform/metrics.js';
import { invalidCodes, isRefusedByLanguage } from './error-format.js';

type Outcome = 'ok' | 'refused' | 'denied' | 'invalid' | 'failed';
type Endpoint = 'console' | 'portal';

/** An operation that was never reached has no field: what its sender called it is nobody's label. */
const NO_FIELD = 'none';

function codeOf(error: unknown): string | undefined {
  return (error as { extensions?: { code?: string } }).extensions?.code;
}

function outcomeOf(error: unknown): Outcome {
  const cause = unwrapResolverError(error);
  const code = codeOf(cause);
  if (code === 'UNAUTHENTICATED' || code === 'FORBIDDEN') return 'denied';
  if (cause instanceof ArgumentValidationError || isRefusedByLanguage(cause)) return 'invalid';
  return code !== undefined && code !== 'INTERNAL_SERVER_ERROR' ? 'invalid' : 'failed';
}

/** Whether an operation is a way to sign in: among its results is `SignedIn`. */
function signsIn(field: GraphQLField<unknown, unknown>): boolean {
  const type = getNamedType(field.type);
  return isUnionType(type) && type.getTypes().some(({ name }) => name === 'SignedIn');
}

function countSignIn(metrics: Metrics, value: unknown): void {
  const isSignedIn = (value as { __typename?: string } | null)?.__typename === 'SignedIn';
  if (isSignedIn) metrics.signIns.inc({ outcome: 'succeeded' });
  else if (isRefusal(value)) metrics.signIns.inc({ outcome: 'refused' });
}

function watch(metrics: Metrics, endpoint: Endpoint, field: GraphQLField<unknown, unknown>): void {
  const { name, resolve } = field;
  if (!resolve) return;
  const count = (outcome: Outcome) => metrics.operations.inc({ endpoint, field: name, outcome });
  const isSignIn = signsIn(field);
  field.resolve = async (...call) => {
    try {
      const value = await resolve(...call);
      count(isRefusal(value) ? 'refused' : 'ok');
      if (isSignIn) countSignIn(metrics, value);
      return value;
    } catch (error) {
      count(outcomeOf(error));
      throw error;
    }
  };
}

/** Counts each root field of a schema by its outcome. Its names are the schema's own, so they are few and known. */
export function countOperations(metrics: Metrics, endpoint: Endpoint, schema: GraphQLSchema): GraphQLSchema {
  for (const root of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(root?.getFields() ?? {})) watch(metrics, endpoint, field);
  }
  return schema;
}

/** Counts what never reached a field, and what nobody planned wherever it happened. */
export function countErrors(metrics: Metrics, endpoint: Endpoint): ApolloServerPlugin {
  const invalid = () => metrics.operations.inc({ endpoint, field: NO_FIELD, outcome: 'invalid' });
  const isUnexpected = (error: Error) =>
    (codeOf(error) ?? 'INTERNAL_SERVER_ERROR') === 'INTERNAL_SERVER_ERROR' && !isRefusedByLanguage(error);
  const countUnexpected = (errors: readonly Error[]) => {
    const count = errors.filter(isUnexpected).length;
    if (count > 0) metrics.unexpectedErrors.inc({ endpoint }, count);
  };
  return {
    contextCreationDidFail: async ({ error }) =>
      'extensions' in error ? invalid() : countUnexpected([error]),
    requestDidStart: async () => ({
      didEncounterErrors: async ({ errors }) => {
        if (errors.every(({ path, extensions }) => !path && invalidCodes.has(String(extensions.code))))
          invalid();
        else countUnexpected(errors);
      },
    }),
  };
}
