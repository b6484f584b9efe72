import { LockMode } from '@mikro-orm/core';
import { recordEvent } from '../audit/index.js';
import { Role } from '../shared/roles.js';
import type { Reader, Unit } from '../shared/unit.js';
import { WitnessKey } from './witness-key.entity.js';
import { WitnessKeyNotFound, WitnessKeyRevokedAlready } from './witness-key.errors.js';

/**
 * Revokes a key: its owner, who lost the device, or the security administrator. From now on it is named in no freeze and
 * anchors nothing; what it signed before stays valid, because the log says when that was.
 */
export async function revokeWitnessKey(
  unit: Unit,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<WitnessKey | WitnessKeyNotFound | WitnessKeyRevokedAlready> {
  const { accountId, roles } = unit.actor;
  const key = await unit.em.findOne(
    WitnessKey,
    { id },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  const mayRevoke = key?.account === accountId || roles?.includes(Role.SECURITY_ADMIN);
  if (!key || !mayRevoke) return new WitnessKeyNotFound();
  if (key.revokedAt) return new WitnessKeyRevokedAlready();
  const revoked = { revokedAt: unit.now, revokedById: accountId ?? null, revokedFor: reason };
  await unit.em.nativeUpdate(WitnessKey, { id }, revoked);
  const { fingerprint, account } = key;
  await recordEvent(unit, 'account.key-revoked', { kind: 'witness-key', id }, { fingerprint, account });
  return Object.assign(key, revoked);
}

/** The first of these keys that was revoked. */
export async function findRevokedKey(
  reader: Reader,
  publicKeys: readonly string[],
  lock: { lockMode?: LockMode.PESSIMISTIC_READ } = {},
): Promise<WitnessKey | undefined> {
  const keys = await reader.em.find(
    WitnessKey,
    { publicKey: { $in: [...publicKeys] } },
    { ...lock, orderBy: { id: 'asc' }, refresh: true },
  );
  return keys.find((key) => key.revokedAt);
}

/** As `findRevokedKey`, and holds the keys: no revocation comes between this and the end of the step. */
export function holdWitnessKeys(unit: Unit, publicKeys: readonly string[]): Promise<WitnessKey | undefined> {
  return findRevokedKey(unit, publicKeys, { lockMode: LockMode.PESSIMISTIC_READ });
}
