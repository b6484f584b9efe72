import { listDepartmentsInArea, listDepartmentTree, listWithPredecessors } from '../department/index.js';
import { reachOf } from '../shared/allow.js';
import { Role } from '../shared/roles.js';
import type { Actor, Post, Reader } from '../shared/unit.js';
import { Account } from './account.entity.js';
import { Arrangement } from './arrangement.entity.js';
import { ArrangementKind } from './arrangement.states.js';

/** The account as an actor, as its posts are today: asked anew at every request. */
export async function actorOf(reader: Reader, account: Account): Promise<Actor> {
  const posts = [...(await homePosts(reader, account)), ...(await arrangedPosts(reader, account))];
  return {
    kind: 'account',
    accountId: account.id,
    username: account.username,
    displayName: account.displayName,
    roles: [...new Set(posts.flatMap((post) => post.roles))],
    departmentId: account.department ?? undefined,
    inspectorId: account.inspectorId ?? undefined,
    posts,
    scope: reachOf(posts, 'look'),
  };
}

/**
 * The account's own posts. Outside every department it looks at all, once it has a role. Else it looks at its own and
 * those below, and acts in its own: what a department below cannot do itself is done by an arrangement.
 */
async function homePosts(reader: Reader, { roles, department }: Account): Promise<Post[]> {
  if (!department) return [roles.length > 0 ? { roles } : { roles, departments: [] }];
  const actsIn = await listWithPredecessors(reader, department);
  const tree = await listDepartmentTree(reader, department);
  const others = roles.filter((role) => role !== Role.SUPERVISION);
  const own = { roles: others, departments: tree, actsIn };
  if (others.length === roles.length) return [own];
  const area = await listDepartmentsInArea(reader, department);
  const supervision = { roles: [Role.SUPERVISION], departments: area, actsIn };
  return others.length > 0 ? [own, supervision] : [supervision];
}

/** What holds of an arrangement today: approved, not ended, between its days, and of people who still have their posts. */
async function arrangedPosts(reader: Reader, account: Account): Promise<Post[]> {
  const { today } = reader;
  const rows = await reader.em.find(
    Arrangement,
    {
      ...{ account: account.id, actingDepartment: account.department ?? null },
      ...{ approvedAt: { $ne: null }, endedAt: null, fromOn: { $lte: today }, toOn: { $gte: today } },
    },
    { orderBy: { id: 'asc' } },
  );
  const posts: Post[] = [];
  for (const row of account.active ? rows : []) {
    const roles = await rolesOf(reader, row);
    if (roles.length > 0) posts.push({ ...(await placesOf(reader, row)), roles, arrangementId: row.id });
  }
  return posts;
}

/** A deputy has no more than who is stood for still has. */
async function rolesOf(reader: Reader, { kind, roles, standsFor, department }: Arrangement): Promise<Role[]> {
  if (kind !== ArrangementKind.DEPUTY) return roles;
  const principal =
    standsFor && (await reader.em.findOne(Account, { id: standsFor, department, active: true }));
  return principal ? roles.filter((role) => principal.roles.includes(role)) : [];
}

/** A deputy looks where who is stood for looks; help from outside is for one department, not for those below it. */
async function placesOf(
  reader: Reader,
  { kind, department }: Arrangement,
): Promise<Pick<Post, 'departments' | 'actsIn'>> {
  const actsIn = await listWithPredecessors(reader, department);
  if (kind !== ArrangementKind.DEPUTY) return { departments: actsIn, actsIn };
  return { departments: await listDepartmentTree(reader, department), actsIn };
}
