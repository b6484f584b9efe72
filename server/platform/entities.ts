import { AuditEvent } from '../../schema/audit/audit-event.entity.js';
import { Department, Division } from '../../schema/department/department.entity.js';
import { Job } from '../../schema/job/job.entity.js';

/** Every table of the house. */
export const entities = [AuditEvent, Job, Division, Department];
