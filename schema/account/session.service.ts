import { hash } from 'node:crypto';
import { recordEvent } from '../audit/index.js';
import type { Context } from '../shared/context.js';
import type { Reader, Unit } from '../shared/unit.js';
import { Account } from './account.entity.js';
import { SignInRefused, TooManySignIns } from './account.errors.js';
import { findAccount } from './account.service.js';
import { Session } from './session.entity.js';

/** A sign-in that succeeded: the cookie's token is told once and stored only as its hash. */
interface OpenedSession {
  readonly token: string;
  readonly expiresAt: Date;
}

/** How often at most the last use of a session is written down. */
const TOUCH_MS = 60_000;

function idOf(token: string): string {
  return hash('sha256', token, 'hex');
}

/**
 * Signs in. The password is compared outside every transaction; a refusal is recorded in a step of its own,
 * because the step of a refusal would be rolled back.
 */
export async function signIn(context: Context, input: { username: string; password: string }) {
  const { signIns } = context.request;
  const waitSeconds = signIns.begin(input.username);
  if (waitSeconds !== undefined) return new TooManySignIns(waitSeconds);
  const account = await findAccount(context, input.username);
  const matches = await context.passwords.verify(input.password, account?.passwordHash);
  if (!account?.active || !matches) {
    const subject = { kind: 'account', id: account?.id ?? 'unknown' };
    await context.step((unit) => recordEvent(unit, 'account.sign-in-refused', subject));
    return new SignInRefused();
  }
  signIns.succeed(input.username);
  const { token, expiresAt } = await context.step((unit) =>
    openSession(unit, account, signIns.sessionMinutes),
  );
  context.request.setSession(token, expiresAt);
  return { __typename: 'SignedIn' as const, account, expiresAt };
}

async function openSession(unit: Unit, account: Account, minutes: number): Promise<OpenedSession> {
  const token = Buffer.from(unit.chance.bytes(32)).toString('base64url');
  const expiresAt = new Date(unit.now.getTime() + minutes * 60_000);
  await unit.em.nativeDelete(Session, { account: account.id, expiresAt: { $lt: unit.now } });
  await unit.em.insert(Session, {
    id: idOf(token),
    account: account.id,
    createdAt: unit.now,
    expiresAt,
    lastSeenAt: unit.now,
    revokedAt: null,
  });
  await recordEvent(unit, 'account.signed-in', { kind: 'account', id: account.id });
  return { token, expiresAt };
}

/** Signs out: the session is over, also for a copy of its cookie. */
export async function signOut(context: Context) {
  const signedOutAt = await context.step(async (unit) => {
    const id = idOf(context.request.sessionToken ?? '');
    await unit.em.nativeUpdate(Session, { id, revokedAt: null }, { revokedAt: unit.now });
    await recordEvent(unit, 'account.signed-out', { kind: 'account', id: unit.actor.accountId ?? 'unknown' });
    return unit.now;
  });
  context.request.clearSession();
  return { __typename: 'SignedOut' as const, signedOutAt };
}

/** The account whose session a cookie carries; nothing when it is over, revoked, or its account closed. */
export async function findSignedIn(
  reader: Reader,
  token: string,
): Promise<{ account: Account; session: Session } | undefined> {
  const session = await reader.em.findOne(Session, {
    id: idOf(token),
    revokedAt: null,
    expiresAt: { $gt: reader.now },
  });
  const account = session && (await reader.em.findOne(Account, { id: session.account, active: true }));
  return session && account ? { account, session } : undefined;
}

/** Whether the session's last use should be written down again. */
export function isStale(session: Session, now: Date): boolean {
  return now.getTime() - session.lastSeenAt.getTime() > TOUCH_MS;
}

/** Writes down that the session was used. */
export async function touchSession(unit: Unit, session: Session): Promise<void> {
  await unit.em.nativeUpdate(Session, { id: session.id }, { lastSeenAt: unit.now });
}
