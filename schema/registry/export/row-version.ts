import { hash } from 'node:crypto';
import type { RowCells } from '../../shared/table-file/index.js';

/**
 * What tells one content of a row from another: twelve hex digits over its cells that are not blank. The department's name is
 * none of the row's: when it is renamed, no row changed.
 */
export function rowVersion(cells: RowCells): string {
  const filled = Object.entries(cells).filter(
    ([field, text]) => text !== undefined && text !== '' && field !== 'departmentName',
  );
  filled.sort(([a], [b]) => (a < b ? -1 : 1));
  return hash('sha256', JSON.stringify(filled), 'hex').slice(0, 12);
}
