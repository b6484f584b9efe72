import { type IncomingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { Role } from '../../schema/shared/roles.js';
import { countEvents } from '../support/people.js';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
let cookie: string;
beforeAll(async () => {
  server = await startTestServer({ FAIRDRAW_TRUST_PROXY: 'true' });
  await server.addAccount('auditor', [Role.AUDITOR]);
  cookie = (await server.client('auditor')).cookie;
});
afterAll(() => server.close());

type Route = readonly [method: string, path: string, type?: string, body?: string];

/** Every route that a cookie opens. */
const routes: readonly Route[] = [
  ['POST', '/graphql', 'application/json', '{"query":"{ me { username } }"}'],
  ['GET', '/graphql?query={me{username}}'],
  ['POST', '/portal/graphql', 'application/json', '{"query":"{ __typename }"}'],
  ['POST', '/uploads?name=a.csv', 'text/csv', 'a\n'],
  ['GET', '/exports/targets'],
  ['HEAD', '/exports/targets'],
  ['GET', '/imports/00000000-0000-7000-8000-000000000000/remarks'],
  ['GET', `/draws/${'0'.repeat(64)}`],
  ['GET', `/draws/${'0'.repeat(64)}/files/log.jsonl`],
  ['GET', '/graphiql'],
  ['GET', '/no-such-address'],
];

const foreign: readonly Record<string, string>[] = [
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' },
  { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
];

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  json(): unknown;
}

/** As a browser sends it: `fetch` of Node would set the headers of Fetch Metadata by itself. */
function send([method, path, type, body]: Route, headers: Record<string, string>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = { ...(type && { 'content-type': type }), ...headers };
    const out = request(server.address + path, { method, headers: sent }, async (answer) => {
      const said = await text(answer);
      resolve({ status: answer.statusCode, headers: answer.headers, json: () => JSON.parse(said) });
    });
    out.on('error', reject);
    out.end(body);
  });
}

test.each(routes.map((route) => ({ name: `${route[0]} ${route[1]}`, route })))(
  '$name with a cookie of ours is refused to another origin',
  async ({ route }) => {
    for (const headers of foreign) {
      const response = await send(route, { cookie, ...headers });
      expect(response.status).toBe(403);
      if (route[0] !== 'HEAD') {
        expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'FOREIGN_ORIGIN' } }] });
      }
      expect(response.headers['access-control-allow-origin']).toBeUndefined();
    }
  },
);

test('a real session that is carried from elsewhere is a security event; an invented cookie is none', async () => {
  const before = await countEvents(server, 'account.foreign-origin-refused', 'auditor');
  const ask = routes[0] as Route;
  await send(ask, { cookie, origin: 'https://evil.example' });
  await send(ask, { cookie: `fairdraw_session=${'A'.repeat(43)}`, origin: 'https://evil.example' });
  expect(await countEvents(server, 'account.foreign-origin-refused', 'auditor')).toBe(before + 1);
});

test.each([
  ['our own page', () => ({ origin: server.address, 'sec-fetch-site': 'same-origin' })],
  ['our own page that hides its address', () => ({ origin: 'null', 'sec-fetch-site': 'same-origin' })],
  ['an address that was typed', () => ({ 'sec-fetch-site': 'none' })],
  ['a program', () => ({})],
])('%s is let in', async (_name, headers) => {
  const response = await send(routes[0] as Route, { cookie, ...headers() });
  expect(await response.json()).toEqual({ data: { me: { username: 'auditor' } } });
});

test('a link from a neighbouring site may be followed, and sends nothing', async () => {
  const headers = { cookie, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate' };
  expect((await send(['GET', '/graphiql'], headers)).status).toBe(200);
  const form = await send(routes[0] as Route, headers);
  expect(form.status).toBe(403);
});

test('without a cookie anybody may read what is public', async () => {
  const portal = routes[2] as Route;
  expect((await send(portal, { origin: 'https://news.example' })).status).toBe(200);
});

test('behind a proxy our origin is the one that browsers see', async () => {
  const { host } = new URL(server.address);
  const secure = cookie.replace('fairdraw_session', '__Host-fairdraw_session');
  const ask = (origin: string) =>
    send(routes[0] as Route, {
      ...{ cookie: secure, origin, 'x-forwarded-proto': 'https', 'x-forwarded-for': '10.0.0.1' },
    });
  expect(await (await ask(`https://${host}`)).json()).toEqual({ data: { me: { username: 'auditor' } } });
  expect((await ask(`http://${host}`)).status).toBe(403);
});

test('with FAIRDRAW_PUBLIC_URL only that origin is ours', async () => {
  const published = await startTestServer({ FAIRDRAW_PUBLIC_URL: 'https://fairdraw.example.gov.cn/' });
  try {
    await published.addAccount('auditor', [Role.AUDITOR]);
    const own = await published.client('auditor');
    const ask = (origin: string) => own.post('{"query":"{ me { username } }"}', { origin });
    expect((await ask('https://fairdraw.example.gov.cn')).status).toBe(200);
    expect((await ask(published.address)).status).toBe(403);
    expect((await ask('https://fairdraw.example.gov.cn.evil.example')).status).toBe(403);
  } finally {
    await published.close();
  }
});
