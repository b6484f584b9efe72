import { hash } from 'node:crypto';
import { recordEvent } from '../audit/index.js';
import type { Context } from '../shared/context.js';
import { Duty } from '../shared/duty.js';
import type { Role } from '../shared/roles.js';
import type { Actor, Reader, Unit } from '../shared/unit.js';
import { Account } from './account.entity.js';
import { SignInMethod } from './account.states.js';
import { actorFrom } from './posts.js';
import { readSignedIn, type SignedInRow } from './posts.read.js';
import { SecondFactor } from './second-factor.entity.js';
import { Session } from './session.entity.js';
import { idleSince, needsSecondFactor, signInRulesOf, staleSince } from './session.rules.js';

/** A sign-in that succeeded: the cookie's token is told once and stored only as its hash. */
export interface OpenedSession {
  readonly token: string;
  readonly expiresAt: Date;
  readonly session: Session;
}

/** How somebody came in. */
export interface SessionDraft {
  readonly method: SignInMethod;
  /** When a second factor was shown: here, or to an identity provider that says so. */
  readonly secondFactorAt?: Date;
  /** What the browser calls itself. */
  readonly client?: string;
  /** The cookie that the browser sent: its session ends, whosever it is. */
  readonly oldToken?: string;
}

function idOf(token: string): string {
  return hash('sha256', token, 'hex');
}

function makeToken(unit: Unit): string {
  return Buffer.from(unit.chance.bytes(32)).toString('base64url');
}

/** Opens a session with a token of its own; what a browser brought along is never taken over. */
export async function openSession(unit: Unit, account: Account, draft: SessionDraft): Promise<OpenedSession> {
  const rules = signInRulesOf(unit);
  const token = makeToken(unit);
  const expiresAt = new Date(unit.now.getTime() + rules.sessionMinutes * 60_000);
  await unit.em.nativeDelete(Session, { account: account.id, expiresAt: { $lt: unit.now } });
  if (draft.oldToken) await revoke(unit, { id: idOf(draft.oldToken) });
  if (rules.onlyOne) await endSessionsOf(unit, account.id);
  const session: Session = {
    id: idOf(token),
    handle: unit.newId(),
    account: account.id,
    createdAt: unit.now,
    expiresAt,
    lastSeenAt: unit.now,
    method: draft.method,
    secondFactorAt: draft.secondFactorAt ?? null,
    client: draft.client?.slice(0, 200) ?? null,
    revokedAt: null,
  };
  await unit.em.insert(Session, session);
  const how = { method: draft.method, secondFactor: draft.secondFactorAt !== undefined };
  await recordEvent(unit, 'account.signed-in', { kind: 'account', id: account.id }, how);
  return { token, expiresAt, session };
}

/** Ends the sessions that are open and fit. @returns how many there were */
export function revoke(unit: Unit, which: Parameters<Unit['em']['nativeUpdate']>[1]): Promise<number> {
  return unit.em.nativeUpdate(Session, { ...(which as object), revokedAt: null }, { revokedAt: unit.now });
}

/** Ends every open session of an account, save one. @returns how many there were */
export async function endSessionsOf(unit: Unit, accountId: string, exceptHandle?: string): Promise<number> {
  const others = exceptHandle ? { handle: { $ne: exceptHandle } } : {};
  const count = await revoke(unit, { account: accountId, ...others });
  if (count > 0) {
    await recordEvent(unit, 'account.sessions-ended', { kind: 'account', id: accountId }, { count });
  }
  return count;
}

/** Gives the session of this request a new token, for what it may do has grown. The old one is nobody's. */
export async function renewToken(
  unit: Unit,
  request: Context['request'],
  change: { readonly secondFactorAt?: Date } = {},
): Promise<{ token: string; expiresAt: Date }> {
  const session = await unit.em.findOneOrFail(Session, { id: idOf(request.sessionToken ?? '') });
  const token = makeToken(unit);
  await unit.em.nativeUpdate(Session, { id: session.id }, { id: idOf(token), ...change });
  return { token, expiresAt: session.expiresAt };
}

/** Signs out: the session is over, also for a copy of its cookie. */
export async function signOut(context: Context) {
  const signedOutAt = await context.step(async (unit) => {
    await revoke(unit, { id: idOf(context.request.sessionToken ?? '') });
    await recordEvent(unit, 'account.signed-out', { kind: 'account', id: unit.actor.accountId ?? 'unknown' });
    return unit.now;
  });
  context.request.clearSession();
  return { __typename: 'SignedOut' as const, signedOutAt };
}

/** Sessions that are open at the reader's instant. */
export function openSessions(reader: Pick<Reader, 'installation' | 'now'>) {
  return { revokedAt: null, expiresAt: { $gt: reader.now }, lastSeenAt: { $gt: idleSince(reader) } };
}

/** The account whose session a cookie carries; nothing when it is over, idle, revoked, or its account closed. */
export async function findSignedIn(
  reader: Reader,
  token: string,
): Promise<{ account: Account; session: Session } | undefined> {
  const session = await reader.em.findOne(Session, { id: idOf(token), ...openSessions(reader) });
  const account = session && (await reader.em.findOne(Account, { id: session.account, active: true }));
  return session && account ? { account, session } : undefined;
}

/** Whether a session was ended meanwhile, or its account closed; for work that goes on while it is read. */
export async function isStillSignedIn(reader: Reader, handle: string): Promise<boolean> {
  const session = await reader.em.findOne(Session, { handle, revokedAt: null }, { refresh: true });
  return session !== null && (await reader.em.count(Account, { id: session.account, active: true })) > 0;
}

/** Who is signed in by a cookie, as an actor; nobody when its session is over, idle, revoked, or its account closed. */
export async function findSignedInActor(reader: Reader, token: string): Promise<Actor | undefined> {
  const times = { idleSince: idleSince(reader), staleSince: staleSince(reader) };
  const person = await readSignedIn(reader, idOf(token), times);
  if (!person) return undefined;
  const actor = actorFrom(person);
  return { ...actor, sessionId: person.handle, duty: dutyOf(reader, person, actor.roles) };
}

/** What must be done in this session before anything else. */
export async function findDuty(
  reader: Reader,
  { account, session }: { readonly account: Account; readonly session: Session },
): Promise<Duty | undefined> {
  const confirmed = { account: account.id, confirmedAt: { $ne: null } };
  const signedIn = {
    method: session.method,
    mustChangePassword: account.mustChangePassword,
    isSecondFactorShown: session.secondFactorAt != null,
    isSecondFactorEnrolled: (await reader.em.count(SecondFactor, confirmed)) > 0,
  };
  return dutyOf(reader, signedIn, account.roles);
}

/** @param roles all that the account holds today */
function dutyOf(
  reader: Reader,
  signedIn: Pick<
    SignedInRow,
    'method' | 'mustChangePassword' | 'isSecondFactorShown' | 'isSecondFactorEnrolled'
  >,
  roles: readonly Role[] = [],
): Duty | undefined {
  if (signedIn.mustChangePassword && signedIn.method === SignInMethod.PASSWORD) return Duty.CHANGE_PASSWORD;
  if (signedIn.isSecondFactorShown) return undefined;
  if (signedIn.isSecondFactorEnrolled) return Duty.SHOW_SECOND_FACTOR;
  return needsSecondFactor(reader, roles) ? Duty.ENROL_SECOND_FACTOR : undefined;
}
