import type { JobDeclaration } from '../../scheduler/timetable/index.js';
import type { Unit } from '../shared/unit.js';
import { sealAudit, sealWhenDue } from './checkpoint.service.js';

/** What the audit record has to do at its times. */
export const auditJobs: readonly JobDeclaration<Unit>[] = [
  {
    kind: 'audit.seal',
    description: '即时签发审计检查点。Signs a checkpoint of the audit record at once.',
    isLegalDuty: true,
    run: async (_job, { tx }) => void (await sealAudit(tx)),
  },
  {
    kind: 'audit.seal-when-due',
    description: '每千条或每小时签发检查点。Signs a checkpoint after a thousand events or an hour.',
    isLegalDuty: true,
    recurs: { everySeconds: 60 },
    run: (_job, { tx }) => sealWhenDue(tx),
  },
];
