export type { CertificateRow } from './certificate-cells.js';
export { type EntityRow, parseEntityRow } from './entity-row.js';
export type { EntityStatus, TargetKind } from './entity-words.js';
export type { RowFields } from './field-reader.js';
export { importRows, type RowImport, type RowOfKind, type RowOutcome } from './import-rows.js';
export type { LeavePeriod, Recusal, RecusalReason } from './inspector-cells.js';
export { type InspectorRow, parseInspectorRow } from './inspector-row.js';
export type { InspectorStatus } from './inspector-words.js';
export { type ItemRow, parseItemRow } from './item-row.js';
export { type Mapping, parseMapping } from './mapping-file.js';
export { openTable, type Table, type TableRow } from './read-table.js';
export type {
  FieldFault,
  FieldNotice,
  ParsedRow,
  RowFaultCode,
  RowNoticeCode,
  TableFault,
  TableNotice,
} from './row-fault.js';
export { LONG_TERM_ON, readSheetDate, type SheetDate } from './sheet-date.js';
export { parseSpecialPoolRow, type SpecialPoolRow } from './special-pool-row.js';
export { TableFileError, type TableFileErrorCode } from './table-file-error.js';
export { TABLE_KINDS, type TableKind } from './table-kind.js';
export type { TableSource } from './table-source.js';
