import { Migration } from '@mikro-orm/migrations';

const rules = [
  [
    'result-correction',
    '结果更正的办理',
    10,
    'WORKING_DAYS',
    '本系统设定：自申请更正之日起10个工作日内办结（待确认）',
  ],
  [
    'result-correction-publication',
    '更正后的检查结果公示',
    7,
    'WORKING_DAYS',
    '比照抽查检查结果公示：自更正确认之日起7个工作日内（待确认）',
  ],
  [
    'rectification-entered-late',
    '录入时期限已过的责令改正',
    1,
    'WORKING_DAYS',
    '本系统设定：录入后下一工作日到期，不使其未经提示即逾期（待确认）',
  ],
] as const;

/** Until when a correction is seen through and public, and when an order is due whose term was over at its entry. */
export class ResultCorrections extends Migration {
  override up(): void {
    for (const [code, title, count, unit, basis] of rules) {
      this.addSql(
        `insert into "deadline_rule" ("code", "version", "title", "limit_count", "unit", "legal_basis", "is_law", "valid_from_on")
         values ('${code}', 1, '${title}', ${count}, '${unit}', '${basis}', false, '2018-01-01')`,
      );
    }
  }
}
