import { Field, ObjectType } from 'type-graphql';
import { addDays } from '../../scheduler/calendar/index.js';
import { getDeadlineRule } from '../calendar/index.js';
import { ConsoleError } from '../console/index.js';
import { Refusal } from '../shared/refusal.js';
import { CalendarDate } from '../shared/scalars.js';
import type { Reader } from '../shared/unit.js';

@ObjectType({ implements: ConsoleError, description: '补录须说明理由。A late entry needs its reason.' })
export class LateEntryNeedsReason extends Refusal {
  @Field(() => CalendarDate, { description: '免说明的最后一日。The last day without a reason.' })
  readonly lastOn: string;

  constructor(lastOn: string, basis: string) {
    super(
      `录入期限为 ${lastOn}，现已超过；请填写补录理由（lateReason）后再提交。依据：${basis}。`,
      `The result was to be entered by ${lastOn}; give the reason (lateReason) and send it again.`,
    );
    this.lastOn = lastOn;
  }
}

/** Why a result of that day may not be entered today without a reason. The term is a row of `deadline_rule`. */
export async function findLateEntryFault(
  reader: Reader,
  visitedOn: string,
  reason: string | null | undefined,
): Promise<LateEntryNeedsReason | undefined> {
  if (reason?.trim()) return undefined;
  const rule = await getDeadlineRule(reader, 'late-result-entry', visitedOn);
  const lastOn = addDays(visitedOn, rule.limitCount);
  return reader.today > lastOn ? new LateEntryNeedsReason(lastOn, rule.legalBasis) : undefined;
}
