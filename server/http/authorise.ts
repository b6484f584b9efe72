import type { AuthCheckerFn } from 'type-graphql';
import { isAllowed, type Rule } from '../../schema/shared/allow.js';
import type { Reader } from '../../schema/shared/unit.js';
import { RequestError } from './request-error.js';

/** Lets an operation's rule decide; says whether to sign in or to give up. */
export const authorise: AuthCheckerFn<Reader, Rule> = ({ context: { actor } }, rules) => {
  const signedIn = actor.kind === 'account' ? (actor.roles ?? []) : undefined;
  if (isAllowed(rules, signedIn)) return true;
  if (signedIn) {
    throw new RequestError('FORBIDDEN', '您的角色不能进行此操作。Your role may not do this.', 200);
  }
  throw new RequestError('UNAUTHENTICATED', '请先登录。Sign in first.', 200);
};
