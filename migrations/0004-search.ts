import { Migration } from '@mikro-orm/migrations';

/**
 * Indexes on expressions, which no entity describes. Those of the history find what has been by whom it was: the register
 * of a past day page by page, and the parts of an inspector.
 */
export const expressionIndexes: Readonly<Record<string, string>> = {
  register_history_targets: `on "register_history" ("department_id", (("row" ->> 'real_id') collate "C"))
    where "register" = 'target'`,
  register_history_parts: `on "register_history" (("row" ->> 'inspector_id'))
    where "register" in ('certificate', 'leave', 'secondment')`,
};

/** Search by part of a name. `pg_trgm` is a trusted extension: the owner of the database may create it. */
export class Search extends Migration {
  override up(): void {
    this.addSql('create extension if not exists pg_trgm');
    for (const [name, on] of Object.entries(expressionIndexes)) this.addSql(`create index "${name}" ${on}`);
  }
}
