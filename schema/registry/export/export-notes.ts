import { dayInShanghai } from '../../shared/day.js';
import type { WorkbookNotes } from '../../shared/sheet-file/index.js';
import type { BegunExport } from './export.service.js';
import { registerTitles } from './export.states.js';

/** What the sheet 说明 tells. Each line is one cell, so that no line is ever taken for a heading. */
export function exportNotes(
  { record, view }: BegunExport,
  { rowCount, contentHash }: { readonly rowCount: number; readonly contentHash: string },
): WorkbookNotes {
  const filter = Object.entries(record.filter).filter(([, value]) => value !== undefined);
  return {
    visible: [
      `${registerTitles[record.register]} —— ${view.department.name}`,
      `名录状况截至 as of：${record.asOfAt.toISOString()}（${dayInShanghai(record.asOfAt)}）`,
      `导出时间 exported at：${record.madeAt.toISOString()}`,
      `导出条件 filter：${filter.length === 0 ? '全部 all' : JSON.stringify(Object.fromEntries(filter))}`,
      `行数 rows：${rowCount}`,
      `内容校验值 SHA-256 of the rows：${contentHash}`,
      '请直接修改、增加行后交回本系统：最后一个隐藏列是行密钥，请勿改动；复制行后请清空新行的行密钥。',
      'Change or add rows and bring the sheet back. The last, hidden column holds the rows’ keys: leave it as it is, and clear it in rows that you copied.',
    ],
    hidden: ['fairdraw export/1', record.id, record.register, String(rowCount), contentHash],
  };
}

/** How the file is called: by a name that every client reads, and by its Chinese one. */
export function exportFileName({ record, request }: Pick<BegunExport, 'record' | 'request'>) {
  const rest = `${request.departmentCode}-${dayInShanghai(record.asOfAt)}.${request.format}`;
  const plain = `${record.register.toLowerCase().replaceAll('_', '-')}-${rest}`;
  return { plain: plain.replace(/[^\w.-]/g, '_'), full: `${registerTitles[record.register]}-${rest}` };
}
