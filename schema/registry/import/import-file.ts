import {
  importRows,
  type Mapping,
  parseMapping,
  type RowOfKind,
  SeenKeys,
  TableFileError,
} from '../../shared/table-file/index.js';
import type { Step, Unit } from '../../shared/unit.js';
import type { BulkTable } from './bulk-table.js';
import { FileUnreadable } from './import.errors.js';
import { readOtherIdentifiers } from './import-identifiers.js';
import { planInspectors } from './import-inspectors.js';
import { planItems } from './import-items.js';
import { TooManyMissing } from './import-missing.errors.js';
import { listMissing, removalOf } from './import-missing.js';
import type { ImportGround, ImportPlan, Told } from './import-plan.js';
import { readRows } from './import-reading.js';
import { countingSource, type ImportProgress, type ImportRequest } from './import-request.js';
import { ConflictRule, ImportKind, ImportMode, MissingRule } from './import-run.states.js';
import { planSpecialPools } from './import-special-pools.js';
import { ImportTally } from './import-tally.js';
import { planTargets } from './import-targets.js';
import type { WaitingRows } from './import-writing.js';

/** Where a reading of a file leaves what it finds. */
export interface ReadingPlace {
  readonly step: Step;
  readonly ground: ImportGround;
  /** The text of the mapping, and whether it was remembered rather than given. */
  readonly mapping?: string;
  readonly isRemembered: boolean;
  readonly take: (rows: WaitingRows) => Promise<void>;
  readonly onBatch: (tally: ImportTally, progress: ImportProgress) => Promise<void>;
}

/** What a file was found to say. */
export interface FileReading {
  readonly tally: ImportTally;
  readonly encoding: string;
  readonly tables: readonly BulkTable[];
}

/** How many missing targets of a source are too many, per hundred, where the request does not say. */
const MISSING_PERCENT = 10;

/** Reads a file, compares it with the register, and hands over what is to be written. Writes nothing itself. */
export async function readFile(
  request: ImportRequest,
  place: ReadingPlace,
): Promise<FileReading | FileUnreadable | TooManyMissing> {
  try {
    return await read(request, place);
  } catch (error) {
    if (!(error instanceof TableFileError)) throw error;
    return new FileUnreadable(error, place.isRemembered ? request.sourceName : undefined);
  }
}

async function read(request: ImportRequest, place: ReadingPlace): Promise<FileReading | TooManyMissing> {
  const mapping = place.mapping === undefined ? undefined : parseMapping(place.mapping);
  switch (request.kind) {
    case ImportKind.ENTITIES: {
      const others = await place.step((unit) => readOtherIdentifiers(unit, request.departmentId));
      return readBy('entities', (told) => planTargets(place.ground, told, others), request, place, mapping);
    }
    case ImportKind.INSPECTORS: {
      const today = await place.step(async (unit: Unit) => unit.today);
      return readBy(
        'inspectors',
        (told) => planInspectors(place.ground, told, today),
        request,
        place,
        mapping,
      );
    }
    case ImportKind.ITEMS:
      return readBy('items', (told) => planItems(place.ground, told), request, place, mapping);
    case ImportKind.SPECIAL_POOLS:
      return readBy('specialPools', () => planSpecialPools(place.ground), request, place, mapping);
  }
}

async function readBy<K extends keyof RowOfKind>(
  kind: K,
  planFor: (told: Told) => ImportPlan<K>,
  request: ImportRequest,
  place: ReadingPlace,
  mapping: Mapping | undefined,
): Promise<FileReading | TooManyMissing> {
  const counted = countingSource(request.source);
  const file = await importRows(counted.source, kind, mapping, place.ground.identify);
  const told = new Set([
    ...file.columns.map(({ field }) => field),
    ...Object.keys(mapping?.constants ?? {}),
    ...Object.keys(mapping?.whenBlank ?? {}),
  ]);
  const plan = planFor(told);
  const tally = new ImportTally();
  const keys = new SeenKeys();
  const looksForMissing = wantsMissing(request);
  await readRows(plan, file, tally, {
    step: place.step,
    conflicts: request.conflicts ?? ConflictRule.REFUSE,
    passesFaults: request.mode === ImportMode.GOOD_ROWS,
    take: place.take,
    onKey: looksForMissing ? (row) => void keys.add(row.id ?? '', 1) : undefined,
    onBatch: () =>
      place.onBatch(tally, {
        rowCount: tally.rowCount,
        readBytes: counted.readBytes(),
        totalBytes: request.size ?? 0,
      }),
  });
  const tooMany = looksForMissing ? await lookForMissing(request, place, tally, keys) : undefined;
  return tooMany ?? { tally, encoding: file.description, tables: plan.tables };
}

function wantsMissing({ kind, missing, sourceName, dryRun }: ImportRequest): boolean {
  if (kind !== ImportKind.ENTITIES || sourceName === undefined) return false;
  return dryRun || (missing ?? MissingRule.KEEP) !== MissingRule.KEEP;
}

/** Counts what the source no longer lists, and hands it over where it is to be marked: twice over the same pages. */
async function lookForMissing(
  request: ImportRequest,
  { step, take }: ReadingPlace,
  tally: ImportTally,
  keys: SeenKeys,
): Promise<TooManyMissing | undefined> {
  const source = request.sourceName ?? '';
  const pages = () => listMissing(step, request.departmentId, source, keys);
  let unitCount = 0;
  for await (const { lookedAt, missing } of pages()) {
    unitCount += lookedAt;
    tally.addMissing(missing.map(({ real_id, name }) => ({ realId: real_id, name })));
  }
  // A row that could not be read may name any of them: nothing is concluded from a file with faults.
  if (request.missing !== MissingRule.MARK_REMOVED || tally.faultCount > 0) return undefined;
  const limit = request.missingPercent ?? MISSING_PERCENT;
  const isConfirmed = request.confirmedMissingCount === tally.missingCount;
  if (tally.missingCount * 100 > unitCount * limit && !isConfirmed && !request.dryRun) {
    return new TooManyMissing(tally.missingCount, unitCount, limit);
  }
  tally.removedCount = tally.missingCount;
  const today = await step(async (unit) => unit.today);
  for await (const { missing } of pages()) {
    if (missing.length > 0) await take(removalOf(missing, source, today));
  }
  return undefined;
}
