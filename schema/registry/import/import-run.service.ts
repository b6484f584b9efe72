import { idKey, type Page, type PageArguments, pageOf } from '../../shared/page.js';
import type { Reader } from '../../shared/unit.js';
import { ImportRun } from './import-run.entity.js';
import type { ImportKind } from './import-run.states.js';

/** Imports in the reader's scope, the newest first, one page. Ids are ordered by time. */
export function listImportRuns(
  reader: Reader,
  kind: ImportKind | undefined,
  page: PageArguments,
): Promise<Page<ImportRun>> {
  return pageOf(page, [idKey], (limit, after) =>
    reader.em.find(
      ImportRun,
      { ...(kind ? { kind } : {}), ...(after ? { id: { $lt: String(after[0]) } } : {}) },
      { orderBy: { id: 'desc' }, limit },
    ),
  );
}
