import { Migration } from '@mikro-orm/migrations';

/** code, title, value, unit, basis, whether it is law, valid from. */
type Rule = readonly [string, string, number, string, string, boolean, string];

const practice = '各地通行的入企检查频次预警，待确认';

const rules: readonly Rule[] = [
  ['visits-per-day', '同一主体每日检查次数', 1, '次', practice, false, '2018-01-01'],
  ['visits-per-week', '同一主体每周检查次数', 2, '次', practice, false, '2018-01-01'],
  ['visits-per-month', '同一主体每月检查次数', 3, '次', practice, false, '2018-01-01'],
  [
    'alarm-period',
    '替换与“查无、失联”预警的统计期',
    365,
    '日',
    '本系统设定：一年内的任务足以比较，较早的人员组合已无可比性',
    false,
    '2018-01-01',
  ],
  [
    'alarm-level',
    '替换与“查无、失联”预警的显著性水平（各组合计）',
    10000,
    '百万分之一',
    '本系统设定：全部组合中出现误报的概率不超过1%；预警是核查的起点，不是结论',
    false,
    '2018-01-01',
  ],
  [
    'alarm-minimum',
    '预警的最少次数',
    3,
    '次',
    '本系统设定：一两次替换或查无属于常见，不足以核查',
    false,
    '2018-01-01',
  ],
  [
    'substitutes-shown',
    '替补次序一次列出的人数',
    5,
    '人',
    '本系统设定：替补次序由抽取规程算定，列出前几位即可知悉',
    false,
    '2018-01-01',
  ],
];

/** Alarm rules and levels by which changes after a dispatch are judged, and the term of a grant by phone. */
export class ChangeRules extends Migration {
  override up(): void {
    for (const [code, title, value, unit, basis, isLaw, fromOn] of rules) {
      this.addSql(
        `insert into "change_rule" ("code", "version", "title", "value", "unit", "legal_basis", "is_law", "valid_from_on")
         values ('${code}', 1, '${title}', ${value}, '${unit}', '${basis}', ${isLaw}, '${fromOn}')`,
      );
    }
    this.addSql(
      `insert into "change_code" ("kind", "system", "code") values ('UNREACHABLE', 'default/1', '05')`,
    );
    this.addSql(
      `insert into "deadline_rule" ("code", "version", "title", "limit_count", "unit", "legal_basis", "is_law", "valid_from_on")
       values ('oral-grant-confirmation', 1, '口头同意的确认', 1, 'WORKING_DAYS', '通行做法：负责人可口头同意替换、延期，一个工作日内确认；回避由负责人决定（行政处罚法第四十三条）', false, '2018-01-01')`,
    );
  }
}
