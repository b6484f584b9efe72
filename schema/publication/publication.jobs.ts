import type { JobDeclaration } from '../../scheduler/timetable/index.js';
import { decisionJobs } from '../decision/index.js';
import type { Unit } from '../shared/unit.js';
import { prepareDecision } from './decision.prepare.js';
import { endWithdrawn } from './decision.withdrawn.js';
import { endNote } from './end-record.js';
import { preparePublication } from './publication.prepare.js';
import { expire, publish } from './publication.service.js';
import { countPublications } from './publication-count.js';

/** What publication has to do at its times. */
export const publicationJobs: readonly JobDeclaration<Unit>[] = [
  {
    kind: 'publication.prepare',
    description: '由已确认的结果产生公示义务。Turns a confirmed result into a duty to publish.',
    isLegalDuty: true,
    run: (job, { tx }) => preparePublication(tx, String(job.payload.resultId)),
  },
  {
    kind: decisionJobs.entered,
    description: '由决定产生公示义务。Turns a decision into a duty to publish.',
    isLegalDuty: true,
    run: (job, { tx }) => prepareDecision(tx, String(job.payload.decisionId)),
  },
  {
    kind: decisionJobs.withdrawn,
    description: '撤回已不成立的决定的公示。Ends the publication of a decision that does not hold any more.',
    isLegalDuty: true,
    run: (job, { tx }) => endWithdrawn(tx, String(job.payload.decisionId)),
  },
  {
    kind: 'publication.expire',
    description: '公示期满，结束公示。Ends what has been public for its term.',
    isLegalDuty: true,
    run: (job, { tx }) => expire(tx, String(job.payload.publicationId)),
  },
  {
    kind: 'publication.end-note',
    description: '撤回说明满期，予以删除。Removes the note on a withdrawal after its time.',
    isLegalDuty: true,
    run: (job, { tx }) => endNote(tx, String(job.payload.recordId)),
  },
  {
    kind: 'publication.publish',
    description: '公示已批准的版本。Publishes a released version.',
    isLegalDuty: true,
    run: (job, { tx }) => publish(tx, String(job.payload.publicationId)),
  },
  {
    kind: 'publication.count',
    description: '统计各部门各月公示情况。Counts how departments publish, by month.',
    recurs: { everySeconds: 3_600 },
    run: (_job, { tx }) => countPublications(tx),
  },
];
