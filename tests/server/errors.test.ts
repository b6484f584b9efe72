import { Role } from '../../schema/shared/roles.js';
import { startTestServer, type TestServer } from '../support/server.js';

describe('errors', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await server.addAccount('admin', [Role.SYSTEM_ADMIN]);
  });
  afterAll(() => server.close());

  it.each([
    ['a syntax error', '{ me {'],
    ['an unknown field', '{ mee }'],
    ['an argument of the wrong type', 'mutation { signIn(input: 3) { __typename } }'],
    ['an unknown operation', 'query A { me { id } } query B { me { id } }'],
    ['introspection', '{ __schema { queryType { name } } }'],
    ['a look at a type', '{ __type(name: "Account") { name } }'],
    ['several faults', '{ a b c d }'],
  ])('tell a stranger on the console one thing for %s', async (_name, query) => {
    const { status, errors } = await (await server.client()).ask(query);
    expect(status).toBe(400);
    expect(errors).toEqual([
      {
        message: '请求无效，请先登录。The request is not valid; sign in first.',
        extensions: { code: 'BAD_REQUEST' },
      },
    ]);
  });

  it('tell a stranger nothing of an input type by its variables', async () => {
    const query = 'mutation S($input: SignInInput!) { signIn(input: $input) { __typename } }';
    const { errors } = await (await server.client()).ask(query, { input: { user: 'secret-value' } });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions.code).toBe('BAD_REQUEST');
  });

  it('help on the portal', async () => {
    const { errors } = await server.portal().ask('{ servic { name } }');
    expect(errors?.[0]?.message).toContain('Did you mean "service"?');
  });

  it('help whoever is signed in, without saying back what was entered', async () => {
    const client = await server.client('admin');
    const query = 'query Q($first: Int) { accounts(first: $first) { edges { cursor } } }';
    const wrongType = await client.ask(query, { first: 'secret-value' });
    expect(wrongType.status).toBe(400);
    expect(JSON.stringify(wrongType.errors)).not.toContain('secret-value');
    expect(wrongType.errors?.[0]?.message).toContain('$first');
    const tooMany = await client.ask(query, { first: 101 });
    expect(tooMany.errors?.[0]?.message).toBe(
      '填写有误 / not accepted: first: 不得大于 100 / not greater than 100',
    );
    const cursor = await client.ask('{ accounts(after: "secret-value") { edges { cursor } } }');
    expect(JSON.stringify(cursor.errors)).not.toContain('secret-value');
  });

  it('that nobody planned give a request id, and their details go to the log without words of the data', async () => {
    const client = await server.client('admin');
    await server.database.em.fork().execute('alter table account rename to account_away');
    const { errors } = await server.portal().ask('{ service { name } }');
    expect(errors).toBeUndefined();
    const answer = await client.ask('{ accounts { edges { cursor } } }');
    await server.database.em.fork().execute('alter table account_away rename to account');
    const [error] = answer.errors ?? [];
    expect(error?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
    expect(JSON.stringify(answer)).not.toMatch(/select|relation|\.ts|\.js|account_away/);
    const logged = server.log.find(
      (line) => line.requestId === error?.extensions.requestId && line.level === 50,
    );
    expect(logged).toMatchObject({ code: '42P01' });
    expect(JSON.stringify(server.log)).not.toMatch(/select |Turnip/);
  });

  it.each([
    ['broken JSON', '{', 'application/json', 400],
    ['another media type', '<a/>', 'application/xml', 415],
    ['an empty body', '', 'application/json', 400],
  ])('are short for %s', async (_name, body, type, status) => {
    const response = await (await server.client()).post(body, { 'content-type': type });
    expect(response.status).toBe(status);
    const { errors } = (await response.json()) as { errors: { message: string }[] };
    expect(errors[0]?.message.length).toBeLessThan(100);
  });

  it('refuse a form of another site', async () => {
    const client = await server.client('admin');
    const response = await client.post('query=mutation{signOut{__typename}}', {
      'content-type': 'text/plain',
    });
    expect(response.status).toBe(400);
    expect((await client.get('{ me { username } }')).me.username).toBe('admin');
  });

  it('carry headers that let nothing run', async () => {
    const { headers } = await fetch(`${server.address}/portal/graphql?query={__typename}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{16}$/);
  });
});
