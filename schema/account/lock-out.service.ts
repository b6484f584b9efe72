import { recordEvent } from '../audit/index.js';
import type { Context } from '../shared/context.js';
import { isRefusal, Refusal } from '../shared/refusal.js';
import type { Reader, Unit } from '../shared/unit.js';
import { Account } from './account.entity.js';
import { AccountNotFound } from './account.errors.js';
import { LockOut } from './lock-out.entity.js';
import { addFailure, takeBackFailure, waitSecondsOf } from './lock-out.rules.js';
import { SecondFactorNeeded } from './second-factor.errors.js';
import { TooManySignIns } from './session.errors.js';

/** What a name's failures are kept under. */
export function lockOutKey(reader: Pick<Reader, 'keys'>, username: string): string {
  return reader.keys.identify(`lock-out:${username}`);
}

/** The row of a name, made where there is none, held until the step ends. */
async function holdRow(unit: Unit, id: string): Promise<LockOut> {
  await unit.em.execute(
    `insert into lock_out (id, failure_count, last_failed_at) values (?, 0, ?)
     on conflict (id) do update set id = excluded.id`,
    [id, unit.now],
  );
  return unit.em.findOneOrFail(LockOut, { id }, { refresh: true });
}

/**
 * Counts an attempt as a failure before anybody looks whether it is one: of fifty guesses at once five are answered.
 * @returns whether this attempt locked the name
 */
async function claimAttempt(unit: Unit, username: string): Promise<{ locks: boolean } | TooManySignIns> {
  const id = lockOutKey(unit, username);
  const known = await holdRow(unit, id);
  const waitSeconds = waitSecondsOf(known, unit.now);
  if (waitSeconds !== undefined) return new TooManySignIns(waitSeconds);
  const counted = addFailure(known, unit.now);
  await unit.em.nativeUpdate(LockOut, { id }, counted);
  return { locks: counted.lockedUntil != null };
}

/** The attempt was neither right nor wrong yet. */
async function takeBackAttempt(unit: Unit, username: string): Promise<void> {
  const id = lockOutKey(unit, username);
  await unit.em.nativeUpdate(LockOut, { id }, takeBackFailure(await holdRow(unit, id)));
}

/** The attempt was right: nothing counts any more. */
export async function forgetFailures(unit: Unit, username: string): Promise<void> {
  await unit.em.nativeDelete(LockOut, { id: lockOutKey(unit, username) });
}

/** Names that nobody has tried for a day are forgotten, a few at a time. */
async function forgetOld(unit: Unit): Promise<void> {
  const before = new Date(unit.now.getTime() - 24 * 3_600_000);
  await unit.em.execute(
    'delete from lock_out where id in (select id from lock_out where last_failed_at < ? limit 100 for update skip locked)',
    [before],
  );
}

/** Writes a refusal down, in a step of its own: the step of a refusal was rolled back. */
async function recordRefusal(unit: Unit, username: string, refusal: Refusal, locks: boolean): Promise<void> {
  const account = await unit.em.findOne(Account, { username });
  const subject = { kind: 'account', id: account?.id ?? 'unknown' };
  await recordEvent(unit, 'account.sign-in-refused', subject, { reason: refusal.code });
  if (locks) await recordEvent(unit, 'account.locked', subject);
  await forgetOld(unit);
}

/**
 * Lets somebody try a password or a code under a name: at most five wrong ones within fifteen minutes, counted together.
 * What refuses is written down. A right attempt calls `forgetFailures` in its step.
 */
export async function underLock<T>(
  context: Context,
  username: string,
  attempt: () => Promise<T>,
): Promise<T | TooManySignIns> {
  const claim = await context.step((unit) => claimAttempt(unit, username));
  const outcome = isRefusal(claim) ? claim : await attempt();
  if (outcome instanceof SecondFactorNeeded) {
    await context.step((unit) => takeBackAttempt(unit, username));
  } else if (outcome instanceof Refusal) {
    const locks = !isRefusal(claim) && claim.locks;
    await context.step((unit) => recordRefusal(unit, username, outcome, locks));
  }
  return outcome;
}

/** Opens a locked account before its time. */
export async function unlockAccount(unit: Unit, accountId: string): Promise<Account | AccountNotFound> {
  const account = await unit.em.findOne(Account, { id: accountId });
  if (!account) return new AccountNotFound();
  await forgetFailures(unit, account.username);
  await recordEvent(unit, 'account.unlocked', { kind: 'account', id: account.id });
  return account;
}
