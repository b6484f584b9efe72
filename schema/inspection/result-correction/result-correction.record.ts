import { recordEvent } from '../../audit/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Unit } from '../../shared/unit.js';
import type { Assignment } from '../assignment.entity.js';
import { MessageKind } from '../hand-out/message.states.js';
import { AlreadySigned, CertificateNotValid } from '../inspection.errors.js';
import { hasCertificate, listTeam } from '../inspection.service.js';
import { InspectionResult, ResultSignature } from '../result.entity.js';
import { enterCorrectedVersion, judgeCorrection } from './corrected-version.js';
import { ResultCorrection } from './result-correction.entity.js';
import { NotCorrectionOfficer, ResultCorrectionNotFound } from './result-correction.errors.js';
import { findCorrection, findStateFault, moveCorrection } from './result-correction.find.js';
import type { RecordResultCorrectionInput } from './result-correction.input.js';
import { tellNext } from './result-correction.messages.js';
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
    const { correction, assignment } = matter;
    const before = await wide.em.findOneOrFail(InspectionResult, { id: correction.corrects });
    const fault = await findCertificateFault(wide, assignment, input.visitedOn ?? before.visitedOn);
    if (fault) return fault;
    const said = await judgeCorrection(wide, matter, before, input, wide.actor.inspectorId ?? assignment.id);
    if (isRefusal(said)) return said;
    const version = await enterCorrectedVersion(wide, matter, before, said, input);
    if (isRefusal(version)) return version;
    const told = { assignment: assignment.id, version: version.version };
    await recordEvent(wide, 'result-correction.recorded', { kind: 'result-correction', id: input.id }, told);
    await sign(wide, correction, version);
    return { __typename: 'ResultCorrectionRecorded' as const, correction };
  });
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

async function sign(
  unit: Unit,
  correction: ResultCorrection,
  { id: result }: InspectionResult,
): Promise<void> {
  const { inspectorId = '', accountId = '' } = unit.actor;
  await unit.em.insert(ResultSignature, { result, inspectorId, accountId, signedAt: unit.now });
  await recordEvent(unit, 'result.signed', { kind: 'result', id: result });
  if ((await unit.em.count(ResultSignature, { result })) < correction.signerIds.length) {
    return tellNext(unit, correction, MessageKind.CORRECTION_TO_SIGN);
  }
  await moveCorrection(unit, correction, 'submit');
  await unit.em.nativeUpdate(InspectionResult, { id: result }, { signedOn: unit.today });
  await tellNext(unit, correction, MessageKind.CORRECTION_TO_CONFIRM);
}
