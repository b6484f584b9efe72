import { type ConsoleClient, consoleError, expectPayload } from './console-client.js';
import type { WitnessKey } from './witness-key.js';

/** A key as the console knows it. */
export interface RegisteredKey {
  readonly id: string;
  readonly name: string;
  readonly publicKey: string;
  readonly fingerprint: string;
}

const mutation = `mutation Register($input: RegisterWitnessKeyInput!) {
  registerWitnessKey(input: $input) {
    ${consoleError}
    ... on WitnessKeyRegistered { witnessKey { id name publicKey fingerprint } }
  }
}`;

/** Registers the public half of a key for the account that is signed in. */
export async function registerKey(client: ConsoleClient, key: WitnessKey): Promise<RegisteredKey> {
  const { name, publicKey } = key;
  const answer = await client.ask<{ registerWitnessKey: unknown }>(mutation, { input: { name, publicKey } });
  const payload = expectPayload<{ witnessKey: RegisteredKey }>(
    answer.registerWitnessKey,
    'WitnessKeyRegistered',
  );
  return payload.witnessKey;
}
