import { Migration } from '@mikro-orm/migrations';

/** code, title, count in natural days, basis: neither is law, and both are to be confirmed by each authority. */
const rules: readonly (readonly [string, string, number, string])[] = [
  [
    'certificate-ending-notice',
    '执法证件到期提醒',
    60,
    '本系统目标：到期前60日列出，以便换证（行政处罚法第四十二条要求执法人员具有执法资格）',
  ],
  [
    'former-post-interest',
    '曾任职回避期',
    1_096,
    '本系统默认三年，待各单位确认：行政处罚法第四十三条（与案件有直接利害关系或者有其他关系可能影响公正执法的，应当回避）未定期限',
  ],
];

/** How long before its end a certificate is listed, and how long a former post bars: data with their basis. */
export class OfficerRules extends Migration {
  override up(): void {
    for (const [code, title, count, basis] of rules) {
      this.addSql(
        `insert into "deadline_rule" ("code", "version", "title", "limit_count", "unit", "legal_basis", "is_law", "valid_from_on")
         values ('${code}', 1, '${title}', ${count}, 'NATURAL_DAYS', '${basis}', false, '2018-01-01')`,
      );
    }
  }
}
