import { Migration } from '@mikro-orm/migrations';

const basis =
  '本系统设定，待机关确认：未发现问题的结果与其证据一并留存，至少一份照片、文件、当事人签名或非现场检查记录';

/** How much evidence a result of “no problem” needs. */
export class EvidenceRules extends Migration {
  override up(): void {
    this.addSql(
      `insert into "visit_rule" ("code", "version", "title", "value", "unit", "legal_basis", "is_law", "valid_from_on")
       values ('compliant-evidence', 1, '未发现问题的结果至少所附证据', 1, '份', '${basis}', false, '2018-01-01')`,
    );
  }
}
