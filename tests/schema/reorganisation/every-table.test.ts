import 'reflect-metadata';
import { Department } from '../../../schema/department/index.js';
import { entities } from '../../../server/platform/entities.js';

/** What a service of its room passes to the successor. */
const passes = [
  ...['target', 'target_alias', 'referral', 'special_pool', 'inspector', 'secondment', 'interest', 'upload'],
  ...[
    'item',
    'checklist',
    'result_system',
    'power',
    'import_source',
    'account',
    'arrangement',
    'plan',
    'campaign',
    'draw',
  ],
  ...['hand_down', 'handed_list', 'due_check', 'exemption'],
  ...['assignment', 'inspection_result', 'hand_over', 'publication', 'personal_record', 'change_request'],
  'visit_event_refused',
  ...[
    'campaign_participant',
    'campaign_termination',
    'merged_visit',
    'second_review',
    'rectification',
    'result_correction',
    'transfer',
  ],
  ...['document', 'document_file', 'document_collation', 'decision', 'decision_gap_note'],
];

/** What happened, or was decided: it keeps the department of its day, and the successor reads it. */
const stays = [
  ...['visit', 'import_run', 'item_list', 'leader_rule', 'hand_out_rule', 'team_change', 'reorganisation'],
  ...['register_export', 'likely_duplicate', 'duplicate_decision', 'visit_cap'],
  ...['change_notice', 'correction_notice', 'inspection_alarm', 'second_review_round'],
  'decision_import',
  'monthly_return',
  ...['document_template', 'document_number', 'number_rule', 'number_series', 'approval_chain'],
];

/** Written anew by the act itself. */
const trees = ['department', 'department_term'];

test('every table that belongs to a department passes by a re-organisation or stays, by decision (ADR 19)', () => {
  const owned = entities
    .map(({ meta }) => meta)
    .filter((meta) =>
      Object.values(meta.properties).some((prop) => {
        const target = typeof prop.entity === 'function' ? prop.entity() : prop.type;
        return target === Department || prop.name === 'departmentId';
      }),
    )
    .map((meta) => meta.tableName);
  const decided = [...passes, ...stays, ...trees, 'audit_event', 'register_history'];
  expect(owned.length).toBeGreaterThan(25);
  expect(owned.filter((table) => !decided.includes(table))).toEqual([]);
});
