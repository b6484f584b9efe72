import { tradePrefix } from '../../shared/trades/index.js';
import { memberTargets } from '../special-pool/member-targets.js';
import { holdsOnDay } from '../special-pool/membership.js';
import type { TargetStatus } from '../target/target.states.js';

/** Which targets a pool is about; an absent list means all. Texts are those of the register. */
export interface PoolFilter {
  readonly riskClasses?: readonly string[];
  readonly trades?: readonly string[];
  readonly divisions?: readonly string[];
  /** Targets with at least one of these. */
  readonly tags?: readonly string[];
  /** Targets in at least one of these special pools on the day. */
  readonly specialPools?: readonly string[];
  readonly statuses?: readonly TargetStatus[];
}

/** A condition on table `target` with the values of its placeholders. */
export interface PoolCondition {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** The same question as `isInTrades`: a trade in the words of its source, or a code that takes all below it. */
export function tradeCondition(wanted: readonly string[]): PoolCondition {
  const words = `coalesce(trade, '-') in (select jsonb_array_elements_text(?::jsonb))`;
  const prefixes = wanted.flatMap((word) => tradePrefix(word) ?? []);
  if (prefixes.length === 0) return { sql: words, values: [JSON.stringify(wanted)] };
  const codes = `exists (select from unnest(trade_codes) code, jsonb_array_elements_text(?::jsonb) prefix
    where starts_with(code, prefix))`;
  return { sql: `(${words} or ${codes})`, values: [JSON.stringify(wanted), JSON.stringify(prefixes)] };
}

/**
 * The filter as a condition on table `target`. `-` in a list stands for targets without a class or a trade.
 * @param on the day on which a membership of a special pool has to hold; asked for where the filter names one
 */
export function poolCondition(departmentId: string, filter: PoolFilter, on?: string): PoolCondition {
  const parts = ['department_id = ?'];
  const values: unknown[] = [departmentId];
  const among = (column: string, list: readonly string[] | undefined) => {
    if (!list) return;
    parts.push(`coalesce(${column}, '-') in (select jsonb_array_elements_text(?::jsonb))`);
    values.push(JSON.stringify(list));
  };
  among('risk_class', filter.riskClasses);
  if (filter.trades) {
    const trades = tradeCondition(filter.trades);
    parts.push(trades.sql);
    values.push(...trades.values);
  }
  among('division_code', filter.divisions);
  among('status', filter.statuses);
  if (filter.tags) {
    parts.push('tags && array(select jsonb_array_elements_text(?::jsonb))');
    values.push(JSON.stringify(filter.tags));
  }
  if (filter.specialPools) {
    if (!on) throw new Error('a membership holds on a day, and none is given');
    const member = {
      sql: `select distinct ?::uuid, real_id from special_pool_member where ${holdsOnDay}
         and special_pool_id in (select id from special_pool where department_id = ?
           and id in (select jsonb_array_elements_text(?::jsonb)::uuid))`,
      values: [departmentId, on, on, on, departmentId, JSON.stringify(filter.specialPools)],
    };
    const resolved = memberTargets(member);
    parts.push(`real_id in (with recursive ${resolved.sql} select resolved.real_id from resolved)`);
    values.push(...resolved.values);
  }
  return { sql: parts.join(' and '), values };
}
