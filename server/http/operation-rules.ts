import { getMetadataStorage } from 'type-graphql';
import type { Rule } from '../../schema/shared/allow.js';

/** An operation that nobody said who may call. */
export class MissingRuleError extends Error {
  constructor(operations: readonly string[]) {
    super(
      `以下操作没有授权规则，服务器拒绝启动：${operations.join('、')}。` +
        ` These operations have no @Allow rule, so the server does not start: ${operations.join(', ')}.`,
    );
  }
}

/** Names the queries and mutations of these resolvers that carry no rule. */
export function listUnruledOperations(resolvers: readonly object[]): string[] {
  const { queries, mutations, subscriptions, authorizedFields } = getMetadataStorage();
  const ruled = (target: object, method: string) =>
    authorizedFields.some(
      (rule) => rule.target === target && rule.fieldName === method && rule.roles.length > 0,
    );
  return [...queries, ...mutations, ...subscriptions]
    .filter(({ target }) => resolvers.includes(target))
    .filter(({ target, methodName }) => !ruled(target, methodName))
    .map(({ target, schemaName }) => `${target.name}.${schemaName}`)
    .sort();
}

/** The rules of every query and mutation of these resolvers, by its name in the schema. */
export function listOperationRules(resolvers: readonly object[]): ReadonlyMap<string, readonly Rule[]> {
  const { queries, mutations, authorizedFields } = getMetadataStorage();
  const operations = [...queries, ...mutations].filter(({ target }) => resolvers.includes(target));
  return new Map(
    operations.map(({ target, methodName, schemaName }) => {
      const rule = authorizedFields.find((one) => one.target === target && one.fieldName === methodName);
      return [schemaName, (rule?.roles ?? []) as Rule[]];
    }),
  );
}
