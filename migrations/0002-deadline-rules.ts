import { Migration } from '@mikro-orm/migrations';

/** code, title, count, unit, legal basis, whether it is law, valid from. */
type Rule = readonly [string, string, number, 'WORKING_DAYS' | 'NATURAL_DAYS', string, boolean, string];

const rules: readonly Rule[] = [
  [
    'decision-publication',
    '行政许可、行政处罚决定公示',
    7,
    'WORKING_DAYS',
    '“双公示”：作出决定之日起7个工作日内；自决定书载明日期起算',
    true,
    '2018-01-01',
  ],
  [
    'result-publication',
    '抽查检查结果公示',
    7,
    'WORKING_DAYS',
    '本系统目标：全组签字之日起7个工作日；法定上限20个工作日另行预警',
    false,
    '2018-01-01',
  ],
  [
    'result-publication-ceiling',
    '抽查检查结果公示（法定上限）',
    20,
    'WORKING_DAYS',
    '抽查检查结果公示：检查结果形成之日起20个工作日内',
    true,
    '2018-01-01',
  ],
];

/** The first limits, as data with their basis and version. */
export class DeadlineRules extends Migration {
  override up(): void {
    for (const [code, title, count, unit, basis, isLaw, fromOn] of rules) {
      this.addSql(
        `insert into "deadline_rule" ("code", "version", "title", "limit_count", "unit", "legal_basis", "is_law", "valid_from_on")
         values ('${code}', 1, '${title}', ${count}, '${unit}', '${basis}', ${isLaw}, '${fromOn}')`,
      );
    }
  }
}
