import type { Reader } from '../../shared/unit.js';
import { ChangeRule } from './change.entity.js';

/** Every rule by which changes are judged (migrations/0012-change-rules.ts). */
export type ChangeRuleCode =
  | 'visits-per-day'
  | 'visits-per-week'
  | 'visits-per-month'
  | 'alarm-period'
  | 'alarm-level'
  | 'alarm-minimum'
  | 'same-officer-visits'
  | 'substitutes-shown'
  | 'second-review-closure'
  | 'second-review-substitution'
  | 'second-review-other';

/** The rules in force today, by code. @throws Error when one is lacking: a missing rule is a bug */
export async function getChangeRules<Code extends ChangeRuleCode>(
  reader: Reader,
  codes: readonly Code[],
): Promise<Record<Code, ChangeRule>> {
  const rows = await reader.em.find(
    ChangeRule,
    { code: { $in: [...codes] }, validFromOn: { $lte: reader.today } },
    { orderBy: { version: 'asc' }, disableIdentityMap: true },
  );
  const found = new Map(rows.map((row) => [row.code, row]));
  return Object.fromEntries(
    codes.map((code) => {
      const rule = found.get(code);
      if (!rule) throw new Error(`no change rule ${code} on ${reader.today}`);
      return [code, rule];
    }),
  ) as Record<Code, ChangeRule>;
}
