import type { DatedKind } from '../shared/dated-rows.js';
import type { Unit } from '../shared/unit.js';
import { countFrom, type Due } from './calendar.service.js';
import { calendarOf } from './calendar-of.js';
import { type Deadline, DeadlineRule } from './deadline.entity.js';

/** One duty of many that fall due by one rule. */
export interface Duty {
  readonly subjectId: string;
  readonly fromOn: string;
}

/** What was fixed for a duty. */
export type FixedDeadline = Pick<Deadline, 'id' | 'subjectId' | 'dueOn' | 'isProvisional'>;

/** The days of a count are told once for all duties that begin on one day: ten thousand may. */
const insertion = `insert into deadline (id, subject_kind, subject_id, rule_code, rule_version, legal_basis, limit_count,
         unit, counted_for, from_on, due_on, calendar_version, is_provisional, days, created_at)
  select d.id, ?, d.subject_id, ?, c.rule_version, c.legal_basis, c.limit_count, c.unit, ?::uuid, d.from_on, c.due_on,
         c.calendar_version, c.is_provisional, c.days, ?::timestamptz
    from jsonb_to_recordset(?::jsonb) as d(id uuid, subject_id uuid, from_on date)
    join jsonb_to_recordset(?::jsonb) as c(from_on date, rule_version int, legal_basis text, limit_count int, unit text, due_on date,
         calendar_version text, is_provisional boolean, days jsonb) using (from_on)`;

/**
 * Fixes when many new duties fall due: each day is counted once, and none of the subjects has a deadline by this rule yet.
 * What happened before the first version of the rule is counted by it: an old matter is late, not refused.
 */
export async function fixDeadlines(
  unit: Unit,
  rule: { readonly code: string; readonly subjectKind: DatedKind; readonly departmentId: string },
  duties: readonly Duty[],
): Promise<Map<string, FixedDeadline>> {
  const versions = await unit.em.find(DeadlineRule, { code: rule.code }, { orderBy: { version: 'asc' } });
  const [first] = versions;
  if (!first) throw new Error(`no deadline rule ${rule.code}`);
  const calendar = await calendarOf(unit, rule.departmentId);
  const countOf = new Map(
    [...new Set(duties.map(({ fromOn }) => fromOn))].map((fromOn) => {
      const inForce = versions.findLast(({ validFromOn }) => validFromOn <= fromOn) ?? first;
      return [fromOn, { inForce, due: countFrom(calendar, inForce, fromOn) }] as const;
    }),
  );
  const counts = [...countOf].map(([fromOn, { inForce, due }]) => ({
    ...{ from_on: fromOn, rule_version: inForce.version, legal_basis: inForce.legalBasis, due_on: due.dueOn },
    ...{ limit_count: inForce.limitCount, unit: inForce.unit },
    ...{ calendar_version: due.calendarVersion, is_provisional: due.provisional, days: due.days },
  }));
  const placed = duties.map(({ subjectId, fromOn }) => ({ id: unit.newId(), subjectId, fromOn }));
  const rows = placed.map(({ id, subjectId, fromOn }) => ({ id, subject_id: subjectId, from_on: fromOn }));
  const { code, subjectKind, departmentId } = rule;
  const values = [
    subjectKind,
    code,
    departmentId,
    unit.now.toISOString(),
    JSON.stringify(rows),
    JSON.stringify(counts),
  ];
  await unit.em.execute(insertion, values);
  return new Map(
    placed.map(({ id, subjectId, fromOn }) => {
      const { dueOn, provisional } = (countOf.get(fromOn) as { due: Due }).due;
      return [subjectId, { id, subjectId, dueOn, isProvisional: provisional }];
    }),
  );
}
