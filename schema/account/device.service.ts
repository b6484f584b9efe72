import { LockMode } from '@mikro-orm/core';
import { recordEvent } from '../audit/index.js';
import { type Page, type PageArguments, pageById } from '../shared/page.js';
import { Role } from '../shared/roles.js';
import type { Reader, Unit } from '../shared/unit.js';
import { Account } from './account.entity.js';
import { Device } from './device.entity.js';
import {
  DeviceKeyTaken,
  DeviceNotFound,
  DeviceRevokedAlready,
  InvalidDeviceKey,
  MOST_DEVICES,
  TooManyDevices,
} from './device.errors.js';
import { readDeviceKey, thumbprintOf } from './device-key.js';

/** Registers the key of a device for the account that is signed in on it. */
export async function registerDevice(
  unit: Unit,
  input: { readonly name: string; readonly publicKey: string },
): Promise<Device | InvalidDeviceKey | DeviceKeyTaken | TooManyDevices> {
  const { accountId, sessionId = null } = unit.actor;
  if (!accountId) throw new Error('a device belongs to an account');
  const read = readDeviceKey(input.publicKey);
  if (!read) return new InvalidDeviceKey();
  // The owner's row keeps two registrations in turn.
  await unit.em.findOneOrFail(Account, { id: accountId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const fingerprint = thumbprintOf(read.key);
  if ((await unit.em.count(Device, { fingerprint })) > 0) return new DeviceKeyTaken();
  if ((await unit.em.count(Device, { account: accountId, revokedAt: null })) >= MOST_DEVICES) {
    return new TooManyDevices();
  }
  const device: Device = {
    id: unit.newId(),
    account: accountId,
    name: input.name.trim(),
    keyKind: read.kind,
    publicKey: read.key,
    fingerprint,
    registeredAt: unit.now,
    sessionId,
    ...{ revokedAt: null, revokedById: null, revokedFor: null },
  };
  await unit.em.insert(Device, device);
  await recordEvent(unit, 'device.registered', { kind: 'device', id: device.id }, { fingerprint });
  return device;
}

/** Revokes a device: its owner, who lost it, or the security administrator. Nothing that it sends is taken any more. */
export async function revokeDevice(
  unit: Unit,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<Device | DeviceNotFound | DeviceRevokedAlready> {
  const { accountId, roles } = unit.actor;
  const device = await unit.em.findOne(
    Device,
    { id },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  const mayRevoke = device?.account === accountId || roles?.includes(Role.SECURITY_ADMIN);
  if (!device || !mayRevoke) return new DeviceNotFound();
  if (device.revokedAt) return new DeviceRevokedAlready();
  const revoked = { revokedAt: unit.now, revokedById: accountId ?? null, revokedFor: reason };
  await unit.em.nativeUpdate(Device, { id }, revoked);
  const { fingerprint, account } = device;
  await recordEvent(unit, 'device.revoked', { kind: 'device', id }, { fingerprint, account });
  return Object.assign(device, revoked);
}

/** A device of the acting account, held: no revocation comes between this and the end of the step. */
export function holdDevice(unit: Unit, id: string): Promise<Device | null> {
  const { accountId = '' } = unit.actor;
  const lock = { lockMode: LockMode.PESSIMISTIC_READ, refresh: true };
  return unit.em.findOne(Device, { id, account: accountId }, lock);
}

/** Devices, the newest first: one's own; of everybody for the security administrator and the auditor. */
export function listDevices(reader: Reader, page: PageArguments): Promise<Page<Device>> {
  const { accountId = '', roles } = reader.actor;
  const seesAll = roles?.some((role) => role === Role.SECURITY_ADMIN || role === Role.AUDITOR);
  const own = seesAll ? {} : { account: accountId };
  return pageById(page, (key, limit) =>
    reader.em.find(Device, { $and: [key, own] }, { orderBy: { id: 'desc' }, limit }),
  );
}
