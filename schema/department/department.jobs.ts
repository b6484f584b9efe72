import type { JobDeclaration } from '../../scheduler/timetable/index.js';
import type { Unit } from '../shared/unit.js';
import { followTerms } from './department-terms.js';

/** What the trees have to do at their times. */
export const departmentJobs: readonly JobDeclaration<Unit>[] = [
  {
    kind: 'department.follow-terms',
    description: '部门、区划的变更到期生效。Brings planned changes of departments and divisions into force.',
    isLegalDuty: true,
    mayRunEarly: true,
    run: (_job, { tx }) => followTerms(tx),
  },
];
