/** Tables that are only added to: what stands in them is evidence. */
export const appendOnly = [
  'audit_event',
  'plan_version',
  'plan_step',
  'draw_event',
  'draw_file',
  'drawn_unit',
  'hand_down_part',
  'incoming_slip',
  'result_signature',
  'visit',
  'team_change',
  'change_outcome',
  'visit_notification',
  'evidence',
  'evidence_withdrawal',
  'channel_receipt',
  'reading',
  'document_approval',
  'document_scan',
  'second_review_round',
  'rectification_step',
  'decision_version',
  'visit_event',
  'result_point',
  'result_evidence',
  'monthly_return_version',
  'deadline_move',
];

const refusal = `create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$`;

function guard(table: string): string[] {
  return [
    `create trigger "${table}_rows_stand" before update or delete on "${table}" for each row execute function refuse_change()`,
    `create trigger "${table}_stands" before truncate on "${table}" for each statement execute function refuse_change()`,
  ];
}

/** What the database itself refuses, whoever asks. */
export const guards: readonly string[] = [refusal, ...appendOnly.flatMap(guard)];
