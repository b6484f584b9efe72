import { LockMode } from '@mikro-orm/core';
import { recordEvent } from '../audit/index.js';
import type { Unit } from '../shared/unit.js';
import { Account } from './account.entity.js';
import { AccountClosedAlready, AccountNotFound, OwnAccount } from './account.errors.js';
import type { LastAdministrator } from './roles.errors.js';
import { findLastAdministrator } from './roles.service.js';
import { Session } from './session.entity.js';

/** Closes an account: nobody signs in with it any more, and whoever is signed in is out. It stays for the record. */
async function close(unit: Unit, account: Account): Promise<Account> {
  await unit.em.nativeUpdate(Account, { id: account.id }, { active: false });
  await unit.em.nativeUpdate(Session, { account: account.id, revokedAt: null }, { revokedAt: unit.now });
  await recordEvent(unit, 'account.closed', { kind: 'account', id: account.id });
  return Object.assign(account, { active: false });
}

/**
 * Closes an account that has nothing open. Whether its inspector has, a room to the right knows, and asks before it
 * calls this.
 */
export async function closeAccount(
  unit: Unit,
  accountId: string,
): Promise<Account | AccountNotFound | AccountClosedAlready | OwnAccount | LastAdministrator> {
  if (accountId === unit.actor.accountId) return new OwnAccount();
  const account = await unit.em.findOne(
    Account,
    { id: accountId },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (!account) return new AccountNotFound();
  if (!account.active) return new AccountClosedAlready();
  return (await findLastAdministrator(unit, account, account.roles)) ?? close(unit, account);
}

/** Closes every account of an inspector who leaves. @returns how many there were */
export async function closeAccountsOf(unit: Unit, inspectorId: string): Promise<number> {
  const accounts = await unit.em.find(Account, { inspectorId, active: true }, { orderBy: { id: 'asc' } });
  for (const account of accounts) await close(unit, account);
  return accounts.length;
}
