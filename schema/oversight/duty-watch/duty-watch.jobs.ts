import type { JobDeclaration } from '../../../scheduler/timetable/index.js';
import type { Unit } from '../../shared/unit.js';
import { watchDuties } from './duty-watch.service.js';

export const dutyWatchJobs: readonly JobDeclaration<Unit>[] = [
  {
    kind: 'oversight.remind-duties',
    description:
      '公示临近期限、法定任务多次失败的逐日预警。Alarms each day on publications near their last day and duties that keep failing.',
    isLegalDuty: true,
    recurs: { dailyAt: '08:20' },
    run: (_, { tx }) => watchDuties(tx),
  },
];
