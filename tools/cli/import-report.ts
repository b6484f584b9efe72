import type { ImportRun, RowRemark } from '../../schema/registry/index.js';
import { print } from './output.js';

/** How many remarks are printed for people; `--json` has a thousand, `--remarks` all faults. */
const SHOWN_REMARKS = 50;

export function showRemarks(title: string, count: number, remarks: readonly Omit<RowRemark, 'code'>[]): void {
  if (count === 0) return;
  print(`${title}: ${count}`);
  for (const remark of remarks.slice(0, SHOWN_REMARKS)) {
    const { row, column, message, remedy } = remark;
    const { code } = remark as RowRemark;
    print(`  第 ${row} 行 ${column ?? ''} ${code}: ${message}${remedy ?? ''}`);
  }
  if (count > SHOWN_REMARKS) print(`  …… 其余 ${count - SHOWN_REMARKS} 条 / more (--remarks FILE, --json)`);
}

/** What came of an import, or would come of it. */
export function showRun(run: ImportRun): void {
  const { rowCount, acceptedCount, rejectedCount, createdCount, updatedCount, unchangedCount } = run;
  if (run.dryRun) print('预览，名录库未改动 / a preview: nothing was changed');
  print(
    `${run.fileName} (${run.encoding}), sha256 ${run.fileHash}`,
    `行 rows ${rowCount}, 接受 accepted ${acceptedCount}, 拒绝 rejected ${rejectedCount}`,
    `新增 created ${createdCount}, 更新 updated ${updatedCount}, 无变化 unchanged ${unchangedCount}`,
  );
  if (run.conflictCount > 0) print(`冲突 conflicting ${run.conflictCount}`);
  if (run.missingCount > 0) print(`缺少 missing ${run.missingCount}, 移出 removed ${run.removedCount}`);
  const fields = Object.entries(run.fieldCounts).map(([field, count]) => `${field} ${count}`);
  if (fields.length > 0) print(`变化 changes: ${fields.join(', ')}`);
  showRemarks('错误 / faults', run.faultCount, run.faults);
  showRemarks('提示 / warnings', run.warningCount, run.warnings);
  if (run.dryRun) print(`凭证 token: ${run.token}`);
}
