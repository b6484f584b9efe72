import { Query, Resolver } from 'type-graphql';
import { Allow, ANYONE } from '../../schema/shared/allow.js';
import { buildFrom } from '../../server/http/build-schema.js';
import { consoleResolvers } from '../../server/http/console-schema.js';
import { MissingRuleError } from '../../server/http/operation-rules.js';
import { portalResolvers } from '../../server/http/portal-schema.js';
import { GraphqlClient } from '../support/client.js';
import { startTestServer, type TestServer } from '../support/server.js';

describe('starting', () => {
  it('is refused when an operation has no rule, by its name', () => {
    @Resolver()
    class CarelessResolver {
      @Query(() => String)
      everybodysSecrets() {
        return 'all of them';
      }
    }
    expect(() => buildFrom([...consoleResolvers, CarelessResolver])).toThrow(MissingRuleError);
    expect(() => buildFrom([...portalResolvers, CarelessResolver])).toThrow(
      'CarelessResolver.everybodysSecrets',
    );
  });

  it('is fine once the rule is there', () => {
    @Resolver()
    class CarefulResolver {
      @Allow(ANYONE)
      @Query(() => String)
      publicFact() {
        return 'the sky is up';
      }
    }
    expect(buildFrom([CarefulResolver]).getQueryType()?.getFields()).toHaveProperty('publicFact');
  });
});

describe('a server', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const status = async (path: string) => (await fetch(`${server.address}${path}`)).status;

  it('is alive, and ready while its database answers and has its tables', async () => {
    expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 200]);
    const em = server.database.em.fork();
    await em.execute(`update migration set name = 'away' where name = '0001-initial'`);
    expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 503]);
    await em.execute(`update migration set name = '0001-initial' where name = 'away'`);
    expect(await status('/readyz')).toBe(200);
  });

  it.each([
    ['/graphiql', '/graphql', true],
    ['/portal/graphiql', '/portal/graphql', false],
  ])('serves %s from its own files alone', async (path, endpoint, signIn) => {
    const response = await fetch(`${server.address}${path}`);
    const page = await response.text();
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page).not.toMatch(/(src|href)="(https?:)?\/\//);
    const files = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] as string);
    expect(files.length).toBe(6);
    for (const file of files) expect([file, await status(file)]).toEqual([file, 200]);
    expect(page).toContain(`&quot;endpoint&quot;:&quot;${endpoint}&quot;`);
    expect(page).toContain(`&quot;signIn&quot;:${signIn}`);
  });

  it('answers what does not exist without an echo', async () => {
    const response = await fetch(`${server.address}/<script>`);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain('script');
  });

  it('takes a session of the console for nothing on the portal', async () => {
    const portal = new GraphqlClient(`${server.address}/portal/graphql`);
    portal.cookie = 'fairdraw_session=anything';
    expect((await portal.ask('{ service { name } }')).errors).toBeUndefined();
    const { status, errors } = await portal.ask('mutation { signOut { __typename } }');
    expect([status, errors?.[0]?.extensions.code]).toEqual([400, 'OPERATION_NOT_SUPPORTED']);
  });
});
