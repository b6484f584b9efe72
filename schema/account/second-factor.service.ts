import { recordEvent } from '../audit/index.js';
import type { Context } from '../shared/context.js';
import { isRefusal } from '../shared/refusal.js';
import type { Reader, Unit } from '../shared/unit.js';
import { Account } from './account.entity.js';
import { AccountNotFound } from './account.errors.js';
import { forgetFailures, underLock } from './lock-out.service.js';
import { makeOneTimeText, readOneTimeText } from './one-time-text.js';
import { OwnReset } from './password.errors.js';
import { checkSecondFactor, hashRecoveryCode, type ShownFactor, sealPurpose } from './second-factor.check.js';
import { RecoveryCode, SecondFactor } from './second-factor.entity.js';
import { SecondFactorAbsent, SecondFactorNotStarted, SecondFactorRefused } from './second-factor.errors.js';
import { needsSecondFactor } from './session.rules.js';
import { endSessionsOf, renewToken } from './session.service.js';
import { describeSecret, findStep, makeSecret } from './totp.js';

const RECOVERY_CODES = 10;
/** Letters of a recovery code, almost 50 bits; the key that hashes them is not in the database. */
const RECOVERY_LETTERS = 10;
const ENROL_WITHIN_MS = 15 * 60_000;

/** Who acts. An operation for whoever is signed in is called by nobody else. */
function ownAccount({ actor }: Reader): { id: string; username: string } {
  if (!actor.accountId || !actor.username) throw new Error('a second factor is an account’s');
  return { id: actor.accountId, username: actor.username };
}

/**
 * Does something that needs the present code, if there is an authenticator; wrong codes count towards the lock. Without one
 * nothing is proven, so nothing is forgiven either.
 */
async function afterCode<T>(
  context: Context,
  code: string | null | undefined,
  act: (unit: Unit, shown: ShownFactor | undefined) => Promise<T>,
) {
  const { id, username } = ownAccount(context);
  const attempt = () =>
    context.step(async (unit) => {
      const shown = await checkSecondFactor(unit, id, code);
      if (isRefusal(shown)) return shown;
      if (shown) await forgetFailures(unit, username);
      return act(unit, shown);
    });
  const enrolled = await context.em.count(SecondFactor, { account: id, confirmedAt: { $ne: null } });
  return enrolled > 0 ? underLock(context, username, attempt) : attempt();
}

/** Begins to enrol an authenticator. The one that counts, if there is one, goes on counting until the next is confirmed. */
export async function startSecondFactor(context: Context, code: string | null | undefined) {
  const { id, username } = ownAccount(context);
  const begun = await afterCode(context, code, async (unit) => {
    const secret = makeSecret((count) => unit.chance.bytes(count));
    const sealedCandidate = unit.keys.seal(secret, sealPurpose(id));
    await unit.em.upsert(
      SecondFactor,
      { account: id, sealedCandidate, startedAt: unit.now },
      { onConflictMergeFields: ['sealedCandidate', 'startedAt'] },
    );
    return { secret };
  });
  if (isRefusal(begun)) return begun;
  return { __typename: 'SecondFactorStarted' as const, ...(await describeSecret(begun.secret, username)) };
}

async function confirm(unit: Unit, accountId: string, code: string) {
  const started = { account: accountId, startedAt: { $gt: new Date(unit.now.getTime() - ENROL_WITHIN_MS) } };
  const sealedSecret = (await unit.em.findOne(SecondFactor, started))?.sealedCandidate;
  if (!sealedSecret) return new SecondFactorNotStarted();
  const secret = unit.keys.open(sealedSecret, sealPurpose(accountId));
  const lastStep = findStep(secret, readOneTimeText(code), unit.now);
  if (lastStep === undefined) return new SecondFactorRefused(unit.now);
  const confirmed = { sealedSecret, confirmedAt: unit.now, lastStep, sealedCandidate: null };
  await unit.em.nativeUpdate(SecondFactor, { account: accountId, sealedCandidate: sealedSecret }, confirmed);
  await recordEvent(unit, 'account.second-factor-enrolled', { kind: 'account', id: accountId });
  return { recoveryCodes: await makeRecoveryCodes(unit, accountId) };
}

/** The first code of a new authenticator: from now on it counts, and the other sessions are over. */
export async function confirmSecondFactor(context: Context, code: string) {
  const { id } = ownAccount(context);
  const confirmed = await context.step(async (unit) => {
    const enrolled = await confirm(unit, id, code);
    if (isRefusal(enrolled)) return enrolled;
    await endSessionsOf(unit, id, unit.actor.sessionId);
    const cookie = await renewToken(unit, context.request, { secondFactorAt: unit.now });
    return { ...enrolled, cookie };
  });
  if (isRefusal(confirmed)) return confirmed;
  context.request.setSession(confirmed.cookie.token, confirmed.cookie.expiresAt);
  return { __typename: 'RecoveryCodes' as const, recoveryCodes: confirmed.recoveryCodes };
}

/** Shows the second factor in a session that was opened without it. */
export async function showSecondFactor(context: Context, code: string) {
  const shown = await afterCode(context, code, async (unit, factor) => {
    if (!factor) return new SecondFactorAbsent();
    const cookie = await renewToken(unit, context.request, { secondFactorAt: unit.now });
    return { ...factor, cookie };
  });
  if (isRefusal(shown)) return shown;
  context.request.setSession(shown.cookie.token, shown.cookie.expiresAt);
  return { __typename: 'SecondFactorShown' as const, recoveryCodesLeft: shown.recoveryCodesLeft };
}

/** Ten new recovery codes; those before no longer count. */
async function makeRecoveryCodes(unit: Unit, accountId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => makeOneTimeText(unit.chance, RECOVERY_LETTERS));
  await unit.em.nativeDelete(RecoveryCode, { account: accountId });
  await unit.em.insertMany(
    RecoveryCode,
    codes.map((code) => ({
      id: unit.newId(),
      account: accountId,
      codeHash: hashRecoveryCode(unit, accountId, readOneTimeText(code)),
      usedAt: null,
    })),
  );
  return codes;
}

/** Makes the recovery codes anew. */
export async function renewRecoveryCodes(context: Context, code: string) {
  const { id } = ownAccount(context);
  return afterCode(context, code, async (unit, factor) => {
    if (!factor) return new SecondFactorAbsent();
    const recoveryCodes = await makeRecoveryCodes(unit, id);
    await recordEvent(unit, 'account.recovery-codes-renewed', { kind: 'account', id });
    return { __typename: 'RecoveryCodes' as const, recoveryCodes };
  });
}

/** How the actor's second factor stands. */
export async function readSecondFactor(reader: Reader) {
  const account = ownAccount(reader).id;
  const factor = await reader.em.findOne(SecondFactor, { account, confirmedAt: { $ne: null } });
  return {
    isRequired: needsSecondFactor(reader, reader.actor.roles ?? []),
    confirmedAt: factor?.confirmedAt,
    recoveryCodesLeft: await reader.em.count(RecoveryCode, { account, usedAt: null }),
  };
}

/** Takes an account's authenticator and recovery codes away, and ends its sessions: somebody lost the device. */
export async function resetSecondFactor(unit: Unit, accountId: string) {
  if (accountId === unit.actor.accountId) return new OwnReset();
  const account = await unit.em.findOne(Account, { id: accountId });
  if (!account) return new AccountNotFound();
  const count = await unit.em.nativeDelete(SecondFactor, { account: accountId });
  if (count === 0) return new SecondFactorAbsent();
  await unit.em.nativeDelete(RecoveryCode, { account: accountId });
  await recordEvent(unit, 'account.second-factor-reset', { kind: 'account', id: accountId });
  await endSessionsOf(unit, accountId);
  return { __typename: 'SecondFactorReset' as const, account };
}
