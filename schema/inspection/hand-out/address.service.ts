import { recordEvent } from '../../audit/index.js';
import { endPersonal, openPersonal, RetentionClass, sealPersonal } from '../../personal/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { AddressInvalid, RehearsalStaysInside } from './hand-out.errors.js';
import { MessageAddress } from './message.entity.js';

/** One address and nothing else: a line break or a comma would make others of it. */
const form = /^[^\s@,;<>"()[\]\\:]{1,64}@[a-zA-Z0-9](?:[a-zA-Z0-9.-]{0,250}[a-zA-Z0-9])?\.[a-zA-Z]{2,}$/;

/** An account's address for e-mail, or nothing; its record is found whichever department the account is of by now. */
export async function findAddress(reader: Reader, account: string): Promise<string | null> {
  const own = await reader.em.findOne(MessageAddress, { account }, { disableIdentityMap: true });
  if (!own) return null;
  const opened = await reader.beyond('address', (wide) => openPersonal(wide, [own.record]));
  return opened.get(own.record)?.fields?.email ?? null;
}

/** Sets or takes back the address at which the acting account wants to be told; the one before ends. */
export async function setAddress(unit: Unit, email: string | null) {
  const { accountId = '' } = unit.actor;
  if (email !== null && unit.installation.training) return new RehearsalStaysInside('ADDRESS');
  if (email !== null && !form.test(email)) return new AddressInvalid();
  const subject = { kind: 'account', id: accountId };
  await unit.beyond('address', async (wide) => {
    await endAddresses(wide, { account: accountId });
    if (email !== null) await keepAddress(wide, accountId, email);
  });
  await recordEvent(unit, email === null ? 'message.address-removed' : 'message.address-set', subject);
  return { __typename: 'AddressSet' as const, email };
}

async function keepAddress(unit: Unit, account: string, email: string): Promise<void> {
  const record = await sealPersonal(unit, {
    departmentId: unit.actor.departmentId ?? null,
    subject: { kind: 'account', id: account },
    retention: RetentionClass.EMAIL,
    content: { email },
  });
  if (isRefusal(record)) throw new Error('an address is shorter than what may be sealed');
  await unit.em.insert(MessageAddress, { account, record, setAt: unit.now });
}

async function endAddresses(unit: Unit, which: { readonly account: string | { readonly $in: string[] } }) {
  const ended = await unit.em.find(MessageAddress, which, { disableIdentityMap: true });
  await unit.em.nativeDelete(MessageAddress, which);
  for (const { record } of ended) await endPersonal(unit, record, 'NOT_WANTED');
}

/** Nobody is told at the address of an account that was closed. */
export async function endAddressesOfClosed(unit: Unit): Promise<void> {
  const closed = await unit.em.execute<{ id: string }[]>(
    `select account.id from message_address join account on account.id = message_address.account_id
      where not account.active`,
  );
  if (closed.length > 0) await endAddresses(unit, { account: { $in: closed.map(({ id }) => id) } });
}
