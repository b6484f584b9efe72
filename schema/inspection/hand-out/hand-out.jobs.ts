import type { JobDeclaration } from '../../../scheduler/timetable/index.js';
import type { Unit } from '../../shared/unit.js';
import { announceDraw } from './message.service.js';
import { remindAll } from './remind.service.js';

/** What handing out has to do at its times. */
export const handOutJobs: readonly JobDeclaration<Unit>[] = [
  {
    kind: 'hand-out.announce',
    description:
      '告知检查人员其任务数量与可见时间。Tells officers how many assignments they have, and when they see them.',
    run: (job, { tx }) => announceDraw(tx, String(job.payload.drawId)),
  },
  {
    kind: 'hand-out.remind',
    description:
      '每日提醒临近期限的检查，告知负责人逾期情况。Reminds each day of what is due soon, and heads of what is late.',
    recurs: { dailyAt: '08:30' },
    run: (_job, { tx }) => remindAll(tx),
  },
];
