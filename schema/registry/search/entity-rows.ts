import type { Reader } from '../../shared/unit.js';
import { type PoolFilter, poolCondition } from '../pool/pool.filter.js';
import type { Target } from '../target/target.entity.js';
import { drawableStatuses } from '../target/target.states.js';

/** What caps and exemptions look at in a target. */
export type EntityRowOf = Pick<Target, 'realId' | 'responsibleId' | 'riskClass' | 'classSystem' | 'tags'>;

/** The drawable targets of a range whose entity, or who themselves, are among these; one statement. */
export async function listTargetsAmong(
  reader: Reader,
  departmentId: string,
  filter: PoolFilter,
  ids: readonly string[],
): Promise<EntityRowOf[]> {
  if (ids.length === 0) return [];
  const { sql, values } = poolCondition(departmentId, filter, reader.today);
  const entities = [...new Set(ids.map((id) => id.split('/', 1)[0] as string))];
  const list = '(array(select jsonb_array_elements_text(?::jsonb)))';
  return reader.em.execute<EntityRowOf[]>(
    `select real_id as "realId", responsible_id as "responsibleId", risk_class as "riskClass",
            class_system as "classSystem", tags
       from target where ${sql} and status in (select jsonb_array_elements_text(?::jsonb))
        and (coalesce(responsible_id, split_part(real_id, '/', 1)) = any ${list} or real_id = any ${list})`,
    [...values, JSON.stringify(drawableStatuses), JSON.stringify(entities), JSON.stringify(ids)],
  );
}
