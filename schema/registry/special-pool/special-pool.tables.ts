import type { BulkTable } from '../import/bulk-table.js';

/** The tables of special pools, for writing many at once. */
export const specialPoolTable: BulkTable = {
  name: 'special_pool',
  fixed: { id: 'uuid', department_id: 'uuid', name: 'text', created_at: 'timestamptz' },
  key: ['department_id', 'name'],
  content: { tag: 'text', required_skills: 'text[]', needs_expert: 'boolean', closed_on: 'date' },
  stamps: { updated_at: 'timestamptz', updated_by: 'uuid' },
};

export const specialPoolMemberTable: BulkTable = {
  name: 'special_pool_member',
  fixed: {
    id: 'uuid',
    special_pool_id: 'uuid',
    real_id: 'text',
    licence_no: 'text',
    created_at: 'timestamptz',
  },
  key: ['special_pool_id', 'real_id', 'licence_no'],
  content: {
    licence_name: 'text',
    issuer: 'text',
    approved_on: 'date',
    valid_to_on: 'date',
    removed_on: 'date',
  },
  stamps: { updated_at: 'timestamptz', updated_by: 'uuid' },
};
