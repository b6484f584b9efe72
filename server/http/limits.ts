/** What one request may ask for. Checked before validation, whose own cost can explode. */
export const limits = {
  bodyBytes: 256 * 1024,
  tokens: 1_500,
  /** Nested fields, the leaf counted. */
  depth: 10,
  /** The same below `__schema` and `__type`: tools ask that deep. */
  introspectionDepth: 15,
  aliases: 30,
  rootFields: 10,
  /** Fields after all fragments are put in their places. */
  expandedFields: 2_000,
} as const;
