import { recordEvent } from '../audit/index.js';
import type { Unit } from '../shared/unit.js';
import { readOneTimeText } from './one-time-text.js';
import { RecoveryCode, SecondFactor } from './second-factor.entity.js';
import { SecondFactorNeeded, SecondFactorRefused } from './second-factor.errors.js';
import { findStep } from './totp.js';

/** A second factor that was shown. */
export interface ShownFactor {
  /** Told when it was a recovery code. */
  readonly recoveryCodesLeft?: number;
}

/** The purpose under which an account's secrets are sealed. */
export function sealPurpose(accountId: string): string {
  return `second-factor:${accountId}`;
}

export function hashRecoveryCode(unit: Pick<Unit, 'keys'>, accountId: string, code: string): string {
  return unit.keys.identify(`recovery-code:${accountId}:${code}`);
}

/**
 * Takes a code: of the authenticator, or for recovery. Each is taken once, also of two that come at the same time.
 * @returns nothing where the account has no second factor
 */
export async function checkSecondFactor(
  unit: Unit,
  accountId: string,
  typed: string | null | undefined,
): Promise<ShownFactor | undefined | SecondFactorNeeded | SecondFactorRefused> {
  const factor = await unit.em.findOne(SecondFactor, { account: accountId, confirmedAt: { $ne: null } });
  if (!factor?.sealedSecret) return undefined;
  const code = readOneTimeText(typed ?? '');
  if (code === '') return new SecondFactorNeeded();
  const taken = /^\d{6}$/.test(code)
    ? await takeStep(unit, factor.sealedSecret, accountId, code)
    : await takeRecoveryCode(unit, accountId, code);
  return taken ?? new SecondFactorRefused(unit.now);
}

async function takeStep(
  unit: Unit,
  sealedSecret: string,
  accountId: string,
  code: string,
): Promise<ShownFactor | undefined> {
  const step = findStep(unit.keys.open(sealedSecret, sealPurpose(accountId)), code, unit.now);
  if (step === undefined) return undefined;
  const isFirst = { $or: [{ lastStep: null }, { lastStep: { $lt: step } }] };
  const count = await unit.em.nativeUpdate(
    SecondFactor,
    { account: accountId, ...isFirst },
    { lastStep: step },
  );
  return count === 1 ? {} : undefined;
}

async function takeRecoveryCode(
  unit: Unit,
  accountId: string,
  code: string,
): Promise<ShownFactor | undefined> {
  const codeHash = hashRecoveryCode(unit, accountId, code);
  const own = { account: accountId, usedAt: null };
  const count = await unit.em.nativeUpdate(RecoveryCode, { ...own, codeHash }, { usedAt: unit.now });
  if (count === 0) return undefined;
  const recoveryCodesLeft = await unit.em.count(RecoveryCode, own);
  const subject = { kind: 'account', id: accountId };
  await recordEvent(unit, 'account.recovery-code-used', subject, { left: recoveryCodesLeft });
  return { recoveryCodesLeft };
}
