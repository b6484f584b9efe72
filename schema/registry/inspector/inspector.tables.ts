import type { BulkTable } from '../import/bulk-table.js';

/** The tables of an inspector, for writing many at once. */
export const inspectorTable: BulkTable = {
  name: 'inspector',
  fixed: {
    id: 'uuid',
    department_id: 'uuid',
    real_id: 'text',
    created_at: 'timestamptz',
  },
  key: ['department_id', 'real_id'],
  content: {
    name: 'text',
    work_no: 'text',
    districts: 'text[]',
    skills: 'text[]',
    position: 'text',
    rank: 'int',
    capacity: 'int',
    is_expert: 'boolean',
    expert_fields: 'text[]',
    is_in_pool: 'boolean',
    status: 'text',
    left_on: 'date',
  },
  stamps: { updated_at: 'timestamptz', updated_by: 'uuid', import_run_id: 'uuid' },
};

export const certificateTable: BulkTable = {
  name: 'certificate',
  fixed: { id: 'uuid', inspector_id: 'uuid', number: 'text', created_at: 'timestamptz' },
  key: ['inspector_id', 'number'],
  content: {
    kind: 'text',
    issuer: 'text',
    scope: 'text',
    valid_from_on: 'date',
    valid_to_on: 'date',
    status: 'text',
  },
  stamps: { updated_at: 'timestamptz', updated_by: 'uuid' },
};

export const leaveTable: BulkTable = {
  name: 'leave',
  fixed: { id: 'uuid', inspector_id: 'uuid', from_on: 'date', to_on: 'date', created_at: 'timestamptz' },
  key: ['inspector_id', 'from_on', 'to_on'],
  content: { kind: 'text' },
  stamps: { updated_at: 'timestamptz', updated_by: 'uuid' },
};

export const interestTable: BulkTable = {
  name: 'interest',
  fixed: {
    id: 'uuid',
    department_id: 'uuid',
    inspector_real_id: 'text',
    target_real_id: 'text',
    reason_code: 'text',
    declared_at: 'timestamptz',
    declared_by_id: 'uuid',
    created_at: 'timestamptz',
  },
  key: ['department_id', 'inspector_real_id', 'target_real_id', 'reason_code'],
  content: { kind: 'text', from_on: 'date', ends_on: 'date' },
  stamps: { updated_at: 'timestamptz', updated_by: 'uuid' },
  isSealed: true,
};
