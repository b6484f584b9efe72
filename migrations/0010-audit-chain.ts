import { Migration } from '@mikro-orm/migrations';

/**
 * Gives an event its place. Whoever inserts waits for the one row of `audit_head`, so places have no gap and follow the
 * order of commits. The function is the owner's: nobody else touches that row.
 */
const chainEvent = `create function chain_audit_event() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.leaf_hash !~ '^[0-9a-f]{64}$' then
    raise exception 'a leaf hash is 64 hex digits' using errcode = 'check_violation';
  end if;
  update audit_head set size = size + 1,
    chain_hash = encode(sha256(decode(chain_hash || new.leaf_hash, 'hex')), 'hex')
    where id = 1 returning size, chain_hash into strict new.seq, new.chain_hash;
  return new;
end $$`;

/**
 * Takes the content of the events up to a place out of the database, once it stands in an archive: what remains is each
 * leaf and its place. Only the owner may call it, only for events that a checkpoint covers, and only after 184 days
 * (网络安全法: logs are kept six months at least).
 */
const archiveEvents = `create function archive_audit_events(upto bigint, keep_days integer) returns bigint
  language plpgsql set search_path = public, pg_temp as $$
declare
  taken bigint;
begin
  perform 1 from audit_head where id = 1 for update;
  if not exists (select 1 from audit_checkpoint where size = upto) then
    raise exception 'no checkpoint of % events', upto using errcode = 'restrict_violation';
  end if;
  if exists (select 1 from audit_event
      where seq <= upto and at > now() - make_interval(days => greatest(184, keep_days))) then
    raise exception 'events are kept % days', greatest(184, keep_days) using errcode = 'restrict_violation';
  end if;
  insert into audit_archived_leaf (seq, leaf_hash, chain_hash)
    select seq, leaf_hash, chain_hash from audit_event where seq <= upto;
  alter table audit_event disable trigger audit_event_rows_stand;
  delete from audit_event where seq <= upto;
  get diagnostics taken = row_count;
  alter table audit_event enable trigger audit_event_rows_stand;
  return taken;
end $$`;

const appended = ['audit_checkpoint', 'audit_node', 'audit_archived_leaf'];

function guard(table: string): string[] {
  return [
    `create trigger "${table}_rows_stand" before update or delete on "${table}" for each row execute function refuse_change()`,
    `create trigger "${table}_stands" before truncate on "${table}" for each statement execute function refuse_change()`,
  ];
}

/** What the role of the program may do, where there is one. */
const rights = `do $$
begin
  if exists (select 1 from pg_roles where rolname = 'fairdraw_app') then
    revoke all on audit_event, audit_head, audit_checkpoint, audit_node, audit_archived_leaf from fairdraw_app;
    grant select, insert on audit_event, audit_checkpoint, audit_node to fairdraw_app;
    grant select on audit_archived_leaf to fairdraw_app;
  end if;
end $$`;

/** The chain of audit events, its checkpoints, and what an archive leaves behind. */
export class AuditChain extends Migration {
  override up(): void {
    this.addSql(`insert into audit_head (id, size, chain_hash) values (1, 0, repeat('0', 64))`);
    this.addSql(chainEvent);
    this.addSql(
      'create trigger "audit_event_finds_its_place" before insert on "audit_event" for each row execute function chain_audit_event()',
    );
    this.addSql(archiveEvents);
    this.addSql('revoke execute on function archive_audit_events(bigint, integer) from public');
    for (const statement of appended.flatMap(guard)) this.addSql(statement);
    this.addSql(rights);
  }
}
