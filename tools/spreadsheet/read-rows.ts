import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  fileSheets,
  openSheets,
  type RowReader,
  rowOutcomes,
  TableFileError,
  type TableLayout,
  type TableNotice,
  type TableSource,
} from '../../schema/shared/table-file/index.js';
import { ClientError } from '../client/client-error.js';
import { ofFile, ofWholeFile, type SheetFault } from './sheet-fault.js';

/** A row that was understood, and where it stood. */
export interface ReadRow<T> {
  readonly row: number;
  readonly value: T;
}

/** A spreadsheet as read: rows and faults, never only the first of them. */
export interface ReadSheet<T> {
  readonly path: string;
  /** Name of the file without its folder. */
  readonly file: string;
  /** Unix seconds of its last change. */
  readonly changedAt: number;
  readonly rows: readonly ReadRow<T>[];
  readonly faults: readonly SheetFault[];
  readonly notices: readonly (TableNotice & { readonly file: string })[];
  /** Heading of each field's column, for faults found later. */
  readonly headingOf: ReadonlyMap<string, string>;
}

/** Reads a CSV (UTF-8, GB18030, UTF-16), .xlsx or JSON Lines file; a file that is no table at all is one fault. */
export async function readSheet<T>(
  path: string,
  layout: TableLayout,
  reader: RowReader<T>,
): Promise<ReadSheet<T>> {
  const file = basename(path);
  const known = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new ClientError('NO_FILE', `读不到文件 ${path}。`, `Cannot read ${path} (${error.code}).`);
  });
  if (!known.isFile()) throw notAFile(path);
  const faults: SheetFault[] = [];
  const notices: (TableNotice & { file: string })[] = [];
  const rows: ReadRow<T>[] = [];
  const headingOf = new Map<string, string>();
  try {
    const table = await openSheets(await fileSheets(sourceOf(path)), layout);
    for (const { field, heading } of table.columns) headingOf.set(field, heading);
    for await (const outcome of rowOutcomes(table, reader)) {
      if ('faults' in outcome) faults.push(...outcome.faults.map((fault) => ofFile(file, fault)));
      else {
        rows.push({ row: outcome.row, value: outcome.value });
        notices.push(...outcome.notices.map((notice) => ({ ...notice, file })));
      }
    }
    notices.push(...table.skipped.map((notice) => ({ ...notice, file })));
  } catch (error) {
    if (!(error instanceof TableFileError)) throw error;
    faults.push(ofWholeFile(file, error));
  }
  return { path, file, changedAt: Math.floor(known.mtimeMs / 1000), rows, faults, notices, headingOf };
}

/** A folder cannot be read, and a pipe would be waited for without end. */
function notAFile(path: string): ClientError {
  return new ClientError(
    'NOT_A_FILE',
    `${path} 不是文件（是文件夹或管道）；请指明表格文件。`,
    `${path} is a folder or a pipe; name a spreadsheet file.`,
  );
}

function sourceOf(path: string): TableSource {
  return Object.assign(() => createReadStream(path), {
    from: (start: number) => createReadStream(path, { start }),
  });
}
