export { type CertificateRow, readCertificates } from './certificate-cells.js';
export { DATUMS, type PositionDatum } from './datum-words.js';
export { ENTITY_HEADINGS } from './entity-headings.js';
export { type EntityRow, parseEntityRow } from './entity-row.js';
export { ENTITY_STATUSES, type EntityStatus, TARGET_KINDS, type TargetKind } from './entity-words.js';
export { blank, dateOrder, type FaultWords, scientific } from './fault-words.js';
export { FieldReader, meaningOf, type RowFields } from './field-reader.js';
export { fileSheets } from './file-sheets.js';
export { guarded, unguarded } from './formula-guard.js';
export { headingKey } from './heading-key.js';
export { isScientific } from './identifier-cell.js';
export {
  importRows,
  ROW_READERS,
  type RowImport,
  type RowOfKind,
  type RowOutcome,
  type RowReader,
  rowOutcomes,
} from './import-rows.js';
export {
  type LeavePeriod,
  type Recusal,
  readLeave,
  readRecusals,
} from './inspector-cells.js';
export { INSPECTOR_HEADINGS, type InspectorRow, parseInspectorRow } from './inspector-row.js';
export {
  CERTIFICATE_STATES,
  type CertificateState,
  INSPECTOR_STATUSES,
  type InspectorStatus,
  LEAVE_KINDS,
  type LeaveReason,
  RANKS,
  RECUSAL_REASONS,
  type RecusalReason,
  YES_OR_NO,
} from './inspector-words.js';
export { type ItemRow, parseItemRow } from './item-row.js';
export { type Mapping, parseMapping } from './mapping-file.js';
export { type Period, readPeriod } from './period-cell.js';
export { type PlanBatchRow, planBatchCells, planBatchReader } from './plan-batch-row.js';
export { openSheets, openTable, type Table, type TableLayout, type TableRow } from './read-table.js';
export { readIdentity } from './responsible-cells.js';
export { entityCells, inspectorCells, itemCells, type RowCells, specialPoolCells } from './row-cells.js';
export type {
  FieldFault,
  FieldNotice,
  ParsedRow,
  RowFaultCode,
  RowNoticeCode,
  TableFault,
  TableNotice,
} from './row-fault.js';
export { SeenKeys } from './seen-keys.js';
export type { Sheet, SheetRow, TableFormat } from './sheet.js';
export { LONG_TERM_ON, readSheetDate, type SheetDate } from './sheet-date.js';
export { parseSpecialPoolRow, type SpecialPoolRow } from './special-pool-row.js';
export { TableFileError, type TableFileErrorCode } from './table-file-error.js';
export { type HeadingPreset, PRESETS, TABLE_KINDS, type TableKind } from './table-kind.js';
export type { TableSource } from './table-source.js';
export { NUMBER_FIELDS, readTargetId, type TargetIdentity } from './target-identity.js';
export { tradeCode } from './trade-code.js';
export { unpacked } from './workbook/unpack.js';
export { readZipDirectory } from './workbook/zip-directory.js';
