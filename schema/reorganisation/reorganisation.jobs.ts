import type { JobDeclaration } from '../../scheduler/timetable/index.js';
import type { Unit } from '../shared/unit.js';
import { carryOut } from './reorganisation.service.js';

/** What re-organisations have to do at their times. */
export const reorganisationJobs: readonly JobDeclaration<Unit>[] = [
  {
    kind: 'reorganisation.carry-out',
    description: '到日实施已登记的机构改革。Carries out a planned re-organisation on its day.',
    isLegalDuty: true,
    run: (job, { tx }) => carryOut(tx, String(job.payload.id)),
  },
];
