import { registerEnumType } from 'type-graphql';
import { addDays } from '../../scheduler/calendar/index.js';

/** Over what duties are counted. */
export enum PeriodKind {
  TEN_DAYS = 'TEN_DAYS',
  MONTH = 'MONTH',
}

registerEnumType(PeriodKind, {
  name: 'PeriodKind',
  description: '统计期间。Over what duties are counted.',
  valuesConfig: {
    TEN_DAYS: { description: '旬：1 至 10 日、11 至 20 日、21 日至月末。A third of a month.' },
    MONTH: { description: '月。A month.' },
  },
});

/** From and to a day, both within. */
export interface Period {
  readonly fromOn: string;
  readonly toOn: string;
}

function lastOfMonth(on: string): string {
  const [year, month] = on.split('-').map(Number) as [number, number];
  const next =
    month === 12
      ? `${String(year + 1).padStart(4, '0')}-01`
      : `${on.slice(0, 5)}${String(month + 1).padStart(2, '0')}`;
  return addDays(`${next}-01`, -1);
}

/** The period that a day lies in. */
export function periodOf(kind: PeriodKind, on: string): Period {
  const month = on.slice(0, 8);
  if (kind === PeriodKind.MONTH) return { fromOn: `${month}01`, toOn: lastOfMonth(on) };
  const day = Number(on.slice(8));
  if (day <= 10) return { fromOn: `${month}01`, toOn: `${month}10` };
  if (day <= 20) return { fromOn: `${month}11`, toOn: `${month}20` };
  return { fromOn: `${month}21`, toOn: lastOfMonth(on) };
}
