import type { FieldReader } from '../../schema/shared/table-file/index.js';

const fullId = /^[a-z][a-z0-9-]{0,15}:[^\p{Cc}\s]{1,112}$/u;

/** Whether a cell holds a whole id such as `licence:JY1440…`. */
export function isFullId(cell: string): boolean {
  return fullId.test(cell);
}

/** Parts of a cell such as `赤坎区(2026-01-01~2026-06-30)；霞山区`: each text, with the period in its brackets. */
export function readDatedList(
  reader: FieldReader,
  field: string,
): { readonly text: string; readonly from?: string; readonly to?: string }[] {
  return reader.list(field).flatMap((part) => {
    const dated = /^([^(（]+)[(（](.*)[~～至](.*)[)）]$/.exec(part);
    if (!dated) return [{ text: part }];
    const [text, begin, end] = dated.slice(1).map((piece) => piece.trim()) as [string, string, string];
    const from = begin === '' ? undefined : reader.date(field, false, begin);
    const to = end === '' ? undefined : reader.date(field, true, end);
    if (from !== undefined && to !== undefined && from > to) {
      reader.refuse(field, 'DATE_ORDER', {
        zh: '期间的结束日早于开始日。',
        en: 'The period ends before it begins.',
        remedy: { zh: '请更正日期。', en: 'Correct the dates.' },
      });
    }
    return [{ text, ...(from && { from }), ...(to && { to }) }];
  });
}
