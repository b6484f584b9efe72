import type { AuthCheckerFn } from 'type-graphql';
import { ANYONE, isAllowed, type Rule, SIGNED_IN } from '../../schema/shared/allow.js';
import { duties } from '../../schema/shared/duty.js';
import type { Reader } from '../../schema/shared/unit.js';
import { RequestError } from './request-error.js';

/** Lets an operation's rule decide; says whether to sign in or to give up. */
export const authorise: AuthCheckerFn<Reader, Rule> = ({ context: { actor }, info }, rules) => {
  const duty = actor.duty && duties[actor.duty];
  if (duty && !rules.includes(ANYONE) && !duty.open.includes(info.fieldName)) {
    throw new RequestError(duty.code, duty.message, 200);
  }
  // Passwords, authenticators and sessions are a person's: no key changes them.
  if (actor.apiKeyId && rules.includes(SIGNED_IN) && info.operation.operation === 'mutation') {
    throw new RequestError('PERSON_ONLY', '接口密钥不能办理本人登录事项。An API key may not do this.', 200);
  }
  const signedIn = actor.kind === 'account' ? (actor.roles ?? []) : undefined;
  if (isAllowed(rules, signedIn)) return true;
  if (signedIn) {
    throw new RequestError('FORBIDDEN', '您的角色不能进行此操作。Your role may not do this.', 200);
  }
  throw new RequestError('UNAUTHENTICATED', '请先登录。Sign in first.', 200);
};
