import type { JobDeclaration } from '../../../scheduler/timetable/index.js';
import type { Unit } from '../../shared/unit.js';
import { endAddressesOfClosed } from './address.service.js';
import { announceList, type ListNews } from './list-message.js';
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
    kind: 'hand-out.announce-list',
    description: '告知下级部门上级已下达名单。Tells a department that a superior handed a list down to it.',
    run: (job, { tx }) => announceList(tx, job.payload as unknown as ListNews),
  },
  {
    kind: 'hand-out.remind',
    description:
      '每日提醒临近期限的检查，告知负责人逾期情况。Reminds each day of what is due soon, and heads of what is late.',
    recurs: { dailyAt: '08:30' },
    run: async (_job, { tx }) => {
      await endAddressesOfClosed(tx);
      await remindAll(tx);
    },
  },
];
