import { Max, Min } from 'class-validator';
import { GraphQLError } from 'graphql';
import { ArgsType, Field, Int } from 'type-graphql';

/** How many rows one page may hold. */
export const PAGE_LIMIT = 100;

@ArgsType()
export class PageArguments {
  @Min(1)
  @Max(PAGE_LIMIT)
  @Field(() => Int, { defaultValue: 20, description: '每页条数，最多 100。Rows of one page, at most 100.' })
  first!: number;

  @Field(() => String, {
    nullable: true,
    description: '上一页的 endCursor。The endCursor of the page before.',
  })
  after?: string | null;
}

/** One page of rows with what is needed to ask for the next. */
export interface Page<Row> {
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor?: string;
    readonly endCursor?: string;
  };
}

/** One part of what rows are ordered by; `form` is what a text part must match. */
export interface KeyPart<Row> {
  (row: Row): string | number;
  readonly form?: RegExp;
}

const plainText = /^[^\0]{0,400}$/u;

/** The id as the last part of a key. */
export const idKey: KeyPart<{ id: string }> = Object.assign((row: { id: string }) => row.id, {
  form: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
});

/** A cursor is the row's key, base64url of JSON; a foreign one is refused by name. */
function decodeCursor(after: string, parts: readonly { readonly form?: RegExp }[]): (string | number)[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(after, 'base64url').toString('utf8'));
    const fits = (value: unknown, index: number) =>
      typeof value === 'number'
        ? Number.isFinite(value) && !parts[index]?.form
        : typeof value === 'string' && (parts[index]?.form ?? plainText).test(value);
    if (Array.isArray(key) && key.length === parts.length && key.every(fits)) return key;
  } catch {
    // Falls through to the one refusal below.
  }
  throw new GraphQLError(
    '游标无效，请从第一页开始。The cursor is not one of ours; start from the first page.',
    {
      extensions: { code: 'BAD_USER_INPUT' },
    },
  );
}

/** Reads `first + 1` rows that follow a key and makes the page of them. */
export async function pageOf<Row>(
  page: PageArguments,
  key: readonly KeyPart<Row>[],
  read: (limit: number, after: (string | number)[] | undefined) => Promise<Row[]>,
): Promise<Page<Row>> {
  const after = page.after == null ? undefined : decodeCursor(page.after, key);
  const rows = await read(page.first + 1, after);
  const edges = rows.slice(0, page.first).map((node) => ({
    node,
    cursor: Buffer.from(JSON.stringify(key.map((part) => part(node)))).toString('base64url'),
  }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > page.first,
      hasPreviousPage: after !== undefined,
      startCursor: edges[0]?.cursor,
      endCursor: edges.at(-1)?.cursor,
    },
  };
}

/** A page ordered by id descending: ids carry their time, so the newest come first. */
export function pageById<Row extends { id: string }>(
  page: PageArguments,
  read: (key: { id?: { $lt: string } }, limit: number) => Promise<Row[]>,
): Promise<Page<Row>> {
  return pageOf(page, [idKey], (limit, after) => read(after ? { id: { $lt: String(after[0]) } } : {}, limit));
}
