import { recordEvent } from '../../audit/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Unit } from '../../shared/unit.js';
import type { Assignment } from '../assignment.entity.js';
import { AlreadySigned, CertificateNotValid } from '../inspection.errors.js';
import { enterVersion, hasCertificate, judgeMergedDay, listTeam } from '../inspection.service.js';
import { isOrdered } from '../rectification/rectification.order.js';
import { findTermFault } from '../rectification/rectification.term.js';
import { Disposition, InspectionResult, ResultSignature } from '../result.entity.js';
import { chooseResultCode, type ResultCode } from '../result-codes.js';
import { findDayFault } from '../visit-window.js';
import { compareResultVersions } from './compare-versions.js';
import { correctFindings } from './corrected-findings.js';
import { ResultCorrection } from './result-correction.entity.js';
import {
  CorrectionChangesNothing,
  CorrectionOrderMismatch,
  NotCorrectionOfficer,
  ResultCorrectionNotFound,
} from './result-correction.errors.js';
import {
  type CorrectionMatter,
  findCorrection,
  findStateFault,
  moveCorrection,
} from './result-correction.find.js';
import type { RecordResultCorrectionInput } from './result-correction.input.js';
import type { ResultCorrectionTransition } from './result-correction.states.js';

/** A correction under lock, for one of its officers, wherever they have come to belong. */
async function findForSigner(
  unit: Unit,
  id: string,
  within: boolean,
  transition: ResultCorrectionTransition,
) {
  const matter = await findCorrection(unit, id);
  if (isRefusal(matter)) return matter;
  const { correction } = matter;
  if (!correction.signerIds.includes(unit.actor.inspectorId ?? '')) {
    return within ? new NotCorrectionOfficer() : new ResultCorrectionNotFound();
  }
  return findStateFault(correction, transition) ?? matter;
}

/** Who visited had a certificate on that day; who only signs has one today (penalty law Art. 42). */
async function findCertificateFault(unit: Unit, { id }: Assignment, visitedOn: string) {
  const { inspectorId = '' } = unit.actor;
  const visited = (await listTeam(unit, id)).some((one) => one.inspectorId === inspectorId);
  const on = visited ? visitedOn : unit.today;
  return (await hasCertificate(unit, inspectorId, on)) ? undefined : new CertificateNotValid(on);
}

/** Records the next version of a confirmed result: what is not named is taken over. Who records signs with it. */
export async function recordResultCorrection(unit: Unit, input: RecordResultCorrectionInput) {
  const within = (await unit.em.count(ResultCorrection, { id: input.id })) > 0;
  return unit.beyond('team', async (wide) => {
    const matter = await findForSigner(wide, input.id, within, 'record');
    if (!('correction' in matter)) return matter;
    const before = await wide.em.findOneOrFail(InspectionResult, { id: matter.correction.corrects });
    const said = await judgeCorrection(wide, matter, before, input);
    return isRefusal(said) ? said : enterCorrection(wide, matter, before, said, input);
  });
}

type Said = Parameters<typeof enterVersion>[2];

/** What the next version says, or why it cannot be said. */
async function judgeCorrection(
  unit: Unit,
  { assignment, correction }: CorrectionMatter,
  before: InspectionResult,
  input: RecordResultCorrectionInput,
) {
  const visitedOn = input.visitedOn ?? before.visitedOn;
  const isOtherDay = visitedOn !== before.visitedOn;
  const fault =
    (await findCertificateFault(unit, assignment, visitedOn)) ??
    (isOtherDay ? await findDayFault(unit, assignment, visitedOn) : undefined);
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
    recordedById: unit.actor.inspectorId ?? assignment.id,
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
  input: RecordResultCorrectionInput,
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
  { order }: RecordResultCorrectionInput,
) {
  const orders = disposition === Disposition.RECTIFICATION_ORDERED;
  const isWrong = orders ? !order && !(await isOrdered(unit, assignment)) : Boolean(order);
  if (isWrong) return new CorrectionOrderMismatch();
  return order ? findTermFault(unit, order.dayCount, unit.today) : undefined;
}

async function enterCorrection(
  unit: Unit,
  { assignment, correction }: CorrectionMatter,
  before: InspectionResult,
  said: Said,
  { points, order }: RecordResultCorrectionInput,
) {
  const ground = await correctFindings(unit, assignment, before, points);
  if (isRefusal(ground)) return ground;
  const version = await enterVersion(unit, assignment, said, ground);
  if ((await compareResultVersions(unit, before, version)).length === 0)
    return new CorrectionChangesNothing();
  const ordered = { demand: order?.demand ?? null, dayCount: order?.dayCount ?? null };
  await moveCorrection(unit, correction, 'record', { version: version.id, ...ordered });
  const told = { assignment: assignment.id, version: version.version };
  const subject = { kind: 'result-correction', id: correction.id };
  await recordEvent(unit, 'result-correction.recorded', subject, told);
  await sign(unit, correction, version);
  return { __typename: 'ResultCorrectionRecorded' as const, correction };
}

/** A further officer signs the next version; with the last signature it goes to review. */
export async function signResultCorrection(unit: Unit, id: string) {
  const within = (await unit.em.count(ResultCorrection, { id })) > 0;
  return unit.beyond('team', async (wide) => {
    const matter = await findForSigner(wide, id, within, 'submit');
    if (!('correction' in matter)) return matter;
    const { correction, assignment } = matter;
    const version = await wide.em.findOneOrFail(InspectionResult, { id: correction.version ?? '' });
    const fault = await findCertificateFault(wide, assignment, version.visitedOn);
    if (fault) return fault;
    const { inspectorId, accountId } = wide.actor;
    const own = { result: version.id, $or: [{ inspectorId }, { accountId }] };
    if ((await wide.em.count(ResultSignature, own)) > 0) return new AlreadySigned();
    await sign(wide, correction, version);
    return { __typename: 'ResultCorrectionSigned' as const, correction };
  });
}

async function sign(unit: Unit, correction: ResultCorrection, { id: result }: InspectionResult) {
  const { inspectorId = '', accountId = '' } = unit.actor;
  await unit.em.insert(ResultSignature, { result, inspectorId, accountId, signedAt: unit.now });
  await recordEvent(unit, 'result.signed', { kind: 'result', id: result });
  if ((await unit.em.count(ResultSignature, { result })) < correction.signerIds.length) return;
  await moveCorrection(unit, correction, 'submit');
  await unit.em.nativeUpdate(InspectionResult, { id: result }, { signedOn: unit.today });
}
