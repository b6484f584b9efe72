import { Migration } from '@mikro-orm/migrations';

const rules = [
  [
    'legal-duty-pause',
    '法定职责类任务的暂停上限',
    24,
    '小时',
    '本系统设定，待确认：维护须在一日内完成；公示等法定期限以工作日计，一日之内的暂停尚可补救',
  ],
  [
    'failures-before-alarm',
    '法定职责类任务失败预警的次数',
    5,
    '次',
    '本系统设定，待确认：五次重试约需两分半钟，短暂的故障在此之前已自行恢复',
  ],
  [
    'publication-warning',
    '公示到期预警',
    1,
    '工作日',
    '本系统设定，待确认：到期前一个工作日仍未公示的，逐日预警',
  ],
] as const;

/** How long a legal duty may be paused, and from when on its failures and its last day are alarms. */
export class JobRules extends Migration {
  override up(): void {
    for (const [code, title, value, unit, basis] of rules) {
      this.addSql(
        `insert into "job_rule" ("code", "version", "title", "value", "unit", "legal_basis", "is_law", "valid_from_on")
         values ('${code}', 1, '${title}', ${value}, '${unit}', '${basis}', false, '2018-01-01')`,
      );
    }
  }
}
