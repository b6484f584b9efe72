import type { Unit } from '../../shared/unit.js';
import { currentIdsOf } from '../target/lineage.js';
import { TargetStatus } from '../target/target.states.js';
import type { Standing } from './bulk-table.js';
import { type FieldRemark, RemarkCode } from './import-remark.js';

/** A row of a file as the columns of its table, beside the row that stands. */
export interface Beside {
  readonly record: Record<string, unknown>;
  readonly stands?: Standing;
}

/** By the ids of those that became others, who they are today. */
export type Successors = ReadonlyMap<string, readonly string[]>;

/** Who the targets and responsible entities became that a file goes on naming by their old ids. */
export async function findSuccessors(unit: Unit, rows: readonly Beside[]): Promise<Successors> {
  const asked = new Set<string>();
  for (const { record, stands } of rows) {
    if (stands?.status === TargetStatus.MERGED) asked.add(String(record.real_id));
    if (stands && record.responsible_id != null && record.responsible_id !== stands.responsible_id)
      asked.add(String(record.responsible_id));
  }
  return asked.size > 0 ? currentIdsOf(unit, [...asked]) : new Map();
}

/**
 * Lets stand what a recorded merger, split or conversion has decided, and no file undoes: that a target became another,
 * and who answers now for what stood below it. @returns what is to be told of it
 */
export function keepActs({ record, stands }: Beside, successors: Successors): FieldRemark[] {
  const [given, answers] = [record.responsible_id, stands?.responsible_id];
  if (given !== answers && successors.get(String(given))?.includes(String(answers)))
    record.responsible_id = undefined;
  if (stands?.status !== TargetStatus.MERGED) return [];
  record.status = undefined;
  record.status_on = undefined;
  const realId = String(record.real_id);
  return [becameAnother((successors.get(realId) ?? []).filter((id) => id !== realId))];
}

function becameAnother(successors: readonly string[]): FieldRemark {
  const [zh, en] = successors.length > 0 ? [successors.join('、'), successors.join(', ')] : ['？', '?'];
  return {
    field: 'status',
    code: RemarkCode.BECAME_ANOTHER,
    zh: `该对象已并入、分立或转换为 ${zh}；文件中的状态未采用。`,
    en: `This target was merged, split or converted and goes on as ${en}; the file's status was not taken.`,
    remedy: {
      zh: '请来源改列承继者；登记有误的，请先撤销该合并、分立或转换。',
      en: 'Have the source list the successor; where the act was recorded in error, undo it first.',
    },
  };
}
