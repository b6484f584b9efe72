import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { type EmptyPlace, emptyPlace } from '../../support/keeping.js';
import { postgresUrl } from '../../support/postgresql.js';
import { Workplace } from '../../support/process.js';

const onPostgreSql = postgresUrl ? describe : describe.skip;

onPostgreSql('a move from the embedded database to PostgreSQL', () => {
  const place = new Workplace();
  const data = join(place.folder, 'data');
  const marker = join(data, 'moved.json');
  let target: EmptyPlace;

  beforeAll(async () => {
    target = await emptyPlace('postgresql');
    const roles = ['--role', 'SYSTEM_ADMIN', '--name', '系统\\管理员'];
    expect((await place.run(['user', 'add', 'sys-admin', ...roles])).code).toBe(0);
  });

  afterAll(async () => {
    place.clean();
    await target?.remove();
  });

  const move = (to = target.at) => place.run(['move', '--to', to]);
  const listUsers = (settings = {}) => place.run(['user', 'list'], { settings });

  async function inTarget<T>(query: string): Promise<T[]> {
    const client = new pg.Client({ connectionString: target.at });
    await client.connect();
    try {
      return (await client.query(query)).rows;
    } finally {
      await client.end();
    }
  }

  test('refuses a target that holds anything, and names it', async () => {
    await inTarget('create table of_others (n int)');
    const { code, err } = await move();
    await inTarget('drop table of_others');
    expect([code, err]).toEqual([1, expect.stringContaining('of_others')]);
    expect(existsSync(join(data, 'moved.json'))).toBe(false);
  });

  test('refuses while the server runs', async () => {
    const server = await place.serve();
    const { code, err } = await move();
    server.kill('SIGTERM');
    await server.outcome;
    expect([code, err]).toEqual([1, expect.stringContaining('in use')]);
  });

  test.each([
    /read: /,
    /loaded: account /,
    /loaded: result_system /,
    /verified: account /,
    /verified: migration /,
  ])('killed at %p it leaves the target empty and the folder as it was', async (moment) => {
    const { code } = await place.runUntil(['move', '--to', target.at], (err) => moment.test(err));
    expect(code).toBeNull();
    expect(existsSync(marker)).toBe(false);
    expect(
      await inTarget(`select relname from pg_class where relnamespace = 'public'::regnamespace`),
    ).toEqual([]);
  });

  test('moves everything, verified, and says what to set', async () => {
    const { code, out, err } = await move();
    expect([code, err]).toEqual([0, expect.stringMatching(/account 1 \(100%\)/)]);
    expect(out).toContain('DATABASE_URL=postgresql://');
    const [account] = await inTarget<{ display_name: string }>('select display_name from account');
    expect(account?.display_name).toBe('系统\\管理员');
    const events = await inTarget(`select kind from audit_event where kind like 'installation.%'`);
    expect(events).toEqual([{ kind: 'installation.moved' }]);
  });

  test('the folder is not started by mistake; the note says where it went and how to go back', async () => {
    const { code, err } = await listUsers();
    expect([code, err]).toEqual([1, expect.stringContaining('moved.json')]);
    expect(err).toMatch(/已于.*搬迁到/);
    const again = await move();
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('moved.json')]);
    expect(readFileSync(join(data, 'moved.json'), 'utf8')).not.toContain('postgres@');
  });

  test('the server goes on from PostgreSQL with the same keys', async () => {
    const settings = { DATABASE_URL: target.at };
    expect((await listUsers(settings)).out).toContain('sys-admin');
    const server = await place.serve([], settings);
    const ready = await fetch(`${server.address}/readyz`);
    server.kill('SIGTERM');
    expect([ready.status, (await server.outcome).code]).toEqual([200, 0]);
  });

  test('back in the folder, and killed about the commit: run again, it finds out which side of it', async () => {
    rmSync(marker);
    expect((await listUsers()).out).toContain('sys-admin');
    const second = await emptyPlace('postgresql');
    const { code } = await place.runUntil(['move', '--to', second.at], () => existsSync(marker));
    if (code === null && readFileSync(marker, 'utf8').includes('"moving"')) {
      expect((await listUsers()).err).toContain('interrupted');
      expect((await move(second.at)).code).toBe(0);
    }
    expect(readFileSync(marker, 'utf8')).toContain('"moved"');
    const database = await second.open();
    const events = await database.em
      .fork()
      .execute(`select count(*)::int as count from audit_event where kind = 'installation.moved'`);
    await database.close();
    await second.remove();
    expect(events).toEqual([{ count: 1 }]);
  });
});
