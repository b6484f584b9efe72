import { createTimetable, type Timetable, type TimetableEvent } from '../scheduler/timetable/index.js';
import { auditJobs } from '../schema/audit/index.js';
import { departmentJobs } from '../schema/department/index.js';
import { documentJobs } from '../schema/document/index.js';
import { drawJobs } from '../schema/draw/index.js';
import {
  changeJobs,
  inspectionJobs,
  rectificationJobs,
  secondReviewJobs,
  transferJobs,
} from '../schema/inspection/index.js';
import { createJobStore, pauseEndJobs } from '../schema/job/index.js';
import { dutyWatchJobs, monthlyReturnJobs } from '../schema/oversight/index.js';
import { personalJobs } from '../schema/personal/index.js';
import { handedListJobs } from '../schema/plan/index.js';
import { publicationJobs } from '../schema/publication/index.js';
import { importJobs, personJobs } from '../schema/registry/index.js';
import { reorganisationJobs } from '../schema/reorganisation/index.js';
import type { Unit } from '../schema/shared/unit.js';
import { describeUnexpected } from './http/error-details.js';
import type { Logger } from './platform/logger.js';
import type { Metrics } from './platform/metrics.js';
import { createStep, type StepSources } from './platform/step.js';

/** Everything that is done at its time, room by room. */
export const jobs = [
  ...auditJobs,
  ...pauseEndJobs,
  ...personalJobs,
  ...departmentJobs,
  ...importJobs,
  ...personJobs,
  ...handedListJobs,
  ...drawJobs,
  ...inspectionJobs,
  ...changeJobs,
  ...rectificationJobs,
  ...secondReviewJobs,
  ...transferJobs,
  ...documentJobs,
  ...publicationJobs,
  ...monthlyReturnJobs,
  ...dutyWatchJobs,
  ...reorganisationJobs,
];

/** A database's words may hold SQL and people: only the error's kind and place are logged. */
function described(error: unknown): Record<string, unknown> {
  return describeUnexpected(error instanceof Error ? error : new Error('not an error'));
}

/** What is kept of a failure with its job: its kind and place alone, for the same reason. */
export function wordsOfFailure(error: unknown): string {
  const { error: name, code, table, constraint, place } = described(error);
  const lines = (place ?? []) as string[];
  const first = lines.find((line) => !/node_modules|node:/.test(line)) ?? lines[0];
  return [name, code, table, constraint, first?.replace(/\(?(file:\/\/)?[^ ]*\/([^/]+\/[^/]+?)\)?$/, '$2')]
    .filter(Boolean)
    .join(' ');
}

export function told(logger: Logger, metrics?: Metrics): (event: TimetableEvent) => void {
  return (event) => {
    if ('job' in event) metrics?.jobAttempts.inc({ kind: event.job.kind, outcome: event.type });
    if (event.type === 'storeFailed')
      return logger.error(described(event.error), 'jobs: the database failed');
    const { kind, id, attempt } = event.job;
    if (event.type === 'failed' || event.type === 'givenUp') {
      return logger.error({ job: kind, id, attempt, ...described(event.error) }, `jobs: ${event.type}`);
    }
    logger.debug({ job: kind, id, attempt }, `jobs: ${event.type}`);
  };
}

/** Runs the house's jobs when they are due, and at once after a step that enqueued one. */
export function createHouseTimetable(
  sources: StepSources,
  logger: Logger,
  options: { everySeconds: number; readClock?: (unit: Unit) => Promise<Date>; metrics?: Metrics },
): Timetable {
  const step = createStep(sources, { kind: 'system' });
  const timetable = createTimetable({
    store: createJobStore(step, options.readClock),
    jobs,
    tickAt: `*/${Math.min(options.everySeconds, 59)} * * * * *`,
    onEvent: told(logger, options.metrics),
    wordsOf: wordsOfFailure,
  });
  if (sources.jobs) sources.jobs.wake = () => void timetable.runDue();
  return timetable;
}
