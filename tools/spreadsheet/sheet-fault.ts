import type { TableFault, TableFileError } from '../../schema/shared/table-file/index.js';
import { ClientError } from '../client/client-error.js';

/** One thing wrong with a file that a person filled in: where, what, and what to do. */
export interface SheetFault {
  readonly file: string;
  /** As a spreadsheet counts it, from 1; absent where the file as a whole is meant. */
  readonly row?: number;
  /** Heading of the column as printed. */
  readonly column?: string;
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly remedy: { readonly zh: string; readonly en: string };
}

/** How many faults are printed for people; `--json` has them all. */
const SHOWN = 50;

/** Everything that is wrong with the files of a freeze, at once. */
export class SheetsRefused extends ClientError {
  constructor(readonly faults: readonly SheetFault[]) {
    const rest = faults.length - SHOWN;
    super(
      'SHEETS_REFUSED',
      [
        `表格有 ${faults.length} 处错误，未写入任何内容：`,
        ...faults.slice(0, SHOWN).map(wordsOf),
        ...(rest > 0 ? [`…… 其余 ${rest} 处见 --json`] : []),
      ].join('\n'),
      `The files have ${faults.length} fault(s); nothing was written.`,
    );
  }
}

/** The code shown for a whole refusal is that of its first fault where there is one alone. */
function wordsOf({ file, row, column, code, zh, en, remedy }: SheetFault): string {
  const place = [file, row === undefined ? '' : `第 ${row} 行`, column ? `“${column}”` : '']
    .filter(Boolean)
    .join(' ');
  return `  ${place} ${code}: ${zh}${remedy.zh}\n    ${en} ${remedy.en}`;
}

/** A fault that a row's reader found, with the name of its file. */
export function ofFile(file: string, { row, column, code, zh, en, remedy }: TableFault): SheetFault {
  const again = { zh: forDraw(remedy.zh), en: forDraw(remedy.en) };
  return { file, row, ...(column && { column }), code, zh: forDraw(zh), en: forDraw(en), remedy: again };
}

/** What is wrong with a file as a whole. */
export function ofWholeFile(file: string, { code, zh, en, place }: TableFileError): SheetFault {
  return { file, ...place, code, zh: forDraw(zh), en: forDraw(en), remedy: { zh: '', en: '' } };
}

/** The words are those of the import, which a draw is not: it has no mapping files, and imports nothing. */
function forDraw(words: string): string {
  return words
    .replace('，或提供字段对照文件（--map）', '，可对照 fairdraw draw init 生成的样例')
    .replace(', or give a mapping file (--map)', ' against the example that "fairdraw draw init" writes')
    .replaceAll('重新导入', '重新运行本命令')
    .replace('and import again', 'and run the command again')
    .replace('and import that', 'and use that');
}
