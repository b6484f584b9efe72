import { GraphQLError, GraphQLScalarType } from 'graphql';

/** An event as JSON, the same as in a batch: what a device hashes and signs is not taken apart on the way. */
export const VisitEventJson = new GraphQLScalarType<unknown, unknown>({
  name: 'VisitEventJson',
  description:
    '现场事件（JSON 对象，以变量传入；格式见 docs/visits.md）。An event as a JSON object, given as a variable; docs/visits.md.',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: () => {
    throw new GraphQLError('VisitEventJson: 请以变量传入。Give it as a variable.', {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  },
});
