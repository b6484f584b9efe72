import { getIntrospectionQuery } from 'graphql';
import { Role } from '../../schema/shared/roles.js';
import { codeOf, type GraphqlClient } from '../support/client.js';
import { startTestServer, type TestServer } from '../support/server.js';

function nested(levels: number): string {
  return levels === 1
    ? '{ service { a } }'
    : `{ a ${'{ a '.repeat(levels - 2)}{ a }${' }'.repeat(levels - 2)} }`;
}

/** Fragments that each hold the next one twice: 2^n fields in a few hundred bytes. */
function bomb(fragments: number): string {
  const parts = ['{ service { ...f0 } }'];
  for (let i = 0; i < fragments; i++)
    parts.push(`fragment f${i} on PortalService { ...f${i + 1} ...f${i + 1} }`);
  return [...parts, `fragment f${fragments} on PortalService { name }`].join(' ');
}

describe('limits of a query', () => {
  let server: TestServer;
  let portal: GraphqlClient;
  beforeAll(async () => {
    server = await startTestServer();
    portal = server.portal();
  });
  afterAll(() => server.close());

  const aliases = (count: number) =>
    `{ service { ${Array.from({ length: count }, (_, i) => `a${i}: name`).join(' ')} } }`;
  const roots = (count: number) => `{ ${'service { name } '.repeat(count)} }`;

  it.each([
    ['30 aliases', aliases(30)],
    ['10 root fields', roots(10)],
    [
      'the introspection of tools',
      getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true }),
    ],
    ['nearly 1,500 tokens', `{ service { ${'name @skip(if: false) '.repeat(186)} } }`],
  ])('serves %s', async (_name, query) => {
    const { errors, status } = await portal.ask(query);
    expect(errors).toBeUndefined();
    expect(status).toBe(200);
  });

  it.each([
    ['QUERY_TOO_LONG', '1,501 tokens', `{ service { ${'name '.repeat(1_500)} } }`],
    ['QUERY_TOO_DEEP', '11 levels', nested(11)],
    [
      'QUERY_TOO_DEEP',
      '16 levels of introspection',
      `{ __schema { types { fields ${'{ type '.repeat(12)}{ name }${' }'.repeat(12)} } } }`,
    ],
    ['TOO_MANY_ALIASES', '31 aliases', aliases(31)],
    ['TOO_MANY_ROOT_FIELDS', '11 root fields', roots(11)],
    ['TOO_MANY_ROOT_FIELDS', '11 root fields in a fragment', `{ ...r } fragment r on Query ${roots(11)}`],
    ['INTROSPECTION_REPEATED', 'two __schema', '{ __schema { description } b: __schema { description } }'],
    ['INTROSPECTION_REPEATED', 'two types', '{ __schema { types { name } types { kind } } }'],
    [
      'QUERY_TOO_LARGE',
      '2,001 fields',
      `{ service { ...f ...f ...f } } fragment f on PortalService { ${'name '.repeat(667)} }`,
    ],
    ['QUERY_TOO_LARGE', 'a fragment bomb', bomb(24)],
    [
      'QUERY_TOO_LARGE',
      'a bomb that no operation uses',
      `{ service { name } } ${bomb(24).slice(bomb(24).indexOf('fragment'))}`,
    ],
    ['NUL_CHARACTER', 'U+0000 in the query', '{ service { name } } # \0'],
    ['NUL_CHARACTER', 'U+0000 as an escape', '{ __type(name: "a\\u0000") { name } }'],
    ['NUL_CHARACTER', 'U+0000 as a long escape', '{ __type(name: "a\\u{00}") { name } }'],
  ])('refuses with %s: %s', async (code, _name, query) => {
    const { errors, status } = await portal.ask(query);
    expect(status).toBe(400);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions.code).toBe(code);
    expect(errors?.[0]?.message.length).toBeLessThan(120);
  });

  /** A check that followed every spread would take minutes; one that does not is done at once, on however busy a machine. */
  const atOnceMs = 3_000;

  it('refuses a fragment bomb at once', async () => {
    await portal.ask('{ service { name } }');
    const query = bomb(26);
    expect(query.length).toBeLessThan(1_536);
    const start = performance.now();
    await portal.ask(query);
    expect(performance.now() - start).toBeLessThan(atOnceMs);
  });

  it('refuses at once spreads at the root that double and hold nothing, and fragments in a circle', async () => {
    const doubling = Array.from(
      { length: 30 },
      (_, i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`,
    );
    for (const query of [
      `{ ...f0 } ${doubling.join(' ')}`,
      '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }',
    ]) {
      const start = performance.now();
      const { status } = await portal.ask(query);
      expect(performance.now() - start).toBeLessThan(atOnceMs);
      expect(status).toBe(400);
    }
  });

  it('refuses U+0000 in variables, by post and by get', async () => {
    const query = 'query ($a: String) { __type(name: $a) { name } }';
    const posted = await portal.ask(query, { a: 'x\0y' });
    expect(posted.errors?.[0]?.extensions.code).toBe('NUL_CHARACTER');
    const search = new URLSearchParams({ query, variables: JSON.stringify({ a: '\0' }) });
    const got = await fetch(`${portal.url}?${search}`, { headers: { 'apollo-require-preflight': '1' } });
    expect(await codeOf(got)).toBe('NUL_CHARACTER');
  });

  it('refuses a body over 256 KB by name, before reading it', async () => {
    const response = await portal.post(
      JSON.stringify({ query: `{ service { name } } # ${'x'.repeat(256 * 1024)}` }),
    );
    expect(response.status).toBe(413);
    expect(await codeOf(response)).toBe('PAYLOAD_TOO_LARGE');
  });

  it('takes neither arrays of queries nor persisted queries', async () => {
    const batch = await portal.post(
      JSON.stringify([{ query: '{ __typename }' }, { query: '{ __typename }' }]),
    );
    expect(batch.status).toBe(400);
    const persisted = await portal.post(
      JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }),
    );
    expect(await codeOf(persisted)).toBe('PERSISTED_QUERY_NOT_SUPPORTED');
  });

  it('does not fall over deep variables', async () => {
    const deep = `{"query":"{ service { name } }","variables":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`;
    const response = await portal.post(deep);
    expect([200, 400]).toContain(response.status);
    expect((await portal.ask('{ service { name } }')).status).toBe(200);
  });

  it('holds on the console for somebody signed in', async () => {
    await server.addAccount('limits-admin', [Role.SYSTEM_ADMIN]);
    const client = await server.client('limits-admin');
    expect((await client.ask(nested(11))).errors?.[0]?.extensions.code).toBe('QUERY_TOO_DEEP');
    expect((await client.ask(getIntrospectionQuery())).errors).toBeUndefined();
  });
});
