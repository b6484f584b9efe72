import { LockMode } from '@mikro-orm/core';
import { recordEvent } from '../audit/index.js';
import { type Page, type PageArguments, pageById } from '../shared/page.js';
import type { Reader, Unit } from '../shared/unit.js';
import { Account } from './account.entity.js';
import { AccountNotFound } from './account.errors.js';
import { AccountKind, SignInMethod } from './account.states.js';
import { AccountNotOpen } from './api-key.errors.js';
import { Identity } from './identity.entity.js';
import { IdentityNotFound, IdentityTaken, InvalidIssuer, PersonOnly } from './identity.errors.js';
import { Session } from './session.entity.js';

/** Bindings, newest first: of one account, or of all. */
export function listIdentities(
  reader: Reader,
  page: PageArguments,
  accountId?: string,
): Promise<Page<Identity>> {
  const of = accountId ? { account: accountId } : {};
  return pageById(page, (key, limit) =>
    reader.em.find(Identity, { ...of, ...key }, { orderBy: { id: 'desc' }, limit }),
  );
}

/** What the record says of an identity: the same for the same one, and nobody's name. */
export function markOfIdentity({ keys }: Reader, issuer: string, subject: string): string {
  return keys.identify(`identity ${issuer} ${subject}`);
}

/** Binds an identity to an account. It is bound to one account at a time; nobody is let in by a sign-in alone. */
export async function bindIdentity(
  unit: Unit,
  { accountId, issuer, subject }: { accountId: string; issuer: string; subject: string },
) {
  const account = await unit.em.findOne(Account, { id: accountId });
  if (!account) return new AccountNotFound();
  if (account.kind !== AccountKind.PERSON) return new PersonOnly();
  if (!account.active) return new AccountNotOpen();
  if (!URL.canParse(issuer) || !/^https?:\/\//.test(issuer)) return new InvalidIssuer();
  const mark = markOfIdentity(unit, issuer, subject);
  await unit.em.execute('select pg_advisory_xact_lock(hashtext(?))', [mark]);
  const known = await unit.em.findOne(Identity, { issuer, subject, unboundAt: null });
  if (known) {
    const holder = await unit.em.findOneOrFail(Account, { id: known.account });
    return new IdentityTaken(holder.username);
  }
  const identity: Identity = {
    id: unit.newId(),
    account: accountId,
    issuer,
    subject,
    boundAt: unit.now,
    unboundAt: null,
  };
  await unit.em.insert(Identity, identity);
  await recordEvent(unit, 'identity.bound', { kind: 'account', id: accountId }, { issuer, identity: mark });
  return identity;
}

/** Unbinds an identity: nobody signs in by it any more, and who is signed in by the provider is out. */
export async function unbindIdentity(unit: Unit, id: string): Promise<Identity | IdentityNotFound> {
  const identity = await unit.em.findOne(
    Identity,
    { id },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (!identity || identity.unboundAt) return new IdentityNotFound();
  const { account, issuer, subject } = identity;
  await unit.em.nativeUpdate(Identity, { id }, { unboundAt: unit.now });
  const open = { account, method: SignInMethod.IDENTITY_PROVIDER, revokedAt: null };
  await unit.em.nativeUpdate(Session, open, { revokedAt: unit.now });
  const mark = markOfIdentity(unit, issuer, subject);
  await recordEvent(unit, 'identity.unbound', { kind: 'account', id: account }, { issuer, identity: mark });
  return Object.assign(identity, { unboundAt: unit.now });
}
