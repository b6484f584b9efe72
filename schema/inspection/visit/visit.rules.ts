import type { Reader } from '../../shared/unit.js';
import { VisitExitRule } from './exit-rule.entity.js';
import type { VisitExit } from './visit.states.js';
import { VisitRule } from './visit-rule.entity.js';

/** Every number by which events are judged (migrations/0013-visit-rules.ts, 0019-evidence-rules.ts). */
export type VisitRuleCode = 'clock-tolerance' | 'compliant-evidence';

/** The value of a rule in force today. @throws Error when it is lacking: a missing rule is a bug */
export async function getVisitRule(reader: Reader, code: VisitRuleCode): Promise<number> {
  const [rule] = await reader.em.find(
    VisitRule,
    { code, validFromOn: { $lte: reader.today } },
    { orderBy: { version: 'desc' }, limit: 1, disableIdentityMap: true },
  );
  if (!rule) throw new Error(`no visit rule ${code} on ${reader.today}`);
  return rule.value;
}

/** What follows from an exit on a day. @throws Error when there is no rule: a bug */
export async function getExitRule(reader: Reader, exit: VisitExit, on: string): Promise<VisitExitRule> {
  const [rule] = await reader.em.find(
    VisitExitRule,
    { exit, validFromOn: { $lte: on } },
    { orderBy: { version: 'desc' }, limit: 1, disableIdentityMap: true },
  );
  if (!rule) throw new Error(`no rule on the exit ${exit} on ${on}`);
  return rule;
}

/** The rules on all exits that hold today. */
export async function listExitRules(reader: Reader): Promise<VisitExitRule[]> {
  const rules = await reader.em.find(
    VisitExitRule,
    { validFromOn: { $lte: reader.today } },
    { orderBy: { exit: 'asc', version: 'asc' }, disableIdentityMap: true },
  );
  return [...new Map(rules.map((rule) => [rule.exit, rule])).values()];
}
