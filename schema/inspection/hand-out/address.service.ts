import { recordEvent } from '../../audit/index.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { AddressInvalid, RehearsalStaysInside } from './hand-out.errors.js';
import { MessageAddress } from './message.entity.js';

/** One address and nothing else: a line break or a comma would make others of it. */
const address = /^[^\s@,;<>"()[\]\\:]{1,64}@[a-zA-Z0-9](?:[a-zA-Z0-9.-]{0,250}[a-zA-Z0-9])?\.[a-zA-Z]{2,}$/;

/** The acting account's address for e-mail, or nothing. */
export async function findOwnAddress(reader: Reader): Promise<string | null> {
  const own = await reader.em.findOne(MessageAddress, { account: reader.actor.accountId ?? '' });
  return own?.email ?? null;
}

/** Sets or takes back the address at which the acting account wants to be told. */
export async function setAddress(unit: Unit, email: string | null) {
  const { accountId = '' } = unit.actor;
  if (email !== null && unit.installation.training) return new RehearsalStaysInside('ADDRESS');
  if (email !== null && !address.test(email)) return new AddressInvalid();
  await unit.em.nativeDelete(MessageAddress, { account: accountId });
  if (email !== null) {
    await unit.em.insert(MessageAddress, { account: accountId, email, setAt: unit.now });
  }
  const subject = { kind: 'account', id: accountId };
  await recordEvent(unit, email === null ? 'message.address-removed' : 'message.address-set', subject);
  return { __typename: 'AddressSet' as const, email };
}
