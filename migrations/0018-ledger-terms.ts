import { Migration } from '@mikro-orm/migrations';

const rules = [
  ['ledger-warning', '台账黄色提示', 3, 'WORKING_DAYS', '本系统设定：到期前3个工作日内标黄（待确认）'],
  [
    'monthly-return',
    '委托事项月报的报送日',
    5,
    'NATURAL_DAYS',
    '放管服工作要求：次月5日前报送；为休息日的，提前到前一工作日',
  ],
  [
    'monthly-return-reminder',
    '月报提醒',
    2,
    'WORKING_DAYS',
    '本系统设定：到期前2个工作日提醒负责人（待确认）',
  ],
] as const;

/** From when on the ledger warns of a due day, and when a month's return is due. */
export class LedgerTerms extends Migration {
  override up(): void {
    for (const [code, title, count, unit, basis] of rules) {
      this.addSql(
        `insert into "deadline_rule" ("code", "version", "title", "limit_count", "unit", "legal_basis", "is_law", "valid_from_on")
         values ('${code}', 1, '${title}', ${count}, '${unit}', '${basis}', false, '2018-01-01')`,
      );
    }
  }
}
