import { Authorized } from 'type-graphql';
import { Role } from './roles.js';

/** Anybody, signed in or not. */
export const ANYONE = 'ANYONE';
/** Anybody who is signed in. */
export const SIGNED_IN = 'SIGNED_IN';

export type Rule = Role | typeof ANYONE | typeof SIGNED_IN;

/**
 * Who may call an operation. Every query and mutation carries it: the server refuses to start where one does not.
 */
export function Allow(...rules: [Rule, ...Rule[]]): MethodDecorator & PropertyDecorator {
  return Authorized<Rule>(rules) as MethodDecorator & PropertyDecorator;
}

/** True when one of the rules lets these roles in; `undefined` roles mean nobody is signed in. */
export function isAllowed(rules: readonly Rule[], roles: readonly Role[] | undefined): boolean {
  if (rules.includes(ANYONE)) return true;
  if (!roles) return false;
  return rules.includes(SIGNED_IN) || rules.some((rule) => roles.includes(rule as Role));
}
