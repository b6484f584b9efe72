import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { append, type Log, type LogEvent, openLog } from '../../../scheduler/draw/index.js';
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
let keyId: string;

beforeAll(async () => {
  server = await startDrawServer();
  liar = await startLyingServer(server.address);
  await server.addAccount('witness', [Role.WITNESS]);
  await fairdraw(['witness', 'keygen', '--key', key]);
  const { json } = await witness('register', ['--json']);
  keyId = json.id;
  draw = await server.freeze([keyId]);
  other = await server.freeze([keyId]);
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

describe('a witness gives its value, and a server', () => {
  const kept = () => JSON.parse(readFileSync(key, 'utf8')).draws[0];

  test('shows other rules: nothing was signed', async () => {
    liar.lie = (path, text) =>
      path.endsWith('rules.json') ? text.replace('"rate":200000', '"rate":100000') : text;
    await expectNothingSigned('OTHER_RULES');
  });

  test('hides the reveal: the witness is told, and its key remembers that the value was given', async () => {
    expect((await witness('anchor', ['--draw', draw.commitment])).exitCode).toBe(0);
    const withoutReveal = (text: string) => text.replace(/\{[^\n]*"kind":"reveal"[^\n]*\n/g, '');
    liar.lie = (path, text) => (path.endsWith('log.jsonl') ? withoutReveal(text) : text);
    const hidden = await witness('reveal', ['--draw', draw.commitment]);
    expect(hidden).toMatchObject({ exitCode: 1 });
    expect(hidden.err).toContain('REVEAL_NOT_LOGGED');
    expect(kept().given).toMatch(/^[0-9a-f]{64}$/);
  });

  test('voids the draw afterwards: the next is signed only by naming it', async () => {
    let name = '';
    // The log as a server would tell it that had kept the reveal for itself, voided, and frozen again.
    const voided = (text: string) => {
      let log: Log | undefined;
      const lines: string[] = [];
      for (const line of text.trimEnd().split('\n')) {
        const { kind, body, authority, series } = JSON.parse(line) as LogEvent;
        log ??= openLog(authority, series);
        if (kind === 'reveal' && 'C' in body && body.C === draw.commitment) continue;
        const next = append(log, kind, body);
        log = next.log;
        lines.push(next.line);
      }
      const { commit } = log!.draws.get(draw.commitment)!;
      name = `${commit.campaign}-${commit.drawNo}`;
      const end = append(log!, 'void', { C: draw.commitment, at: commit.frozenAt + 1, reason: '再抽一次' });
      return [...lines, end.line].join('');
    };
    liar.lie = (path, text) => (path.endsWith('log.jsonl') ? voided(text) : text);
    const next = await server.freeze([keyId]);
    const refused = await witness('anchor', ['--draw', next.commitment]);
    expect(refused.err).toContain('VALUE_DISCARDED');
    expect(refused.err).toContain(`--despite-void ${name}`);
    const despite = ['--draw', next.commitment, '--show', '--despite-void', name];
    expect(await witness('anchor', despite)).toMatchObject({ exitCode: 0, err: '' });
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
