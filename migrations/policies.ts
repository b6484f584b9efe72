/** A column of department ids is within the setting `fairdraw.scope`; read once per statement. */
function within(column: string): string {
  return `${column} = any ((select fairdraw_scope())::uuid[])`;
}

/** Another department's matter in which one within the setting takes part, by its column of ids. */
function takesPart(column: string): string {
  return `${column} && (select fairdraw_scope())::text[]`;
}

const seesAll = '(select fairdraw_sees_all())';
const ofDepartment = `${seesAll} or ${within('department_id')}`;

/** Tables of one department's matters, by a column of their own. */
const ofOneDepartment = [
  ...['target', 'target_alias', 'referral', 'visit', 'special_pool', 'inspector', 'interest', 'leader_rule'],
  ...['item', 'item_list', 'checklist', 'duplicate_decision', 'likely_duplicate', 'register_export'],
  ...['import_run', 'import_source', 'upload', 'personal_record', 'plan', 'campaign', 'draw'],
  ...['hand_down', 'handed_list', 'due_check', 'visit_cap', 'exemption'],
  ...['assignment', 'inspection_result', 'hand_over', 'team_change', 'publication', 'arrangement'],
  ...['campaign_termination', 'merged_visit', 'second_review_round', 'second_review', 'rectification'],
  'result_correction',
  'visit_event_refused',
  ...['change_request', 'change_notice', 'correction_notice', 'inspection_alarm'],
  'hand_out_rule',
  'monthly_return',
  ...['document', 'document_file', 'document_template', 'document_number', 'number_rule', 'number_series'],
  ...['approval_chain', 'document_collation'],
  ...['decision', 'decision_gap_note', 'decision_import'],
];

/** Parts of such a table's rows: table, its column, whose row that is. What is seen of the whole is seen of its parts. */
export const parts: readonly (readonly [part: string, column: string, whole: string])[] = [
  ['certificate', 'inspector_id', 'inspector'],
  ['leave', 'inspector_id', 'inspector'],
  ['special_pool_member', 'special_pool_id', 'special_pool'],
  ['import_detail', 'run_id', 'import_run'],
  ['upload_part', 'upload_id', 'upload'],
  ['plan_batch', 'plan_id', 'plan'],
  ['plan_version', 'plan_id', 'plan'],
  ['plan_step', 'plan_id', 'plan'],
  ['campaign_unit', 'campaign_id', 'campaign'],
  ['handed_row', 'list_id', 'handed_list'],
  ['hand_down_part', 'hand_down_id', 'hand_down'],
  ['due_extension', 'due_check_id', 'due_check'],
  ['drawn_unit', 'draw_id', 'draw'],
  ['draw_file', 'draw_id', 'draw'],
  ['incoming_slip', 'draw_id', 'draw'],
  ['dispatch', 'draw_id', 'draw'],
  ['assignment_officer', 'assignment_id', 'assignment'],
  ['visit_notification', 'assignment_id', 'assignment'],
  ['visit_event', 'assignment_id', 'assignment'],
  ['result_signature', 'result_id', 'inspection_result'],
  ['result_point', 'result_id', 'inspection_result'],
  ['result_evidence', 'result_id', 'inspection_result'],
  ['change_outcome', 'change_id', 'change_request'],
  ['rectification_step', 'rectification_id', 'rectification'],
  ['evidence', 'assignment_id', 'assignment'],
  ['evidence_blob', 'assignment_id', 'assignment'],
  ['evidence_withdrawal', 'evidence_id', 'evidence'],
  ['channel_receipt', 'publication_id', 'publication'],
  ['monthly_return_version', 'monthly_return_id', 'monthly_return'],
  ['document_file_part', 'file_id', 'document_file'],
  ['document_approval', 'document_id', 'document'],
  ['document_scan', 'document_id', 'document'],
  ['document_collation_part', 'collation_id', 'document_collation'],
  ['decision_version', 'decision_id', 'decision'],
];

/** Parts that are seen with a joint matter: who takes part in it sees them, and writes none. */
const jointParts = ['drawn_unit', 'draw_file', 'incoming_slip'];

/** Of a part: whether the row that it belongs to is there, under a further condition. */
function ofWhole([part, column, whole]: (typeof parts)[number], further = ''): string {
  return `${seesAll} or exists (select from "${whole}" whole where whole.id = "${part}"."${column}"${further})`;
}

/** What may be seen and written of each table, as a condition on its rows. */
const conditions: Readonly<Record<string, string>> = {
  ...Object.fromEntries(ofOneDepartment.map((table) => [table, ofDepartment])),
  ...Object.fromEntries(
    parts.map((one) => [
      one[0],
      ofWhole(one, jointParts.includes(one[0]) ? ` and ${within('whole.department_id')}` : ''),
    ]),
  ),
  // A secondment is a matter of two departments.
  secondment: `${ofDepartment} or ${within('home_id')}`,
  // So is what one sends to the other.
  transfer: `${ofDepartment} or ${within('recipient_id')}`,
  result_system: ofDepartment,
  // Written by the lead, who invites, and by the department that answers for itself.
  campaign_participant: `${ofDepartment} or exists (select from campaign whole
    where whole.id = campaign_id and ${within('whole.department_id')})`,
};

/** What was before has its department, or is a part of what has one. */
function ofHistory(whole: (table: string) => string): string {
  const member = `exists (select from special_pool whole
    where whole.id = ("row" ->> 'special_pool_id')::uuid${whole('special_pool')})`;
  const ofInspector = `exists (select from inspector whole
    where whole.id = ("row" ->> 'inspector_id')::uuid${whole('inspector')})`;
  return `${ofDepartment} or (department_id is null
    and case register when 'special_pool_member' then ${member} else ${ofInspector} end)`;
}

/** Further conditions on what may be seen. */
const sights: Readonly<Record<string, string>> = {
  // Whoever reads a result reads the codes it was recorded with.
  result_system: 'true',
  register_history: ofHistory(() => ''),
  // Exactly what is joint: the campaign, who takes part in it, its draw with its units and files, a merged visit.
  campaign: takesPart('joint_with'),
  campaign_participant: 'exists (select from campaign whole where whole.id = campaign_id)',
  draw: takesPart('joint_with'),
  ...Object.fromEntries(
    parts.filter(([part]) => jointParts.includes(part)).map((one) => [one[0], ofWhole(one)]),
  ),
  merged_visit: takesPart('joint_with'),
};

/** Tables whose rows the database shows by department. */
export const policedTables: readonly string[] = [...Object.keys(conditions), 'register_history'];

/** Tables without a policy, each with its reason (docs/scope.md). */
export const exceptions: Readonly<Record<string, string>> = {
  installation_mode: 'one row of the installation',
  sheet_secret: 'one row of the installation',
  reading: 'written of whoever reads, wherever; asked for through the draw or the record',
  audit_event: 'one chain over all departments; who may read it is a matter of roles',
  audit_head: 'the head of that chain, for its trigger alone',
  audit_node: 'the tree over that chain: hashes',
  audit_checkpoint: 'published',
  audit_archived_leaf: 'hashes of that chain',
  job: 'work of the system; administrators and auditors read its kinds and times',
  job_pause: 'work of the system; administrators and auditors read it',
  job_rule: 'the same for everybody',
  deadline_rule: 'the same for everybody',
  change_rule: 'the same for everybody',
  change_code: 'the same for everybody',
  visit_rule: 'the same for everybody',
  visit_exit_rule: 'the same for everybody',
  deadline: 'says of a matter only its day; reached through the matter',
  division: 'public',
  division_term: 'public',
  department: 'public',
  department_term: 'public',
  reorganisation: 'decided for the whole installation',
  account: 'administered for the whole installation; a list shows a department its own tree',
  session: 'found by its token alone',
  witness_key: 'of an account',
  device: 'of an account',
  api_key: 'of an account',
  second_factor: 'of an account',
  recovery_code: 'of an account',
  password_history: 'of an account',
  lock_out: 'counts failed sign-ins, before anybody is known',
  identity: 'of an account',
  identity_sign_in: 'found by its token alone',
  power: 'published: who may do what',
  draw_log: 'one public log of an authority, whichever departments draw under it',
  draw_event: 'one public log of an authority, whichever departments draw under it',
  message: 'of an account',
  message_delivery: 'of an account',
  message_address: 'of an account',
  calendar_feed: 'of an account',
  public_record: 'published',
  public_end: 'published',
  publication_count: 'published numbers',
  public_version: 'one row of the installation',
  penalty_tier_rule: 'the same for everybody',
  calendar_layer: 'the same for everybody',
  deadline_move: 'says of a deadline only where it stood',
};

/** Unset or empty means nothing: a connection that nobody gave a scope sees no department's matters. */
const functions = [
  `create function fairdraw_sees_all() returns boolean language sql stable parallel safe
   return current_setting('fairdraw.scope', true) = '*'`,
  `create function fairdraw_scope() returns uuid[] language sql stable parallel safe
   return case when current_setting('fairdraw.scope', true) like '{%' then current_setting('fairdraw.scope')::uuid[]
          else '{}'::uuid[] end`,
];

/** Row-level security of every table above. */
export const policies: readonly string[] = [
  ...functions,
  ...policedTables.map((table) => `alter table "${table}" enable row level security`),
  ...Object.entries(conditions).map(
    ([table, condition]) =>
      `create policy "scope" on "${table}" using (${condition}) with check (${condition})`,
  ),
  ...Object.entries(sights).map(
    ([table, condition]) => `create policy "sight" on "${table}" for select using (${condition})`,
  ),
];

/**
 * The same rows for searches by indexes on expressions: under a policy the planner may not use an operator that could tell
 * of a row before the policy has let it through. A view of the owner's is no barrier, and the condition stands in it.
 */
export const views: readonly string[] = [
  `create view target_in_scope as select * from target where ${ofDepartment}`,
  `create view register_history_in_scope as select * from register_history
   where ${ofHistory(() => ` and ${within('whole.department_id')}`)}`,
];
