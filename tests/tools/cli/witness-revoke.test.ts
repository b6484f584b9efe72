import { join } from 'node:path';
import { Role } from '../../../schema/shared/roles.js';
import { PASSWORD, startTestServer, type TestServer } from '../../support/server.js';
import { fairdraw, temporaryFolder } from './command.js';

const folder = temporaryFolder();
let server: TestServer;
const at = (username: string) => ['--url', server.address, '--user', username, '--password-stdin'];
const run = (username: string, ...words: string[]) =>
  fairdraw(['witness', ...words, ...at(username)], `${PASSWORD}\n`);

beforeAll(async () => {
  server = await startTestServer();
  await server.addAccount('discipline', [Role.WITNESS]);
  await server.addAccount('justice', [Role.WITNESS]);
  await server.addAccount('sec-admin', [Role.SECURITY_ADMIN]);
  for (const username of ['discipline', 'justice']) {
    const key = join(folder, `${username}.json`);
    await fairdraw(['witness', 'keygen', '--key', key, '--name', `${username} device`]);
    await run(username, 'register', '--key', key);
    // Ids are ordered by time.
    server.clock.advance({ seconds: 1 });
  }
});
afterAll(() => server.close());

test('a witness lists its own keys, with fingerprints to be read aloud; --all lists everybody’s', async () => {
  const own = await run('discipline', 'keys');
  expect(own).toMatchObject({ exitCode: 0, err: '' });
  expect(own.out).toMatch(/discipline · discipline device · 有效 \/ valid/);
  expect(own.out).toMatch(/fingerprint: ([0-9a-f]{4} ){15}[0-9a-f]{4}\n/);
  expect(own.out).not.toContain('justice');
  const all = await run('sec-admin', 'keys', '--all', '--json');
  expect(all.json.keys.map((key: { account: object }) => key.account)).toEqual([
    { username: 'justice' },
    { username: 'discipline' },
  ]);
  expect((await run('sec-admin', 'keys')).out).toContain('没有登记的公钥');
});

test('a key is revoked by its fingerprint as it was read, without the key file; nobody revokes another’s', async () => {
  const { keys } = (await run('sec-admin', 'keys', '--all', '--json')).json;
  const [justice, discipline] = keys;
  const reason = ['--reason', '设备遗失'];
  const foreign = await run('discipline', 'revoke', justice.id, ...reason);
  expect(foreign).toMatchObject({ exitCode: 1, err: expect.stringContaining('WITNESS_KEY_NOT_FOUND') });
  const short = await run('discipline', 'revoke', discipline.fingerprint.slice(0, 7), ...reason);
  expect(short).toMatchObject({ exitCode: 1, err: expect.stringContaining('NO_SUCH_KEY') });
  expect((await run('discipline', 'revoke', discipline.id)).exitCode).toBe(2);
  const spoken = discipline.spokenFingerprint.slice(0, 14);
  const revoked = await run('discipline', 'revoke', spoken, ...reason);
  expect(revoked).toMatchObject({ exitCode: 0, out: expect.stringContaining('已停用 / revoked') });
  const administered = await run('sec-admin', 'revoke', justice.id, '--reason', '调离', '--json');
  expect(administered.json).toMatchObject({ state: 'REVOKED', revokedFor: '调离' });
  const again = await run('sec-admin', 'revoke', justice.id, ...reason);
  expect(again.err).toContain('WITNESS_KEY_REVOKED_ALREADY');
});
