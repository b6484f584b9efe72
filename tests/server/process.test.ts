import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { GraphqlClient } from '../support/client.js';
import { addressOf, postgresUrl } from '../support/postgresql.js';
import { Workplace } from '../support/process.js';
import { PASSWORD } from '../support/server.js';

const addAdmin = ['user', 'add', 'admin', '--role', 'SYSTEM_ADMIN', '--password-stdin'];

describe('a server as a process', () => {
  let place: Workplace;
  beforeAll(async () => {
    place = new Workplace();
    expect(await place.run(addAdmin, { input: `${PASSWORD}\n` })).toMatchObject({ code: 0 });
  });
  afterAll(() => place.clean());

  it('refuses a data folder that another process has, in one sentence', async () => {
    const first = await place.serve();
    const second = await place.run(['serve']);
    expect(second.code).toBe(1);
    expect(second.err).toContain('数据目录正被另一进程使用');
    expect(second.err).toContain('The data folder is in use by another process');
    expect(second.err).not.toMatch(/\n\s+at /);
    expect((await fetch(`${first.address}/readyz`)).status).toBe(200);
    first.kill('SIGTERM');
    expect((await first.outcome).code).toBe(0);
  });

  it('finishes on SIGTERM what it was doing, and gives the folder back', async () => {
    const server = await place.serve();
    const client = new GraphqlClient(`${server.address}/graphql`);
    // What a server does for its first request, and in its first seconds, would keep the next from being taken in.
    await client.signIn('admin', PASSWORD);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const answer = client.signIn('admin', PASSWORD);
    await new Promise((resolve) => setTimeout(resolve, 40));
    server.kill('SIGTERM');
    expect((await answer).__typename).toBe('SignedIn');
    expect(await server.outcome).toMatchObject({ code: 0 });
    expect(existsSync(join(place.folder, 'data', 'fairdraw.lock'))).toBe(false);
  });

  it('keeps after kill -9 what it had answered, and takes its own lock over', async () => {
    const server = await place.serve();
    const client = new GraphqlClient(`${server.address}/graphql`);
    await client.signIn('admin', PASSWORD);
    const created = await client.get(`mutation { createAccount(input: {
      username: "survivor", displayName: "x", password: "${PASSWORD}", roles: [AUDITOR]
    }) { __typename } }`);
    expect(created.createAccount.__typename).toBe('AccountCreated');
    server.kill('SIGKILL');
    await server.outcome;
    const { out } = await place.run(['user', 'list', '--json']);
    expect(out).toContain('"survivor"');
  });

  it('keeps a rehearsal and a real installation apart, whatever it is started with', async () => {
    const asRehearsal = await place.run(['serve', '--training']);
    expect(asRehearsal).toMatchObject({ code: 1 });
    expect(asRehearsal.err).toContain('该数据库是正式的');
    const rehearsal = new Workplace();
    try {
      const server = await rehearsal.serve(['--training']);
      const portal = new GraphqlClient(`${server.address}/portal/graphql`);
      expect(await portal.get('{ service { training } }')).toEqual({ service: { training: true } });
      server.kill('SIGTERM');
      await server.outcome;
      const asReal = await rehearsal.run(['serve']);
      expect(asReal).toMatchObject({ code: 1 });
      expect(asReal.err).toContain('该数据库是演练用的');
    } finally {
      rehearsal.clean();
    }
  });

  it('logs lines of JSON with request ids, without passwords, tokens or addresses', async () => {
    const server = await place.serve();
    const client = new GraphqlClient(`${server.address}/graphql`);
    await client.signIn('admin', PASSWORD);
    await new GraphqlClient(`${server.address}/portal/graphql`).get('{ service { training } }');
    server.kill('SIGINT');
    const { code, err } = await server.outcome;
    expect(code).toBe(0);
    const lines = err
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(
      lines
        .filter((line) => line.msg === 'request')
        .every((line) => /^[0-9a-f]{16}$/.test(String(line.requestId))),
    ).toBe(true);
    expect(err).not.toContain(PASSWORD);
    expect(err).not.toContain(client.cookie.split('=')[1]);
    expect(err).not.toMatch(/remoteAddress|signIn\(|"admin"/);
  });

  it('names every faulty setting and does not start', async () => {
    const { code, err } = await place.run(['serve'], {
      settings: { PORT: 'abc', FAIRDRAW_TLS_CERT: 'a.pem' },
    });
    expect(code).toBe(1);
    expect(err).toContain('PORT');
    expect(err).toContain('FAIRDRAW_TLS_KEY');
  });

  it.each([
    ['an unknown command', ['nonsense']],
    ['a missing option', ['user', 'add', 'someone']],
    ['an unknown role', ['user', 'add', 'someone', '--role', 'KING']],
  ])('ends with 2 for %s', async (_name, args) => {
    expect((await place.run(args)).code).toBe(2);
  });

  it('ends with 1 and the refusal for what it may not do', async () => {
    const conflict = await place.run(['user', 'add', 'both', '--role', 'SYSTEM_ADMIN', 'AUDIT_ADMIN']);
    expect(conflict.code).toBe(1);
    expect(conflict.err).toContain('不得由同一账户担任');
  });

  it('makes a password and shows it once', async () => {
    const { code, out } = await place.run(['user', 'add', 'watcher', '--role', 'AUDITOR', '--json']);
    expect(code).toBe(0);
    const { password } = JSON.parse(out) as { password: string };
    expect(password).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
  });

  it.each(['--help', 'user add --help'])('explains itself: %s', async (command) => {
    const { code, out } = await place.run(command.split(' '));
    expect(code).toBe(0);
    expect(out).toContain('Usage: fairdraw');
  });
});

(postgresUrl ? describe : describe.skip)('a server on PostgreSQL', () => {
  const name = `fairdraw_process_${randomBytes(4).toString('hex')}`;
  let admin: pg.Client;
  let place: Workplace;
  beforeAll(async () => {
    admin = new pg.Client({ connectionString: postgresUrl });
    await admin.connect();
    await admin.query(`create database ${name}`);
    place = new Workplace({ DATABASE_URL: addressOf(postgresUrl as string, name) });
  });
  afterAll(async () => {
    place.clean();
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  });

  it('asks for fairdraw migrate, which two may run at once', async () => {
    const early = await place.run(['serve']);
    expect(early).toMatchObject({ code: 1 });
    expect(early.err).toContain('fairdraw migrate');
    const both = await Promise.all([place.run(['migrate', '--json']), place.run(['migrate', '--json'])]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    const applied = both.map(({ out }) => (JSON.parse(out) as { applied: string[] }).applied.length);
    expect(Math.min(...applied)).toBe(0);
    const server = await place.serve();
    expect((await fetch(`${server.address}/readyz`)).status).toBe(200);
    server.kill('SIGTERM');
    expect((await server.outcome).code).toBe(0);
  });
});
