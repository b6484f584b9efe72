import { createHash } from 'node:crypto';
import { recordEvent } from '../../audit/index.js';
import { enqueueJob } from '../../job/index.js';
import { findResultSystem, RemarkCode, systemName } from '../../registry/index.js';
import type { Reader, Unit } from '../../shared/unit.js';
import type { DrawMode } from '../plan.entity.js';
import type { HandedList } from './handed-list.entity.js';
import { storeHandedList } from './handed-list.store.js';
import { findMeant, type MeantRow } from './handed-targets.js';

/** A drawn target as its superior knows it. */
export interface DrawnTarget {
  readonly realId: string;
  readonly name: string;
  /** Its other numbers: the department below may know it by one of them. */
  readonly otherIds: readonly string[];
}

/** Which target of its own register a department would take each drawn one for; what it does not have, by why. */
export async function findInRegister(
  reader: Reader,
  department: string,
  drawn: readonly DrawnTarget[],
): Promise<{
  readonly rows: readonly MeantRow[];
  readonly missing: ReadonlySet<string>;
  readonly unclear: ReadonlySet<string>;
}> {
  const asked = drawn.map(({ realId: id, name, otherIds }, at) => ({
    row: at + 1,
    cells: [],
    id,
    otherIds,
    name,
  }));
  const { rows, faults } = await findMeant(reader, department, asked);
  const of = (isMissing: boolean) =>
    faults
      .filter(({ code }) => (code === RemarkCode.UNKNOWN_TARGET) === isMissing)
      .map(({ row }) => drawn[row - 1]?.realId ?? '');
  return { rows, missing: new Set(of(true)), unclear: new Set(of(false)) };
}

/** What a part is known by. */
export interface PartHead {
  readonly documentNo: string;
  /** The receipt of the draw. */
  readonly receiptHash: string;
  readonly departmentCode: string;
  /** 32 bytes, hex: without it nobody finds out by trying who is on a short list. */
  readonly salt: string;
}

/**
 * The hash of a part (docs/stages.md): SHA-256 of its head and of the ids as they were drawn, ascending by bytes, one on
 * each line.
 */
export function hashOfPart(
  { salt, documentNo, receiptHash, departmentCode }: PartHead,
  ids: readonly string[],
) {
  const sorted = ids
    .map((id) => Buffer.from(id))
    .sort(Buffer.compare)
    .map(String);
  const lines = ['fairdraw part/1', salt, documentNo, receiptHash, departmentCode, ...sorted];
  return createHash('sha256')
    .update(lines.map((line) => `${line}\n`).join(''))
    .digest('hex');
}

interface Part {
  readonly department: string;
  readonly documentNo: string;
  readonly issuer: string;
  readonly title: string;
  readonly drawMode: DrawMode;
  readonly hash: string;
  readonly campaignCode: string;
}

const headings = ['序号', '文号', '检查对象名称'];

/** A department receives its part of what a superior in this house has drawn. Called past the scope: both are concerned. */
export async function receiveHandedPart(
  unit: Unit,
  { hash, campaignCode, ...part }: Part,
  meant: readonly MeantRow[],
): Promise<HandedList> {
  const rows = meant.map((one, at) => ({
    ...one,
    row: at + 1,
    cells: [String(at + 1), part.documentNo, one.name],
  }));
  const system = await findResultSystem(unit, 'default');
  const { list, dueOn } = await storeHandedList(unit, rows, {
    ...part,
    receivedOn: unit.today,
    fileName: '',
    fileHash: hash,
    headings,
    resultColumns: {},
    resultSystem: system ? systemName(system) : '',
    rejectedCount: 0,
  });
  const data = { documentNo: part.documentNo, fileHash: hash, rowCount: rows.length, dueOn };
  await recordEvent(unit, 'handed-list.received', { kind: 'handedList', id: list.id }, data);
  await enqueueJob(unit, {
    kind: 'hand-out.announce-list',
    key: list.id,
    dueAt: unit.now,
    payload: { listId: list.id, campaignCode, dueOn },
  });
  return list;
}
