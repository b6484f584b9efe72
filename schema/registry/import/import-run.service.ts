import { idKey, type Page, type PageArguments, pageOf } from '../../shared/page.js';
import { Role } from '../../shared/roles.js';
import type { Reader } from '../../shared/unit.js';
import type { RowRemark } from './import-remark.js';
import { DetailKind, ImportDetail, ImportRun } from './import-run.entity.js';
import { busyStates, type ImportKind } from './import-run.states.js';

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

/** An import in the reader's scope, or nothing. */
export function findImportRun(reader: Reader, id: string): Promise<ImportRun | null> {
  return reader.em.findOne(ImportRun, { id }, { disableIdentityMap: true });
}

/** How far an import is, and how long it may still take at the rate it has had. */
export function progressOf({ now }: Reader, run: ImportRun) {
  const { state, rowCount, readBytes, totalBytes, startedAt } = run;
  const isBusy = busyStates.includes(state);
  const seconds = Math.max(1, (now.getTime() - startedAt.getTime()) / 1_000);
  const rest = totalBytes > 0 && readBytes > 0 ? ((totalBytes - readBytes) / readBytes) * seconds : undefined;
  return {
    ...{ rowCount, readBytes, totalBytes },
    rowsPerSecond: isBusy ? Math.round(rowCount / seconds) : undefined,
    secondsLeft: isBusy && rest !== undefined ? Math.ceil(rest) : undefined,
  };
}

/** Whether a reader may see what stood in the rows of a file: the registrar of its department. */
export function maySeeRows({ actor }: Reader, run: ImportRun): boolean {
  return actor.departmentId === run.department && actor.roles?.includes(Role.REGISTRAR) === true;
}

/** What an import said row by row, the first thousand lines; nothing for whoever may not see rows. */
export async function listDetails(reader: Reader, run: ImportRun, kind: DetailKind): Promise<unknown[]> {
  if (!maySeeRows(reader, run)) return [];
  const part = await reader.em.findOne(
    ImportDetail,
    { run: run.id, kind, n: 0 },
    { disableIdentityMap: true },
  );
  return (part?.lines ?? []).map(shown);
}

/** Values of any kind as texts, for people to compare. */
function shown(line: unknown): unknown {
  const { from, to, ...rest } = line as { from?: unknown; to?: unknown };
  return { ...rest, from: textOf(from), to: textOf(to) };
}

function textOf(value: unknown): string | undefined {
  if (value == null) return undefined;
  return Array.isArray(value) ? value.join('；') : String(value);
}

/** Every fault of an import in the order of its rows, part by part. */
export async function* listAllFaults(reader: Reader, runId: string): AsyncGenerator<readonly RowRemark[]> {
  for (let n = 0; ; n++) {
    const part = await reader.em.findOne(
      ImportDetail,
      { run: runId, kind: DetailKind.FAULT, n },
      { disableIdentityMap: true },
    );
    if (!part) return;
    yield part.lines as RowRemark[];
  }
}
