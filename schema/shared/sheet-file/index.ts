export { csvFile } from './csv-file.js';
export { encodeGb18030, UnwritableCharacterError } from './gb18030.js';
export { jsonLinesFile } from './json-lines-file.js';
export { type Sheet, type SheetStyle, sheetFile } from './sheet-file.js';
export { SHEET_FORMATS, type SheetColumn, type SheetFormat, type SheetRows } from './sheet-rows.js';
export { type Note, type WorkbookNotes, workbookFile } from './workbook-file.js';
export { type ZipEntry, zipFile } from './zip-file.js';
