import { isRefusal } from '../../shared/refusal.js';
import type { Unit } from '../../shared/unit.js';
import type { Assignment } from '../assignment.entity.js';
import { enterVersion, judgeMergedDay } from '../inspection.service.js';
import { isOrdered } from '../rectification/rectification.order.js';
import { findTermFault } from '../rectification/rectification.term.js';
import { Disposition, type InspectionResult } from '../result.entity.js';
import { chooseResultCode, type ResultCode } from '../result-codes.js';
import { findDayFault } from '../visit-window.js';
import { compareResultVersions } from './compare-versions.js';
import { correctFindings } from './corrected-findings.js';
import { CorrectionChangesNothing, CorrectionOrderMismatch } from './result-correction.errors.js';
import { type CorrectionMatter, moveCorrection } from './result-correction.find.js';
import type { CorrectedFindingsInput } from './result-correction.input.js';

type Said = Parameters<typeof enterVersion>[2];

/** What the next version says, or why it cannot be said. @param recordedById the officer who records it */
export async function judgeCorrection(
  unit: Unit,
  { assignment, correction }: CorrectionMatter,
  before: InspectionResult,
  input: CorrectedFindingsInput,
  recordedById: string,
) {
  const visitedOn = input.visitedOn ?? before.visitedOn;
  const isOtherDay = visitedOn !== before.visitedOn;
  const fault = isOtherDay ? await findDayFault(unit, assignment, visitedOn) : undefined;
  if (fault) return fault;
  const code = await chooseCode(unit, assignment, before, input);
  if (isRefusal(code)) return code;
  const said: Said = {
    ...{ visitedOn, resultCode: code.code, resultSystem: code.system, correctionId: correction.id },
    findings: input.findings ?? before.findings,
    disposition: input.disposition ?? before.disposition,
    method: input.method ?? before.method,
    otherDayReason: before.otherDayReason ?? null,
    lateReason: null,
    recordedById,
  };
  if (isOtherDay) {
    const asked = { ...said, otherDayReason: input.otherDayReason ?? null };
    const otherDayReason = await judgeMergedDay(unit, assignment, asked as never);
    if (isRefusal(otherDayReason)) return otherDayReason;
    Object.assign(said, { otherDayReason });
  }
  return (await findOrderFault(unit, assignment.id, said.disposition, input)) ?? said;
}

function chooseCode(
  unit: Unit,
  assignment: Assignment,
  { resultCode, resultSystem }: InspectionResult,
  input: CorrectedFindingsInput,
) {
  const isSame = !input.resultCode || input.resultCode === resultCode;
  const system = input.resultSystem ?? (isSame ? resultSystem : null);
  const meant = { resultCode: input.resultCode ?? resultCode, resultSystem: system };
  return chooseResultCode(unit, assignment, meant) as Promise<ResultCode>;
}

/** What is ordered to be put right stands with its term, as it does where a visit itself ordered it. */
async function findOrderFault(
  unit: Unit,
  assignment: string,
  disposition: Disposition,
  { order }: CorrectedFindingsInput,
) {
  const orders = disposition === Disposition.RECTIFICATION_ORDERED;
  const isWrong = orders ? !order && !(await isOrdered(unit, assignment)) : Boolean(order);
  if (isWrong) return new CorrectionOrderMismatch();
  return order ? findTermFault(unit, order.dayCount, unit.today) : undefined;
}

/** Enters the next version, and the correction is recorded; what changes nothing is refused. */
export async function enterCorrectedVersion(
  unit: Unit,
  { assignment, correction }: CorrectionMatter,
  before: InspectionResult,
  said: Said,
  { points, order }: CorrectedFindingsInput,
) {
  const ground = await correctFindings(unit, assignment, before, points);
  if (isRefusal(ground)) return ground;
  const version = await enterVersion(unit, assignment, said, ground);
  const changes = await compareResultVersions(unit, before, version);
  if (changes.length === 0) return new CorrectionChangesNothing();
  const ordered = { demand: order?.demand ?? null, dayCount: order?.dayCount ?? null };
  await moveCorrection(unit, correction, 'record', { version: version.id, ...ordered });
  return version;
}
