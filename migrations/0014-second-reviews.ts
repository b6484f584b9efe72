import { Migration } from '@mikro-orm/migrations';

/** code, title, value, basis. */
type Rule = readonly [string, string, number, string];

const avoidance = '本系统设定：停业、失联、迁出与替换最易被用来回避检查，至少复查20%，待确认';

const rules: readonly Rule[] = [
  ['second-review-closure', '停业、迁出、无法联系的复查比例', 20, avoidance],
  ['second-review-substitution', '替换过的任务的复查比例', 20, avoidance],
  ['second-review-other', '其他已确认检查的复查比例', 5, '本系统设定：对检查的再检查，待确认'],
];

/** How many visits are looked at again, and within how long. */
export class SecondReviews extends Migration {
  override up(): void {
    for (const [code, title, value, basis] of rules) {
      this.addSql(
        `insert into "change_rule" ("code", "version", "title", "value", "unit", "legal_basis", "is_law", "valid_from_on")
         values ('${code}', 1, '${title}', ${value}, '%', '${basis}', false, '2018-01-01')`,
      );
    }
    this.addSql(
      `insert into "deadline_rule" ("code", "version", "title", "limit_count", "unit", "legal_basis", "is_law", "valid_from_on")
       values ('second-review', 1, '复查办结', 20, 'WORKING_DAYS', '本系统设定：抽样之日起20个工作日内复查完毕，待确认', false, '2018-01-01')`,
    );
  }
}
