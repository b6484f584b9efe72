import type { Context } from '../shared/context.js';
import { isRefusal } from '../shared/refusal.js';
import type { Account } from './account.entity.js';
import { findAccount } from './account.service.js';
import { AccountKind, SignInMethod } from './account.states.js';
import { forgetFailures, underLock } from './lock-out.service.js';
import { rehashPassword } from './password.service.js';
import { checkSecondFactor } from './second-factor.check.js';
import { SignInRefused, TooManySignIns } from './session.errors.js';
import type { SignInInput } from './session.input.js';
import { findDuty, openSession } from './session.service.js';

/** The account whose password this is. An unknown name, a closed account and a machine take the same time. */
async function findByPassword(
  context: Context,
  { username, password }: SignInInput,
): Promise<Account | undefined> {
  const found = await findAccount(context, username);
  const account = found?.active && found.kind === AccountKind.PERSON ? found : undefined;
  const matches = await context.passwords.verify(password, account?.passwordHash);
  return account && matches ? account : undefined;
}

/**
 * Password first, then the code: else anybody could ask of any name whether it has an authenticator, and use its codes up.
 * The password is compared outside every transaction, for it takes long.
 */
async function prove(context: Context, input: SignInInput) {
  const account = await findByPassword(context, input);
  if (!account) return new SignInRefused();
  const { client, sessionToken: oldToken } = context.request;
  return context.step(async (unit) => {
    const shown = await checkSecondFactor(unit, account.id, input.code);
    if (isRefusal(shown)) return shown;
    await forgetFailures(unit, account.username);
    const secondFactorAt = shown ? unit.now : undefined;
    const draft = { method: SignInMethod.PASSWORD, secondFactorAt, client, oldToken };
    const opened = await openSession(unit, account, draft);
    const duty = await findDuty(unit, { account, session: opened.session });
    return { account, duty, recoveryCodesLeft: shown?.recoveryCodesLeft, ...opened };
  });
}

/** Signs in by password and, where there is one, by the second factor. */
export async function signIn(context: Context, input: SignInInput) {
  const { signIns } = context.request;
  const waitSeconds = signIns.begin(input.username);
  if (waitSeconds !== undefined) return new TooManySignIns(waitSeconds);
  const proven = await signIns.inTurn(() => underLock(context, input.username, () => prove(context, input)));
  if (isRefusal(proven)) return proven;
  signIns.succeed(input.username);
  const { token, session: _, ...told } = proven;
  await rehashPassword(context, proven.account, input.password);
  context.request.setSession(token, proven.expiresAt);
  return { __typename: 'SignedIn' as const, ...told };
}
