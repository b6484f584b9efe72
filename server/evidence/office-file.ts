import {
  readZipDirectory,
  TableFileError,
  type TableSource,
  unpacked,
} from '../../schema/shared/table-file/index.js';
import { ArchiveNotSafe, ContentNotTaken } from './content-refusals.js';

const main = {
  'word/document.xml': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'xl/workbook.xml': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** Programs within a document, by the names under which Office looks for them. */
const active = /vbaproject\.bin|vbadata\.xml|activex|\.(exe|dll|js|vbs|hta|bat|cmd|ps1|lnk)$/;

/** What all parts may unpack to, and how many times the file's own size beyond the first megabytes. */
const MOST_UNPACKED_BYTES = 512 * 1024 * 1024;
const FREE_BYTES = 64 * 1024 * 1024;
const MOST_RATIO = 100;

/** Which of the two an archive is, by the part that every such file has. */
export async function officeType(
  source: TableSource,
  size: number,
): Promise<string | ContentNotTaken | ArchiveNotSafe> {
  try {
    const directory = await readZipDirectory(source);
    const found = Object.entries(main).find(([part]) => directory.has(part));
    if (!found || !directory.has('[content_types].xml'))
      return new ContentNotTaken('DOCUMENT', 'application/zip');
    if ([...directory.keys()].some((name) => active.test(name))) return new ArchiveNotSafe();
    await requireSmall(source, directory, size);
    return found[1];
  } catch (error) {
    if (error instanceof TableFileError) return new ArchiveNotSafe();
    throw error;
  }
}

/** What an archive says of its sizes is not believed: every part is unpacked, and thrown away, within what is left. */
async function requireSmall(
  source: TableSource,
  directory: Awaited<ReturnType<typeof readZipDirectory>>,
  size: number,
): Promise<void> {
  let left = Math.min(MOST_UNPACKED_BYTES, Math.max(FREE_BYTES, size * MOST_RATIO));
  for (const entry of directory.values()) {
    for await (const piece of unpacked(source, entry, left)) left -= piece.length;
  }
}
