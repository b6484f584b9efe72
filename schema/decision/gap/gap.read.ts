import { type PageArguments, pageOf } from '../../shared/page.js';
import type { Reader } from '../../shared/unit.js';
import type { DecisionKind } from '../decision.states.js';
import { numberText } from '../decision-number.js';
import type { GapReason } from './gap.states.js';

/** Numbers of a series, one after the other, that have no decision: unreported or late, or explained by one word. */
export interface DecisionGap {
  readonly departmentId: string;
  readonly kind: DecisionKind;
  readonly series: string;
  readonly year: number;
  readonly fromNo: number;
  readonly toNo: number;
  /** The first of them as it would be written. */
  readonly number: string;
  readonly reason?: GapReason | null;
  readonly note?: string | null;
  readonly explainedById?: string | null;
  readonly explainedAt?: Date | null;
}

/** Which gaps. */
export interface GapFilter {
  readonly kind?: DecisionKind | null;
  readonly year?: number | null;
  readonly isOpen?: boolean | null;
}

/**
 * A series begins at 1 and goes on to its highest number. Whatever lies between two taken numbers is open, however long;
 * numbers that one word explains stand together. A decision that comes after all counts more than what was said before.
 */
const gapsSql = (where: string) => `
  with used as (
    select department_id, kind, series, series_year, series_no from decision where series is not null${where}
  ), latest as (
    select distinct on (department_id, kind, series, series_year, series_no) *
      from decision_gap_note where true${where}
     order by department_id, kind, series, series_year, series_no, at desc, id desc
  ), explained as (
    select l.* from latest l left join used u using (department_id, kind, series, series_year, series_no)
     where u.series_no is null
  ), taken as (
    select department_id, kind, series, series_year, series_no from used
    union select department_id, kind, series, series_year, series_no from explained
    union select department_id, kind, series, series_year, 0 from used
  ), steps as (
    select *, lead(series_no) over (partition by department_id, kind, series_year, series order by series_no) as next_no
      from taken
  ), islands as (
    select *, series_no - row_number() over (partition by act, department_id, kind, series_year, series order by series_no)
           as island
      from explained
  )
  select department_id as "departmentId", kind, series, series_year as year, series_no + 1 as "fromNo", next_no - 1 as "toNo",
         null as reason, null as note, null::uuid as "explainedById", null::timestamptz as "explainedAt"
    from steps where next_no > series_no + 1
  union all
  select department_id, kind, series, series_year, min(series_no), max(series_no), reason, note, by_id, at
    from islands group by department_id, kind, series, series_year, act, reason, note, by_id, at, island`;

function conditions({ kind, year }: GapFilter): { sql: string; values: unknown[] } {
  return {
    sql: `${kind ? ' and kind = ?' : ''}${year == null ? '' : ' and series_year = ?'}`,
    values: [...(kind ? [kind] : []), ...(year == null ? [] : [year])],
  };
}

/** Gaps in the reader's scope, by kind, year, series, department and number; one page. */
export function listGaps(reader: Reader, filter: GapFilter, page: PageArguments) {
  const { sql, values } = conditions(filter);
  const key = [
    (gap: DecisionGap) => gap.kind,
    (gap: DecisionGap) => gap.year,
    (gap: DecisionGap) => gap.series,
    Object.assign((gap: DecisionGap) => gap.departmentId, { form: /^[0-9a-f-]{36}$/ }),
    (gap: DecisionGap) => gap.fromNo,
  ];
  const open =
    filter.isOpen == null ? 'true' : filter.isOpen ? 'gap.reason is null' : 'gap.reason is not null';
  return pageOf(page, key, async (limit, after) => {
    const order = 'gap.kind, gap.year, gap.series, gap."departmentId", gap."fromNo"';
    const following = after ? ` and (${order}) > (?, ?::int, ? collate "C", ?::uuid, ?::int)` : '';
    const gaps = await reader.em.execute<Omit<DecisionGap, 'number'>[]>(
      `select gap.* from (${gapsSql(sql)}) gap where ${open}${following} order by ${order} limit ?`,
      [...values, ...values, ...(after ?? []), limit],
    );
    return gaps.map((gap) => ({ ...gap, number: numberText(gap.series, gap.year, gap.fromNo) }));
  });
}
