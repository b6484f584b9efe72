import { Account } from '../../schema/account/index.js';
import { Role } from '../../schema/shared/roles.js';
import { createPasswordHasher, signInCost } from '../../server/platform/passwords.js';
import { seededChance } from '../support/clock.js';
import { accountId, countEvents, operations, refusalOf, run } from '../support/people.js';
import { PASSWORD, startTestServer, type TestServer, testCost } from '../support/server.js';

const NEXT = 'Marigold-thicket-88';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.addAccount('system', [Role.SYSTEM_ADMIN]);
  await server.addAccount('second-system', [Role.SYSTEM_ADMIN]);
});
afterAll(() => server.close());

const change = (presentPassword: string, newPassword: string) => ({
  input: { presentPassword, newPassword },
});
const storedHash = async (username: string) =>
  (await server.readAs().em.findOneOrFail(Account, { username })).passwordHash;

test('a password is changed by its owner, who knows the present one; other sessions end', async () => {
  await server.addAccount('owner', [Role.AUDITOR]);
  const other = await server.client('owner');
  const client = await server.client('owner');
  const oldCookie = client.cookie;
  expect(await run(client, operations.changePassword, change('Wrong-guess-of-it-81', NEXT))).toMatchObject({
    code: 'PRESENT_PASSWORD_WRONG',
  });
  expect(await countEvents(server, 'account.sign-in-refused', 'owner')).toBe(1);
  expect(await run(client, operations.changePassword, change(PASSWORD, NEXT))).toEqual({
    ...{ __typename: 'PasswordChanged', endedSessionCount: 1 },
  });
  expect((await other.get('{ me { username } }')).me).toBeNull();
  expect((await client.get('{ me { username } }')).me.username).toBe('owner');
  expect(client.cookie).not.toBe(oldCookie);
  expect((await client.signIn('owner', PASSWORD)).__typename).toBe('SignInRefused');
  expect((await client.signIn('owner', NEXT)).__typename).toBe('SignedIn');
  expect(await countEvents(server, 'account.password-changed', 'owner')).toBe(1);
});

test('none of the last five comes again; the sixth before may', async () => {
  await server.addAccount('circling', [Role.AUDITOR]);
  const client = await server.client('circling');
  const passwords = [PASSWORD, ...[1, 2, 3, 4, 5].map((n) => `${NEXT}-${n}`)];
  for (let n = 1; n < passwords.length; n += 1) {
    for (const old of passwords.slice(Math.max(0, n - 5), n)) {
      const again = await run(client, operations.changePassword, change(passwords[n - 1] as string, old));
      expect(again).toMatchObject({ code: 'WEAK_PASSWORD', rules: ['USED_BEFORE'] });
    }
    server.clock.advance({ minutes: 1 });
    const next = change(passwords[n - 1] as string, passwords[n] as string);
    expect((await run(client, operations.changePassword, next)).__typename).toBe('PasswordChanged');
  }
  const last = change(passwords.at(-1) as string, PASSWORD);
  expect((await run(client, operations.changePassword, last)).__typename).toBe('PasswordChanged');
});

test('a refused change changes nothing', async () => {
  await server.addAccount('weakling', [Role.AUDITOR]);
  const client = await server.client('weakling');
  const before = await storedHash('weakling');
  const weak = await run(client, operations.changePassword, change(PASSWORD, 'weakling'));
  expect(weak).toMatchObject({ code: 'WEAK_PASSWORD', rules: ['LENGTH', 'NAME'] });
  expect(weak.message).toContain('不含用户名');
  expect(await storedHash('weakling')).toBe(before);
  expect(await countEvents(server, 'account.password-changed', 'weakling')).toBe(0);
});

test('a reset gives a password for once, ends the sessions, and leaves nothing open but to change it', async () => {
  await server.addAccount('forgetful', [Role.AUDITOR]);
  const before = await server.client('forgetful');
  const system = await server.client('system');
  const id = await accountId(server, 'forgetful');
  const { oneTimePassword } = await run(system, operations.resetPassword, { accountId: id });
  expect(oneTimePassword).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
  expect((await before.get('{ me { username } }')).me).toBeNull();
  expect(await countEvents(server, 'account.password-reset', 'forgetful')).toBe(1);
  const client = await server.client();
  expect((await client.signIn('forgetful', PASSWORD)).__typename).toBe('SignInRefused');
  expect(await client.signIn('forgetful', oneTimePassword)).toMatchObject({ duty: 'CHANGE_PASSWORD' });
  expect((await client.get('{ me { username } }')).me.username).toBe('forgetful');
  for (const operation of [
    '{ mySessions { edges { node { handle } } } }',
    '{ targets { edges { node { id } } } }',
    'mutation { startSecondFactor { __typename } }',
    'mutation { endOtherSessions { __typename } }',
  ]) {
    expect(await refusalOf(client, operation)).toBe('PASSWORD_CHANGE_NEEDED');
  }
  const upload = await fetch(`${server.address}/uploads?name=x.csv`, {
    ...{ method: 'POST', headers: { cookie: client.cookie, 'content-type': 'text/csv' }, body: 'a\n' },
  });
  expect(upload.status).toBe(403);
  expect(await upload.json()).toMatchObject({ errors: [{ extensions: { code: 'PASSWORD_CHANGE_NEEDED' } }] });
  const changed = await run(client, operations.changePassword, change(oneTimePassword, NEXT));
  expect(changed.__typename).toBe('PasswordChanged');
  expect(await refusalOf(client, '{ mySessions { edges { node { handle } } } }')).toBeUndefined();
  expect((await client.signIn('forgetful', NEXT)).duty).toBeNull();
});

test('only a system administrator resets a password, and never their own', async () => {
  await server.addAccount('curious', [Role.SECURITY_ADMIN]);
  const curious = await server.client('curious');
  const [own, other] = [await accountId(server, 'system'), await accountId(server, 'second-system')];
  const refused = await curious.ask(operations.resetPassword, { accountId: own });
  expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const system = await server.client('system');
  const before = await storedHash('system');
  expect(await run(system, operations.resetPassword, { accountId: own })).toMatchObject({
    code: 'OWN_RESET',
  });
  expect(await storedHash('system')).toBe(before);
  expect(await run(system, operations.resetPassword, { accountId: other })).toMatchObject({
    account: { username: 'second-system' },
  });
  const nobody = { accountId: '00000000-0000-7000-8000-000000000000' };
  expect(await run(system, operations.resetPassword, nobody)).toMatchObject({ code: 'ACCOUNT_NOT_FOUND' });
});

test('the real cost: a hash of before is taken and made anew at the next sign-in', async () => {
  const chance = seededChance('real');
  const real = await startTestServer({}, { passwords: createPasswordHasher(chance, signInCost) });
  try {
    await real.addAccount('veteran', [Role.AUDITOR]);
    const old = await createPasswordHasher(chance, { memory: 19_456, passes: 2, parallelism: 1 }).hash(
      PASSWORD,
    );
    const store = (unit: Parameters<Parameters<ReturnType<typeof real.stepAs>>[0]>[0]) =>
      unit.em.nativeUpdate(Account, { username: 'veteran' }, { passwordHash: old });
    await real.stepAs()(store);
    const client = await real.client();
    expect((await client.signIn('veteran', 'Wrong-guess-of-it-81')).__typename).toBe('SignInRefused');
    const hashOf = async () =>
      (await real.readAs().em.findOneOrFail(Account, { username: 'veteran' })).passwordHash;
    expect(await hashOf()).toBe(old);
    expect((await client.signIn('veteran', PASSWORD)).__typename).toBe('SignedIn');
    expect(await hashOf()).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
    const fresh = await hashOf();
    expect((await client.signIn('veteran', PASSWORD)).__typename).toBe('SignedIn');
    expect(await hashOf()).toBe(fresh);
  } finally {
    await real.close();
  }
  expect(testCost.memory).toBeLessThan(signInCost.memory);
});
