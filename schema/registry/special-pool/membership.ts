import type { Reader } from '../../shared/unit.js';
import { memberTargets } from './member-targets.js';
import { SpecialPool } from './special-pool.entity.js';

/**
 * The condition that a membership holds on a day, on table `special_pool_member`; the day stands in it three times.
 * The day of the approval and the last day of the licence are within, the day of the removal is not.
 */
export const holdsOnDay = `(approved_on is null or approved_on <= ?) and (valid_to_on is null or valid_to_on >= ?)
    and (removed_on is null or removed_on > ?)`;

/** Those of a department's special pools that are open today; ids of others are left out. By name. */
export function listCampaignPools(
  reader: Reader,
  departmentId: string,
  ids: readonly string[],
): Promise<SpecialPool[]> {
  return reader.em.find(
    SpecialPool,
    {
      department: departmentId,
      id: { $in: [...ids] },
      $or: [{ closedOn: null }, { closedOn: { $gt: reader.today } }],
    },
    { orderBy: { name: 'asc' } },
  );
}

/** The real-world ids of the targets in special pools on a day, pool by pool; one text each, for a pool may have half a million. */
export async function listMemberIds(
  reader: Reader,
  pools: readonly SpecialPool[],
  on: string,
): Promise<Map<string, readonly string[]>> {
  const idsOf = new Map<string, readonly string[]>();
  for (const { id, department } of pools) {
    const member = {
      sql: `select distinct ?::uuid, real_id from special_pool_member where special_pool_id = ? and ${holdsOnDay}`,
      values: [department, id, on, on, on],
    };
    const { sql, values } = memberTargets(member);
    const [row] = await reader.em.execute<{ ids: string | null }[]>(
      `with recursive ${sql} select string_agg(distinct real_id, chr(10)) as ids from resolved`,
      [...values],
    );
    idsOf.set(id, row?.ids?.split('\n') ?? []);
  }
  return idsOf;
}

/** A licence by which a target is in a special pool. */
export interface MemberLicence {
  readonly realId: string;
  readonly licenceNo: string;
  readonly licenceName: string | null;
  readonly approvedOn: string;
}

/**
 * Licences of a special pool's targets that stand in the register, the earliest grant first, but for those that are known
 * (`<number> <real-world id>`). @returns so many of them, and how many there are altogether
 */
export async function listMemberLicences(
  reader: Reader,
  { id, department }: SpecialPool,
  known: readonly string[],
  limit: number,
): Promise<{ readonly licences: readonly MemberLicence[]; readonly count: number }> {
  const { today } = reader;
  const rows = await reader.em.execute<(MemberLicence & { count: number })[]>(
    `select real_id as "realId", licence_no as "licenceNo", licence_name as "licenceName",
            approved_on::text as "approvedOn", (count(*) over ())::int as count
       from special_pool_member member
      where special_pool_id = ? and ${holdsOnDay} and licence_no <> '' and approved_on is not null
        and exists (select from target where department_id = ? and target.real_id = member.real_id)
        and licence_no || ' ' || real_id not in (select jsonb_array_elements_text(?::jsonb))
      order by approved_on, real_id, licence_no limit ?`,
    [id, today, today, today, department, JSON.stringify(known), limit],
  );
  return { licences: rows, count: rows[0]?.count ?? 0 };
}
