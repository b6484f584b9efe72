import { idKey, type Page, type PageArguments, pageOf } from '../../shared/page.js';
import type { Reader } from '../../shared/unit.js';
import { holdsOnDay } from './membership.js';
import { SpecialPool } from './special-pool.entity.js';
import { MemberStanding } from './special-pool.states.js';

/** How many targets a special pool has today; each counts once, whatever the number of its licences. */
export interface SpecialPoolCounts {
  /** In the pool: not removed, whether valid or not. */
  readonly memberCount: number;
  readonly registeredCount: number;
  readonly unregisteredCount: number;
  readonly drawableCount: number;
  readonly expiredCount: number;
}

/** Members with how they stand: one row per target, the best of its licences deciding. */
const standing = `select m.special_pool_id, m.real_id, p.department_id,
    bool_or(${holdsOnDay}) as holds,
    bool_and(valid_to_on is not null and valid_to_on < ?) as expired,
    t.id as target_id, t.name, t.status
  from special_pool_member m
  join special_pool p on p.id = m.special_pool_id
  left join target t on t.department_id = p.department_id and t.real_id = m.real_id
  where m.special_pool_id in (select jsonb_array_elements_text(?::jsonb)::uuid)
    and (m.removed_on is null or m.removed_on > ?) and m.real_id > ?
  group by m.special_pool_id, m.real_id, p.department_id, t.id, t.name, t.status`;

function standingValues(poolIds: readonly string[], on: string, after = ''): unknown[] {
  return [on, on, on, on, JSON.stringify(poolIds), on, after];
}

const none: SpecialPoolCounts = {
  memberCount: 0,
  registeredCount: 0,
  unregisteredCount: 0,
  drawableCount: 0,
  expiredCount: 0,
};

async function countMembers(reader: Reader, ids: readonly string[]): Promise<Map<string, SpecialPoolCounts>> {
  if (ids.length === 0) return new Map();
  const rows = await reader.em.execute<(SpecialPoolCounts & { id: string })[]>(
    `select special_pool_id as id, count(*)::int as "memberCount",
       count(target_id)::int as "registeredCount",
       count(*) filter (where target_id is null)::int as "unregisteredCount",
       count(*) filter (where holds and status = 'ACTIVE')::int as "drawableCount",
       count(*) filter (where expired)::int as "expiredCount"
     from (${standing}) members group by special_pool_id`,
    standingValues(ids, reader.today),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Special pools in the reader's scope by id, the newest first, with their counts of today. */
export async function listSpecialPools(
  reader: Reader,
  page: PageArguments,
): Promise<Page<SpecialPool & SpecialPoolCounts>> {
  const pools = await pageOf(page, [idKey], (limit, after) =>
    reader.em.find(SpecialPool, after ? { id: { $lt: String(after[0]) } } : {}, {
      orderBy: { id: 'desc' },
      limit,
    }),
  );
  const counts = await countMembers(
    reader,
    pools.edges.map(({ node }) => node.id),
  );
  const edges = pools.edges.map(({ cursor, node }) => ({
    cursor,
    node: { ...none, ...counts.get(node.id), ...node },
  }));
  return { ...pools, edges };
}

/** One special pool with its counts, or nothing. */
export async function findSpecialPool(
  reader: Reader,
  id: string,
): Promise<(SpecialPool & SpecialPoolCounts) | null> {
  const pool = await reader.em.findOne(SpecialPool, { id });
  return pool && { ...none, ...(await countMembers(reader, [id])).get(id), ...pool };
}

/** A member as it is listed: by its real-world id; name and id where the register has it. */
export interface ListedMember {
  readonly realId: string;
  readonly targetId: string | null;
  readonly name: string | null;
  readonly standing: MemberStanding;
}

const conditionOf: Readonly<Record<MemberStanding, string>> = {
  [MemberStanding.DRAWABLE]: "holds and status = 'ACTIVE'",
  [MemberStanding.NOT_ACTIVE]: "holds and target_id is not null and status <> 'ACTIVE'",
  [MemberStanding.NOT_REGISTERED]: 'target_id is null',
  [MemberStanding.EXPIRED]: 'target_id is not null and not holds and expired',
  [MemberStanding.NOT_YET]: 'target_id is not null and not holds and not expired',
};

/** Members of a special pool in the reader's scope by real-world id, all or those that stand so. */
export async function listSpecialPoolMembers(
  reader: Reader,
  specialPoolId: string,
  which: MemberStanding | undefined,
  page: PageArguments,
): Promise<Page<ListedMember>> {
  const pool = await reader.em.findOne(SpecialPool, { id: specialPoolId }, { fields: ['id'] });
  const cases = Object.entries(conditionOf).map(([name, condition]) => `when ${condition} then '${name}'`);
  const only = which ? ` where ${conditionOf[which]}` : '';
  return pageOf(page, [(row: ListedMember) => row.realId], (limit, after) =>
    reader.em.execute<ListedMember[]>(
      `select real_id as "realId", target_id as "targetId", name, case ${cases.join(' ')} end as standing
         from (${standing}) members${only} order by real_id limit ?`,
      [...standingValues(pool ? [pool.id] : [], reader.today, String(after?.[0] ?? '')), limit],
    ),
  );
}
