import { createHash } from 'node:crypto';
import { recordEvent } from '../../audit/index.js';
import { Department } from '../../department/index.js';
import {
  clearUpload,
  FileUnreadable,
  findOwnUpload,
  ImportMode,
  NoDepartment,
  type RowRemark,
  remarkAt,
  takeTurns,
  UnknownUpload,
  type Upload,
  uploadSource,
} from '../../registry/index.js';
import { underArrangement } from '../../shared/allow.js';
import { isRefusal } from '../../shared/refusal.js';
import { TableFileError } from '../../shared/table-file/index.js';
import type { Unit } from '../../shared/unit.js';
import { findColumn } from '../columns/index.js';
import { type ComparedDecision, compareDecisions } from '../decision.compare.js';
import { lockDecisions } from '../decision.enter.js';
import { DecisionFileFaulty, DecisionsChanged, TooManyDecisions, UnknownColumn } from '../decision.errors.js';
import { type DecisionKind, DecisionOrigin } from '../decision.states.js';
import { writeDecisions } from '../decision.write.js';
import { type DecisionFile, mostRows, readDecisionFile } from './decision-file.js';
import { DecisionImport, type DecisionReading } from './decision-import.entity.js';

/** A file of decisions to import. */
export interface FileImport extends DecisionReading {
  readonly kind: DecisionKind;
  readonly uploadId: string;
  readonly mode: ImportMode;
  readonly dryRun: boolean;
  /** What a preview answered: only the same file beside the same decisions is imported. */
  readonly token?: string | null;
}

const mostTold = 1_000;

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** The file with how it is read, and the decisions that stand: versions are only added, so their number tells. */
async function tokenOf(unit: Unit, department: string, upload: Upload, asked: FileImport): Promise<string> {
  const { kind, renames, fills } = asked;
  const [row] = await unit.em.execute<{ count: number }[]>(
    `select count(*)::int as count from decision_version v join decision d on d.id = v.decision_id
      where d.department_id = ?::uuid and d.kind = ?`,
    [department, kind],
  );
  return `${digest(JSON.stringify([kind, department, upload.sha256, renames, fills]))}-${row?.count ?? 0}`;
}

function checkToken(given: string | null | undefined, present: string): DecisionsChanged | undefined {
  if (!given || given === present) return undefined;
  return new DecisionsChanged(given.split('-')[0] === present.split('-')[0] ? 'DECISIONS' : 'FILE');
}

/** A file as it is read and compared now. */
export interface JudgedFile {
  readonly file: DecisionFile;
  readonly fresh: readonly ComparedDecision[];
  readonly unchangedCount: number;
  readonly rejectedCount: number;
  /** All faults in the order of the rows. */
  readonly faults: readonly RowRemark[];
}

/** Reads an uploaded file and compares each row with the decisions of a department; changes nothing. */
export async function judgeFile(
  unit: Unit,
  department: string,
  upload: Upload,
  { kind, ...reading }: DecisionReading & { readonly kind: DecisionKind },
): Promise<JudgedFile | FileUnreadable | TooManyDecisions> {
  const { name, creditCode } = await unit.em.findOneOrFail(Department, department, {
    disableIdentityMap: true,
  });
  const turns = takeTurns();
  const source = uploadSource((work) => turns(() => work(unit)), upload.id);
  const ground = {
    ...{ kind, today: unit.today, departmentName: name, departmentCode: creditCode },
    identify: (text: string) => unit.keys.identify(text),
  };
  let file: DecisionFile;
  try {
    file = await readDecisionFile(source, reading, ground);
  } catch (error) {
    if (error instanceof TableFileError) return new FileUnreadable(error);
    throw error;
  } finally {
    // A file that was given up may still be read ahead, in this transaction.
    await turns(async () => {});
  }
  if (file.isTooLong) return new TooManyDecisions(mostRows);
  const compared = await compareDecisions(
    unit,
    department,
    file.rows.map(({ draft }) => draft),
  );
  const placeOf = new Map(file.table.columns.map((column) => [column.field, column]));
  const further = compared.flatMap(({ faults }, at) => {
    const { row, cells } = file.rows[at] as DecisionFile['rows'][number];
    return faults.map((fault) => {
      const place = placeOf.get(fault.field);
      return remarkAt(fault, row, place?.heading, cells[place?.index ?? -1]);
    });
  });
  const good = compared.filter(({ faults }) => faults.length === 0);
  const faults = [...file.faults, ...further].sort((a, b) => a.row - b.row);
  return {
    ...{ file, faults, rejectedCount: file.rowCount - good.length },
    fresh: good.filter(({ knownId }) => knownId === undefined),
    unchangedCount: good.filter(({ knownId }) => knownId !== undefined).length,
  };
}

/**
 * Imports a file of decisions in one step: all of it, or its good rows. What stands already is left as it is; a file
 * corrects nothing. A preview reads and compares in the same way and writes only that it was made.
 */
export async function importDecisions(unit: Unit, asked: FileImport) {
  const { departmentId: department } = unit.actor;
  if (!department) return new NoDepartment();
  const codes = [...asked.renames, ...asked.fills].map(({ code }) => code);
  const unknown = codes.find((code) => !findColumn(asked.kind, code));
  if (unknown !== undefined) return new UnknownColumn(unknown);
  const upload = await findOwnUpload(unit, asked.uploadId);
  if (!upload) return new UnknownUpload(asked.uploadId);
  await lockDecisions(unit, department);
  const token = await tokenOf(unit, department, upload, asked);
  const changed = checkToken(asked.token, token);
  if (changed) return changed;
  const judged = await judgeFile(unit, department, upload, asked);
  if (isRefusal(judged)) return judged;
  const { file, fresh, faults, rejectedCount, unchangedCount } = judged;
  if (rejectedCount > 0 && !asked.dryRun && asked.mode === ImportMode.ALL_OR_NOTHING) {
    return new DecisionFileFaulty(file.rowCount, rejectedCount, faults);
  }
  const id = unit.newId();
  const arriving = { department, origin: DecisionOrigin.FILE, importId: id };
  const written = asked.dryRun ? [] : await writeDecisions(unit, arriving, fresh);
  const { kind, renames, fills, dryRun: isPreview } = asked;
  const run: DecisionImport = {
    ...{ id, department, accountId: unit.actor.accountId ?? null, kind, uploadId: upload.id },
    ...{ fileName: upload.fileName, fileHash: upload.sha256, reading: { renames, fills }, isPreview },
    ...{ isOlder: file.isOlder, rowCount: file.rowCount, createdCount: fresh.length, unchangedCount },
    ...{ rejectedCount, lateCount: written.filter(({ isLate }) => isLate).length, at: unit.now },
  };
  await unit.em.insert(DecisionImport, run);
  if (!isPreview) {
    if (rejectedCount === 0) await clearUpload(unit, upload.id);
    const { fileHash, rowCount, createdCount, lateCount } = run;
    const counts = { rowCount, createdCount, unchangedCount, rejectedCount, lateCount };
    const data = { kind, fileHash, ...counts, ...underArrangement(unit.actor, department) };
    await recordEvent(unit, 'decision.imported', { kind: 'decisionImport', id }, data);
  }
  return {
    __typename: 'DecisionsImported' as const,
    ...{ run, token: isPreview ? token : undefined, unreadHeadings: file.unreadHeadings },
    faults: faults.slice(0, mostTold),
    warnings: file.warnings.slice(0, mostTold),
  };
}
