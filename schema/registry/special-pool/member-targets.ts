import type { Reader } from '../../shared/unit.js';
import type { SqlPart } from '../target/lineage.js';

/** Targets and acts of a department as they were at an instant. */
interface Then {
  readonly departmentId: string;
  readonly instant: Date;
}

function aliasesStanding(then: Then | undefined): SqlPart {
  if (!then) return { sql: 'undone_at is null', values: [] };
  const at = then.instant.toISOString();
  return {
    sql: 'made_at <= ?::timestamptz and (undone_at is null or undone_at > ?::timestamptz)',
    values: [at, at],
  };
}

function targetsStanding(then: Then | undefined): SqlPart {
  if (!then) return { sql: 'target', values: [] };
  const at = then.instant.toISOString();
  return {
    sql: `(select department_id, real_id, identifiers from target
        where department_id = ? and updated_at <= ?::timestamptz
      union all select kept.department_id, kept.real_id, kept.identifiers
        from register_history h cross join lateral jsonb_populate_record(null::target, h.row) as kept
       where h.register = 'target' and h.department_id = ? and h.began_at <= ?::timestamptz
         and h.ended_at > ?::timestamptz)`,
    values: [then.departmentId, at, then.departmentId, at, at],
  };
}

/**
 * Parts of a `with recursive` that end in `resolved (department_id, member, real_id)`: who each member is, followed
 * through mergers, splits and conversions to the end; one that the register has under another number is found by that.
 * Undone acts do not count, and a member that neither knows is its own.
 * @param member a query of `department_id` and `id`, each pair once
 */
export function memberTargets(member: SqlPart, then?: Then): SqlPart {
  const aliases = aliasesStanding(then);
  const targets = targetsStanding(then);
  return {
    sql: `member (department_id, id) as materialized (${member.sql}),
      become as materialized (
        select distinct department_id, old_id collate "C" as old_id, new_id collate "C" as new_id
          from target_alias, unnest(from_real_ids) old_id, unnest(to_real_ids) new_id
         where department_id in (select department_id from member) and ${aliases.sql}),
      stray as materialized (
        select given.* from (select * from member union select department_id, new_id from become) given
         where not exists (select from ${targets.sql} t
           where t.department_id = given.department_id and t.real_id = given.id)),
      edge as materialized (
        select * from become
        union select stray.department_id, stray.id, t.real_id
          from ${targets.sql} t cross join unnest(t.identifiers) other
          -- Worded so that it is joined by the number: a department is no key among its own targets.
          join stray on stray.id = other collate "C" and stray.department_id is not distinct from t.department_id
         where t.identifiers <> '{}' and exists (select from stray)),
      reached (department_id, member, id) as (
        select distinct member.department_id, member.id, member.id from member
          join edge on edge.department_id = member.department_id and edge.old_id = member.id
        union select reached.department_id, reached.member, edge.new_id from reached
          join edge on edge.department_id = reached.department_id and edge.old_id = reached.id),
      resolved (department_id, member, real_id) as materialized (
        select department_id, id, id from member where not exists (
          select from edge where edge.department_id = member.department_id and edge.old_id = member.id)
        union all select * from reached where not exists (
          select from edge where edge.department_id = reached.department_id and edge.old_id = reached.id))`,
    values: [...member.values, ...aliases.values, ...targets.values, ...targets.values],
  };
}

/** Who these members of a department's special pools were at an instant; those that were themselves are left out. */
export async function resolveMembersAsOf(
  reader: Reader,
  departmentId: string,
  realIds: readonly string[],
  instant: Date,
): Promise<Map<string, string[]>> {
  const given = `select distinct ?::uuid, value collate "C" from jsonb_array_elements_text(?::jsonb)`;
  const member = { sql: given, values: [departmentId, JSON.stringify(realIds)] };
  const { sql, values } = memberTargets(member, { departmentId, instant });
  const rows = await reader.em.execute<{ member: string; realId: string }[]>(
    `with recursive ${sql} select member, real_id as "realId" from resolved where real_id <> member`,
    [...values],
  );
  const groups = Map.groupBy(rows, (row) => row.member);
  return new Map([...groups].map(([id, found]) => [id, found.map(({ realId }) => realId)]));
}
