import { registerEnumType } from 'type-graphql';
import { addWorkingDays, type HolidayTable } from '../../scheduler/calendar/index.js';
import type { DeadlineRule } from '../calendar/index.js';

/** How near a due day is. */
export enum DutyColour {
  GREEN = 'GREEN',
  YELLOW = 'YELLOW',
  RED = 'RED',
}

registerEnumType(DutyColour, {
  name: 'DutyColour',
  description: '台账颜色，按应办日。How near a due day is.',
  valuesConfig: {
    GREEN: { description: '未临近。Not near.' },
    YELLOW: { description: '临近：若干工作日内到期，含当日。Within some working days, today among them.' },
    RED: { description: '逾期。Past.' },
  },
});

/** The last day that is yellow, and by what rule. */
export interface Warning {
  readonly untilOn: string;
  readonly workingDays: number;
  readonly basis: string;
  readonly isProvisional: boolean;
}

/** From when on the ledger warns, on this day. */
export function warningOf(
  { limitCount, legalBasis }: DeadlineRule,
  calendar: HolidayTable,
  today: string,
): Warning {
  const { dueOn, provisional } = addWorkingDays(calendar, today, limitCount);
  return { untilOn: dueOn, workingDays: limitCount, basis: legalBasis, isProvisional: provisional };
}

/** The colour of a due day: red from the day after it, yellow from some working days before it. */
export function colourOf(dueOn: string, today: string, { untilOn }: Pick<Warning, 'untilOn'>): DutyColour {
  if (dueOn < today) return DutyColour.RED;
  return dueOn <= untilOn ? DutyColour.YELLOW : DutyColour.GREEN;
}

/** A colour as a condition on `duty` that asks for today and the last yellow day. */
export const colourConditions: Readonly<Record<DutyColour, string>> = {
  RED: 'duty.due_on < ?::date and ?::date is not null',
  YELLOW: 'duty.due_on between ?::date and ?::date',
  GREEN: '?::date is not null and duty.due_on > ?::date',
};
