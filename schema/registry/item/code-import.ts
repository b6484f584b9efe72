import { plainText } from '../../shared/plain-text/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { TableSource } from '../../shared/table-file/index.js';
import type { Unit } from '../../shared/unit.js';
import { UnknownUpload } from '../import/import.errors.js';
import { takeTurns } from '../import/turns.js';
import { clearUpload, findOwnUpload, uploadSource } from '../import/upload.service.js';
import { VisitFinding } from '../visit/visit.states.js';
import type { CheckPoint } from './checklist.entity.js';
import { enterChecklist } from './checklist.service.js';
import { type CodeRow, readCodeFile } from './code-file.js';
import { CodeFileInvalid } from './item.errors.js';
import type { ResultCodeEntry } from './result-system.entity.js';
import { enterResultSystem } from './result-system.service.js';

const codeHeadings = {
  code: ['代码', '结果代码', '编码'],
  text: ['含义', '结果', '名称', '检查结果'],
  finding: ['性质', '是否发现问题'],
  standsFor: ['对应默认代码', '对应代码'],
};

const pointHeadings = {
  code: ['编码', '序号', '检查点编码'],
  text: ['检查内容', '检查点', '检查项目'],
  isKey: ['是否关键', '关键项', '重点项'],
  basis: ['依据', '检查依据'],
};

const findings: Readonly<Record<string, VisitFinding>> = {
  未发现问题: VisitFinding.NONE,
  发现问题: VisitFinding.PROBLEM,
  未检查: VisitFinding.NOT_CHECKED,
  ...VisitFinding,
};

const truths: Readonly<Record<string, boolean>> = {
  '': false,
  ...{ 是: true, true: true, '★': true, '*': true },
  ...{ 否: false, false: false },
};

function faulty({ row }: CodeRow, zh: string, en: string): CodeFileInvalid {
  return new CodeFileInvalid(`第 ${row} 行：${zh}`, `Row ${row}: ${en}`, row);
}

/** The row with texts that may be kept, or its fault. */
function cleaned({ row, fields }: CodeRow): CodeRow | CodeFileInvalid {
  const clean: Record<string, string> = {};
  for (const [field, value = ''] of Object.entries(fields)) {
    const text = plainText(value);
    if ('fault' in text) return faulty({ row, fields }, text.fault.zh, text.fault.en);
    clean[field] = text.value;
  }
  return { row, fields: clean };
}

function codeOf(line: CodeRow): ResultCodeEntry | CodeFileInvalid {
  const clean = cleaned(line);
  if (isRefusal(clean)) return clean;
  const { code = '', text = '', finding = '', standsFor } = clean.fields;
  const meaning = findings[finding];
  if (meaning) return { code, text, finding: meaning, ...(standsFor ? { standsFor } : {}) };
  return faulty(
    line,
    '“性质”应为 未发现问题、发现问题 或 未检查。',
    'its finding is NONE, PROBLEM or NOT_CHECKED.',
  );
}

function pointOf(line: CodeRow): CheckPoint | CodeFileInvalid {
  const clean = cleaned(line);
  if (isRefusal(clean)) return clean;
  const { code = '', text = '', isKey = '', basis } = clean.fields;
  const key = truths[isKey];
  if (key !== undefined) return { code, text, isKey: key, ...(basis ? { basis } : {}) };
  return faulty(line, '“是否关键”应为 是 或 否。', 'whether it is a key point is true or false.');
}

/** Every entry of the file, or the first fault. */
async function readEach<Entry extends object>(
  source: TableSource,
  headings: Readonly<Record<string, readonly string[]>>,
  needed: readonly string[],
  read: (line: CodeRow) => Entry | CodeFileInvalid,
): Promise<Entry[] | CodeFileInvalid> {
  const rows = await readCodeFile(source, headings, needed);
  if (isRefusal(rows)) return rows;
  const entries = rows.map(read);
  return entries.find((entry) => entry instanceof CodeFileInvalid) ?? (entries as Entry[]);
}

/** A table that a department brings as a file. */
export interface CodeImport {
  readonly uploadId: string;
  readonly code: string;
  readonly title: string;
}

/** Reads an upload of the actor and enters what it holds; a file that was entered is forgotten. */
async function fromUpload<Entry, Entered extends object>(
  unit: Unit,
  uploadId: string,
  read: (source: TableSource) => Promise<Entry[] | CodeFileInvalid>,
  enter: (entries: Entry[]) => Promise<Entered>,
) {
  const upload = await findOwnUpload(unit, uploadId);
  if (!upload) return new UnknownUpload(uploadId);
  const turns = takeTurns();
  const entries = await read(uploadSource((work) => turns(() => work(unit)), upload.id));
  if (isRefusal(entries)) return entries;
  const entered = await enter(entries as Entry[]);
  if (!isRefusal(entered)) await clearUpload(unit, upload.id);
  return entered;
}

/** A department's system of result codes from its own JSON or CSV. */
export function importResultSystem(unit: Unit, { uploadId, code, title }: CodeImport) {
  return fromUpload(
    unit,
    uploadId,
    (source) => readEach(source, codeHeadings, ['code', 'text', 'finding'], codeOf),
    (codes) => enterResultSystem(unit, { code, title, codes }),
  );
}

/** A department's checklist from its own JSON or CSV. */
export function importChecklist(unit: Unit, { uploadId, code, title }: CodeImport) {
  return fromUpload(
    unit,
    uploadId,
    (source) => readEach(source, pointHeadings, ['code', 'text'], pointOf),
    (points) => enterChecklist(unit, { code, title, points }),
  );
}
