import { Migration } from '@mikro-orm/migrations';

/** The longest term of a rectification, which the officers set within it (penalty law Art. 28), and the answer to a transfer. */
export class FollowUp extends Migration {
  override up(): void {
    this.addSql(
      `insert into "deadline_rule" ("code", "version", "title", "limit_count", "unit", "legal_basis", "is_law", "valid_from_on")
       values ('rectification-term', 1, '责令改正的期限（最长）', 180, 'NATURAL_DAYS', '行政处罚法第二十八条：责令当事人改正或者限期改正；最长日数为本系统设定，待确认', false, '2018-01-01')`,
    );
    this.addSql(
      `insert into "deadline_rule" ("code", "version", "title", "limit_count", "unit", "legal_basis", "is_law", "valid_from_on")
       values ('transfer-answer', 1, '移送、抄告的答复', 5, 'WORKING_DAYS', '实践：接收单位收到移送、抄告之日起5个工作日内签收或退回（待确认）', false, '2018-01-01')`,
    );
  }
}
