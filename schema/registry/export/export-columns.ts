import type { SheetColumn } from '../../shared/sheet-file/index.js';
import { PRESETS } from '../../shared/table-file/index.js';
import { type ExportRegister, tableKindOf } from './export.states.js';

/** The heading of the column of signed keys; no preset knows it, so an ordinary import passes it over. */
export const KEY_HEADING = '行密钥';

/** Never exported: declared interests are sealed; the others say again what another column says. */
const omitted: ReadonlySet<string> = new Set(['recusals', 'serial', 'departmentCode', 'leaveKind']);

const wide: Readonly<Record<string, number>> = {
  name: 36,
  address: 44,
  businessAddress: 44,
  title: 44,
  legalBasis: 60,
  uscc: 22,
  departmentName: 26,
  registrar: 26,
  licenceNo: 24,
  certificateNumber: 20,
};

/** The fields that a register's sheet has, in their order. */
export function exportedFields(register: ExportRegister, withLeave: boolean): string[] {
  return Object.keys(PRESETS[tableKindOf[register]]).filter(
    (field) => !omitted.has(field) && (withLeave || field !== 'leave'),
  );
}

/** The heading of a field: the first that its preset knows. */
export function headingOf(register: ExportRegister, field: string): string {
  return PRESETS[tableKindOf[register]][field]?.[0] ?? field;
}

export function exportColumns(
  register: ExportRegister,
  fields: readonly string[],
  hasKeys: boolean,
): SheetColumn[] {
  const columns = fields.map((field) => {
    const heading = headingOf(register, field);
    return { heading, width: wide[field] ?? Math.max(12, 2 * heading.length + 4) };
  });
  return hasKeys ? [...columns, { heading: KEY_HEADING, width: 12, isHidden: true }] : columns;
}
