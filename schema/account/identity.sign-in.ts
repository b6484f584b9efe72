import { hash } from 'node:crypto';
import { recordEvent } from '../audit/index.js';
import type { Unit } from '../shared/unit.js';
import { Account } from './account.entity.js';
import { AccountKind, SignInMethod } from './account.states.js';
import { Identity, IdentitySignIn } from './identity.entity.js';
import { IDENTITY_SIGN_IN_MINUTES } from './identity.rules.js';
import { markOfIdentity } from './identity.service.js';
import { type OpenedSession, openSession } from './session.service.js';

/** What a sign-in takes along and must find again: all but `returnTo` are 256 bits of chance. */
export interface SignInSecrets {
  readonly state: string;
  readonly nonce: string;
  /** Of PKCE (RFC 7636): its hash goes with the browser, it itself only to the provider's token endpoint. */
  readonly verifier: string;
  readonly returnTo: string;
}

/** Why somebody does not get in by the provider; the code that the page tells. */
export type IdentityFault =
  | 'SIGN_IN_UNKNOWN'
  | 'SIGN_IN_OTHER_BROWSER'
  | 'SIGN_IN_USED'
  | 'SIGN_IN_EXPIRED'
  | 'IDENTITY_NOT_PROVEN'
  | 'IDENTITY_NOT_BOUND'
  | 'ACCOUNT_CLOSED';

/** Who the provider says it is. */
export interface ProvenIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly hasSecondFactor: boolean;
}

function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

function purposeOf(id: string): string {
  return `identity-sign-in:${id}`;
}

function earliest(unit: Unit): Date {
  return new Date(unit.now.getTime() - IDENTITY_SIGN_IN_MINUTES * 60_000);
}

/** Writes down that a sign-in was refused, and why: a code of ours or of the protocol, nobody's name. */
export function recordRefused(unit: Unit, reason: string, subject = 'unknown'): Promise<void> {
  return recordEvent(unit, 'identity.sign-in-refused', { kind: 'identity', id: subject }, { reason });
}

/** Begins a sign-in. @returns its secrets, and what the browser keeps as a cookie */
export async function beginIdentitySignIn(unit: Unit, returnTo: string) {
  const secret = () => Buffer.from(unit.chance.bytes(32)).toString('base64url');
  const secrets: SignInSecrets = { state: secret(), nonce: secret(), verifier: secret(), returnTo };
  const browser = secret();
  const id = sha256(secrets.state);
  await unit.em.nativeDelete(IdentitySignIn, { startedAt: { $lt: earliest(unit) } });
  await unit.em.insert(IdentitySignIn, {
    id,
    browserHash: sha256(browser),
    sealedSecrets: unit.keys.seal(Buffer.from(JSON.stringify(secrets)), purposeOf(id)),
    startedAt: unit.now,
    usedAt: null,
  });
  return { secrets, browser };
}

/**
 * Takes a sign-in that came back: once, in time, and to the browser that asked. A state that nobody here gave out is not
 * written down, for strangers could fill the record with them.
 */
export async function takeIdentitySignIn(
  unit: Unit,
  { state, browser }: { state: string; browser: string },
): Promise<SignInSecrets | { fault: IdentityFault }> {
  const id = sha256(state);
  const begun = await unit.em.findOne(IdentitySignIn, { id });
  if (!begun) return { fault: 'SIGN_IN_UNKNOWN' };
  const fault = await findFault(unit, begun, sha256(browser));
  if (!fault) return JSON.parse(Buffer.from(unit.keys.open(begun.sealedSecrets, purposeOf(id))).toString());
  await recordRefused(unit, fault);
  return { fault };
}

async function findFault(
  unit: Unit,
  { id, browserHash, startedAt }: IdentitySignIn,
  browser: string,
): Promise<IdentityFault | undefined> {
  if (browserHash !== browser) return 'SIGN_IN_OTHER_BROWSER';
  // Of two that come at once, one finds it unused.
  if ((await unit.em.nativeUpdate(IdentitySignIn, { id, usedAt: null }, { usedAt: unit.now })) === 0) {
    return 'SIGN_IN_USED';
  }
  return startedAt < earliest(unit) ? 'SIGN_IN_EXPIRED' : undefined;
}

/** Signs in whoever the identity is bound to; never makes an account. */
export async function signInByIdentity(
  unit: Unit,
  { issuer, subject, hasSecondFactor }: ProvenIdentity,
  browser: { readonly client?: string; readonly oldToken?: string },
): Promise<OpenedSession | { fault: IdentityFault }> {
  const identity = await unit.em.findOne(Identity, { issuer, subject, unboundAt: null });
  const account = identity && (await unit.em.findOneOrFail(Account, { id: identity.account }));
  const isOpen = account?.active && account.kind === AccountKind.PERSON;
  if (!isOpen) {
    const fault = account ? 'ACCOUNT_CLOSED' : 'IDENTITY_NOT_BOUND';
    await recordRefused(unit, fault, markOfIdentity(unit, issuer, subject));
    return { fault };
  }
  const secondFactorAt = hasSecondFactor ? unit.now : undefined;
  return openSession(unit, account, { method: SignInMethod.IDENTITY_PROVIDER, secondFactorAt, ...browser });
}
