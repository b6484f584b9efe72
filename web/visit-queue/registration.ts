import { type DeviceKey, noteDevice, replaceDevice } from './device.js';
import { exchange, isSignInNeeded, type Outcome, unreadable, wordsOf } from './exchange.js';
import type { Words } from './queue.js';
import type { Workshop } from './workshop.js';

const own = '{ me { id } devices(first: 100) { edges { node { id fingerprint revokedAt } } } }';
const register = `mutation ($input: RegisterDeviceInput!) { value: registerDevice(input: $input) { __typename
  ... on ConsoleError { code message messageEn } } }`;

interface Own {
  readonly me: { readonly id: string } | null;
  readonly devices: {
    readonly edges: readonly {
      readonly node: { readonly id: string; readonly fingerprint: string; readonly revokedAt: string | null };
    }[];
  };
}

export const revoked: Words = {
  code: 'DEVICE_REVOKED',
  message: '该设备已停用，服务器不再接收其记录；请核对后由本人重新登记设备（renewDevice）。',
  messageEn: 'This device is revoked and nothing is taken from it. Check what is here, and register it anew.',
};

const otherAccount: Words = {
  code: 'OTHER_ACCOUNT',
  message: '当前登录的是另一个账户；请由记录人本人登录。',
  messageEn: 'Another account is signed in; the owner of these records has to.',
};

/** Registered, or why not yet. */
type Registered = 'REGISTERED' | Exclude<Outcome, { kind: 'ANSWERED' }>;

async function ask<T>(shop: Workshop, query: string, variables: object = {}): Promise<T | Outcome> {
  const body = JSON.stringify({ query, variables });
  const request = { path: '/graphql', body, contentType: 'application/json' };
  const outcome = await exchange(
    shop.surroundings,
    { ...request, timeoutMs: shop.limits.eventsTimeoutMs },
    shop.closing,
  );
  if (outcome.kind !== 'ANSWERED') return outcome;
  const { data } = outcome.answer as { data?: T };
  if (data && !('errors' in (outcome.answer as object))) return data;
  const words = wordsOf(outcome.answer as object);
  if (words && isSignInNeeded(words)) return { kind: 'SIGN_IN_NEEDED', words };
  return words ? { kind: 'NOT_LET_IN', words } : { kind: 'LATER', words: unreadable };
}

function isOutcome(value: object): value is Outcome {
  return 'kind' in value;
}

/**
 * Makes the device known to the server. What counts is what the server then lists as the account's own: so an answer that
 * was lost registers nothing twice, and a key never passes to whoever signed in meanwhile.
 */
export async function ensureRegistered(shop: Workshop, device: DeviceKey): Promise<Registered> {
  const before = await findOwn(shop, device);
  if (before !== 'ABSENT') return before;
  const input = { name: shop.deviceName, publicKey: device.publicKey };
  const answer = await ask<{ value: Words & { __typename: string } }>(shop, register, { input });
  if (isOutcome(answer)) return answer as Registered;
  const { __typename, ...words } = answer.value;
  if (__typename === 'DeviceKeyTaken') {
    await replaceDevice(shop.database, shop.keyKinds);
    return { kind: 'LATER', words, afterMs: 0 };
  }
  if (__typename !== 'DeviceRegistered') return { kind: 'NOT_LET_IN', words };
  const after = await findOwn(shop, device);
  return after === 'ABSENT' ? { kind: 'SIGN_IN_NEEDED', words: otherAccount } : after;
}

async function findOwn(shop: Workshop, { keyId }: DeviceKey): Promise<Registered | 'ABSENT'> {
  const told = await ask<Own>(shop, own);
  if (isOutcome(told)) return told as Registered;
  if (told.me?.id !== shop.accountId) return { kind: 'SIGN_IN_NEEDED', words: otherAccount };
  const found = told.devices.edges.find(({ node }) => node.fingerprint === keyId)?.node;
  if (!found) return 'ABSENT';
  await noteDevice(shop.database, keyId, { deviceId: found.id, isRevoked: found.revokedAt !== null });
  return found.revokedAt === null ? 'REGISTERED' : { kind: 'NOT_LET_IN', words: revoked };
}
