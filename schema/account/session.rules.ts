import type { Role } from '../shared/roles.js';
import { administrators } from '../shared/roles.js';
import type { Reader, SignInRules } from '../shared/unit.js';

/** Where no setting says otherwise. */
const usual: SignInRules = {
  sessionMinutes: 480,
  idleMinutes: 30,
  onlyOne: false,
  secondFactorRoles: administrators,
};

/** How often at most the last use of a session is written down. */
const TOUCH_MS = 60_000;

export function signInRulesOf({ installation }: Pick<Reader, 'installation'>): SignInRules {
  return installation.signIn ?? usual;
}

/** Before this instant a session must have been used to be still open. */
export function idleSince(reader: Pick<Reader, 'installation' | 'now'>): Date {
  return new Date(reader.now.getTime() - signInRulesOf(reader).idleMinutes * 60_000);
}

/** A last use before this instant is written down again: once a minute, and often enough for a short idle time. */
export function staleSince(reader: Pick<Reader, 'installation' | 'now'>): Date {
  const everyMs = Math.min(TOUCH_MS, (signInRulesOf(reader).idleMinutes * 60_000) / 4);
  return new Date(reader.now.getTime() - everyMs);
}

/** Whether one of these roles needs a second factor here. */
export function needsSecondFactor(reader: Pick<Reader, 'installation'>, roles: readonly Role[]): boolean {
  return signInRulesOf(reader).secondFactorRoles.some((role) => roles.includes(role));
}
