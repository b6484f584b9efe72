import { recordEvent } from '../../audit/index.js';
import { ReadingWay, recordReadings } from '../../personal/index.js';
import { findNaturalPersons } from '../../registry/index.js';
import type { Unit } from '../../shared/unit.js';
import { Assignment } from '../assignment.entity.js';
import { BlobRole, type OpenedBlob, openEvidence } from '../evidence/index.js';
import { InspectionResult, ResultSignature } from '../result.entity.js';
import { getResultCode } from '../result-codes.js';
import { readPinned } from './result-evidence.read.js';
import { readPoints } from './result-point.read.js';

/** One version of a result as it is handed over: what it says, and the evidence that it rests on. */
export interface OpenedResult {
  readonly assignmentId: string;
  /** The signed sheet that it was entered from, if any. */
  readonly paperId: string | null;
  /** What it says, as JSON. */
  readonly said: Readonly<Record<string, unknown>>;
  /** Each piece with its hash; without a file where its term is over. */
  readonly evidence: readonly ResultPiece[];
}

export interface ResultPiece {
  readonly evidenceId: string;
  readonly kind: string;
  readonly sha256: string;
  readonly file: OpenedBlob | null;
}

/**
 * Opens a version of a result with the files of its evidence, for those who judge evidence; each file is written down before
 * it is sent, and so is a natural person's name. Nothing where the result is none of the actor's departments.
 */
export async function openResult(unit: Unit, id: string): Promise<OpenedResult | undefined> {
  const result = await unit.em.findOne(InspectionResult, { id }, { disableIdentityMap: true });
  const assignment = result && (await unit.em.findOne(Assignment, { id: result.assignment }));
  if (!result || !assignment) return undefined;
  const evidence: ResultPiece[] = [];
  for (const { evidenceId, kind, sha256 } of (await readPinned(unit, [id])).get(id) ?? []) {
    const opened = await openEvidence(unit, evidenceId, BlobRole.ORIGINAL);
    evidence.push({ evidenceId, kind, sha256, file: opened && opened !== 'ENDED' ? opened : null });
  }
  await writeDownPerson(unit, assignment);
  await recordEvent(unit, 'result.exported', { kind: 'result', id }, { count: evidence.length });
  return {
    assignmentId: assignment.id,
    paperId: result.paperId ?? null,
    said: await sayResult(unit, result, assignment),
    evidence,
  };
}

async function writeDownPerson(unit: Unit, { id, targetRealId }: Assignment): Promise<void> {
  const persons = await findNaturalPersons(unit, [targetRealId]);
  if (!persons.has(targetRealId)) return;
  await recordReadings(unit, [{ way: ReadingWay.NATURAL_PERSON, subject: { kind: 'assignment', id } }]);
}

async function sayResult(unit: Unit, result: InspectionResult, { id, targetRealId, targetName }: Assignment) {
  const points = (await readPoints(unit, [result.id])).get(result.id) ?? [];
  const signatures = await unit.em.find(
    ResultSignature,
    { result: result.id },
    { orderBy: { inspectorId: 'asc' }, disableIdentityMap: true },
  );
  const { text } = await getResultCode(unit, result);
  return {
    form: 'fairdraw-result/1',
    ...{ resultId: result.id, version: result.version, isConfirmed: result.isConfirmed },
    ...{ assignmentId: id, targetRealId, targetName, visitedOn: result.visitedOn, method: result.method },
    ...{ resultSystem: result.resultSystem, resultCode: result.resultCode, resultText: text },
    ...{ disposition: result.disposition, findings: result.findings },
    ...{ recordedAt: result.recordedAt, signedOn: result.signedOn, reviewedAt: result.reviewedAt },
    visitContent: result.visitContent,
    points: points.map(({ result: _, ...point }) => point),
    signatures: signatures.map(({ inspectorId, signedAt, scanHash }) => ({
      ...{ inspectorId, signedAt, scanHash: scanHash ?? null },
    })),
  };
}
