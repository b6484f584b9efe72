import { ed25519 } from '@noble/curves/ed25519.js';
import { AuditEvent } from '../../schema/audit/index.js';
import { Role } from '../../schema/shared/roles.js';
import type { GraphqlClient } from '../support/client.js';
import { startTestServer, type TestServer } from '../support/server.js';

const error = '... on ConsoleError { code message }';
const register = `mutation ($input: RegisterWitnessKeyInput!) { registerWitnessKey(input: $input) {
  __typename ... on WitnessKeyRegistered { witnessKey { id fingerprint spokenFingerprint state } } ${error} } }`;
const revoke = `mutation ($input: RevokeWitnessKeyInput!) { revokeWitnessKey(input: $input) {
  __typename ... on WitnessKeyRevoked { witnessKey { id state revokedFor } } ${error} } }`;

let server: TestServer;
let witness: GraphqlClient;
let other: GraphqlClient;
let security: GraphqlClient;
beforeAll(async () => {
  server = await startTestServer();
  await server.addAccount('witness', [Role.WITNESS]);
  await server.addAccount('other', [Role.WITNESS]);
  await server.addAccount('sec-admin', [Role.SECURITY_ADMIN]);
  await server.addAccount('planner', [Role.AUDITOR]);
  witness = await server.client('witness');
  other = await server.client('other');
  security = await server.client('sec-admin');
});
afterAll(() => server.close());

let made = 0;
async function addKey(client: GraphqlClient) {
  const publicKey = Buffer.from(ed25519.getPublicKey(new Uint8Array(32).fill(++made))).toString('hex');
  return (await client.get(register, { input: { name: `设备${made}`, publicKey } })).registerWitnessKey;
}
const end = async (client: GraphqlClient, id: string, reason = '设备遗失') =>
  (await client.get(revoke, { input: { id, reason } })).revokeWitnessKey;

test('a key is shown by its fingerprint in groups of four', async () => {
  const { witnessKey } = await addKey(witness);
  expect(witnessKey.spokenFingerprint).toBe(witnessKey.fingerprint.match(/.{4}/g).join(' '));
  expect(witnessKey.state).toBe('VALID');
});

test('a key is revoked by its owner or the security administrator, once, with a reason', async () => {
  const [own, lost] = [(await addKey(witness)).witnessKey, (await addKey(witness)).witnessKey];
  expect(await end(other, own.id)).toMatchObject({ code: 'WITNESS_KEY_NOT_FOUND' });
  const auditor = await server.client('planner');
  const refused = await auditor.ask(revoke, { input: { id: own.id, reason: 'x' } });
  expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const blank = await witness.ask(revoke, { input: { id: own.id, reason: '  ' } });
  expect(blank.errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  expect(await end(witness, own.id)).toMatchObject({
    witnessKey: { state: 'REVOKED', revokedFor: '设备遗失' },
  });
  expect(await end(witness, own.id)).toMatchObject({ code: 'WITNESS_KEY_REVOKED_ALREADY' });
  expect(await end(security, lost.id, '调离')).toMatchObject({ witnessKey: { state: 'REVOKED' } });
  const [event] = await server
    .readAs()
    .em.find(AuditEvent, { subjectId: own.id, kind: 'account.key-revoked' });
  expect(event).toMatchObject({ actorName: 'witness', data: { fingerprint: own.fingerprint } });
  const { edges } = (await witness.get('{ witnessKeys { edges { node { id state revokedFor } } } }'))
    .witnessKeys;
  expect(edges.map(({ node }: { node: object }) => node)).toContainEqual({
    id: lost.id,
    state: 'REVOKED',
    revokedFor: '调离',
  });
});

test('a witness has five keys at most; a revoked one makes room', async () => {
  const keys = [];
  for (let i = 0; i < 5; i++) keys.push((await addKey(other)).witnessKey.id);
  expect(await addKey(other)).toMatchObject({ code: 'TOO_MANY_WITNESS_KEYS' });
  await end(other, keys[0]);
  expect((await addKey(other)).__typename).toBe('WitnessKeyRegistered');
});
