import { visitStands } from '../registry/index.js';
import type { Reader } from '../shared/unit.js';

/** What was done on an item, for a return that the law of a delegation asks for; never an achievement. */
export interface ItemWork {
  readonly itemCode: string;
  readonly checkCount: number;
  readonly findingCount: number;
  readonly correctedCount: number;
}

const work = `with checked as (
    select one.item as code, count(*)::int as checks, count(*) filter (where v.finding = 'PROBLEM')::int as findings
      from visit v join campaign c on c.id = v.campaign_id cross join lateral unnest(c.item_codes) one(item)
     where v.department_id = ?::uuid and v.visited_on between ?::date and ?::date
       and ${visitStands('v')} group by one.item),
  corrected as (
    select one.item as code, count(*)::int as count
      from rectification r join assignment a on a.id = r.assignment_id join campaign c on c.id = a.campaign_id
      cross join lateral unnest(c.item_codes) one(item)
     where r.department_id = ?::uuid and r.state = 'PASSED'
       and (r.closed_at at time zone 'Asia/Shanghai')::date between ?::date and ?::date group by one.item)
  select coalesce(checked.code, corrected.code) as "itemCode", coalesce(checked.checks, 0) as "checkCount",
      coalesce(checked.findings, 0) as "findingCount", coalesce(corrected.count, 0) as "correctedCount"
    from checked full join corrected on corrected.code = checked.code`;

/** Confirmed visits, those that found something, and rectifications that were passed, by item; a visit of several items counts for each. */
export function countItemWork(
  reader: Reader,
  departmentId: string,
  { fromOn, toOn }: { readonly fromOn: string; readonly toOn: string },
): Promise<ItemWork[]> {
  const asked = [departmentId, fromOn, toOn];
  return reader.em.execute<ItemWork[]>(work, [...asked, ...asked]);
}
