import type { JobDeclaration } from '../../../scheduler/timetable/index.js';
import type { Unit } from '../../shared/unit.js';
import { lapseRectification } from './rectification.service.js';
import { overdueJob } from './rectification.term.js';

export const rectificationJobs: readonly JobDeclaration<Unit>[] = [
  {
    kind: overdueJob,
    description:
      '整改到期未报告的，转为逾期并预警。A rectification whose term ended without a report is overdue.',
    isLegalDuty: true,
    run: (job, { tx }) => lapseRectification(tx, String(job.payload.rectificationId)),
  },
];
