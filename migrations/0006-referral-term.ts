import { Migration } from '@mikro-orm/migrations';

/** How long a supervisor has to claim a pushed firm or licence: a term of the house, still to be confirmed. */
export class ReferralTerm extends Migration {
  override up(): void {
    this.addSql(
      `insert into "deadline_rule" ("code", "version", "title", "limit_count", "unit", "legal_basis", "is_law", "valid_from_on")
       values ('referral-claim', 1, '推送信息认领', 5, 'WORKING_DAYS',
               '本系统设定（待确认）：“双告知”推送之日起5个工作日内由监管部门认领或退回', false, '2018-01-01')`,
    );
  }
}
