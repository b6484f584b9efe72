import type { JobDeclaration } from '../../../scheduler/timetable/index.js';
import type { Unit } from '../../shared/unit.js';
import { ImportDetail } from './import-run.entity.js';
import { clearUploadsBefore } from './upload.service.js';

const DAY_MS = 86_400_000;

/** Forgets uploads of yesterday and what imports had to say of single rows: they are somebody's personal data. */
export async function forgetImported(unit: Unit): Promise<void> {
  const yesterday = new Date(unit.now.getTime() - DAY_MS);
  await clearUploadsBefore(unit, yesterday);
  await unit.em.nativeDelete(ImportDetail, { createdAt: { $lt: yesterday } });
}

/** What imports have to do at their times. */
export const importJobs: readonly JobDeclaration<Unit>[] = [
  {
    kind: 'registry.forget-imported',
    description: '清除一天前的上传文件与逐行说明。Forgets uploads and remarks on rows that are a day old.',
    isLegalDuty: true,
    recurs: { everySeconds: 3_600 },
    run: (_job, { tx }) => forgetImported(tx),
  },
];
