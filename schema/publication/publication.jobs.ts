import type { JobDeclaration } from '../../scheduler/timetable/index.js';
import type { Unit } from '../shared/unit.js';
import { preparePublication } from './publication.prepare.js';
import { publish } from './publication.service.js';

/** What publication has to do at its times. */
export const publicationJobs: readonly JobDeclaration<Unit>[] = [
  {
    kind: 'publication.prepare',
    description: '由已确认的结果产生公示义务。Turns a confirmed result into a duty to publish.',
    run: (job, { tx }) => preparePublication(tx, String(job.payload.resultId)),
  },
  {
    kind: 'publication.publish',
    description: '公示已批准的版本。Publishes a released version.',
    run: (job, { tx }) => publish(tx, String(job.payload.publicationId)),
  },
];
