/** A column of department ids is within the setting `fairdraw.scope`; read once per statement. */
function within(column: string): string {
  return `${column} = any ((select fairdraw_scope())::uuid[])`;
}

const seesAll = '(select fairdraw_sees_all())';
const ofDepartment = `${seesAll} or ${within('department_id')}`;

/** Tables of one department's matters, by a column of their own. */
const ofOneDepartment = [
  ...['target', 'target_alias', 'referral', 'visit', 'special_pool', 'inspector', 'interest', 'leader_rule'],
  ...['item', 'item_list', 'checklist', 'duplicate_decision', 'likely_duplicate', 'register_export'],
  ...['import_run', 'import_source', 'upload', 'personal_record', 'plan', 'campaign', 'draw'],
  ...['assignment', 'inspection_result', 'hand_over', 'team_change', 'publication', 'arrangement'],
];

/** Parts of such a table's rows: table, its column, whose row that is. What is seen of the whole is seen of its parts. */
export const parts: readonly (readonly [part: string, column: string, whole: string])[] = [
  ['certificate', 'inspector_id', 'inspector'],
  ['leave', 'inspector_id', 'inspector'],
  ['special_pool_member', 'special_pool_id', 'special_pool'],
  ['import_detail', 'run_id', 'import_run'],
  ['upload_part', 'upload_id', 'upload'],
  ['drawn_unit', 'draw_id', 'draw'],
  ['draw_file', 'draw_id', 'draw'],
  ['assignment_officer', 'assignment_id', 'assignment'],
  ['result_signature', 'result_id', 'inspection_result'],
  ['channel_receipt', 'publication_id', 'publication'],
];

/** What may be seen and written of each table, as a condition on its rows. */
const conditions: Readonly<Record<string, string>> = {
  ...Object.fromEntries(ofOneDepartment.map((table) => [table, ofDepartment])),
  ...Object.fromEntries(
    parts.map(([part, column, whole]) => [
      part,
      `${seesAll} or exists (select from "${whole}" whole where whole.id = "${part}"."${column}")`,
    ]),
  ),
  // A secondment is a matter of two departments.
  secondment: `${ofDepartment} or ${within('home_id')}`,
  result_system: ofDepartment,
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
  job: 'work of the system, read by no account',
  deadline_rule: 'the same for everybody',
  deadline: 'says of a matter only its day; reached through the matter',
  division: 'public',
  division_term: 'public',
  department: 'public',
  department_term: 'public',
  reorganisation: 'decided for the whole installation',
  account: 'administered for the whole installation; a list shows a department its own tree',
  session: 'found by its token alone',
  witness_key: 'of an account',
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
  public_record: 'published',
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
