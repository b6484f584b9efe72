import { plainText } from '../plain-text/index.js';
import { withPlainBlanks } from './cell-blanks.js';
import { cellError } from './cell-errors.js';
import { notMapped } from './fault-words.js';
import type { RowFields } from './field-reader.js';
import type { MappedColumn } from './heading.js';
import type { Mapping } from './mapping-file.js';
import type { FieldFault, FieldNotice } from './row-fault.js';
import { GATHERED_FIELDS } from './table-kind.js';

/** A row's fields after mapping, with what was wrong with the texts themselves. */
export interface MappedFields {
  readonly fields: RowFields;
  readonly faults: readonly FieldFault[];
  readonly notices: readonly FieldNotice[];
}

/** The parts of a mapping that change texts; a preset has none. */
export type TextMapping = Pick<Mapping, 'constants' | 'values' | 'whenBlank'>;

/**
 * Turns cells into fields: each cell through `plainText`, value tables, texts for blank cells, constants. Where two
 * columns mean one field the first that is not blank counts, or their texts are put together (`GATHERED_FIELDS`). A field whose text is faulty is left out.
 */
export function mapRow(
  cells: readonly string[],
  columns: readonly MappedColumn[],
  { constants, values, whenBlank }: TextMapping,
): MappedFields {
  const fields: Record<string, string> = { ...constants };
  const faults: FieldFault[] = [];
  const notices: FieldNotice[] = [];
  for (const { index, field } of columns) {
    const cell = withPlainBlanks(cells[index] ?? '');
    const clean = plainText(cell);
    const error = cellError(cell);
    if (error !== undefined) {
      faults.push({ field, code: 'BAD_TEXT', ...error });
    } else if ('fault' in clean) {
      const { zh, en } = clean.fault;
      const remedy = { zh: '请重新录入该单元格。', en: 'Enter the cell again.' };
      faults.push({ field, code: 'BAD_TEXT', zh, en, remedy });
    } else if ((fields[field] ?? '') === '') {
      fields[field] = clean.value;
    } else if (clean.value !== '' && GATHERED_FIELDS.has(field)) {
      fields[field] += `；${clean.value}`;
    }
  }
  for (const [field, table] of Object.entries(values)) {
    const text = fields[field] ?? '';
    if (text === '') continue;
    const mapped = Object.hasOwn(table, text) ? table[text] : table['*'];
    if (mapped === undefined) faults.push({ field, code: 'VALUE_NOT_MAPPED', ...notMapped(field) });
    fields[field] = mapped ?? '';
  }
  for (const [field, text] of Object.entries(whenBlank)) {
    if ((fields[field] ?? '') !== '' || faults.some((fault) => fault.field === field)) continue;
    fields[field] = text;
    notices.push({
      field,
      code: 'DEFAULT_USED',
      zh: `为空，按“${text}”处理。`,
      en: `Blank; "${text}" was used.`,
    });
  }
  return { fields, faults, notices };
}
