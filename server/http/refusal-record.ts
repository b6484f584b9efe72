import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { GraphQLError } from 'graphql';
import { recordEvent } from '../../schema/audit/index.js';
import type { Context } from '../../schema/shared/context.js';

/** Who was noted within this minute; of an earlier minute nothing is remembered. */
class Minute {
  #began = 0;
  readonly #noted = new Set<string>();

  /** True the first time within a minute. */
  isFirst(accountId: string, now: Date): boolean {
    const minute = Math.floor(now.getTime() / 60_000);
    if (minute !== this.#began) this.#noted.clear();
    this.#began = minute;
    if (this.#noted.has(accountId)) return false;
    this.#noted.add(accountId);
    return true;
  }
}

/** The field that was refused, by its name in the schema: an alias is whatever the caller likes. */
function operationOf(error: GraphQLError): string {
  const [node] = error.nodes ?? [];
  return node?.kind === 'Field' ? node.name.value : 'unknown';
}

function isForbidden(error: GraphQLFormattedError): boolean {
  return error.extensions?.code === 'FORBIDDEN';
}

/**
 * Records that somebody who is signed in asked for what their roles do not allow: once for each account and minute, so
 * that nobody fills the record.
 */
export function recordRefusals(): ApolloServerPlugin<Context> {
  const minute = new Minute();
  return {
    requestDidStart: async () => ({
      didEncounterErrors: async ({ errors, contextValue: context }) => {
        const refused = errors.find(isForbidden);
        const id = context?.actor?.accountId;
        if (!refused || !id || !minute.isFirst(id, context.now)) return;
        const operation = operationOf(refused);
        await context.step((unit) =>
          recordEvent(unit, 'security.refused', { kind: 'account', id }, { operation }),
        );
      },
    }),
  };
}
