import { idKey, type KeyPart, PageArguments, pageOf } from '../../../schema/shared/page.js';

interface Row {
  readonly id: string;
  readonly name: string;
}

const rows: Row[] = ['a', 'b', 'c', 'd', 'e'].map((name, index) => ({
  name,
  id: `00000000-0000-7000-8000-00000000000${index}`,
}));
const nameKey: KeyPart<Row> = (row) => row.name;

function ask(first: number, after?: string) {
  const page = Object.assign(new PageArguments(), { first, after });
  return pageOf(page, [nameKey, idKey], async (limit, key) =>
    rows.filter((row) => !key || row.name > String(key[0])).slice(0, limit),
  );
}

const cursorOf = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url');

describe('a page', () => {
  test('is followed by the next without gap or repeat', async () => {
    const found: string[] = [];
    let after: string | undefined;
    do {
      const { edges, pageInfo } = await ask(2, after);
      found.push(...edges.map(({ node }) => node.name));
      expect(pageInfo.hasPreviousPage).toBe(after !== undefined);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : undefined;
    } while (after);
    expect(found).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('without rows has no cursors', async () => {
    const page = await ask(2, cursorOf(['z', rows[0]?.id]));
    expect(page).toEqual({ edges: [], pageInfo: { hasNextPage: false, hasPreviousPage: true } });
  });

  test.each([
    ['not base64 of JSON', '!!!'],
    ['no list', cursorOf({ name: 'a' })],
    ['too few parts', cursorOf(['a'])],
    ['an id that is none', cursorOf(['a', 'x'])],
    ['a number for an id', cursorOf(['a', 1])],
    ['NUL', cursorOf(['a\0', rows[0]?.id])],
  ])('a foreign cursor is refused by name: %s', async (_, after) => {
    await expect(ask(2, after)).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });
});
