import { serverAudits } from 'graphql-http';
import { Role } from '../../schema/shared/roles.js';
import { startTestServer, type TestServer } from '../support/server.js';

/** Runs all audits of GraphQL over HTTP. @returns the names of those that failed, by how binding they are */
async function audit(url: string, headers: Record<string, string>) {
  const fetchFn = (input: string, init: RequestInit = {}) =>
    fetch(input, { ...init, headers: { ...(init.headers as Record<string, string>), ...headers } });
  const audits = serverAudits({ url, fetchFn });
  const results = await Promise.all(audits.map((one) => one.fn()));
  const failed = results.filter((result) => result.status !== 'ok').map((result) => result.name);
  const must = audits.filter((one) => one.name.startsWith('MUST'));
  return { count: audits.length, mustCount: must.length, failed };
}

describe('GraphQL over HTTP', () => {
  let server: TestServer;
  const endpoints: [name: string, path: string][] = [
    ['portal', '/portal/graphql'],
    ['console, signed in', '/graphql'],
  ];
  let cookie: string;
  beforeAll(async () => {
    server = await startTestServer();
    await server.addAccount('admin', [Role.SYSTEM_ADMIN]);
    cookie = (await server.client('admin')).cookie;
  });
  afterAll(() => server.close());

  it.each(endpoints)('%s passes all 13 MUST and at least 58 of 61', async (_name, path) => {
    const { count, mustCount, failed } = await audit(`${server.address}${path}`, { cookie });
    expect([count, mustCount]).toEqual([61, 13]);
    expect(failed.filter((name) => name.startsWith('MUST'))).toEqual([]);
    expect(failed.length).toBeLessThanOrEqual(3);
  });

  it.each(endpoints)('%s passes all 61 with the preflight header', async (_name, path) => {
    const { failed } = await audit(`${server.address}${path}`, {
      cookie,
      'apollo-require-preflight': 'true',
    });
    expect(failed).toEqual([]);
  });
});
