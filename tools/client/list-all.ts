import type { ConsoleClient } from './console-client.js';

/** All rows of a connection, page after page; the document takes `$after`. */
export async function listAll(
  client: Pick<ConsoleClient, 'ask'>,
  document: string,
  variables: Record<string, unknown>,
  field: string,
  // biome-ignore lint/suspicious/noExplicitAny: the document says what its rows are
): Promise<any[]> {
  // biome-ignore lint/suspicious/noExplicitAny: as above
  const rows: any[] = [];
  let after: string | undefined;
  do {
    // biome-ignore lint/suspicious/noExplicitAny: as above
    const page = (await client.ask<Record<string, any>>(document, { ...variables, after }))[field];
    rows.push(...page.edges.map((edge: { node: unknown }) => edge.node));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined;
  } while (after);
  return rows;
}
