import type { TableSource } from '../table-source.js';
import { marksOf } from './xml-part.js';
import type { ZipDirectory } from './zip-directory.js';

/** What a cell's style says of its number. */
export type NumberForm = 'plain' | 'day' | 'percent';

/** Formats that a file names by number only. Source: ECMA-376 part 1, §18.8.30; 27–36 and 50–58 are dates in Chinese. */
function builtInForm(id: number): NumberForm {
  if (id === 9 || id === 10) return 'percent';
  const isDay = (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
  return isDay ? 'day' : 'plain';
}

/** Whether a format shows a day: it has a year, or a month beside a day. A time alone is no day. */
export function formOfCode(code: string): NumberForm {
  const bare = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').split(';')[0] ?? '';
  if (/[yeg]/i.test(bare.replace(/general/gi, '').replace(/[0#.]E[+-]/gi, '')) || /d/i.test(bare))
    return 'day';
  return bare.includes('%') ? 'percent' : 'plain';
}

/** What each style of a workbook says of numbers, by the style's place. */
export async function readNumberForms(
  source: TableSource,
  files: ZipDirectory,
  path: string,
): Promise<readonly NumberForm[]> {
  const custom = new Map<string, NumberForm>();
  const forms: NumberForm[] = [];
  let inCellStyles = false;
  for (const mark of await marksOf(source, files, path)) {
    const id = mark.attribute('numFmtId');
    if (mark.name === 'cellXfs') inCellStyles = true;
    else if (/^(?:cellStyles|dxfs|cellStyleXfs)$/.test(mark.name)) inCellStyles = false;
    else if (mark.name === 'numFmt') custom.set(id ?? '', formOfCode(mark.attribute('formatCode') ?? ''));
    else if (mark.name === 'xf' && inCellStyles)
      forms.push(custom.get(id ?? '') ?? builtInForm(Number(id ?? 0)));
  }
  return forms;
}
