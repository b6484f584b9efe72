import type { TableSource } from '../../shared/table-file/index.js';
import type { ConflictRule, ImportKind, ImportMode, MissingRule } from './import-run.states.js';
import type { Turns } from './turns.js';

/** A file to import. */
export interface ImportRequest {
  readonly kind: ImportKind;
  readonly departmentId: string;
  /** Read twice: for its encoding and for its rows. */
  readonly source: TableSource;
  readonly fileName: string;
  /** SHA-256 of the file, lower-case hex. */
  readonly fileHash: string;
  /** In bytes, where it is known. */
  readonly size?: number;
  /** The text of a mapping file, for headings that no preset knows. */
  readonly mapping?: string;
  /** Under which name the file's source is remembered, and with it how its columns are read. */
  readonly sourceName?: string;
  readonly mode: ImportMode;
  /** Reads, compares and counts, and leaves the registers as they were. */
  readonly dryRun: boolean;
  /** Absent: a conflict is a fault. */
  readonly conflicts?: ConflictRule;
  /** What becomes of targets of the source that the file does not name; absent: they stay. */
  readonly missing?: MissingRule;
  /** Up to which share of the source's targets may be marked as removed, per hundred. */
  readonly missingPercent?: number;
  /** Marks more than that as removed, when it is exactly so many. */
  readonly confirmedMissingCount?: number;
  /** What a preview answered: only the same file into the same register is imported. */
  readonly token?: string;
  /** The upload that is read; its bytes are kept for a day when rows were refused. */
  readonly uploadId?: string;
  /** Where the source reads from the importing transaction itself: it and the writing take turns. */
  readonly turns?: Turns;
  /** Told after each batch how many rows were read. */
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** How far an import is. */
export interface ImportProgress {
  readonly rowCount: number;
  readonly readBytes: number;
  /** 0 where it is not known. */
  readonly totalBytes: number;
  /** Of the rows that are to be written, when it has come to that. */
  readonly writtenCount?: number;
  readonly writableCount?: number;
}

/** A source that counts what is taken from it, anew each time it is opened. */
export function countingSource(source: TableSource): { source: TableSource; readBytes: () => number } {
  if (typeof source !== 'function') return { source, readBytes: () => source.length };
  let count = 0;
  const counting = async function* () {
    count = 0;
    for await (const bytes of source()) {
      count += bytes.length;
      yield bytes;
    }
  };
  return { source: counting, readBytes: () => count };
}
