import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import type { Doing, Rule } from '../../schema/shared/allow.js';
import type { ReadingContext } from '../../schema/shared/context.js';

/** A context that knows how far an operation with these rules reaches for whoever asks. */
export interface ReachingContext extends ReadingContext {
  under(rules: readonly Rule[], doing: Doing): ReadingContext;
}

function isReaching(context: unknown): context is ReachingContext {
  return typeof (context as Partial<ReachingContext>).under === 'function';
}

/**
 * Gives every query and mutation a context that reaches as far as the roles by which its own rules let the actor in.
 * What is nested below reads with all that the actor may look at: it follows from rows that the operation gave.
 */
export function reachByRules(schema: GraphQLSchema, rulesOf: ReadonlyMap<string, readonly Rule[]>): void {
  const wrap = (type: GraphQLObjectType | null | undefined, doing: Doing) => {
    for (const field of Object.values(type?.getFields() ?? {})) {
      const { resolve } = field;
      const rules = rulesOf.get(field.name) ?? [];
      field.resolve = (root, args, context, info) =>
        resolve?.(root, args, isReaching(context) ? context.under(rules, doing) : context, info);
    }
  };
  wrap(schema.getQueryType(), 'look');
  wrap(schema.getMutationType(), 'act');
}
