import type { Keyring, SignatureAlgorithm } from '../../schema/shared/keyring.js';
import { createKeyring, type Keys, makeKeys } from '../../server/platform/keyring.js';
import { seededChance } from './clock.js';

let made: Keys | undefined;

/** A keyring of this process; its keys were made once. */
export function testKeyring(algorithm?: SignatureAlgorithm): Keyring {
  made ??= makeKeys(seededChance('keys'));
  return createKeyring(made, seededChance('nonces'), algorithm);
}
