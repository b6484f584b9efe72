import { Migration } from '@mikro-orm/migrations';

/** Search by part of a name. `pg_trgm` is a trusted extension: the owner of the database may create it. */
export class Search extends Migration {
  override up(): void {
    this.addSql('create extension if not exists pg_trgm');
  }
}
