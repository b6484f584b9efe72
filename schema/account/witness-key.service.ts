import { hash } from 'node:crypto';
import { LockMode } from '@mikro-orm/core';
import { ed25519 } from '@noble/curves/ed25519.js';
import { recordEvent } from '../audit/index.js';
import { type Page, type PageArguments, pageById } from '../shared/page.js';
import type { Reader, Unit } from '../shared/unit.js';
import { Account } from './account.entity.js';
import { InvalidWitnessKey, WitnessKeyTaken } from './account.errors.js';
import { WitnessKey } from './witness-key.entity.js';
import { MOST_WITNESS_KEYS, TooManyWitnessKeys } from './witness-key.errors.js';

/** SHA-256 of the 32 bytes of a public key, lower-case hex. */
export function fingerprintOf(publicKey: string): string {
  return hash('sha256', Buffer.from(publicKey, 'hex'), 'hex');
}

/** A fingerprint as it is read aloud: groups of four, which two people compare by voice. */
export function spokenFingerprint(fingerprint: string): string {
  return fingerprint.replace(/(.{4})(?=.)/g, '$1 ');
}

/** A point of the curve with the full order: with any other, one signature could fit many messages. */
function isEd25519Key(publicKey: string): boolean {
  if (!/^[0-9a-f]{64}$/.test(publicKey)) return false;
  try {
    const point = ed25519.Point.fromHex(publicKey);
    return point.isTorsionFree() && !point.is0();
  } catch {
    return false;
  }
}

/** Registers the public key of the witness who acts. */
export async function registerWitnessKey(
  unit: Unit,
  input: { readonly name: string; readonly publicKey: string },
): Promise<WitnessKey | InvalidWitnessKey | WitnessKeyTaken | TooManyWitnessKeys> {
  const { accountId } = unit.actor;
  if (!accountId) throw new Error('a witness key belongs to an account');
  if (!isEd25519Key(input.publicKey)) return new InvalidWitnessKey();
  const fingerprint = fingerprintOf(input.publicKey);
  if (await unit.em.findOne(WitnessKey, { publicKey: input.publicKey })) {
    return new WitnessKeyTaken(fingerprint);
  }
  // The owner's row keeps two registrations in turn.
  await unit.em.findOneOrFail(Account, { id: accountId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const held = await unit.em.count(WitnessKey, { account: accountId, revokedAt: null });
  if (held >= MOST_WITNESS_KEYS) return new TooManyWitnessKeys();
  const key: WitnessKey = {
    id: unit.newId(),
    account: accountId,
    name: input.name.trim(),
    publicKey: input.publicKey,
    fingerprint,
    registeredAt: unit.now,
    revokedAt: null,
    revokedById: null,
    revokedFor: null,
  };
  await unit.em.insert(WitnessKey, key);
  await recordEvent(unit, 'account.key-registered', { kind: 'witness-key', id: key.id }, { fingerprint });
  return key;
}

/** Keys of witnesses, newest first: among them the planner chooses who shall anchor. */
export function listWitnessKeys(reader: Reader, page: PageArguments): Promise<Page<WitnessKey>> {
  return pageById(page, (key, limit) => reader.em.find(WitnessKey, key, { orderBy: { id: 'desc' }, limit }));
}
