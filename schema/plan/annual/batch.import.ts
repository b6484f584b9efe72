import { recordEvent } from '../../audit/index.js';
import { listDepartmentNames } from '../../department/index.js';
import {
  clearUpload,
  type FieldRemark,
  FileUnreadable,
  findOwnUpload,
  ImportMode,
  ImportRefused,
  ImportTally,
  type Item,
  RemarkCode,
  remarkAt,
  takeTurns,
  UnknownUpload,
  uploadSource,
} from '../../registry/index.js';
import { underArrangement } from '../../shared/allow.js';
import { isRefusal } from '../../shared/refusal.js';
import {
  openTable,
  type PlanBatchRow,
  parseMapping,
  planBatchReader,
  rowOutcomes,
  TableFileError,
  type TableSource,
} from '../../shared/table-file/index.js';
import type { Unit } from '../../shared/unit.js';
import type { Plan } from '../plan.entity.js';
import { addDrafter, findEditable } from './annual.ground.js';
import { BatchType } from './annual.states.js';
import { noEnd } from './batch.restore.js';
import { type BatchContent, batchColumns, takeNumbers } from './batch.service.js';
import { listPlannable } from './coverage.js';
import { PlanBatch } from './plan-batch.entity.js';
import { listBatches } from './plan-content.js';

/** A file of batches to import. */
export interface BatchImport {
  readonly planId: string;
  readonly uploadId: string;
  /** The text of a mapping file; common headings need none. */
  readonly map?: string | null;
  readonly mode: ImportMode;
  readonly dryRun: boolean;
}

const unknownItem = (code: string): FieldRemark => ({
  field: 'items',
  code: RemarkCode.UNKNOWN_VALUE,
  zh: `抽查事项清单中没有：${code}。`,
  en: `Not on the item list: ${code}.`,
  remedy: {
    zh: '请填写清单中的事项编码或名称，多个以分号隔开；清单之外不得检查。',
    en: 'Give codes or titles of the list, separated by semicolons; nothing outside it may be checked.',
  },
});

const unknownUnit: FieldRemark = {
  field: 'executors',
  code: RemarkCode.UNKNOWN_DEPARTMENT,
  zh: '实施单位中有系统未登记的名称，按原文保留。',
  en: 'A unit is not known here by that name; it is kept as it is worded.',
};

/** Finds items by what a cell says: a code, a title, or both side by side. */
class ItemWords {
  readonly #codeOf = new Map<string, string | null>();

  constructor(items: readonly Item[]) {
    for (const { title } of items) this.#codeOf.set(title, this.#codeOf.has(title) ? null : '');
    // A title that two items have names neither of them.
    for (const { code, title } of items) if (this.#codeOf.get(title) === '') this.#codeOf.set(title, code);
    for (const { code, title } of items) {
      this.#codeOf.set(code, code);
      this.#codeOf.set(`${code} ${title}`, code);
    }
  }

  /** The codes that a cell names, or the first of its words that names none. */
  find(cell: string): { readonly codes: string[] } | { readonly unknown: string } {
    const codes: string[] = [];
    for (const part of cell.split(/[；;|]/).flatMap((word) => word.trim() || [])) {
      const whole = this.#codeOf.get(part);
      // A title may have a 、 of its own.
      const found = whole ? [whole] : part.split('、').map((word) => this.#codeOf.get(word.trim()));
      if (found.some((code) => !code)) return { unknown: part };
      codes.push(...(found as string[]));
    }
    return { codes: [...new Set(codes)] };
  }
}

/** One row of the file with the batch that it becomes. */
interface ReadRow {
  readonly row: number;
  readonly content: BatchContent;
}

function contentOf(row: PlanBatchRow, itemCodes: string[], standing: PlanBatch | undefined): BatchContent {
  return {
    title: row.title,
    type: row.type === 'targeted' ? BatchType.TARGETED : BatchType.UNTARGETED,
    itemCodes,
    subject: row.subject,
    // A sheet has words for the range and no condition; what was chosen here stays.
    filter: standing?.filter,
    ratioPpm: row.ratioPermille === undefined ? null : Math.round(row.ratioPermille * 1_000),
    aboutCount: row.aboutCount,
    fromOn: row.fromOn,
    toOn: row.toOn,
    executors: row.executors,
  };
}

const text = (value: unknown) =>
  value === null || value === undefined ? null : Array.isArray(value) ? value.join('、') : String(value);

/** In which columns a batch becomes another; words of values, as a report shows them. */
function changesOf(standing: PlanBatch, content: BatchContent) {
  const columns = batchColumns(content);
  return (Object.keys(columns) as (keyof typeof columns)[]).flatMap((field) => {
    const [from, to] = [text(standing[field]), text(columns[field])];
    return field === 'filter' || from === to ? [] : [{ field, from, to }];
  });
}

/** Reads a file against a plan: every fault is told, nothing is written. */
async function readBatches(unit: Unit, plan: Plan, source: TableSource, { map }: BatchImport) {
  // Before the file is opened: it is read ahead by the same connection.
  const words = new ItemWords(await listPlannable(unit, plan.department, plan.year));
  const units = await listDepartmentNames(unit);
  const standing = new Map((await listBatches(unit, plan.id)).map((batch) => [batch.title, batch]));
  const mapping = map ? parseMapping(map) : undefined;
  const table = await openTable(source, 'planBatches', mapping);
  const placeOf = new Map(table.columns.map(({ field, index, heading }) => [field, { index, heading }]));
  const tally = new ImportTally();
  const rows: ReadRow[] = [];
  for await (const outcome of rowOutcomes(table, planBatchReader(plan.year), mapping)) {
    tally.rowCount += 1;
    const at = (remark: FieldRemark) => {
      const place = placeOf.get(remark.field);
      return remarkAt(remark, outcome.row, place?.heading, outcome.cells[place?.index ?? -1]);
    };
    if ('faults' in outcome) {
      tally.addFaults(outcome.faults.map(at));
      continue;
    }
    if (outcome.notices.length > 0) tally.addWarnings(outcome.notices.map(at));
    const found = words.find(outcome.value.items);
    if ('unknown' in found) {
      tally.addFaults([at(unknownItem(found.unknown))]);
      continue;
    }
    if (outcome.value.executors.some((name) => !units.has(name))) tally.addWarnings([at(unknownUnit)]);
    const earlier = standing.get(outcome.value.title);
    const content = contentOf(outcome.value, found.codes, earlier);
    const changes = earlier ? changesOf(earlier, content) : [];
    if (!earlier) tally.createdCount += 1;
    else if (changes.length > 0) tally.updatedCount += 1;
    tally.addChanges(outcome.row, changes);
    if (!earlier || changes.length > 0) rows.push({ row: outcome.row, content });
  }
  tally.addWarnings(table.skipped.map((notice) => remarkAt(notice, notice.row, undefined)));
  return { tally, rows, standing };
}

type Reading = Awaited<ReturnType<typeof readBatches>>;

async function write(unit: Unit, plan: Plan, { rows, standing, tally }: Reading) {
  const saved = { savedAt: unit.now, savedById: unit.actor.accountId ?? null };
  let number = await takeNumbers(unit, plan, tally.createdCount);
  if (isRefusal(number)) return number;
  for (const { content } of rows) {
    const columns = batchColumns(content);
    const earlier = standing.get(content.title);
    if (earlier) {
      await unit.em.nativeUpdate(PlanBatch, { id: earlier.id }, { ...columns, ...saved });
      continue;
    }
    const place = { id: unit.newId(), plan: plan.id, number, carriedFromId: null };
    await unit.em.insert(PlanBatch, { ...place, ...columns, ...saved, ...noEnd });
    number += 1;
  }
  return undefined;
}

/**
 * Imports an uploaded file into a plan that is being drafted or amended: a title that the plan has is that batch, another
 * one a further batch; batches that the file does not name stay. A trial run reads, compares and counts.
 */
export async function importPlanBatches(unit: Unit, asked: BatchImport) {
  const plan = await findEditable(unit, asked.planId);
  if (isRefusal(plan)) return plan;
  const upload = await findOwnUpload(unit, asked.uploadId);
  if (!upload) return new UnknownUpload(asked.uploadId);
  const turns = takeTurns();
  const source = uploadSource((work) => turns(() => work(unit)), upload.id);
  const reading = await readOrRefuse(unit, plan, source, asked);
  // A file that was given up may still be read ahead, in this transaction.
  await turns(async () => {});
  if (isRefusal(reading)) return reading;
  const { tally } = reading;
  const { dryRun, mode } = asked;
  if (tally.faultCount > 0 && !dryRun && mode === ImportMode.ALL_OR_NOTHING) return new ImportRefused(tally);
  const { counts, faults, warnings, changes } = tally;
  const imported = { __typename: 'PlanBatchesImported' as const, ...{ plan, dryRun, faults, warnings } };
  const told = changes.map(({ from, to, ...change }) => ({
    ...change,
    from: (from as string | null) ?? undefined,
    to: (to as string | null) ?? undefined,
  }));
  const outcome = { ...imported, ...counts, changes: told };
  if (dryRun) return outcome;
  const refused = await write(unit, plan, reading);
  if (refused) return refused;
  if (tally.rejectedCount === 0) await clearUpload(unit, upload.id);
  await addDrafter(unit, plan);
  const { rowCount, createdCount, updatedCount, rejectedCount } = counts;
  const data = { fileHash: upload.sha256, rowCount, createdCount, updatedCount, rejectedCount };
  await recordEvent(
    unit,
    'plan.batches-imported',
    { kind: 'plan', id: plan.id },
    { ...data, ...underArrangement(unit.actor, plan.department) },
  );
  return outcome;
}

async function readOrRefuse(unit: Unit, plan: Plan, source: TableSource, asked: BatchImport) {
  try {
    return await readBatches(unit, plan, source, asked);
  } catch (error) {
    if (error instanceof TableFileError) return new FileUnreadable(error);
    throw error;
  }
}
