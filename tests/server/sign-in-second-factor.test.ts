import { RecoveryCode, SecondFactor } from '../../schema/account/index.js';
import { Role } from '../../schema/shared/roles.js';
import type { GraphqlClient } from '../support/client.js';
import {
  accountId,
  codeOfDevice,
  countEvents,
  enrol,
  operations,
  refusalOf,
  run,
} from '../support/people.js';
import { PASSWORD, startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ FAIRDRAW_SECOND_FACTOR_ROLES: 'SECURITY_ADMIN' });
  await server.addAccount('security', [Role.SECURITY_ADMIN]);
});
afterAll(() => server.close());

const me = '{ me { username } }';

async function signIn(username: string, code?: string) {
  const client = await server.client();
  return { client, result: await client.signIn(username, PASSWORD, code) };
}

describe('enrolling', () => {
  test('who must have a second factor and has none is signed in only to enrol', async () => {
    const { client, result } = await signIn('security');
    expect(result).toMatchObject({ __typename: 'SignedIn', duty: 'ENROL_SECOND_FACTOR' });
    expect((await client.get(me)).me.username).toBe('security');
    expect(await refusalOf(client, '{ accounts { edges { node { id } } } }')).toBe(
      'SECOND_FACTOR_ENROLMENT_NEEDED',
    );
    expect(await refusalOf(client, '{ mySessions { edges { node { handle } } } }')).toBe(
      'SECOND_FACTOR_ENROLMENT_NEEDED',
    );
    const route = await fetch(`${server.address}/exports/targets`, { headers: { cookie: client.cookie } });
    expect(route.status).toBe(403);
    expect(await route.json()).toMatchObject({
      errors: [{ extensions: { code: 'SECOND_FACTOR_ENROLMENT_NEEDED' } }],
    });
    const { uri } = await run(client, operations.startSecondFactor);
    const confirmed = await run(client, operations.confirmSecondFactor, { code: codeOfDevice(uri, server) });
    expect(new Set(confirmed.recoveryCodes).size).toBe(10);
    expect((await client.get('{ accounts { edges { node { id } } } }')).accounts.edges).not.toHaveLength(0);
  });

  test('gives secret, address and picture; stores no secret in the clear', async () => {
    await server.addAccount('drawn', [Role.AUDITOR]);
    const client = await server.client('drawn');
    const started = await run(client, operations.startSecondFactor);
    const uri = new URL(started.uri);
    expect(uri.href).toMatch(/^otpauth:\/\/totp\/Fairdraw:drawn\?/);
    expect(Object.fromEntries(uri.searchParams)).toMatchObject({
      ...{ secret: started.secret, algorithm: 'SHA1', digits: '6', period: '30' },
    });
    const svg = Buffer.from(started.qrCode.replace(/^data:image\/svg\+xml;base64,/, ''), 'base64').toString();
    expect(svg).toMatch(/^<svg /);
    const row = await server.readAs().em.findOneOrFail(SecondFactor, await accountId(server, 'drawn'));
    expect(row.confirmedAt).toBeNull();
    expect(row.sealedCandidate).toMatch(/^[\w-]+$/);
    expect(JSON.stringify(row)).not.toContain(started.secret);
    expect((await signIn('drawn')).result.__typename).toBe('SignedIn');
  });

  test('is refused with a wrong code, when it was not begun, and when it was begun long ago', async () => {
    await server.addAccount('late', [Role.AUDITOR]);
    const client = await server.client('late');
    const confirm = (code: string) => run(client, operations.confirmSecondFactor, { code });
    expect(await confirm('123456')).toMatchObject({ code: 'SECOND_FACTOR_NOT_STARTED' });
    const { uri } = await run(client, operations.startSecondFactor);
    expect(await confirm('abc')).toMatchObject({ code: 'SECOND_FACTOR_REFUSED' });
    server.clock.advance({ minutes: 15 });
    expect(await confirm(codeOfDevice(uri, server))).toMatchObject({ code: 'SECOND_FACTOR_NOT_STARTED' });
    expect(await countEvents(server, 'account.second-factor-enrolled', 'late')).toBe(0);
  });

  test('ends the other sessions and gives this one a new token', async () => {
    await server.addAccount('twice', [Role.AUDITOR]);
    const other = await server.client('twice');
    const before = await server.client('twice');
    const oldCookie = before.cookie;
    const { uri } = await run(before, operations.startSecondFactor);
    await run(before, operations.confirmSecondFactor, { code: codeOfDevice(uri, server) });
    expect(before.cookie).not.toBe(oldCookie);
    expect((await before.get(me)).me).not.toBeNull();
    expect((await other.get(me)).me).toBeNull();
    const copy = await server.client();
    copy.cookie = oldCookie;
    expect((await copy.get(me)).me).toBeNull();
  });
});

describe('signing in with a code', () => {
  test('asks for it once the password is right, and tells nothing before', async () => {
    await server.addAccount('asked', [Role.AUDITOR]);
    const { nextCode } = await enrol(server, 'asked');
    const client = await server.client();
    expect((await client.signIn('asked', 'Wrong-guess-of-it-81', nextCode())).__typename).toBe(
      'SignInRefused',
    );
    expect((await signIn('asked')).result).toMatchObject({ code: 'SECOND_FACTOR_NEEDED' });
    expect((await signIn('asked', '')).result).toMatchObject({ code: 'SECOND_FACTOR_NEEDED' });
    expect(client.cookie).toBe('');
    // The code that came with a wrong password was not used up.
    const { result } = await signIn('asked', nextCode());
    expect(result).toMatchObject({ __typename: 'SignedIn', duty: null, recoveryCodesLeft: null });
  });

  test.each([
    ['two steps behind', -60, 'SecondFactorRefused'],
    ['one step behind', -30, 'SignedIn'],
    ['one step ahead', 30, 'SignedIn'],
    ['two steps ahead', 60, 'SecondFactorRefused'],
    ['ten minutes behind', -600, 'SecondFactorRefused'],
    ['ten minutes ahead', 600, 'SecondFactorRefused'],
  ])('a clock %s', async (_name, seconds, expected) => {
    const username = `clock${seconds}`;
    await server.addAccount(username, [Role.AUDITOR]);
    const { uri } = await enrol(server, username);
    server.clock.advance({ minutes: 5 });
    const { result } = await signIn(username, codeOfDevice(uri, server, seconds));
    expect(result.__typename).toBe(expected);
  });

  test('a refusal tells the server’s time in Shanghai, and to set the device’s clock', async () => {
    await server.addAccount('adrift', [Role.AUDITOR]);
    const { uri } = await enrol(server, 'adrift');
    server.clock.set('2026-03-03T02:03:04Z');
    const { result } = await signIn('adrift', codeOfDevice(uri, server, 600));
    expect(result).toMatchObject({ code: 'SECOND_FACTOR_REFUSED', serverTime: '2026-03-03T02:03:04.000Z' });
    expect(result.message).toContain('北京时间 2026-03-03 10:03:04');
    expect(result.messageEn).toContain('2026-03-03 10:03:04 in Asia/Shanghai');
    expect(await countEvents(server, 'account.sign-in-refused', 'adrift')).toBe(1);
  });

  test('no step is taken twice, nor one before it, nor by two at once', async () => {
    await server.addAccount('replayed', [Role.AUDITOR]);
    const { uri, nextCode } = await enrol(server, 'replayed');
    // Enrolling took the present step.
    expect((await signIn('replayed', codeOfDevice(uri, server))).result.__typename).toBe(
      'SecondFactorRefused',
    );
    const code = nextCode();
    const both = await Promise.all([signIn('replayed', code), signIn('replayed', code)]);
    expect(both.map(({ result }) => result.__typename).sort()).toEqual(['SecondFactorRefused', 'SignedIn']);
    const earlier = codeOfDevice(uri, server, -30);
    expect((await signIn('replayed', earlier)).result.__typename).toBe('SecondFactorRefused');
  });

  test('a recovery code stands for a code, once, however it is typed; the count is told', async () => {
    await server.addAccount('recovering', [Role.AUDITOR]);
    const { recoveryCodes, nextCode } = await enrol(server, 'recovering');
    const [first = '', second = '', third = ''] = recoveryCodes;
    expect((await signIn('recovering', first)).result).toMatchObject({
      ...{ __typename: 'SignedIn', recoveryCodesLeft: 9 },
    });
    expect((await signIn('recovering', first)).result.__typename).toBe('SecondFactorRefused');
    const { client, result } = await signIn('recovering', ` ${second.replace('-', ' ').toUpperCase()} `);
    expect(result.recoveryCodesLeft).toBe(8);
    expect(await countEvents(server, 'account.recovery-code-used', 'recovering')).toBe(2);
    const stored = JSON.stringify(await server.readAs().em.find(RecoveryCode, {}));
    expect(stored).not.toContain(third.replace('-', ''));
    const renewed = await run(client, operations.renewRecoveryCodes, { code: nextCode() });
    expect(renewed.recoveryCodes).toHaveLength(10);
    expect((await signIn('recovering', third)).result.__typename).toBe('SecondFactorRefused');
    const state = '{ mySecondFactor { isRequired confirmedAt recoveryCodesLeft } }';
    expect((await client.get(state)).mySecondFactor).toMatchObject({
      isRequired: false,
      recoveryCodesLeft: 10,
    });
  });

  test('another account’s code is nobody’s here', async () => {
    await server.addAccount('one', [Role.AUDITOR]);
    await server.addAccount('other', [Role.AUDITOR]);
    const one = await enrol(server, 'one');
    await enrol(server, 'other');
    const [foreign] = one.recoveryCodes;
    expect((await signIn('other', one.nextCode())).result.__typename).toBe('SecondFactorRefused');
    expect((await signIn('other', foreign)).result.__typename).toBe('SecondFactorRefused');
  });
});

describe('another authenticator', () => {
  test('needs a code of the old one, which counts until the new one is confirmed', async () => {
    await server.addAccount('changing', [Role.AUDITOR]);
    const { client, nextCode } = await enrol(server, 'changing');
    const start = (code?: string) => run(client, operations.startSecondFactor, { code });
    expect(await start()).toMatchObject({ code: 'SECOND_FACTOR_NEEDED' });
    expect(await start('000000')).toMatchObject({ code: 'SECOND_FACTOR_REFUSED' });
    const { uri } = await start(nextCode());
    expect((await signIn('changing', nextCode())).result.__typename).toBe('SignedIn');
    server.clock.advance({ seconds: 30 });
    expect((await signIn('changing', codeOfDevice(uri, server))).result.__typename).toBe(
      'SecondFactorRefused',
    );
    await run(client, operations.confirmSecondFactor, { code: codeOfDevice(uri, server) });
    expect((await signIn('changing', nextCode())).result.__typename).toBe('SecondFactorRefused');
    expect((await signIn('changing', codeOfDevice(uri, server))).result.__typename).toBe('SignedIn');
  });

  test('or an administrator’s reset, which ends the sessions; nobody resets their own', async () => {
    await server.addAccount('lost', [Role.AUDITOR]);
    const { client } = await enrol(server, 'lost');
    await server.addAccount('second-security', [Role.SECURITY_ADMIN]);
    const { client: security } = await enrol(server, 'second-security');
    const reset = async (by: GraphqlClient, username: string) =>
      run(by, operations.resetSecondFactor, { accountId: await accountId(server, username) });
    expect(await reset(security, 'second-security')).toMatchObject({ code: 'OWN_RESET' });
    expect(await reset(security, 'lost')).toMatchObject({ account: { username: 'lost' } });
    expect((await client.get(me)).me).toBeNull();
    expect(await reset(security, 'lost')).toMatchObject({ code: 'SECOND_FACTOR_ABSENT' });
    expect((await signIn('lost')).result).toMatchObject({ __typename: 'SignedIn', duty: null });
    expect(await countEvents(server, 'account.second-factor-reset', 'lost')).toBe(1);
  });
});

test('a session that was opened without the second factor must show it', async () => {
  await server.addAccount('outside', [Role.AUDITOR]);
  const { client, nextCode } = await enrol(server, 'outside');
  // As an identity provider opens one that says nothing of a second factor.
  const id = await accountId(server, 'outside');
  await server.stepAs()((unit) =>
    unit.em.execute('update session set second_factor_at = null where account_id = ?', [id]),
  );
  expect(await refusalOf(client, '{ mySessions { edges { node { handle } } } }')).toBe(
    'SECOND_FACTOR_NEEDED',
  );
  expect(await refusalOf(client, 'mutation { startSecondFactor { __typename } }')).toBe(
    'SECOND_FACTOR_NEEDED',
  );
  expect(await run(client, operations.showSecondFactor, { code: '000000' })).toMatchObject({
    code: 'SECOND_FACTOR_REFUSED',
  });
  expect(await run(client, operations.showSecondFactor, { code: nextCode() })).toMatchObject({
    __typename: 'SecondFactorShown',
  });
  expect((await client.get('{ mySessions { edges { node { current } } } }')).mySessions.edges).toContainEqual(
    {
      node: { current: true },
    },
  );
});
