import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLog } from '../../../scheduler/draw/index.js';
import { createMachineAccount, issueApiKey } from '../../../schema/account/index.js';
import { Role } from '../../../schema/shared/roles.js';
import { done } from '../../support/main-job.js';
import { PASSWORD } from '../../support/server.js';
import { fairdraw, temporaryFolder } from './command.js';
import { type DrawServer, type FrozenDraw, startDrawServer } from './draw-server.js';

const folder = temporaryFolder();
const keyOf = (username: string) => join(folder, `${username}.json`);
const keyIds: Record<string, string> = {};
let server: DrawServer;

/** A command of a witness, with its own key file unless another is named. */
function witness(username: string, command: string, more: string[] = [], input = '', key = keyOf(username)) {
  const who = ['--url', server.address, '--user', username, '--password-stdin', '--key', key];
  return fairdraw(['witness', command, ...who, ...more], `${PASSWORD}\n${input}`);
}

const on = (draw: FrozenDraw) => ['--draw', draw.commitment];
const keptIn = (username: string, draw: FrozenDraw) =>
  JSON.parse(readFileSync(keyOf(username), 'utf8')).draws.find(
    (one: { commitment: string }) => one.commitment === draw.commitment,
  );
const givenIn = (username: string, draw: FrozenDraw) => keptIn(username, draw)?.given;
const valueIn = (username: string, draw: FrozenDraw) => keptIn(username, draw)?.value;

/** The head of the log as the portal shows it. */
async function headOf({ commitment }: FrozenDraw): Promise<string> {
  const answer = await fetch(`${server.address}/portal/draws/${commitment}/files/log.jsonl`);
  return readLog(await answer.text()).head;
}

beforeAll(async () => {
  server = await startDrawServer();
  for (const username of ['discipline', 'justice']) {
    await server.addAccount(username, [Role.WITNESS]);
    await fairdraw(['witness', 'keygen', '--key', keyOf(username), '--name', username]);
    const { json } = await witness(username, 'register', ['--json']);
    keyIds[username] = json.id;
  }
});
afterAll(() => server.close());

describe('a draw with two witnesses, from the command line', () => {
  let draw: FrozenDraw;
  beforeAll(async () => {
    draw = await server.freeze([keyIds.discipline as string, keyIds.justice as string]);
  });

  test('a key is registered once', async () => {
    const again = await witness('discipline', 'register');
    expect(again).toMatchObject({ exitCode: 1 });
    expect(again.err).toContain('WITNESS_KEY_TAKEN');
  });

  test('--show reads the statement and signs nothing', async () => {
    const { exitCode, out } = await witness('discipline', 'anchor', [...on(draw), '--show']);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/登记 registered \d+，入库 covered \d+，排除 excluded \d+/);
    expect(valueIn('discipline', draw)).toBeUndefined();
  });

  test('another key, another account, a wrong password and an unknown draw are refused', async () => {
    const before = readFileSync(keyOf('justice'), 'utf8');
    const other = await witness('discipline', 'anchor', on(draw), '', keyOf('justice'));
    expect(other).toMatchObject({ exitCode: 1 });
    expect(other.err).toContain('OTHER_KEY');
    expect(readFileSync(keyOf('justice'), 'utf8')).toBe(before);
    const unknown = await witness('discipline', 'anchor', ['--draw', 'a'.repeat(64)]);
    expect(unknown.err).toContain('NOT_A_WITNESS');
    const wrong = ['--url', server.address, '--user', 'discipline', '--password-stdin', '--key'];
    const refused = await fairdraw(['witness', 'anchor', ...wrong, keyOf('discipline'), ...on(draw)], 'no\n');
    expect(refused).toMatchObject({ exitCode: 1 });
    expect(refused.err).toContain('SIGN_IN_REFUSED');
  });

  test('a value thrown too short is refused before anything is written', async () => {
    const weak = await witness('justice', 'anchor', [...on(draw), '--dice'], '1 2 3 4 5 6\n');
    expect(weak).toMatchObject({ exitCode: 1 });
    expect(weak.err).toContain('REVEAL_WEAK');
    expect(valueIn('justice', draw)).toBeUndefined();
  });

  test('nobody reveals before all have anchored', async () => {
    expect((await witness('discipline', 'reveal', on(draw))).err).toContain('NOTHING_KEPT');
    const anchored = await witness('discipline', 'anchor', [...on(draw), '--json']);
    expect(anchored).toMatchObject({ exitCode: 0, json: { anchored: true, state: 'FROZEN' } });
    const value = valueIn('discipline', draw);
    expect(value).toMatch(/^[0-9a-f]{64}$/);
    expect(anchored.out + anchored.err).not.toContain(value);
    const early = await witness('discipline', 'reveal', on(draw));
    expect(early).toMatchObject({ exitCode: 1 });
    expect(early.err).toContain('ANCHORS_MISSING');
    expect(early.err).toContain('justice');
  });

  test('a second anchor sends the same value again and is refused', async () => {
    const value = valueIn('discipline', draw);
    expect((await witness('discipline', 'anchor', on(draw))).err).toContain('[ANCHOR_TWICE]');
    expect(
      (await witness('discipline', 'anchor', [...on(draw), '--digits'], '0123'.repeat(5))).err,
    ).toContain('VALUE_KEPT');
    expect(valueIn('discipline', draw)).toBe(value);
  });

  test('dice by hand, both reveals, the operator’s: drawn', async () => {
    const dice = '123456 654321 112233 445566 135246 2';
    const anchored = await witness('justice', 'anchor', [...on(draw), '--dice', '--json'], `${dice}\n`);
    expect(anchored).toMatchObject({ exitCode: 0, json: { state: 'ANCHORED' } });
    const thrown = Buffer.from(valueIn('justice', draw), 'hex').toString();
    expect(thrown).toBe(`dice:${dice.replaceAll(' ', '')}`);
    expect((await witness('discipline', 'reveal', on(draw))).out).toContain('已揭示 / revealed: REVEALING');
    expect(givenIn('discipline', draw)).toBe(await headOf(draw));
    expect((await witness('discipline', 'reveal', on(draw))).err).toContain('REVEAL_TWICE');
    expect((await witness('justice', 'reveal', [...on(draw), '--json'])).json.state).toBe('REVEALING');
    expect(await server.revealOperator(draw)).toBe('DRAWN');
  });

  test('a stranger verifies it from the portal, an auditor from all files', async () => {
    const url = `${server.address}/portal/draws/${draw.commitment}`;
    const { publicKey } = JSON.parse(readFileSync(keyOf('discipline'), 'utf8'));
    const shown = await witness('discipline', 'anchor', [...on(draw), '--show', '--json']);
    const known = ['--witness', `${shown.json.witness}=${publicKey}`];
    const open = await fairdraw(['draw', 'verify', url, ...known, '--json']);
    expect(open.json).toMatchObject({ ok: true, state: 'drawn', assurance: 'WITNESSED', level: 'public' });
    expect(open.json.count).toBeGreaterThan(0);
    const entitled = ['--restricted', '--user', 'auditor', '--password-stdin'];
    const all = await fairdraw(['draw', 'verify', url, ...entitled], `${PASSWORD}\n`);
    expect(all.err).toBe('');
    expect(all.out).toContain('核验通过（受限级 / restricted level）');
  });

  test('a machine verifies at the restricted level by its key, which it takes from its surroundings', async () => {
    const id = await server.stepAs()(async (unit) => {
      const draft = { username: 'audit-machine', displayName: '审计接口', roles: [Role.AUDITOR] };
      return done(await createMachineAccount(unit, draft)).id;
    });
    const draft = { accountId: id, name: '核验', roles: [Role.AUDITOR], expiresOn: server.readAs().today };
    const { key } = done(await server.stepAs()((unit) => issueApiKey(unit, draft)));
    const url = `${server.address}/portal/draws/${draw.commitment}`;
    process.env.FAIRDRAW_API_KEY = key;
    try {
      const verified = await fairdraw(['draw', 'verify', url, '--restricted', '--json']);
      expect(verified.json).toMatchObject({ ok: true, level: 'restricted' });
      process.env.FAIRDRAW_API_KEY = key.slice(1);
      const mistyped = await fairdraw(['draw', 'verify', url, '--restricted']);
      expect(mistyped).toMatchObject({ exitCode: 1, err: expect.stringContaining('API_KEY_MISTYPED') });
    } finally {
      delete process.env.FAIRDRAW_API_KEY;
    }
  });

  test('who is not entitled gets no restricted file; who does not sign in made a usage error', async () => {
    const url = `${server.address}/portal/draws/${draw.commitment}`;
    const stranger = ['draw', 'verify', url, '--restricted', '--user', 'operator', '--password-stdin'];
    const refused = await fairdraw(stranger, `${PASSWORD}\n`);
    expect(refused).toMatchObject({ exitCode: 1 });
    expect(refused.err).toContain('AUDITOR');
    expect((await fairdraw(['draw', 'verify', url, '--restricted'])).exitCode).toBe(2);
    const none = await fairdraw(['draw', 'verify', `${server.address}/portal/draws/${'a'.repeat(64)}`]);
    expect(none.err).toContain('NOT_FOUND');
  });

  test('fetched into a folder it verifies offline; a folder with something in it is refused', async () => {
    const url = `${server.address}/portal/draws/${draw.commitment}`;
    const target = join(folder, 'fetched');
    const fetched = await fairdraw(['draw', 'fetch', url, target, '--json']);
    expect(fetched.json.files).toEqual(readdirSync(target).sort());
    expect((await fairdraw(['draw', 'verify', target])).exitCode).toBe(0);
    expect((await fairdraw(['draw', 'fetch', url, target])).err).toContain('NOT_EMPTY');
    const whole = join(folder, 'whole');
    const entitled = ['--restricted', '--user', 'auditor', '--password-stdin'];
    expect((await fairdraw(['draw', 'fetch', url, whole, ...entitled], PASSWORD)).exitCode).toBe(0);
    expect((await fairdraw(['draw', 'verify', whole, '--restricted'])).exitCode).toBe(0);
  });
});

test('an anchor too late is refused before a value is made', async () => {
  const late = await server.freeze([keyIds.discipline as string]);
  const now = server.clock.now();
  server.clock.set(new Date(now.getTime() - 11 * 60_000));
  const past = await server.freeze([keyIds.discipline as string]);
  server.clock.set(now);
  const refused = await witness('discipline', 'anchor', on(past));
  expect(refused).toMatchObject({ exitCode: 1 });
  expect(refused.err).toContain('ANCHOR_WINDOW');
  expect(valueIn('discipline', past)).toBeUndefined();
  server.clock.set(new Date(now.getTime() + 30 * 60_000));
  const ahead = await server.freeze([keyIds.discipline as string]);
  server.clock.set(now);
  expect((await witness('discipline', 'anchor', on(ahead))).err).toContain('CLOCK_BEHIND');
  expect((await witness('discipline', 'anchor', on(late))).exitCode).toBe(0);
});

test('a log without a head that this key has signed is not signed again', async () => {
  const draw = await server.freeze([keyIds.justice as string]);
  const file = JSON.parse(readFileSync(keyOf('justice'), 'utf8'));
  const [first] = file.draws;
  const rewritten = { ...file, draws: [{ ...first, head: 'f'.repeat(64) }] };
  writeFileSync(keyOf('justice'), JSON.stringify(rewritten));
  const refused = await witness('justice', 'anchor', on(draw));
  writeFileSync(keyOf('justice'), JSON.stringify(file));
  expect(refused).toMatchObject({ exitCode: 1 });
  expect(refused.err).toContain('LOG_REWRITTEN');
  expect((await witness('justice', 'anchor', on(draw))).exitCode).toBe(0);
});

test('a log without the reveal that this key has made is not signed', async () => {
  const draw = await server.freeze([keyIds.justice as string]);
  const path = keyOf('justice');
  const file = JSON.parse(readFileSync(path, 'utf8'));
  const given = file.draws.map((one: { given?: string }) => one.given && { ...one, given: 'e'.repeat(64) });
  expect(given.filter(Boolean)).not.toEqual([]);
  const draws = file.draws.map((one: object, i: number) => given[i] || one);
  writeFileSync(path, JSON.stringify({ ...file, draws }));
  const refused = await witness('justice', 'anchor', on(draw));
  writeFileSync(path, JSON.stringify(file));
  expect(refused.err).toContain('LOG_REWRITTEN');
  expect(refused.err).toContain('e'.repeat(64));
  expect((await witness('justice', 'anchor', on(draw))).exitCode).toBe(0);
});

test('a confidential draw verifies before its opening: publicly up to the hash of its result', async () => {
  const draw = await server.freeze([keyIds.discipline as string], 'CONFIDENTIAL');
  expect((await witness('discipline', 'anchor', on(draw))).exitCode).toBe(0);
  expect((await witness('discipline', 'reveal', on(draw))).exitCode).toBe(0);
  expect(await server.revealOperator(draw)).toBe('DRAWN');
  const url = `${server.address}/portal/draws/${draw.commitment}`;
  const open = await fairdraw(['draw', 'verify', url]);
  expect(open).toMatchObject({ exitCode: 0, err: '' });
  expect(open.out).toContain('保密抽取尚未公开');
  const entitled = ['--restricted', '--user', 'auditor', '--password-stdin', '--json'];
  const all = await fairdraw(['draw', 'verify', url, ...entitled], `${PASSWORD}\n`);
  expect(all.json).toMatchObject({ ok: true, level: 'restricted', assurance: 'WITNESSED' });
});
