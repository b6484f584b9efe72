import type { Actor } from '../../schema/shared/unit.js';

/** The status, code and words where a phone sends what another account recorded on it. */
export const otherAccount = [
  409,
  'OTHER_ACCOUNT',
  '当前登录的不是记录这些内容的账户；未接收任何内容，请由记录人本人登录后重发。',
  'Another account is signed in than the one that recorded this. Nothing was taken; its owner signs in and sends it again.',
] as const;

/**
 * Whether what is sent says that it is another account's. A phone keeps the records of each account apart; somebody may
 * sign in between its look at the session and its request, and only here both are seen at once.
 */
export function isOfAnother({ accountId }: Actor, account: unknown): boolean {
  return account !== undefined && account !== accountId;
}
