import {
  clearUpload,
  FileUnreadable,
  findOwnUpload,
  takeTurns,
  UnknownUpload,
  uploadSource,
} from '../../registry/index.js';
import { isRefusal } from '../../shared/refusal.js';
import { TableFileError } from '../../shared/table-file/index.js';
import type { Unit } from '../../shared/unit.js';
import { answerHeadings, type FileRow, type HandedFile, readHandedFile } from './handed-file.js';
import { HandedRow } from './handed-list.entity.js';
import { HandedListNotFound, type UploadFault, UploadMarksFaulty } from './handed-list.errors.js';
import { findListLocked, markFault, storeMarks, type UploadMark } from './handed-list.service.js';
import { UploadState } from './handed-list.states.js';
import { findMeant } from './handed-targets.js';

/** How platforms say that they took a row, or did not. */
const answers: Readonly<Record<'UPLOADED' | 'REJECTED', readonly string[]>> = {
  UPLOADED: [
    ...[
      '成功',
      '上报成功',
      '上传成功',
      '导入成功',
      '已接收',
      '接收成功',
      '已上报',
      '已回传',
      '通过',
      '已通过',
    ],
    ...['accepted', 'success', 'ok'],
  ],
  REJECTED: [
    ...['失败', '上报失败', '上传失败', '导入失败', '已退回', '退回', '被退回', '不通过', '未通过', '驳回'],
    ...['rejected', 'failed', 'error'],
  ],
};

/**
 * Takes the platform's own file of answers, in the columns of its list: each row is marked as uploaded or rejected with
 * what the platform says. Every fault is told at once, also rows that the list does not have; then nothing is changed.
 */
export async function importUploadAnswers(
  unit: Unit,
  asked: { readonly listId: string; readonly uploadId: string; readonly map?: string | null },
) {
  const list = await findListLocked(unit, asked.listId);
  if (!list) return new HandedListNotFound();
  const upload = await findOwnUpload(unit, asked.uploadId);
  if (!upload) return new UnknownUpload(asked.uploadId);
  const file = await readAnswers(unit, upload.id, asked.map ?? undefined);
  if (isRefusal(file)) return file;
  const { marks, faults } = await judgeAnswers(unit, list, file);
  if (faults.length > 0) return new UploadMarksFaulty(faults);
  const marked = await storeMarks(unit, list.id, marks);
  await clearUpload(unit, upload.id);
  return marked;
}

async function readAnswers(unit: Unit, uploadId: string, map: string | undefined) {
  const turns = takeTurns();
  const source = uploadSource((work) => turns(() => work(unit)), uploadId);
  try {
    return await readHandedFile(source, map, unit.keys.identify, answerHeadings);
  } catch (error) {
    if (error instanceof TableFileError) return new FileUnreadable(error);
    throw error;
  }
}

/** What each row of the file says of which row of the list. */
async function judgeAnswers(unit: Unit, list: { id: string; department: string }, file: HandedFile) {
  const meant = await findMeant(unit, list.department, file.rows);
  const rows = await unit.em.find(HandedRow, { list: list.id }, { disableIdentityMap: true });
  const rowOf = new Map(rows.map((row) => [row.realId, row]));
  const present = new Map(meant.rows.map(({ row, realId }) => [row, realId]));
  const marks: UploadMark[] = [];
  const seen = new Map<number, number>();
  const faults: UploadFault[] = file.faults.map(({ row, message, messageEn }) => ({
    row,
    message,
    messageEn,
  }));
  if (file.isTooLong) faults.push({ row: file.rowCount, ...tooLong });
  for (const row of file.rows) {
    // As it was when the list came, or as the register knows it now.
    const own = rowOf.get(row.id) ?? rowOf.get(present.get(row.row) ?? '');
    const earlier = own && seen.get(own.row);
    const mark = markOf(row);
    const fault = earlier ? repeated(earlier) : 'message' in mark && own ? mark : undefined;
    const words = fault ?? markFault(own, 'state' in mark ? mark : { state: UploadState.UPLOADED });
    if (words) faults.push({ row: row.row, state: own?.uploadState, ...words });
    else if (own && 'state' in mark) marks.push({ row: own.row, ...mark });
    if (own) seen.set(own.row, row.row);
  }
  return { marks, faults: faults.sort((a, b) => a.row - b.row) };
}

function markOf({ answer = '', answerReason }: FileRow) {
  const said = answer.trim().toLowerCase();
  if (answers.UPLOADED.includes(said)) return { state: UploadState.UPLOADED };
  if (answers.REJECTED.includes(said)) return { state: UploadState.REJECTED, reason: answerReason };
  return said === '' ? unanswered : unclear;
}

const tooLong = {
  message: '一次最多 20000 行，请拆分后导入。',
  messageEn: 'At most 20,000 rows at once; split the file.',
};

const unanswered = {
  message: '该行没有平台的回传状态；请删去未处理的行，或更正表头（如“回传状态”“导入结果”）。',
  messageEn: 'The row has no answer of the platform; take it out, or correct the heading.',
};

const unclear = {
  message: '看不出平台是否接收该行；请写成“成功”或“失败”。',
  messageEn: 'It does not say whether the platform took the row; write 成功 or 失败.',
};

const repeated = (row: number) => ({
  message: `与第 ${row} 行是同一对象，请删去其一。`,
  messageEn: `It is the target of row ${row}; take one of the two out.`,
});
