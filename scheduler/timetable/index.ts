export type { JobDeclaration } from './declaration.js';
export type { ClaimedJob, JobContext, JobHandler, JobOutside, JobPayload } from './job.js';
export type { ClaimRequest, JobStep, JobStore } from './job-store.js';
export type { TimetableEvent } from './pass.js';
export type { Recurrence } from './recurrence.js';
export { DEFAULT_RETRY, type RetryPolicy } from './retry.js';
export { createTimetable, type Timetable, type TimetableOptions } from './timetable.js';
export { TimetableError, type TimetableErrorCode } from './timetable-error.js';
