import { pino } from 'pino';
import { LockOut } from '../../schema/account/index.js';
import { Role } from '../../schema/shared/roles.js';
import { type App, createApp } from '../../server/app.js';
import { readConfig } from '../../server/platform/config.js';
import { createPasswordHasher } from '../../server/platform/passwords.js';
import { GraphqlClient } from '../support/client.js';
import { seededChance } from '../support/clock.js';
import { testKeyring } from '../support/keyring.js';
import { accountId, codeOfDevice, countEvents, enrol, operations, run } from '../support/people.js';
import { PASSWORD, startTestServer, type TestServer, testCost } from '../support/server.js';

const WRONG = 'Wrong-guess-of-it-81';

let server: TestServer;
/** Every guess from another address, as from a swarm: the gate of one address does not see it. */
let addresses = 0;
beforeAll(async () => {
  server = await startTestServer({ FAIRDRAW_TRUST_PROXY: 'true' });
  await server.addAccount('security', [Role.SECURITY_ADMIN]);
});
afterAll(() => server.close());

async function guess(username: string, password: string, address = server.address) {
  const client = new GraphqlClient(`${address}/graphql`);
  addresses += 1;
  const from = `10.0.${addresses >> 8}.${addresses & 255}`;
  const query = `mutation ($input: SignInInput!) { signIn(input: $input) {
    __typename ... on TooManySignIns { waitSeconds } ... on ConsoleError { message messageEn } } }`;
  const body = JSON.stringify({ query, variables: { input: { username, password } } });
  const response = await client.post(body, { 'x-forwarded-for': from });
  return ((await response.json()) as { data: { signIn: Record<string, unknown> } }).data.signIn;
}

async function fail(username: string, times: number, address?: string) {
  for (let i = 0; i < times; i += 1) await guess(username, WRONG, address);
}

/** A second server on the same database, as after a restart or beside the first. */
async function secondServer(): Promise<{ app: App; address: string }> {
  const { database, clock } = server;
  const config = readConfig({
    PORT: '0',
    FAIRDRAW_TRUST_PROXY: 'true',
    FAIRDRAW_SECOND_FACTOR_ROLES: 'none',
  });
  const chance = seededChance('second');
  const logger = pino({ level: 'silent' });
  const parts = { config, database: { ...database, close: async () => {} }, clock, chance, logger };
  const app = await createApp({
    ...parts,
    keys: testKeyring(),
    passwords: createPasswordHasher(chance, testCost),
  });
  return { app, address: await app.listen() };
}

test('five failures lock for fifteen minutes, also for the right password; then all is forgotten', async () => {
  await server.addAccount('five', [Role.AUDITOR]);
  await fail('five', 4);
  expect((await guess('five', PASSWORD)).__typename).toBe('SignedIn');
  await fail('five', 5);
  expect(await guess('five', PASSWORD)).toMatchObject({ __typename: 'TooManySignIns', waitSeconds: 900 });
  server.clock.advance({ minutes: 14 });
  expect(await guess('five', PASSWORD)).toMatchObject({ __typename: 'TooManySignIns', waitSeconds: 60 });
  server.clock.advance({ minutes: 1 });
  await fail('five', 4);
  expect((await guess('five', PASSWORD)).__typename).toBe('SignedIn');
  expect(await countEvents(server, 'account.locked', 'five')).toBe(1);
});

test('failures count until a quarter of an hour has passed without one', async () => {
  await server.addAccount('slow', [Role.AUDITOR]);
  await fail('slow', 4);
  server.clock.advance({ minutes: 15 });
  await fail('slow', 4);
  expect((await guess('slow', PASSWORD)).__typename).toBe('SignedIn');
});

test('of fifty guesses at once five are answered', async () => {
  await server.addAccount('stormed', [Role.AUDITOR]);
  const guesses = Array.from({ length: 50 }, () => guess('stormed', WRONG));
  const kinds = (await Promise.all(guesses)).map(({ __typename }) => __typename);
  expect(kinds.filter((kind) => kind === 'SignInRefused')).toHaveLength(5);
  expect(kinds.filter((kind) => kind === 'TooManySignIns')).toHaveLength(45);
  expect((await guess('stormed', PASSWORD)).__typename).toBe('TooManySignIns');
  expect(await countEvents(server, 'account.sign-in-refused', 'stormed')).toBe(51);
  expect(await countEvents(server, 'account.locked', 'stormed')).toBe(1);
});

test('an unknown name locks like a known one, in the same words', async () => {
  await server.addAccount('known', [Role.AUDITOR]);
  const known: unknown[] = [];
  const unknown: unknown[] = [];
  for (let i = 0; i < 7; i += 1) {
    known.push(await guess('known', WRONG));
    unknown.push(await guess('unknown-name', WRONG));
  }
  expect(unknown).toEqual(known);
  expect(known.at(-1)).toMatchObject({ __typename: 'TooManySignIns' });
  const stored = JSON.stringify(await server.readAs().em.find(LockOut, {}));
  expect(stored).not.toContain('unknown-name');
});

test('the count stands in the database: it outlives a restart and holds over several servers', async () => {
  await server.addAccount('anywhere', [Role.AUDITOR]);
  const second = await secondServer();
  try {
    await fail('anywhere', 3);
    await fail('anywhere', 2, second.address);
    expect((await guess('anywhere', PASSWORD)).__typename).toBe('TooManySignIns');
    expect((await guess('anywhere', PASSWORD, second.address)).__typename).toBe('TooManySignIns');
  } finally {
    await second.app.close();
  }
});

test('passwords, codes and the present password of a change count together', async () => {
  await server.addAccount('mixed', [Role.AUDITOR]);
  const { client, nextCode } = await enrol(server, 'mixed');
  await fail('mixed', 2);
  const wrongCode = await client.signIn('mixed', PASSWORD, '000000');
  expect(wrongCode.__typename).toBe('SecondFactorRefused');
  const change = { input: { presentPassword: WRONG, newPassword: 'Another-lantern-55' } };
  expect(await run(client, operations.changePassword, change)).toMatchObject({
    code: 'PRESENT_PASSWORD_WRONG',
  });
  expect(await run(client, operations.renewRecoveryCodes, { code: '000000' })).toMatchObject({
    code: 'SECOND_FACTOR_REFUSED',
  });
  expect((await client.signIn('mixed', PASSWORD, nextCode())).__typename).toBe('TooManySignIns');
});

test('a right password without the code neither counts nor wipes out what counted', async () => {
  await server.addAccount('careful', [Role.AUDITOR]);
  const { uri } = await enrol(server, 'careful');
  const client = await server.client();
  for (let i = 0; i < 4; i += 1) {
    expect((await client.signIn('careful', PASSWORD, '000000')).__typename).toBe('SecondFactorRefused');
    expect((await guess('careful', PASSWORD)).__typename).toBe('SecondFactorNeeded');
  }
  expect((await client.signIn('careful', PASSWORD, '000000')).__typename).toBe('SecondFactorRefused');
  expect((await guess('careful', PASSWORD)).__typename).toBe('TooManySignIns');
  server.clock.advance({ minutes: 15 });
  expect((await client.signIn('careful', PASSWORD, codeOfDevice(uri, server))).__typename).toBe('SignedIn');
});

test('starting to enrol proves nothing, so it forgives nothing', async () => {
  await server.addAccount('thief', [Role.AUDITOR]);
  const client = await server.client('thief');
  const change = { input: { presentPassword: WRONG, newPassword: 'Another-lantern-55' } };
  for (let i = 0; i < 5; i += 1) {
    await run(client, operations.startSecondFactor);
    await run(client, operations.changePassword, change);
  }
  expect(await run(client, operations.changePassword, change)).toMatchObject({ code: 'TOO_MANY_SIGN_INS' });
});

test('a security administrator sees the lock and opens it; nobody else may', async () => {
  await server.addAccount('locked', [Role.SYSTEM_ADMIN]);
  const other = await server.client('locked');
  const id = await accountId(server, 'locked');
  const list = '{ accounts(first: 100) { edges { node { username lockedUntil } } } }';
  const lockedUntil = async () => {
    const { accounts } = await (await server.client('security')).get(list);
    return accounts.edges.find(({ node }: { node: { username: string } }) => node.username === 'locked').node
      .lockedUntil;
  };
  expect(await lockedUntil()).toBeNull();
  await fail('locked', 5);
  expect(await lockedUntil()).toBe(new Date(server.clock.now().getTime() + 900_000).toISOString());
  const refused = await other.ask(operations.unlockAccount, { accountId: id });
  expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const security = await server.client('security');
  expect(await run(security, operations.unlockAccount, { accountId: id })).toEqual({
    __typename: 'AccountUnlocked',
    account: { username: 'locked', lockedUntil: null },
  });
  expect((await guess('locked', PASSWORD)).__typename).toBe('SignedIn');
  expect(await countEvents(server, 'account.unlocked', 'locked')).toBe(1);
  const nobody = { accountId: '00000000-0000-7000-8000-000000000000' };
  expect(await run(security, operations.unlockAccount, nobody)).toMatchObject({ code: 'ACCOUNT_NOT_FOUND' });
});

test('a flood from one address is held off in memory, whatever the names', async () => {
  const client = await server.client();
  for (let i = 0; i < 60; i += 1) await client.signIn(`name-${i}`, WRONG);
  expect((await client.signIn('security', PASSWORD)).__typename).toBe('TooManySignIns');
  expect((await guess('security', PASSWORD)).__typename).toBe('SignedIn');
});
