import type { JobDeclaration } from '../../scheduler/timetable/index.js';
import type { Unit } from '../shared/unit.js';
import { endOverdue } from './personal-record.end.js';

/** What has to be done with personal data at its times. */
export const personalJobs: readonly JobDeclaration<Unit>[] = [
  {
    kind: 'personal.end-overdue',
    description: '销毁保存期限已届满的个人信息的密钥。Destroys the keys of personal data whose term is over.',
    isLegalDuty: true,
    recurs: { dailyAt: '00:30' },
    run: async (_job, { tx }) => {
      await endOverdue(tx);
    },
  },
];
