import { unwrapResolverError } from '@apollo/server/errors';
import type { ValidationError } from 'class-validator';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ArgumentValidationError } from 'type-graphql';
import { fieldWords } from './field-words.js';
import { invalidRequest } from './request-error.js';
import { currentScope } from './request-scope.js';

const MOST_CHARACTERS = 300;

/** Codes of queries that are wrong in themselves; to a stranger on the console they are all the same. */
export const invalidCodes: ReadonlySet<string> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
  'INTROSPECTION_OFF',
  'OPERATION_NOT_SUPPORTED',
]);

/** What was entered is not said back: it may be long, or personal. */
function withoutEcho(message: string): string {
  const plain = message
    .replace(/^(Variable "\$\w{1,64}") got invalid value [\s\S]*?(?: at "[^"]{0,80}")?; /, '$1: ')
    .replace(/(cannot represent [^:]{0,60}): [\s\S]*$/, '$1.')
    .replace(/^(Syntax Error: [^"]{0,80})"[\s\S]*$/, '$1character or word.')
    .replace(/"[^"]{65,}"/g, '"…"');
  return plain.length > MOST_CHARACTERS ? `${plain.slice(0, MOST_CHARACTERS)}…` : plain;
}

/** Each faulty field with what it must be, from class-validator. */
function describeFields(faults: readonly ValidationError[], path = ''): string[] {
  return faults.flatMap((fault) => {
    const field = `${path}${fault.property}`;
    const own = Object.entries(fault.constraints ?? {}).map(
      ([constraint, message]) => `${field}: ${fieldWords(constraint, message)}`,
    );
    return [...own, ...describeFields(fault.children ?? [], `${field}.`)];
  });
}

function describeArguments(error: ArgumentValidationError): GraphQLFormattedError {
  const faults = describeFields((error.extensions.validationErrors ?? []) as ValidationError[]);
  const message = `填写有误 / not accepted: ${faults.join('; ')}`;
  return { message: withoutEcho(message), extensions: { code: 'BAD_USER_INPUT' } };
}

function unexpected(): GraphQLFormattedError {
  const requestId = currentScope().id;
  return {
    message: `系统出错，请将请求编号告知管理员。Something failed on our side; tell an administrator the request id.`,
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
  };
}

/** What the query language itself refuses while it runs, such as null for an argument that may not be null. */
export function isRefusedByLanguage(error: unknown): boolean {
  const cause = unwrapResolverError(error);
  return cause instanceof GraphQLError && cause.extensions.code === undefined && !cause.originalError;
}

/** True for an error that nobody planned: its details belong in the log alone. */
export function isUnexpected(formatted: GraphQLFormattedError): boolean {
  return formatted.extensions?.code === 'INTERNAL_SERVER_ERROR';
}

/** What leaves the building when something fails: short, without echoes, paths or SQL. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const code = String(formatted.extensions?.code);
  // With a path the operation was reached: the caller may use it, and may know what to correct.
  if (currentScope().reticent && invalidCodes.has(code) && !formatted.path) return invalidRequest;
  if (isUnexpected(formatted) && isRefusedByLanguage(error)) {
    return formatError({ ...formatted, extensions: { code: 'BAD_USER_INPUT' } }, error);
  }
  if (isUnexpected(formatted)) return unexpected();
  const cause = unwrapResolverError(error);
  const { locations, path } = formatted;
  if (cause instanceof ArgumentValidationError) return { ...describeArguments(cause), locations, path };
  return { message: withoutEcho(formatted.message), locations, path, extensions: { code } };
}
