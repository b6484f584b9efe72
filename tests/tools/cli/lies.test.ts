import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Role } from '../../../schema/shared/roles.js';
import { ConsoleClient } from '../../../tools/client/index.js';
import { PASSWORD } from '../../support/server.js';
import { fairdraw, temporaryFolder } from './command.js';
import { type DrawServer, type FrozenDraw, startDrawServer } from './draw-server.js';
import { type LyingServer, startLyingServer } from './lying-server.js';

const folder = temporaryFolder();
const key = join(folder, 'key.json');
let server: DrawServer;
let liar: LyingServer;
let draw: FrozenDraw;
let other: FrozenDraw;

beforeAll(async () => {
  server = await startDrawServer();
  liar = await startLyingServer(server.address);
  await server.addAccount('witness', [Role.WITNESS]);
  await fairdraw(['witness', 'keygen', '--key', key]);
  const { json } = await witness('register', ['--json']);
  draw = await server.freeze([json.id]);
  other = await server.freeze([json.id]);
});
afterEach(() =>
  Object.assign(liar, { lie: (_: string, text: string) => text, lead: (path: string) => path }),
);
afterAll(async () => {
  await liar.close();
  await server.close();
});

function witness(command: string, more: string[]) {
  const who = ['--url', liar.address, '--user', 'witness', '--password-stdin', '--key', key];
  return fairdraw(['witness', command, ...who, ...more], PASSWORD);
}

/** Signs nothing and writes nothing down. */
async function expectNothingSigned(code: string): Promise<void> {
  const { exitCode, err } = await witness('anchor', ['--draw', draw.commitment]);
  expect({ exitCode, named: err.includes(code), err }).toEqual({ exitCode: 1, named: true, err });
  expect(JSON.parse(readFileSync(key, 'utf8')).draws).toEqual([]);
}

describe('a witness signs nothing on the word of a server', () => {
  test('that shows another statement than the one committed to', async () => {
    liar.lie = (_, text) => text.replace(/(\\"excluded\\":)\d+/, '$10');
    await expectNothingSigned('OTHER_STATEMENT');
  });

  test('that names another key as the registered one', async () => {
    liar.lie = (_, text) => text.replace(/("publicKey":")[0-9a-f]{64}/, `$1${'1'.repeat(64)}`);
    await expectNothingSigned('OTHER_KEY');
  });

  test('that shows a log with one digit changed', async () => {
    liar.lie = (path, text) =>
      path.endsWith('log.jsonl') ? text.replace(/"registerCount":\d/, '"registerCount":9') : text;
    await expectNothingSigned('DRAW_ABSENT');
  });

  test('that shows no log', async () => {
    liar.lie = (path, text) => (path.endsWith('log.jsonl') ? '' : text);
    await expectNothingSigned('RECORD_LINE');
  });
});

describe('a verifier is not led elsewhere', () => {
  test('to another draw, however sound', async () => {
    liar.lead = (path) => path.replace(draw.commitment, other.commitment);
    const { exitCode, err } = await fairdraw([
      'draw',
      'verify',
      `${liar.address}/portal/draws/${draw.commitment}`,
    ]);
    expect(exitCode).toBe(1);
    expect(err).toContain('DIFFERS: 抽取承诺不一致');
  });

  test('to write files outside the folder', async () => {
    liar.lie = (_, text) => text.replace('"rules.json"', '"../../rules.json"');
    const url = `${liar.address}/portal/draws/${draw.commitment}`;
    expect((await fairdraw(['draw', 'fetch', url, join(folder, 'deep')])).err).toContain('BAD_LIST');
  });
});

describe('the client', () => {
  test('says what is wrong with an address, and does not follow one', async () => {
    expect(() => new ConsoleClient('ftp://x')).toThrow(/BAD_ADDRESS/);
    liar.lie = () => '<html>another service</html>';
    const client = new ConsoleClient(liar.address);
    await expect(client.ask('{ me { id } }')).rejects.toMatchObject({ code: 'NOT_A_CONSOLE' });
    await liar.close();
    await expect(client.ask('{ me { id } }')).rejects.toMatchObject({ code: 'UNREACHABLE' });
  });

  test('keeps its session, and tells failures by code in both languages', async () => {
    const client = new ConsoleClient(`${server.address}/`);
    await expect(client.signIn('witness', 'wrong')).rejects.toMatchObject({ code: 'SIGN_IN_REFUSED' });
    await client.signIn('witness', PASSWORD);
    expect(await client.ask('{ me { username } }')).toEqual({ me: { username: 'witness' } });
    await expect(client.ask('{ nothing }')).rejects.toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' });
    await expect(client.upload('a.csv', 'x')).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
      zh: expect.stringContaining('两库管理员'),
    });
    expect(await client.askPortal('{ __typename }')).toEqual({ __typename: 'Query' });
  });
});
