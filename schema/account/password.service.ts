import { recordEvent } from '../audit/index.js';
import type { Context } from '../shared/context.js';
import type { PasswordHasher } from '../shared/password-hasher.js';
import { isRefusal } from '../shared/refusal.js';
import type { Actor, Chance, Step, Unit } from '../shared/unit.js';
import { Account } from './account.entity.js';
import { AccountNotFound } from './account.errors.js';
import { AccountKind } from './account.states.js';
import { forgetFailures, underLock } from './lock-out.service.js';
import { makeOneTimeText } from './one-time-text.js';
import { PasswordHistory } from './password.entity.js';
import { OwnReset, PasswordlessAccount, PresentPasswordWrong, WeakPassword } from './password.errors.js';
import type { ChangePasswordInput } from './password.input.js';
import { findBrokenRules, PasswordRule, REMEMBERED_PASSWORDS } from './password.rules.js';
import { endSessionsOf, renewToken } from './session.service.js';

/** Letters of a password that is made for somebody, about 98 bits. */
const ONE_TIME_LETTERS = 20;

/** A password of chance for somebody else. */
export function makeOneTimePassword(chance: Chance): string {
  return makeOneTimeText(chance, ONE_TIME_LETTERS);
}

/** Puts a password in the place of another, which is remembered. */
async function replacePassword(
  unit: Unit,
  account: Account,
  passwordHash: string,
  mustChangePassword: boolean,
) {
  await unit.em.nativeUpdate(
    Account,
    { id: account.id },
    { passwordHash, mustChangePassword, passwordChangedAt: unit.now },
  );
  await unit.em.insert(PasswordHistory, {
    id: unit.newId(),
    account: account.id,
    passwordHash: account.passwordHash,
    replacedAt: unit.now,
  });
  const kept = await unit.em.find(PasswordHistory, { account: account.id }, { orderBy: { id: 'desc' } });
  const old = kept.slice(REMEMBERED_PASSWORDS - 1).map(({ id }) => id);
  if (old.length > 0) await unit.em.nativeDelete(PasswordHistory, { id: { $in: old } });
}

/** The rules that a new password of the account breaks, the past among them. */
async function findFaults(context: Context, account: Account, password: string): Promise<PasswordRule[]> {
  const broken = findBrokenRules(password, account);
  if (broken.length > 0) return broken;
  const past = await context.em.find(PasswordHistory, { account: account.id });
  for (const { passwordHash } of past) {
    if (await context.passwords.verify(password, passwordHash)) return [PasswordRule.USED_BEFORE];
  }
  return [];
}

/** Whether the present password was given; wrong ones count towards the lock, so that a stolen session cannot guess. */
function provePresent(context: Context, account: Account, password: string) {
  return underLock(context, account.username, async () => {
    if (!(await context.passwords.verify(password, account.passwordHash))) return new PresentPasswordWrong();
    await context.step((unit) => forgetFailures(unit, account.username));
    return undefined;
  });
}

/** Changes one's own password. The other sessions end, and this one gets a new token. */
export async function changePassword(context: Context, input: ChangePasswordInput) {
  const account = await context.em.findOneOrFail(Account, { id: context.actor.accountId ?? '' });
  const wrong = await provePresent(context, account, input.presentPassword);
  if (isRefusal(wrong)) return wrong;
  const isPresent = input.newPassword.normalize('NFC') === input.presentPassword.normalize('NFC');
  const faults = isPresent
    ? [PasswordRule.USED_BEFORE]
    : await findFaults(context, account, input.newPassword);
  if (faults.length > 0) return new WeakPassword(faults);
  const passwordHash = await context.passwords.hash(input.newPassword);
  const changed = await context.step(async (unit) => {
    const isSame = await unit.em.count(Account, { id: account.id, passwordHash: account.passwordHash });
    if (isSame === 0) return new PresentPasswordWrong();
    await replacePassword(unit, account, passwordHash, false);
    await recordEvent(unit, 'account.password-changed', { kind: 'account', id: account.id });
    const endedCount = await endSessionsOf(unit, account.id, unit.actor.sessionId);
    return { endedCount, cookie: await renewToken(unit, context.request) };
  });
  if (isRefusal(changed)) return changed;
  context.request.setSession(changed.cookie.token, changed.cookie.expiresAt);
  return { __typename: 'PasswordChanged' as const, endedSessionCount: changed.endedCount };
}

/** What a reset is done with. */
export interface Resetting {
  readonly actor: Actor;
  readonly step: Step;
  readonly passwords: PasswordHasher;
}

/** Gives somebody a password for once, shown once, and ends the sessions. Nobody resets their own. */
export async function resetPassword({ actor, step, passwords }: Resetting, accountId: string) {
  if (accountId === actor.accountId) return new OwnReset();
  const password = await step(async (unit) => makeOneTimePassword(unit.chance));
  const passwordHash = await passwords.hash(password);
  return step(async (unit) => {
    const account = await unit.em.findOne(Account, { id: accountId });
    if (!account) return new AccountNotFound();
    if (account.kind !== AccountKind.PERSON) return new PasswordlessAccount();
    await replacePassword(unit, account, passwordHash, true);
    await recordEvent(unit, 'account.password-reset', { kind: 'account', id: account.id });
    await endSessionsOf(unit, account.id);
    return { __typename: 'PasswordReset' as const, account, oneTimePassword: password };
  });
}

/** Hashes a password anew that was hashed at another cost; only at a sign-in it is known. */
export async function rehashPassword(context: Context, account: Account, password: string): Promise<void> {
  const { id, passwordHash: old } = account;
  if (!context.passwords.isDated(old)) return;
  const passwordHash = await context.passwords.hash(password);
  await context.step((unit) => unit.em.nativeUpdate(Account, { id, passwordHash: old }, { passwordHash }));
}
