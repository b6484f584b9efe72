import { Migration } from '@mikro-orm/migrations';

/** code, title, count, unit, basis. None of them is law: practice, or still to be confirmed for the region. */
type Rule = readonly [string, string, number, 'WORKING_DAYS' | 'NATURAL_DAYS', string];

const rules: readonly Rule[] = [
  [
    'handed-list-matching',
    '上级下达名单匹配执法人员',
    2,
    'WORKING_DAYS',
    '实践：收到上级下达的抽查名单之日起2个工作日内匹配执法检查人员（待确认）',
  ],
  [
    'commitment-verification',
    '告知承诺核查',
    60,
    'NATURAL_DAYS',
    '告知承诺制：作出许可决定之日起两个月内核查（待确认，以本地告知承诺实施办法为准）',
  ],
  [
    'report-verification',
    '举报核查',
    15,
    'WORKING_DAYS',
    '收到举报之日起15个工作日内核查（可延长；待确认，以本地规定为准）',
  ],
  [
    'report-verification-extension',
    '举报核查延期',
    15,
    'WORKING_DAYS',
    '《市场监督管理投诉举报处理暂行办法》第三十一条：经负责人批准可延长15个工作日，一次为限（待确认，以本地规定为准）',
  ],
];

/** Terms of lists handed down and of checks that are owed, as data with their basis and version. */
export class PlanTerms extends Migration {
  override up(): void {
    for (const [code, title, count, unit, basis] of rules) {
      this.addSql(
        `insert into "deadline_rule" ("code", "version", "title", "limit_count", "unit", "legal_basis", "is_law", "valid_from_on")
         values ('${code}', 1, '${title}', ${count}, '${unit}', '${basis}', false, '2018-01-01')`,
      );
    }
  }
}
