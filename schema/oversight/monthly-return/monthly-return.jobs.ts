import type { JobDeclaration } from '../../../scheduler/timetable/index.js';
import type { Unit } from '../../shared/unit.js';
import { watchMonthlyReturns } from './monthly-return.watch.js';

export const monthlyReturnJobs: readonly JobDeclaration<Unit>[] = [
  {
    kind: 'oversight.remind-monthly-returns',
    description:
      '提醒负责人确认上月月报，逾期预警。Reminds heads of last month’s return; late ones raise an alarm.',
    isLegalDuty: true,
    recurs: { dailyAt: '08:40' },
    run: (_, { tx }) => watchMonthlyReturns(tx),
  },
];
