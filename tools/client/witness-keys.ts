import { ClientError } from './client-error.js';
import { type ConsoleClient, consoleError, expectPayload } from './console-client.js';
import { listAll } from './list-all.js';

/** A witness key as the console lists it. */
export interface ListedKey {
  readonly id: string;
  readonly name: string;
  readonly fingerprint: string;
  /** In groups of four, to be read aloud. */
  readonly spokenFingerprint: string;
  readonly state: 'VALID' | 'REVOKED';
  readonly registeredAt: string;
  readonly revokedAt: string | null;
  readonly revokedFor: string | null;
  readonly account: { readonly username: string };
}

const fields =
  'id name fingerprint spokenFingerprint state registeredAt revokedAt revokedFor account { username }';
const query = `query Keys($after: String) {
  witnessKeys(first: 100, after: $after) { pageInfo { hasNextPage endCursor } edges { node { ${fields} } } }
}`;
const mutation = `mutation Revoke($input: RevokeWitnessKeyInput!) {
  revokeWitnessKey(input: $input) { ${consoleError} ... on WitnessKeyRevoked { witnessKey { ${fields} } } }
}`;

/** The fewest digits of a fingerprint that name a key. */
const FEWEST_DIGITS = 8;

/** All witness keys that the console knows, newest first. */
export function listWitnessKeys(client: ConsoleClient): Promise<ListedKey[]> {
  return listAll(client, query, {}, 'witnessKeys');
}

/** The one key of that id, or whose fingerprint begins so; blanks as they are read aloud do not count. */
export function findListedKey(keys: readonly ListedKey[], named: string): ListedKey {
  const digits = named.replaceAll(/\s/g, '').toLowerCase();
  const found = keys.filter(
    ({ id, fingerprint }) =>
      id === digits || (digits.length >= FEWEST_DIGITS && fingerprint.startsWith(digits)),
  );
  if (found.length === 1) return found[0] as ListedKey;
  throw new ClientError(
    'NO_SUCH_KEY',
    `没有公钥“${named}”：请给出标识，或指纹至少前 ${FEWEST_DIGITS} 位。`,
    `No one key is named so; give its id, or at least the first ${FEWEST_DIGITS} digits of its fingerprint.`,
  );
}

/** Revokes a key: one's own, or as the security administrator any. */
export async function revokeWitnessKey(
  client: ConsoleClient,
  id: string,
  reason: string,
): Promise<ListedKey> {
  const answer = await client.ask<{ revokeWitnessKey: unknown }>(mutation, { input: { id, reason } });
  return expectPayload<{ witnessKey: ListedKey }>(answer.revokeWitnessKey, 'WitnessKeyRevoked').witnessKey;
}
