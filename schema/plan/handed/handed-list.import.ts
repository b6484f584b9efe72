import { LockMode } from '@mikro-orm/core';
import { recordEvent } from '../../audit/index.js';
import { Department } from '../../department/index.js';
import {
  clearUpload,
  FileUnreadable,
  findOwnUpload,
  findResultSystem,
  ImportMode,
  RemarkCode,
  type RowRemark,
  remarkAt,
  systemName,
  takeTurns,
  UnknownUpload,
  type Upload,
  uploadSource,
} from '../../registry/index.js';
import { dayInShanghai } from '../../shared/day.js';
import { isRefusal } from '../../shared/refusal.js';
import { TableFileError } from '../../shared/table-file/index.js';
import type { Unit } from '../../shared/unit.js';
import { CampaignRuleInvalid } from '../plan.errors.js';
import { getOwnDepartment } from '../plan.service.js';
import { type FileRow, type HandedFile, readHandedFile } from './handed-file.js';
import { HandedList } from './handed-list.entity.js';
import { HandedListFaulty, HandedListKnown, PlatformSystemUnknown } from './handed-list.errors.js';
import type { ImportHandedListInput } from './handed-list.input.js';
import { storeHandedList } from './handed-list.store.js';
import { findMeant, type MeantRow } from './handed-targets.js';

/** What a list is known by; complete, or it is not taken. */
interface Head {
  readonly documentNo: string;
  readonly issuer: string;
}

/**
 * Takes a list that was handed down: its rows, and from which day its officers are to be matched. Every fault is told at
 * once, of the list and of its rows; with `ALL_OR_NOTHING` nothing is changed then, with `GOOD_ROWS` the others are taken.
 */
export async function importHandedList(unit: Unit, input: ImportHandedListInput) {
  const department = getOwnDepartment(unit);
  const upload = await findOwnUpload(unit, input.uploadId);
  if (!upload) return new UnknownUpload(input.uploadId);
  // Two imports of one file take their turns; a unique index would refuse the merger of two departments that both have it.
  await unit.em.findOneOrFail(Department, department, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const known = await unit.em.findOne(HandedList, { department, fileHash: upload.sha256 });
  if (known) return new HandedListKnown(known.documentNo, dayInShanghai(known.createdAt));
  if (input.receivedOn > unit.today) return laterThanToday;
  const system = await findPlatformSystem(unit, input.resultSystem);
  if (isRefusal(system)) return system;
  const file = await readUpload(unit, upload, input.map);
  if (isRefusal(file)) return file;

  const head = headOf(input, file.rows);
  const found = await findMeant(unit, department, file.rows);
  const strays = strayDocuments(found.rows, head.documentNo);
  const faults = [...file.faults, ...found.faults, ...strays].sort((a, b) => a.row - b.row);
  const bad = new Set(faults.map(({ row }) => row));
  const rows = found.rows.filter(({ row }) => !bad.has(row));
  const missing = missingOf(head, rows.length);
  if (missing.length > 0 || (faults.length > 0 && input.mode !== ImportMode.GOOD_ROWS)) {
    return new HandedListFaulty(missing, file.rowCount, faults);
  }
  const list = await store(unit, { department, input, upload, file, head, rows, system, rejected: bad.size });
  await clearUpload(unit, upload.id);
  return { __typename: 'HandedListImported' as const, list, faults: faults.slice(0, mostTold) };
}

const mostTold = 1_000;

const laterThanToday = new CampaignRuleInvalid(
  'receivedOn',
  '收到之日不得晚于今天。',
  'The day on which it came may not be after today.',
);

async function findPlatformSystem(unit: Unit, asked: string): Promise<string | PlatformSystemUnknown> {
  const [code = '', version] = asked.split('/');
  const system = await findResultSystem(unit, code, version ? Number(version) || -1 : undefined);
  return system ? systemName(system) : new PlatformSystemUnknown(asked);
}

async function readUpload(unit: Unit, upload: Upload, map: string | undefined) {
  const turns = takeTurns();
  const source = uploadSource((work) => turns(() => work(unit)), upload.id);
  try {
    const file = await readHandedFile(source, map ?? undefined, unit.keys.identify);
    return file.isTooLong ? tooLong : file;
  } catch (error) {
    if (error instanceof TableFileError) return new FileUnreadable(error);
    throw error;
  }
}

const tooLong = new CampaignRuleInvalid(
  'uploadId',
  '一份名单最多 20000 行，请拆分。',
  'A list has at most 20,000 rows; split it.',
);

/** The number may be told with the file, or stand in every row of it. */
function headOf(input: ImportHandedListInput, rows: readonly FileRow[]): Head {
  const inRows = new Set(rows.map(({ documentNo }) => documentNo));
  const [only] = inRows.size === 1 ? inRows : [];
  return { documentNo: input.documentNo?.trim() || only || '', issuer: input.issuer?.trim() ?? '' };
}

function missingOf({ documentNo, issuer }: Head, goodRows: number): string[] {
  return [
    ...(documentNo === '' ? ['documentNo'] : []),
    ...(issuer === '' ? ['issuer'] : []),
    ...(goodRows === 0 ? ['rows'] : []),
  ];
}

/** Rows of another document, and those without a number where the others tell it. */
function strayDocuments(rows: readonly FileRow[], documentNo: string): RowRemark[] {
  const isTold = rows.some((row) => row.documentNo !== undefined);
  if (!isTold) return [];
  return rows.flatMap((row) => {
    if (row.documentNo === undefined) return [remarkAt(blankNumber, row.row, undefined)];
    if (documentNo === '' || row.documentNo === documentNo) return [];
    return [remarkAt(otherNumber(documentNo), row.row, undefined, row.documentNo)];
  });
}

const blankNumber: Parameters<typeof remarkAt>[0] = {
  field: 'documentNo',
  code: RemarkCode.BLANK_FIELD,
  zh: '该行没有文号。',
  en: 'The row has no document number.',
  remedy: { zh: '请补填文号。', en: 'Fill it in.' },
};

function otherNumber(documentNo: string): Parameters<typeof remarkAt>[0] {
  return {
    field: 'documentNo',
    code: RemarkCode.OTHER_DOCUMENT,
    zh: `该行的文号不是“${documentNo}”。`,
    en: `The row belongs to another document than "${documentNo}".`,
    remedy: {
      zh: '请另作一份名单导入，或更正文号。',
      en: 'Take it as a list of its own, or correct the number.',
    },
  };
}

interface Taken {
  readonly department: string;
  readonly input: ImportHandedListInput;
  readonly upload: Upload;
  readonly file: HandedFile;
  readonly head: Head;
  readonly rows: readonly MeantRow[];
  readonly system: string;
  readonly rejected: number;
}

async function store(unit: Unit, taken: Taken): Promise<HandedList> {
  const { department, input, upload, file, head, rows, system, rejected } = taken;
  const told = Object.fromEntries((input.resultColumns ?? []).map(({ field, heading }) => [field, heading]));
  const { list, dueOn } = await storeHandedList(unit, rows, {
    department,
    ...head,
    title: input.title,
    receivedOn: input.receivedOn,
    drawMode: null,
    fileName: upload.fileName,
    fileHash: upload.sha256,
    headings: [...file.headings],
    resultColumns: { ...file.resultColumns, ...told },
    resultSystem: system,
    rejectedCount: rejected,
  });
  const { documentNo } = head;
  const data = { documentNo, fileHash: upload.sha256, rowCount: rows.length, rejectedCount: rejected, dueOn };
  await recordEvent(unit, 'handed-list.imported', { kind: 'handedList', id: list.id }, data);
  return list;
}
