import type { JobDeclaration } from '../../../scheduler/timetable/index.js';
import type { Unit } from '../../shared/unit.js';
import { alarmUnanswered, unansweredJob } from './transfer.service.js';

export const transferJobs: readonly JobDeclaration<Unit>[] = [
  {
    kind: unansweredJob,
    description: '移送、抄告逾期未答复的预警。Raises an alarm on a transfer that nobody answered in time.',
    isLegalDuty: true,
    run: (job, { tx }) => alarmUnanswered(tx, String(job.payload.transferId)),
  },
];
