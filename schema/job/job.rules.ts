import type { JobKind, Reader } from '../shared/unit.js';
import { JobRule } from './job-rule.entity.js';

/** Every rule on jobs (migrations/0022-job-rules.ts): hours, attempts, working days. */
export type JobRuleCode = 'legal-duty-pause' | 'failures-before-alarm' | 'publication-warning';

/** What a rule says today. @throws Error when it is lacking: a missing rule is a bug */
export async function getJobRule(reader: Reader, code: JobRuleCode): Promise<number> {
  const [rule] = await reader.em.find(
    JobRule,
    { code, validFromOn: { $lte: reader.today } },
    { orderBy: { version: 'desc' }, limit: 1, disableIdentityMap: true },
  );
  if (!rule) throw new Error(`no job rule ${code} on ${reader.today}`);
  return rule.value;
}

/** What this installation declares of a kind of job, if it does. */
export function findJobKind({ installation }: Reader, kind: string): JobKind | undefined {
  return installation.jobKinds?.find((declared) => declared.kind === kind);
}
