import { Migration } from '@mikro-orm/migrations';

/** Terms of decisions, as data with their basis and version; that of publication stands since 0002. */
export class DecisionTerms extends Migration {
  override up(): void {
    this.addSql(
      `insert into "deadline_rule" ("code", "version", "title", "limit_count", "unit", "legal_basis", "is_law", "valid_from_on")
       values ('penalty-withdrawal', 1, '撤回行政处罚公示', 3, 'WORKING_DAYS',
         '行政处罚法第四十八条：公开的处罚决定被依法变更、撤销、确认违法或者确认无效的，三日内撤回并说明理由', true, '2018-01-01')`,
    );
  }
}
