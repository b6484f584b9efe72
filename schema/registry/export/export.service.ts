import { createHash, type KeyObject } from 'node:crypto';
import { recordEvent } from '../../audit/index.js';
import { type Department, findDepartmentByCode, UnknownDepartment } from '../../department/index.js';
import { endOfDayInShanghai } from '../../shared/day.js';
import { Role } from '../../shared/roles.js';
import { type SheetFormat, sheetFile } from '../../shared/sheet-file/index.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { FutureDay } from './export.errors.js';
import { type ExportRegister, registerTitles } from './export.states.js';
import { exportColumns, exportedFields } from './export-columns.js';
import { exportNotes } from './export-notes.js';
import { RegisterExport } from './register-export.entity.js';
import { type ExportFilter, type RegisterRow, type RegisterView, registers } from './register-rows.js';
import { rowVersion } from './row-version.js';
import { writeSheetKey } from './sheet-key.js';
import { takeSheetSecret } from './sheet-secret.service.js';

/** What is asked for. */
export interface ExportRequest {
  readonly register: ExportRegister;
  readonly departmentCode: string;
  /** The day whose register is wanted, as it stood at its end, or an instant; the present one when absent. */
  readonly asOf?: string | Date;
  readonly filter: ExportFilter;
  readonly format: SheetFormat;
  readonly encoding: 'utf-8' | 'gb18030';
  /** Whether a CSV or JSON Lines file carries keys; a workbook always does for those who may bring it back. */
  readonly withKeys: boolean;
}

/** An export that was recorded and may now be read. */
export interface BegunExport {
  readonly request: ExportRequest;
  readonly record: RegisterExport;
  readonly view: RegisterView;
  readonly secret: KeyObject;
}

/** What came of it. */
export interface ExportOutcome {
  readonly rowCount: number;
  readonly contentHash: string;
  readonly fileHash: string;
  readonly isWhole: boolean;
}

/** Who keeps the registers: a registrar, or whoever runs the command on the machine. */
function keepsRegisters({ actor }: Reader): boolean {
  return actor.kind !== 'account' || actor.roles?.includes(Role.REGISTRAR) === true;
}

/**
 * Records that a register is about to leave the building, before its first byte does: registers hold personal data. The
 * export shows one instant, so that pages read one after the other agree whatever is changed meanwhile.
 */
export async function beginExport(
  unit: Unit,
  request: ExportRequest,
): Promise<BegunExport | UnknownDepartment | FutureDay> {
  const department = await findDepartmentByCode(unit, request.departmentCode);
  if (!department || !isInScope(unit, department)) return new UnknownDepartment(request.departmentCode);
  const instant = instantOf(unit, request.asOf);
  if (instant > unit.now) return new FutureDay(unit.today);
  const isKept = keepsRegisters(unit);
  const record: RegisterExport = {
    id: unit.newId(),
    department: department.id,
    register: request.register,
    format: request.format,
    filter: request.filter,
    asOfAt: instant,
    hasKeys: isKept && (request.withKeys || request.format === 'xlsx'),
    madeAt: unit.now,
    accountId: unit.actor.accountId ?? null,
    rowCount: null,
    contentHash: null,
    fileHash: null,
    isWhole: null,
  };
  await unit.em.insert(RegisterExport, record);
  const { register, format, asOfAt } = record;
  const data = { register, format, asOfAt, filter: namelessFilter(request.filter) };
  await recordEvent(unit, 'registry.export-begun', { kind: 'export', id: record.id }, data);
  const view = { department, instant, withLeave: isKept };
  return { request, record, view, secret: await takeSheetSecret(unit) };
}

/** Of today there is what stands now. */
function instantOf(unit: Unit, asOf: string | Date | undefined): Date {
  if (asOf === undefined || asOf === unit.today) return unit.now;
  return typeof asOf === 'string' ? endOfDayInShanghai(asOf) : asOf;
}

function isInScope({ actor }: Reader, { id }: Department): boolean {
  return actor.scope === undefined || actor.scope.includes(id);
}

/** The audit record says that a name was asked for, and never which. */
function namelessFilter({ nameContains, realId, ...rest }: ExportFilter): Record<string, unknown> {
  return {
    ...rest,
    ...(nameContains === undefined ? {} : { byName: true }),
    ...(realId === undefined ? {} : { byId: true }),
  };
}

/** Records what an export came to. */
export async function finishExport(unit: Unit, id: string, outcome: ExportOutcome): Promise<void> {
  await unit.em.nativeUpdate(RegisterExport, { id }, { ...outcome });
  await recordEvent(unit, 'registry.exported', { kind: 'export', id }, { ...outcome });
}

/**
 * The bytes of an export, piece by piece as they are asked for; memory holds one page.
 * @param done told when all was read, or when the reading was given up
 */
export async function* exportBytes(
  reader: Reader,
  begun: BegunExport,
  done: (outcome: ExportOutcome) => Promise<void>,
): AsyncGenerator<Uint8Array> {
  const { record } = begun;
  const content = createHash('sha256');
  const file = createHash('sha256');
  const outcome = { rowCount: 0, isWhole: false };
  const fields = exportedFields(record.register, begun.view.withLeave);
  const columns = exportColumns(record.register, fields, record.hasKeys);
  const rows = sheetRows(reader, begun, fields, (cells) => {
    outcome.rowCount += 1;
    content.update(`${JSON.stringify(cells)}\n`);
  });
  try {
    const notes = () => exportNotes(begun, { ...outcome, contentHash: content.copy().digest('hex') });
    const sheet = { title: registerTitles[record.register], columns, rows, notes };
    for await (const chunk of sheetFile(sheet, begun.request)) {
      file.update(chunk);
      yield chunk;
    }
    outcome.isWhole = true;
  } finally {
    await done({ ...outcome, contentHash: content.digest('hex'), fileHash: file.digest('hex') });
  }
}

async function* sheetRows(
  reader: Reader,
  { record, view, secret }: BegunExport,
  fields: readonly string[],
  tell: (cells: readonly string[]) => void,
): AsyncGenerator<string[][]> {
  const key = ({ id, cells }: RegisterRow) =>
    writeSheetKey(secret, { exportId: record.id, rowId: id, version: rowVersion(cells) });
  for await (const page of registers[record.register].pages(reader, view, record.filter)) {
    yield page.map((row) => {
      const cells = fields.map((field) => row.cells[field] ?? '');
      tell(cells);
      return record.hasKeys ? [...cells, key(row)] : cells;
    });
  }
}
