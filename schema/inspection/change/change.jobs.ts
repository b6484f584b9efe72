import type { JobDeclaration } from '../../../scheduler/timetable/index.js';
import type { Unit } from '../../shared/unit.js';
import { alarmUnconfirmed, unconfirmedJob } from './change.decide.js';
import { raiseRateAlarms } from './rates.read.js';
import { raiseVisitAlarms } from './visit-alarms.js';

/** What changes after a dispatch have to do at their times. */
export const changeJobs: readonly JobDeclaration<Unit>[] = [
  {
    kind: unconfirmedJob,
    description:
      '口头同意逾期未确认的预警。Raises an alarm on a grant by phone that nobody confirmed in time.',
    isLegalDuty: true,
    run: (job, { tx }) => alarmUnconfirmed(tx, String(job.payload.changeId)),
  },
  {
    kind: 'inspection.rate-alarms',
    description: '替换、查无、失联异常的预警。Raises alarms on replacements and closures beyond expectation.',
    recurs: { dailyAt: '05:40' },
    run: (_, { tx }) => raiseRateAlarms(tx),
  },
  {
    kind: 'inspection.visit-alarms',
    description:
      '检查过频、同一人员屡无发现的预警。Raises alarms on visits that are too frequent, or find nothing again and again.',
    recurs: { dailyAt: '05:45' },
    run: (_, { tx }) => raiseVisitAlarms(tx),
  },
];
