import type { JobDeclaration } from '../../../scheduler/timetable/index.js';
import type { Unit } from '../../shared/unit.js';
import { drawSecondReviews } from './second-review.draw.js';

export const secondReviewJobs: readonly JobDeclaration<Unit>[] = [
  {
    kind: 'inspection.second-review',
    description: '抽取上月的复查。Draws which of last month’s visits are looked at again.',
    recurs: { dailyAt: '05:50' },
    run: (_, { tx }) => drawSecondReviews(tx),
  },
];
