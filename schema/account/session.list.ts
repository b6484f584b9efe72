import { recordEvent } from '../audit/index.js';
import { type Page, type PageArguments, pageOf } from '../shared/page.js';
import type { Reader, Unit } from '../shared/unit.js';
import { Account } from './account.entity.js';
import { AccountNotFound } from './account.errors.js';
import { Session } from './session.entity.js';
import { SessionNotFound } from './session.errors.js';
import { endSessionsOf, openSessions, revoke } from './session.service.js';

const handleKey = Object.assign((session: Session) => session.handle, {
  form: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
});

/** Open sessions of an account, the newest first. */
export function listSessions(reader: Reader, accountId: string, page: PageArguments): Promise<Page<Session>> {
  return pageOf(page, [handleKey], (limit, after) => {
    const before = after ? { handle: { $lt: String(after[0]) } } : {};
    const where = { account: accountId, ...openSessions(reader), ...before };
    return reader.em.find(Session, where, { orderBy: { handle: 'desc' }, limit });
  });
}

/** Ends one of the actor's own sessions. */
export async function endSession(unit: Unit, handle: string) {
  const account = unit.actor.accountId ?? '';
  const count = await revoke(unit, { handle, account, expiresAt: { $gt: unit.now } });
  if (count === 0) return new SessionNotFound();
  await recordEvent(unit, 'account.sessions-ended', { kind: 'account', id: account }, { count });
  return { __typename: 'SessionsEnded' as const, count };
}

/** Ends the actor's sessions, save the one that asks. */
export async function endOtherSessions(unit: Unit) {
  const { accountId = '', sessionId } = unit.actor;
  return { __typename: 'SessionsEnded' as const, count: await endSessionsOf(unit, accountId, sessionId) };
}

/** Ends every session of an account, on behalf of the security administrator. */
export async function endAllSessions(unit: Unit, accountId: string) {
  if ((await unit.em.count(Account, { id: accountId })) === 0) return new AccountNotFound();
  return { __typename: 'SessionsEnded' as const, count: await endSessionsOf(unit, accountId) };
}
