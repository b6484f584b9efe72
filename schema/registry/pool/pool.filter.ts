import type { TargetStatus } from '../target/target.states.js';

/** Which targets a pool is about; an absent list means all. Texts are those of the register. */
export interface PoolFilter {
  readonly riskClasses?: readonly string[];
  readonly trades?: readonly string[];
  readonly divisions?: readonly string[];
  /** Targets with at least one of these. */
  readonly tags?: readonly string[];
  /** Ids of special pools: targets in at least one of them. */
  readonly specialPools?: readonly string[];
  readonly statuses?: readonly TargetStatus[];
}

/** A condition on table `target` with the values of its placeholders. */
export interface PoolCondition {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** The filter as a condition on table `target`. `-` in a list stands for targets without a class or a trade. */
export function poolCondition(departmentId: string, filter: PoolFilter): PoolCondition {
  const parts = ['department_id = ?'];
  const values: unknown[] = [departmentId];
  const among = (column: string, list: readonly string[] | undefined) => {
    if (!list) return;
    parts.push(`coalesce(${column}, '-') in (select jsonb_array_elements_text(?::jsonb))`);
    values.push(JSON.stringify(list));
  };
  among('risk_class', filter.riskClasses);
  among('trade', filter.trades);
  among('division_code', filter.divisions);
  among('status', filter.statuses);
  if (filter.tags) {
    parts.push('tags && array(select jsonb_array_elements_text(?::jsonb))');
    values.push(JSON.stringify(filter.tags));
  }
  if (filter.specialPools) {
    parts.push(
      `real_id in (select member.real_id from special_pool_member member where member.removed_on is null
         and member.special_pool_id::text in (select jsonb_array_elements_text(?::jsonb)))`,
    );
    values.push(JSON.stringify(filter.specialPools));
  }
  return { sql: parts.join(' and '), values };
}
