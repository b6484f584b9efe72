import type { JobDeclaration } from '../scheduler/timetable/index.js';
import type { JobKind, Unit } from '../schema/shared/unit.js';
import { sweeping } from './evidence/sweeper.js';
import { sending } from './outbox/outbox.js';
import { jobs } from './timetable.js';

type Declared = Pick<JobDeclaration<Unit>, 'kind' | 'description' | 'recurs' | 'isLegalDuty' | 'mayRunEarly'>;

/** Every kind of job that some timetable of a server does, as operators see it. */
export const jobKinds: readonly JobKind[] = [...jobs, sending, sweeping].map((declared: Declared) => ({
  kind: declared.kind,
  description: declared.description,
  isLegalDuty: declared.isLegalDuty ?? false,
  isRecurring: declared.recurs !== undefined,
  mayRunEarly: declared.mayRunEarly ?? false,
}));
