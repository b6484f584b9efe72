import { Migration } from '@mikro-orm/migrations';

/** How many visits running are a streak, and within how long an alarm is settled. */
export class AlarmRules extends Migration {
  override up(): void {
    this.addSql(
      `insert into "change_rule" ("code", "version", "title", "value", "unit", "legal_basis", "is_law", "valid_from_on")
       values ('same-officer-visits', 1, '同一人员连续检查同一主体均未发现问题的次数', 3, '次', '各地通行的廉政风险预警，待确认', false, '2018-01-01')`,
    );
    this.addSql(
      `insert into "deadline_rule" ("code", "version", "title", "limit_count", "unit", "legal_basis", "is_law", "valid_from_on")
       values ('alarm-settlement', 1, '预警核查销账', 5, 'WORKING_DAYS', '本系统设定：预警发出之日起5个工作日内核查销账，待确认', false, '2018-01-01')`,
    );
  }
}
