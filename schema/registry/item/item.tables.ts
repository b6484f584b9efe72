import type { BulkTable } from '../import/bulk-table.js';

/** The table of items, for writing many at once: versions are only ever added. */
export const itemTable: BulkTable = {
  name: 'item',
  fixed: {
    id: 'uuid',
    department_id: 'uuid',
    code: 'text',
    version: 'int',
    created_at: 'timestamptz',
    created_by_id: 'uuid',
  },
  key: ['department_id', 'code', 'version'],
  content: {
    title: 'text',
    legal_basis: 'text',
    kind: 'text',
    ratio_ppm: 'int',
    ratio_floor_ppm: 'int',
    ratio_cap_ppm: 'int',
    frequency: 'int',
    subject: 'text',
    method: 'text',
    methods: 'text[]',
    required_skills: 'text[]',
    materials: 'text[]',
    checklist_code: 'text',
    checklist_version: 'int',
    result_system: 'text',
    result_system_version: 'int',
    valid_from_on: 'date',
    valid_to_on: 'date',
  },
  stamps: {},
};
