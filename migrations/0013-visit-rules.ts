import { Migration } from '@mikro-orm/migrations';

/** exit, code of the default system, days on which it is met, whether another target may be asked for, photos. */
type Exit = readonly [string, string | null, number, boolean, number, string];

const own = '本系统设定，待机关确认：';

const exits: readonly Exit[] = [
  ['REFUSED', '07', 1, false, 2, `${own}拒绝检查须有现场照片，结果为不配合检查情节严重`],
  ['UNREACHABLE', '05', 2, false, 2, `${own}通过登记的住所（经营场所）无法联系，须两日各前往一次并拍照`],
  ['CLOSED', '08', 2, true, 2, `${own}停业的另日再次前往；仍停业的可申请更换对象`],
  ['MOVED', '05', 1, true, 2, `${own}查明已搬迁的拍照留存，可申请更换对象`],
  ['OUT_OF_SCOPE', '08', 1, true, 1, `${own}不开展所查事项的，结果为未发现开展本次抽查涉及的经营活动`],
  ['TRANSFERRED', null, 1, false, 0, `${own}移交其他部门的，结果按移交时查明的情况填写`],
];

/** How events of visits are judged, what follows where nothing was to be checked, and when an entry is late. */
export class VisitRules extends Migration {
  override up(): void {
    this.addSql(
      `insert into "visit_rule" ("code", "version", "title", "value", "unit", "legal_basis", "is_law", "valid_from_on")
       values ('clock-tolerance', 1, '设备时钟允许的偏差', 300, '秒', '${own}偏差在五分钟以内的不影响检查日期与先后，超过的须确认', false, '2018-01-01')`,
    );
    for (const [exit, code, attempts, maySubstitute, photos, basis] of exits) {
      this.addSql(
        `insert into "visit_exit_rule" ("exit", "version", "result_code", "attempt_count", "may_substitute", "photo_count", "legal_basis", "is_law", "valid_from_on")
         values ('${exit}', 1, ${code ? `'${code}'` : 'null'}, ${attempts}, ${maySubstitute}, ${photos}, '${basis}', false, '2018-01-01')`,
      );
    }
    this.addSql(
      `insert into "deadline_rule" ("code", "version", "title", "limit_count", "unit", "legal_basis", "is_law", "valid_from_on")
       values ('late-result-entry', 1, '检查结果录入', 10, 'NATURAL_DAYS', '通行做法：检查后10个自然日内录入，逾期须说明理由，待确认', false, '2018-01-01')`,
    );
  }
}
