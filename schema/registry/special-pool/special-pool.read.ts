import { idKey, type Page, type PageArguments, pageOf } from '../../shared/page.js';
import type { Reader } from '../../shared/unit.js';
import type { SqlPart } from '../target/lineage.js';
import { memberTargets } from './member-targets.js';
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

/** Rows of `special_pool_member m` in these pools that were not taken out. */
const inPools = `m.special_pool_id in (select jsonb_array_elements_text(?::jsonb)::uuid)
    and (m.removed_on is null or m.removed_on > ?)`;

/** Each member under every target that it is today, so that a target counts once, by whatever numbers it is a member. */
const perTarget = `select r.department_id, r.member, r.real_id as subject, t.id as target_id, t.name, t.status
  from resolved r left join target t on t.department_id = r.department_id and t.real_id = r.real_id`;

/** Each member once, under its own id, with the target that may be drawn where it has become several. */
const perMember = `select distinct on (department_id, member) department_id, member, member as subject,
    target_id, name, status
  from (${perTarget}) found
  order by department_id, member, status is distinct from 'ACTIVE', target_id is null, found.subject`;

/**
 * Members with how they stand, as `members`, the best of their licences deciding.
 * @param limit of the members behind `after`
 */
function standing(
  who: string,
  poolIds: readonly string[],
  on: string,
  { after = '', limit }: { readonly after?: string; readonly limit?: number } = {},
): SqlPart {
  const pools = JSON.stringify(poolIds);
  const { sql, values } = memberTargets({
    sql: `select distinct p.department_id, m.real_id
      from special_pool_member m join special_pool p on p.id = m.special_pool_id
     where ${inPools} and m.real_id > ? order by m.real_id limit ?`,
    values: [pools, on, after, limit ?? null],
  });
  return {
    sql: `with recursive ${sql}, who as (${who}), members as (
      select m.special_pool_id, who.subject as real_id, bool_or(${holdsOnDay}) as holds,
          bool_and(valid_to_on is not null and valid_to_on < ?) as expired,
          who.target_id, who.name, who.status
        from special_pool_member m
        join special_pool p on p.id = m.special_pool_id
        join who on who.department_id = p.department_id and who.member = m.real_id
       where ${inPools}
       group by m.special_pool_id, who.subject, who.target_id, who.name, who.status)`,
    values: [...values, on, on, on, on, pools, on],
  };
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
  const { sql, values } = standing(perTarget, ids, reader.today);
  const rows = await reader.em.execute<(SpecialPoolCounts & { id: string })[]>(
    `${sql} select special_pool_id as id, count(*)::int as "memberCount",
       count(target_id)::int as "registeredCount",
       count(*) filter (where target_id is null)::int as "unregisteredCount",
       count(*) filter (where holds and status = 'ACTIVE')::int as "drawableCount",
       count(*) filter (where expired)::int as "expiredCount"
     from members group by special_pool_id`,
    [...values],
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
  return pageOf(page, [(row: ListedMember) => row.realId], (limit, after) => {
    const behind = { after: String(after?.[0] ?? ''), limit: which ? undefined : limit };
    const { sql, values } = standing(perMember, pool ? [pool.id] : [], reader.today, behind);
    return reader.em.execute<ListedMember[]>(
      `${sql} select real_id as "realId", target_id as "targetId", name, case ${cases.join(' ')} end as standing
         from members${only} order by real_id limit ?`,
      [...values, limit],
    );
  });
}
