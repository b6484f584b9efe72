import { oneOf, type Passing, passRows } from '../department/index.js';
import type { Unit } from '../shared/unit.js';

/**
 * Passes papers with their campaigns, all or those of these. Forms, numbers and chains stay with the department of their
 * day: what passed keeps its number, and the successor writes its own.
 */
export async function passDocuments(
  unit: Unit,
  passing: Passing,
  campaignIds?: readonly string[],
): Promise<number> {
  const where = campaignIds && oneOf('campaign_id', campaignIds, 'uuid');
  const which = where ? ` and ${where.sql}` : '';
  const values = [passing.from, ...(where?.values ?? [])];
  await passRows(unit, 'document_file', passing, {
    where: {
      sql: `id in (
        select stamped_file_id from document where department_id = ?::uuid${which}
        union select file_id from document_scan where document_id in (select id from document where department_id = ?::uuid${which})
        union select file_id from document_collation where department_id = ?::uuid${which})`,
      values: [...values, ...values, ...values],
    },
  });
  await passRows(unit, 'document_collation', passing, { where });
  return passRows(unit, 'document', passing, { where });
}
