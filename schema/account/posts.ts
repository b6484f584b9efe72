import { reachOf } from '../shared/allow.js';
import { Role } from '../shared/roles.js';
import type { Actor, Post, Reader } from '../shared/unit.js';
import type { Account } from './account.entity.js';
import { ArrangementKind } from './arrangement.states.js';
import { type HeldArrangement, type PersonRow, type Reach, readPerson } from './posts.read.js';

/** The account as an actor, as its posts are today: asked anew at every request. */
export async function actorOf(reader: Reader, account: Pick<Account, 'id'>): Promise<Actor> {
  const person = await readPerson(reader, account.id);
  if (!person) throw new Error('an account is never deleted');
  return actorFrom(person);
}

/** The actor that somebody is by what was read. */
export function actorFrom(person: PersonRow): Actor {
  const posts = [...homePosts(person), ...arrangedPosts(person)];
  return {
    kind: 'account',
    accountId: person.id,
    username: person.username,
    displayName: person.displayName,
    roles: [...new Set(posts.flatMap((post) => post.roles))],
    departmentId: person.department ?? undefined,
    inspectorId: person.inspectorId ?? undefined,
    posts,
    scope: reachOf(posts, 'look'),
  };
}

const nowhere: Reach = { tree: [], line: [], area: [] };

/**
 * The account's own posts. Outside every department it looks at all, once it has a role. Else it looks at its own and
 * those below, and acts in its own: what a department below cannot do itself is done by an arrangement.
 */
function homePosts({ roles, department, reach }: PersonRow): Post[] {
  if (!department) return [roles.length > 0 ? { roles } : { roles, departments: [] }];
  const { tree, line, area } = reach[department] ?? nowhere;
  const others = roles.filter((role) => role !== Role.SUPERVISION);
  const own = { roles: others, departments: tree, actsIn: line };
  if (others.length === roles.length) return [own];
  const supervision = { roles: [Role.SUPERVISION], departments: area, actsIn: line };
  return others.length > 0 ? [own, supervision] : [supervision];
}

/** Where the account stands by arrangements that give it a role today. */
function arrangedPosts({ held, reach }: PersonRow): Post[] {
  return held
    .filter(({ roles }) => roles.length > 0)
    .map((one) => ({
      ...placesOf(one, reach[one.department] ?? nowhere),
      roles: one.roles,
      arrangementId: one.id,
    }));
}

/** A deputy looks where who is stood for looks; help from outside is for one department, not for those below it. */
function placesOf({ kind }: HeldArrangement, { tree, line }: Reach): Pick<Post, 'departments' | 'actsIn'> {
  return { departments: kind === ArrangementKind.DEPUTY ? tree : line, actsIn: line };
}
