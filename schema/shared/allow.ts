import { Authorized } from 'type-graphql';
import type { Role } from './roles.js';
import type { Actor, Post } from './unit.js';

/** Anybody, signed in or not. */
export const ANYONE = 'ANYONE';
/** Anybody who is signed in, also without a role: for what is an account's own. */
export const SIGNED_IN = 'SIGNED_IN';
/** Anybody who holds a role, whichever: for what every official may look up. */
export const ANY_ROLE = 'ANY_ROLE';

export type Rule = Role | typeof ANYONE | typeof SIGNED_IN | typeof ANY_ROLE;

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
  if (rules.includes(SIGNED_IN) || (rules.includes(ANY_ROLE) && roles.length > 0)) return true;
  return rules.some((rule) => roles.includes(rule as Role));
}

/** What an operation does: look, or act. */
export type Doing = 'look' | 'act';

/**
 * The actor as an operation lets them in: only the posts whose roles its rules name count, and it reaches as far as
 * those. So a role held by arrangement in one department opens nothing of another, and no other role's things there.
 */
export function letIn(actor: Actor, rules: readonly Rule[], doing: Doing): Actor {
  const { roles = [], posts } = actor;
  if (!posts) return actor;
  const counting = posts
    // An API key may have fewer roles than its account.
    .map((post) => ({ ...post, roles: post.roles.filter((role) => roles.includes(role)) }))
    .filter((post) => isAllowed(rules, post.roles));
  return {
    ...actor,
    posts: counting,
    roles: [...new Set(counting.flatMap((post) => post.roles))],
    scope: reachOf(counting, doing),
  };
}

/** The departments in which posts look or act together; undefined where one of them does everywhere. */
export function reachOf(posts: readonly Post[], doing: Doing): readonly string[] | undefined {
  const reaches = posts.map(({ departments, actsIn = departments }) =>
    doing === 'act' ? actsIn : departments,
  );
  return reaches.some((reach) => !reach) ? undefined : [...new Set(reaches.flatMap((reach) => reach ?? []))];
}

/** What an event says of an arrangement by which the actor acts in a department's matter; nothing at their own post. */
export function underArrangement(actor: Actor, departmentId: string): { readonly arrangementId?: string } {
  const arrangementId = arrangementIn(actor, departmentId);
  return arrangementId ? { arrangementId } : {};
}

/** The one arrangement by which an operation lets the actor in, where no post of their own does. */
export function soleArrangement({ posts = [] }: Actor): string | undefined {
  const [first, ...others] = new Set(posts.map((post) => post.arrangementId));
  return others.length === 0 ? first : undefined;
}

/** The arrangement by which the actor acts in a department's matter; none where their own post reaches there. */
export function arrangementIn({ posts = [] }: Actor, departmentId: string): string | undefined {
  const reaching = posts.filter(
    ({ departments, actsIn = departments }) => actsIn?.includes(departmentId) ?? true,
  );
  return reaching.some((post) => !post.arrangementId) ? undefined : reaching[0]?.arrangementId;
}
