import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray } from 'type-graphql';
import { DateTime } from '../../schema/shared/scalars.js';
import { authorise } from './authorise.js';
import { listOperationRules, listUnruledOperations, MissingRuleError } from './operation-rules.js';
import { reachByRules } from './root-reach.js';

export type Resolvers = NonEmptyArray<new () => object>;

/**
 * Builds a schema from exactly these resolvers.
 * @throws MissingRuleError naming the operations that nobody said who may call
 */
export function buildFrom(resolvers: Resolvers): GraphQLSchema {
  const unruled = listUnruledOperations(resolvers);
  if (unruled.length > 0) throw new MissingRuleError(unruled);
  const schema = buildSchemaSync({
    resolvers,
    orphanedTypes: [],
    authChecker: authorise,
    scalarsMap: [{ type: Date, scalar: DateTime }],
    validate: true,
  });
  reachByRules(schema, listOperationRules(resolvers));
  return schema;
}
