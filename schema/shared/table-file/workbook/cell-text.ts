import { cellError, NOT_CALCULATED } from '../cell-errors.js';
import { dayOfSerial } from '../serial-day.js';
import type { NumberForm } from './number-formats.js';
import type { SharedStrings } from './shared-strings.js';

/** A cell as the file has it. */
export interface WrittenCell {
  /** `s` a shared text, `str` and `inlineStr` a text, `b` a truth value, `e` an error, `d` a date, else a number. */
  readonly type: string;
  readonly style: number;
  readonly value: string | undefined;
  readonly inline: string;
  readonly isFormula: boolean;
}

/** What cells are read with. */
export interface CellGround {
  readonly strings: SharedStrings;
  readonly forms: readonly NumberForm[];
  /** Days are counted from 1904 on, as old programs for the Macintosh did. */
  readonly is1904: boolean;
}

/**
 * The text of a cell. Dates come as `YYYY-MM-DD`, shares as per cent, truth as 是 or 否; a formula by its last result,
 * and where that failed or was never stored the cell says so (`cell-errors.ts`).
 * Source: ECMA-376 part 1, §18.3.1.4 and §18.18.11.
 */
export function textOfCell(cell: WrittenCell, ground: CellGround): string {
  const { type, value } = cell;
  if (type === 'inlineStr') return withoutEscapes(cell.inline);
  if (type === 'e') return cellError(value ?? '') === undefined ? '#VALUE!' : (value ?? '');
  if (value === undefined || (value === '' && type !== 'str')) return cell.isFormula ? NOT_CALCULATED : '';
  if (type === 's') return withoutEscapes(ground.strings.at(Number(value)) ?? '#REF!');
  if (type === 'str') return withoutEscapes(value);
  if (type === 'b') return value.trim() === '1' || value.trim() === 'true' ? '是' : '否';
  if (type === 'd') return value.trim().replace(/T.*$/, '');
  return textOfNumber(value.trim(), ground.forms[cell.style] ?? 'plain', ground.is1904);
}

function textOfNumber(value: string, form: NumberForm, is1904: boolean): string {
  if (form === 'day') return dayOfSerial(value, is1904) ?? value;
  if (form === 'percent' && Number.isFinite(Number(value)))
    return `${Number((Number(value) * 100).toFixed(8))}%`;
  return wholeDigits(value);
}

/**
 * A number stays the text that it is in the file: 18 digits do not fit a floating-point number. What some programs
 * write as `4.40802000000011E14` or `440802.0` is spelt out where no digit can have been lost; else it stays as it is, to
 * be refused where it should be a number of somebody.
 */
export function wholeDigits(text: string): string {
  const plain = text.replace(/^(-?\d+)\.0+$/, '$1');
  if (!/[eE]/.test(plain)) return plain;
  const value = Number(plain);
  const isExact = Number.isSafeInteger(value) || (Math.abs(value) < 1e6 && Math.abs(value) >= 1e-6);
  return isExact ? String(value) : plain;
}

/** Characters that XML cannot hold stand as `_x000D_`. Source: ECMA-376 part 1, §22.9.2.19. */
function withoutEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}
