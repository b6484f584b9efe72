import { hash } from 'node:crypto';
import type { RowCells } from '../../shared/table-file/index.js';

/**
 * What tells one content of a row from another: twelve hex digits over its cells that are not blank. The department's name is
 * none of the row's: when it is renamed, no row changed.
 */
export function rowVersion(cells: RowCells): string {
  let content = '';
  for (const field of Object.keys(cells).sort()) {
    if (cells[field] && field !== 'departmentName')
      content += `${JSON.stringify(field)}:${JSON.stringify(cells[field])},`;
  }
  return hash('sha256', content, 'hex').slice(0, 12);
}
