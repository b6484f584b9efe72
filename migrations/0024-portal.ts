import { Migration } from '@mikro-orm/migrations';

/**
 * The index on expressions, which no entity describes: one serves names and results by their characters, divisions and trades.
 * Trigrams would not do: most words that are looked for have two Chinese characters.
 */
export const portalIndexes: Readonly<Record<string, string>> = {
  public_record_search: `on "public_record" using gin (target_grams(entity_name, '{}'), target_grams(result_text, '{}'),
    division_codes, trade_prefixes)`,
};

/** Tables from which answers of the portal that may be kept are made. */
const tables = [
  'public_record',
  'public_end',
  'publication_count',
  'plan',
  'plan_version',
  'plan_step',
  'item_list',
  'item',
];

/**
 * Once for each transaction, at its commit: the row is held for no longer than the commit takes, and no lock is taken after
 * it. A sequence would not do: it grows before the change is there for others.
 */
const growth = `create function grow_public_version() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if current_setting('fairdraw.public_version_of', true) is distinct from pg_current_xact_id()::text then
    update public_version set version = version + 1;
    perform set_config('fairdraw.public_version_of', pg_current_xact_id()::text, true);
  end if;
  return null;
end $$`;

/** Search of the public records, and the version of what the portal reads. */
export class Portal extends Migration {
  override up(): void {
    for (const [name, on] of Object.entries(portalIndexes)) this.addSql(`create index "${name}" ${on}`);
    this.addSql('insert into "public_version" ("id", "version") values (1, 0)');
    this.addSql('revoke insert, update, delete on "public_version" from fairdraw_app');
    this.addSql(growth);
    for (const table of tables) {
      this.addSql(
        `create constraint trigger "${table}_grows" after insert or update or delete on "${table}"
         deferrable initially deferred for each row execute function grow_public_version()`,
      );
    }
  }
}
