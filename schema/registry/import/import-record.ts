import { recordEvent } from '../../audit/index.js';
import type { Step, Unit } from '../../shared/unit.js';
import { withoutValue } from './import-remark.js';
import type { ImportProgress, ImportRequest } from './import-request.js';
import { DetailKind, ImportDetail, ImportRun } from './import-run.entity.js';
import { ConflictRule, ImportState, MissingRule } from './import-run.states.js';
import { ImportTally } from './import-tally.js';

/** How many lines one part of an import's details has. */
const PART_LINES = 1_000;

/** The record of an import as it begins. */
export function newRun(unit: Unit, id: string, request: ImportRequest, state: ImportState): ImportRun {
  const { kind, mode, dryRun, fileName, fileHash, departmentId } = request;
  return {
    id,
    department: departmentId,
    ...{ kind, mode, dryRun, fileName, fileHash, state },
    source: request.sourceName ?? null,
    conflicts: request.conflicts ?? ConflictRule.REFUSE,
    missing: request.missing ?? MissingRule.KEEP,
    encoding: '',
    ...new ImportTally().counts,
    faults: [],
    warnings: [],
    fieldCounts: {},
    token: '',
    readBytes: 0,
    totalBytes: request.size ?? 0,
    wait: null,
    end: null,
    uploadId: request.uploadId ?? null,
    request: {},
    startedAt: unit.now,
    aliveAt: unit.now,
    at: unit.now,
    accountId: unit.actor.accountId ?? null,
    accountName: unit.actor.displayName ?? unit.actor.username ?? null,
  };
}

/** What is known at the end of an import that went well. */
export interface ImportFindings {
  readonly tally: ImportTally;
  readonly encoding: string;
  readonly token: string;
  /** The mapping that was used, given or remembered. */
  readonly mapping: string | undefined;
}

/** The part of the record that tells what was found. */
export function findingsOf(
  unit: Unit,
  { tally, encoding, token, mapping }: ImportFindings,
): Partial<ImportRun> {
  return {
    ...tally.counts,
    ...{ encoding, token },
    request: mapping === undefined ? {} : { mapping },
    faults: tally.faults.map(withoutValue),
    warnings: tally.warnings.map(withoutValue),
    fieldCounts: { ...tally.fieldCounts },
    state: ImportState.DONE,
    wait: null,
    aliveAt: unit.now,
    at: unit.now,
  };
}

/** Records that an import was made. Counts only: what stood in the file is not for the audit record. */
export async function recordImported(unit: Unit, run: ImportRun): Promise<void> {
  const { kind, mode, fileHash, source, conflicts, missing } = run;
  const { rowCount, acceptedCount, rejectedCount, createdCount, updatedCount, unchangedCount } = run;
  const { conflictCount, missingCount, removedCount, faultCount, warningCount } = run;
  await recordEvent(
    unit,
    'registry.imported',
    { kind: 'importRun', id: run.id },
    {
      ...{ kind, mode, fileHash, source, conflicts, missing },
      ...{ rowCount, acceptedCount, rejectedCount, createdCount, updatedCount, unchangedCount },
      ...{ conflictCount, missingCount, removedCount, faultCount, warningCount },
    },
  );
}

/** Keeps what an import has to say row by row, in parts as they come. */
export class DetailKeeper {
  #n = 0;

  constructor(readonly runId: string) {}

  /** Forgets what an earlier attempt of the same import has said. */
  async begin(unit: Unit): Promise<void> {
    this.#n = 0;
    await unit.em.nativeDelete(ImportDetail, { run: this.runId });
  }

  /** Keeps the faults that have come since. */
  async keepFaults(step: Step, tally: ImportTally): Promise<void> {
    const fresh = tally.takeFresh();
    for (let start = 0; start < fresh.length; start += PART_LINES) {
      const lines = fresh.slice(start, start + PART_LINES);
      await step((unit) => this.#keep(unit, DetailKind.FAULT, this.#n++, lines));
    }
  }

  async keepRest(unit: Unit, tally: ImportTally): Promise<void> {
    if (tally.changes.length > 0) await this.#keep(unit, DetailKind.CHANGE, 0, tally.changes);
    if (tally.missing.length > 0) await this.#keep(unit, DetailKind.MISSING, 0, tally.missing);
  }

  async #keep(unit: Unit, kind: DetailKind, n: number, lines: readonly unknown[]): Promise<void> {
    await unit.em.insert(ImportDetail, { run: this.runId, kind, n, lines: [...lines], createdAt: unit.now });
  }
}

/** Of so many batches one says how far the import is. */
const TELLING_BATCHES = 4;

/** Says how far an import is, so that everybody can see it, at most once a second. */
export function progressKeeper(step: Step, runId: string): (progress: ImportProgress) => Promise<void> {
  let last = 0;
  let batchCount = 0;
  return async ({ rowCount, readBytes, totalBytes }) => {
    if (batchCount++ % TELLING_BATCHES !== 0) return;
    await step(async (unit) => {
      if (unit.now.getTime() - last < 1_000) return;
      last = unit.now.getTime();
      await unit.em.nativeUpdate(
        ImportRun,
        { id: runId },
        { rowCount, readBytes, totalBytes, aliveAt: unit.now },
      );
    });
  };
}
