import { Migration } from '@mikro-orm/migrations';

/** Registers whose every change is kept. */
const registers = [
  'target',
  'special_pool',
  'special_pool_member',
  'inspector',
  'certificate',
  'leave',
  'secondment',
  'interest',
];

/**
 * Keeps what a row was. Instants never run backwards within a row, whatever the clock did. A deletion has no column
 * that could say when: whoever deletes sets `fairdraw.now` and `fairdraw.by` for the transaction first.
 */
const keepHistory = `create function keep_history() returns trigger language plpgsql as $$
declare
  was jsonb := to_jsonb(old);
  ended timestamptz;
  by_account uuid;
begin
  if tg_op = 'DELETE' then
    ended := greatest(current_setting('fairdraw.now')::timestamptz, old.updated_at);
    by_account := nullif(current_setting('fairdraw.by', true), '')::uuid;
  else
    new.updated_at := greatest(new.updated_at, old.updated_at);
    ended := new.updated_at;
    by_account := new.updated_by;
  end if;
  insert into public.register_history (register, row_id, department_id, began_at, ended_at, ended_by, row)
    values (tg_table_name, old.id, (was ->> 'department_id')::uuid, old.updated_at, ended, by_account, was);
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$`;

function watch(table: string): string[] {
  return [
    `create trigger "${table}_change_is_kept" before update on "${table}" for each row when (old.* is distinct from new.*) execute function keep_history()`,
    `create trigger "${table}_end_is_kept" before delete on "${table}" for each row execute function keep_history()`,
  ];
}

/** The history of the registers, kept by the database itself; what is kept stands. */
export class RegisterHistory extends Migration {
  override up(): void {
    this.addSql(keepHistory);
    for (const statement of registers.flatMap(watch)) this.addSql(statement);
    this.addSql(
      'create trigger "register_history_rows_stand" before update or delete on "register_history" for each row execute function refuse_change()',
    );
    this.addSql(
      'create trigger "register_history_stands" before truncate on "register_history" for each statement execute function refuse_change()',
    );
  }
}
