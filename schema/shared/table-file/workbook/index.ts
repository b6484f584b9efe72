export { workbookSheets } from './workbook-sheets.js';
