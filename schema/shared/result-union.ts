import { createUnionType } from 'type-graphql';

type Class = abstract new (...args: never[]) => object;

/**
 * The union that a mutation returns: its success first, then the failures it can name.
 * Members are told apart by `__typename`, never by class, so that plain objects serve.
 */
export function resultUnion<const Members extends readonly Class[]>(name: string, members: () => Members) {
  return createUnionType({
    name,
    description: `成功，或列明的失败。What \`${name.replace(/Result$/, '')}\` returns: its success, or a named failure.`,
    types: members as never,
    resolveType: (value) => (value as { __typename: string }).__typename,
  });
}
