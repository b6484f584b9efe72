import { Migration } from '@mikro-orm/migrations';
import { appendOnly } from './guards.js';
import { policies, views } from './policies.js';

/** Roles belong to the cluster: another database may have made it, or be making it at this moment. */
const role = `do $$ begin
  if not exists (select from pg_roles where rolname = 'fairdraw_app') then
    create role fairdraw_app nologin;
  end if;
exception when duplicate_object or unique_violation then null;
end $$`;

/** Where one login does both, it may step into the role. A login that may not grant it was told so by its administrator. */
const membership = `do $$ begin
  if not pg_has_role(current_user, 'fairdraw_app', 'member') then
    execute format('grant fairdraw_app to %I', current_user);
  end if;
exception when insufficient_privilege or unique_violation then null;
end $$`;

const appendOnlyTables = appendOnly.map((table) => `"${table}"`).join(', ');

/** What the application may do: read and write rows, and nothing that changes a table. */
const grants = [
  'revoke create on schema public from public',
  'grant usage on schema public to fairdraw_app',
  'grant select, insert, update, delete on all tables in schema public to fairdraw_app',
  `revoke update, delete on ${appendOnlyTables} from fairdraw_app`,
  'revoke insert, update, delete on "migration", "register_history" from fairdraw_app',
  'grant usage on all sequences in schema public to fairdraw_app',
];

/** For tables of later migrations; what is to be less, they revoke. */
const futureGrants = [
  'alter default privileges in schema public grant select, insert, update, delete on tables to fairdraw_app',
  'alter default privileges in schema public grant usage on sequences to fairdraw_app',
];

/** What takes an owner's or a monitor's rights, and no more of them than is named here. */
const services = [
  // After a large import: without statistics the next searches would be planned blindly.
  `create function analyze_register(name text) returns void language plpgsql security definer set search_path = '' as $$
begin
  execute format('analyze public.%I', name);
end $$`,
  // Who else holds an advisory lock of two keys, and since when; elsewhere transactions of other sessions stay hidden.
  `create function lock_holder(one int, other int) returns table (mode text, since timestamptz)
   language sql stable security definer set search_path = pg_catalog as $$
  select l.mode, min(a.xact_start) from pg_locks l join pg_stat_activity a on a.pid = l.pid
   where l.locktype = 'advisory' and l.granted and l.pid <> pg_backend_pid() and l.classid = one::oid
     and l.objid::bigint = (other::bigint & 4294967295)
     and l.database = (select oid from pg_database where datname = current_database())
   group by l.mode limit 1 $$`,
];

/** The application's role, which owns nothing, and what the database lets it see by department. */
export class Scope extends Migration {
  override up(): void {
    for (const statement of [role, membership, ...grants, ...policies, ...views, ...services])
      this.addSql(statement);
    this.addSql('grant select on target_in_scope, register_history_in_scope to fairdraw_app');
    for (const statement of futureGrants) this.addSql(statement);
    // The history is written by its trigger alone, in the owner's name; nobody else can add to it.
    this.addSql('alter function keep_history() security definer');
  }
}
