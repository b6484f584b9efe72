import { Role } from '../../schema/shared/roles.js';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const commitment = 'a'.repeat(64);

/** The status of a path sent as it is: `fetch` would tidy it. */
async function statusOf(path: string): Promise<number> {
  return (await fetch(`${server.address}${path}`)).status;
}

describe('a user’s mistake is told as one, and never as ours', () => {
  test.each([
    ['query($f: Int) { records(first: $f) { edges { cursor } } }', { f: null }],
    ['query($a: [String]) { records(first: 1, name: $a) { edges { cursor } } }', { a: Array(60).fill(null) }],
    ['{ record(id: "x") { id } }', {}],
    ['{ draw(commitment: "zz") { state } }', {}],
    ['{ records(first: 101) { edges { cursor } } }', {}],
    ['{ records(after: "!!!") { edges { cursor } } }', {}],
    ['{ records(name: "一") { edges { cursor } } }', {}],
  ])('%s', async (query, variables) => {
    const { errors } = await server.portal().ask(query, variables);
    expect(errors?.length).toBeGreaterThan(0);
    for (const { extensions } of errors ?? []) {
      expect(extensions.code).toMatch(/^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)$/);
    }
    expect(server.log.map((line) => line.msg)).not.toContain('an operation failed');
  });

  test('null for the cursor is the first page', async () => {
    const query = 'query($a: String) { records(after: $a) { edges { cursor } } }';
    expect(await server.portal().get(query, { a: null })).toEqual({ records: { edges: [] } });
  });

  test.each([
    `/portal/draws/${commitment}/files/a%00`,
    `/portal/draws/${commitment}/files/..%2f..%2fpackage.json`,
    `/portal/draws/${commitment}/files/log.jsonl`,
    `/draws/${commitment}/files/log.jsonl`,
    '/portal/draws/x',
  ])('%s is not there', async (path) => {
    expect(await statusOf(path)).toBe(404);
  });

  test('a file sent under two names is refused', async () => {
    await server.addAccount('admin', [Role.SYSTEM_ADMIN]);
    const client = await server.client('admin');
    const response = await fetch(`${server.address}/uploads?name=a.csv&name=b.csv`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', cookie: client.cookie },
      body: 'x',
    });
    expect(response.status).toBeLessThan(500);
  });
});
