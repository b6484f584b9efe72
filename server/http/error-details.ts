/** What the log may hold of an error: its kind and place, never the words of a query or a person. */
export function describeUnexpected(error: Error): Record<string, unknown> {
  const cause = (error as { originalError?: Error }).originalError ?? error;
  const { code, table, constraint } = cause as { code?: unknown; table?: unknown; constraint?: unknown };
  const place = cause.stack
    ?.split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, 12);
  return { error: cause.name, code, table, constraint, place };
}
