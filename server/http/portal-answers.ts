import { createHash } from 'node:crypto';
import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { type DocumentNode, Kind, type OperationDefinitionNode, print } from 'graphql';
import { readPublicVersion } from '../../schema/publication/public.js';
import type { ReadingContext } from '../../schema/shared/context.js';
import { AnswerStore } from './answer-store.js';
import { keptFor } from './conditional-answer.js';
import { limits } from './limits.js';
import { DocumentMeter } from './query-measure.js';

/** Queries whose answers follow from the tables of migration 0024 and the day alone. */
const keptFields: ReadonlySet<string> = new Set([
  ...['records', 'record', 'recordEnd', 'unit', 'publicationRecord'],
  ...['plans', 'plan', 'planVersions', 'comparePlans'],
  ...['itemList', 'itemLists', 'item', 'compareItemLists'],
]);

function isKept(document: DocumentNode, { operation, selectionSet }: OperationDefinitionNode): boolean {
  if (operation !== 'query') return false;
  const roots = new DocumentMeter(document).listRootFields(selectionSet, limits.rootFields);
  return roots.length > 0 && roots.every(({ name }) => keptFields.has(name));
}

/** The same for every way of writing the same operation with the same variables. */
function keyOf(
  { version, today }: { readonly version: string; readonly today: string },
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): string {
  const used = document.definitions.filter(
    (node) => node === operation || node.kind === Kind.FRAGMENT_DEFINITION,
  );
  const named = Object.entries(variables).sort(([one], [other]) => (one < other ? -1 : 1));
  const text = JSON.stringify([version, today, used.map(print), named]);
  return createHash('sha256').update(text, 'utf8').digest('base64url');
}

/**
 * Keeps answers of the portal in memory while no transaction has changed what it reads: the version that they were read
 * under is part of their key, and every server asks the database for it. Where several may keep an answer, it is told for how long.
 */
export function keepAnswers(mostBytes: number, maxAge: number): ApolloServerPlugin<ReadingContext> {
  const store = new AnswerStore(mostBytes);
  return {
    requestDidStart: async ({ request }) => {
      let key: string | undefined;
      let isFollowing = false;
      return {
        responseForOperation: async ({ document, operation, contextValue }) => {
          isFollowing = isKept(document, operation);
          if (!isFollowing || mostBytes === 0) return null;
          const { today } = contextValue;
          const version = await readPublicVersion(contextValue);
          const asked = keyOf({ version, today }, document, operation, request.variables ?? {});
          const data = store.get(asked);
          if (!data) {
            key = asked;
            return null;
          }
          const http = { headers: new HeaderMap(), status: 200 };
          return { body: { kind: 'single', singleResult: { data: data as Record<string, unknown> } }, http };
        },
        willSendResponse: async ({ response: { body, http } }) => {
          if (body.kind !== 'single') return;
          const { data, errors } = body.singleResult;
          if (!data || errors) return;
          if (key) store.set(key, data);
          if (request.http?.method === 'GET')
            http.headers.set('cache-control', keptFor(isFollowing ? maxAge : 0));
        },
      };
    },
  };
}
