import type { ApolloServerPlugin } from '@apollo/server';
import type { Logger } from '../platform/logger.js';
import { describeUnexpected } from './error-details.js';
import { invalidCodes, isRefusedByLanguage } from './error-format.js';
import { invalidRequest } from './request-error.js';
import { currentScope } from './request-scope.js';

/**
 * True for a client of the time before GraphQL over HTTP had a media type of its own: it takes any status but 200
 * for a fault of the line (GraphQL over HTTP, 6.4.1).
 */
function expectsOldMediaType(accept: string | undefined): boolean {
  return /\bapplication\/json\b/.test(accept ?? '') && !/graphql-response\+json/.test(accept ?? '');
}

/** Logs what nobody planned; tells a stranger on the console one thing, once. */
export function guardAnswers(logger: Logger): ApolloServerPlugin {
  const report = (error: Error, message: string) =>
    logger.error({ requestId: currentScope().id, ...describeUnexpected(error) }, message);
  return {
    contextCreationDidFail: async ({ error }) => {
      if (!('extensions' in error)) report(error, 'a request failed');
    },
    requestDidStart: async () => ({
      didEncounterErrors: async ({ errors }) => {
        for (const error of errors) {
          const code = error.extensions.code ?? 'INTERNAL_SERVER_ERROR';
          if (code === 'INTERNAL_SERVER_ERROR' && !isRefusedByLanguage(error))
            report(error, 'an operation failed');
        }
      },
      willSendResponse: async ({ request, response: { body, http } }) => {
        if (body.kind !== 'single') return;
        const { errors, data } = body.singleResult;
        if (errors?.includes(invalidRequest)) {
          body.singleResult = { errors: [invalidRequest] };
          return;
        }
        const invalid =
          data === undefined && errors?.every(({ extensions }) => invalidCodes.has(String(extensions?.code)));
        if (invalid && expectsOldMediaType(request.http?.headers.get('accept'))) http.status = 200;
      },
    }),
  };
}
