import { Migration } from '@mikro-orm/migrations';

/** Code, wording of the national publicity system, finding. Still to be confirmed per region (domain-rules §7). */
const codes: readonly (readonly [string, string, 'NONE' | 'PROBLEM' | 'NOT_CHECKED'])[] = [
  ['01', '未发现问题', 'NONE'],
  ['02', '未按规定公示年度报告', 'PROBLEM'],
  ['03', '未按规定公示其他应当公示的信息', 'PROBLEM'],
  ['04', '公示信息隐瞒真实情况、弄虚作假', 'PROBLEM'],
  ['05', '通过登记的住所(经营场所)无法联系', 'NOT_CHECKED'],
  ['06', '发现问题已责令改正', 'PROBLEM'],
  ['07', '不配合检查情节严重', 'PROBLEM'],
  ['08', '未发现开展本次抽查涉及的经营活动', 'NOT_CHECKED'],
  ['09', '发现问题待后续处理', 'PROBLEM'],
];

/** The system of result codes that holds where a department brings none of its own. */
export class ResultSystems extends Migration {
  override up(): void {
    const entries = codes.map(([code, text, finding]) => ({ code, text, finding }));
    this.addSql(
      `insert into "result_system" ("code", "version", "title", "codes", "created_at")
       values ('default', 1, '双随机抽查结果（默认）', '${JSON.stringify(entries)}', '2026-01-01T00:00:00Z')`,
    );
  }
}
