import { type Deed, findSeparation, Part } from '../../account/index.js';
import { recordEvent } from '../../audit/index.js';
import { arrangementIn, underArrangement } from '../../shared/allow.js';
import { dayInShanghai } from '../../shared/day.js';
import { isRefusal } from '../../shared/refusal.js';
import { Role } from '../../shared/roles.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { MessageKind } from '../hand-out/message.states.js';
import { hasCertificate, listTeam } from '../inspection.service.js';
import { findSignerFault } from '../paper/enter-from-paper.js';
import {
  SheetOfOtherVersion,
  SignerCertificateNotValid,
  SigningDayNotOfCorrection,
} from '../paper/paper.errors.js';
import { tellSigners } from '../paper/paper.messages.js';
import { listVisitDeeds } from '../result.deeds.js';
import { InspectionResult, ResultSignature } from '../result.entity.js';
import { enterCorrectedVersion, judgeCorrection } from './corrected-version.js';
import { ResultCorrection } from './result-correction.entity.js';
import {
  type CorrectionMatter,
  findCorrection,
  findStateFault,
  moveCorrection,
} from './result-correction.find.js';
import type { CorrectedFindingsInput } from './result-correction.input.js';
import { tellNext } from './result-correction.messages.js';
import { resultCorrectionTransitions } from './result-correction.states.js';

/** A signed sheet of a correction: which one, made for which version, and what it says. */
export interface CorrectionSheet extends CorrectedFindingsInput {
  readonly paperId: string;
  /** The version of the result that it was printed for. */
  readonly version: number;
  /** SHA-256 of its scan. */
  readonly scanHash: string;
  /** The day of the last signature, by the sheet. */
  readonly signedOn: string;
  /** The officers whose signatures it bears. */
  readonly signedBy: readonly string[];
}

/** A correction that waits for its next version, and which version that will be. */
export interface VersionToRecord {
  readonly correction: ResultCorrection;
  readonly version: number;
}

async function nextVersionOf(reader: Reader, assignment: string): Promise<number> {
  return (await reader.em.count(InspectionResult, { assignment })) + 1;
}

/** Of these visits those whose correction waits for its next version, by the visit. */
export function readVersionsToRecord(
  reader: Reader,
  assignmentIds: readonly string[],
): Promise<Map<string, VersionToRecord>> {
  return reader.beyond('team', async (wide) => {
    const waiting = { $in: [...resultCorrectionTransitions.record.from] };
    const corrections = await wide.em.find(
      ResultCorrection,
      { assignment: { $in: [...assignmentIds] }, state: waiting },
      { disableIdentityMap: true },
    );
    const found = new Map<string, VersionToRecord>();
    for (const correction of corrections) {
      const version = await nextVersionOf(wide, correction.assignment);
      found.set(correction.assignment, { correction, version });
    }
    return found;
  });
}

/**
 * The correction whose sheet the actor may enter, locked: one of its officers, wherever they have come to belong, or the
 * plan owner of its department, who keeps the papers. Called within the scope.
 */
export async function findCorrectionToEnter(unit: Unit, id: string): Promise<CorrectionMatter | null> {
  const { inspectorId = '', roles } = unit.actor;
  const isClerk = roles?.includes(Role.PLAN_OWNER) ?? false;
  const isOwn = isClerk && (await unit.em.count(ResultCorrection, { id })) > 0;
  return unit.beyond('team', async (wide) => {
    const matter = await findCorrection(wide, id);
    if (isRefusal(matter)) return null;
    return isOwn || matter.correction.signerIds.includes(inspectorId) ? matter : null;
  });
}

/**
 * Enters the corrected version that a signed sheet says. Its signatures are those of the version, and it waits for the
 * review at once. Called past the scope, with a correction that `findCorrectionToEnter` gave.
 */
export async function enterCorrectionFromPaper(unit: Unit, matter: CorrectionMatter, sheet: CorrectionSheet) {
  const { correction, assignment } = matter;
  const before = await unit.em.findOneOrFail(InspectionResult, { id: correction.corrects });
  const fault =
    findStateFault(correction, 'record') ??
    (await findEntrySeparation(unit, matter)) ??
    (await findSheetFault(unit, matter, sheet, sheet.visitedOn ?? before.visitedOn));
  if (fault) return fault;
  const said = await judgeCorrection(unit, matter, before, sheet, await chooseRecorder(unit, matter));
  if (isRefusal(said)) return said;
  const { paperId, scanHash, signedOn } = sheet;
  const entry = {
    ...{ paperId, signedOn, enteredById: unit.actor.accountId ?? null },
    enteredUnderId: arrangementIn(unit.actor, assignment.department) ?? null,
  };
  const version = await enterCorrectedVersion(unit, matter, before, { ...said, ...entry }, sheet);
  if (isRefusal(version)) return version;
  await unit.em.insertMany(
    ResultSignature,
    correction.signerIds.map((inspectorId) => ({
      ...{ result: version.id, inspectorId, accountId: null, signedAt: unit.now, paperId, scanHash },
    })),
  );
  await moveCorrection(unit, correction, 'submit');
  const told = {
    ...{ assignment: assignment.id, version: version.version, paperId, fileHash: scanHash },
    ...{ count: correction.signerIds.length, ...underArrangement(unit.actor, assignment.department) },
  };
  const subject = { kind: 'result-correction', id: correction.id };
  await recordEvent(unit, 'result-correction.entered-from-paper', subject, told);
  await tellSigners(unit, assignment, version);
  await tellNext(unit, correction, MessageKind.CORRECTION_TO_CONFIRM);
  return { __typename: 'ResultCorrectionEnteredFromPaper' as const, correction, result: version };
}

/** Who enters the sheet is an author: neither who reviewed a version of the result, nor who approved the correction. */
async function findEntrySeparation(unit: Unit, { correction, assignment }: CorrectionMatter) {
  const { decidedById: accountId, decidedUnderId: arrangementId } = correction;
  const approved: Deed = { part: Part.REVIEW, accountId, arrangementId };
  const deeds = [...(await listVisitDeeds(unit, assignment)), approved];
  return findSeparation(unit, Part.INSPECT, assignment.department, deeds);
}

/** Why the sheet does not count: of another version, not signed by exactly the officers of the correction, or not in its time. */
async function findSheetFault(
  unit: Unit,
  { correction, assignment }: CorrectionMatter,
  { version, signedBy, signedOn }: CorrectionSheet,
  visitedOn: string,
) {
  const next = await nextVersionOf(unit, assignment.id);
  if (version !== next) return new SheetOfOtherVersion(version, next);
  const fault = findSignerFault(correction.signerIds, signedBy);
  if (fault) return fault;
  const approvedOn = dayInShanghai(correction.decidedAt ?? correction.requestedAt);
  if (signedOn < approvedOn || signedOn > unit.today) {
    return new SigningDayNotOfCorrection(approvedOn, unit.today);
  }
  // Who visited had a certificate on that day; who only signs has one on the day of signing (penalty law Art. 42).
  const team = new Set((await listTeam(unit, assignment.id)).map(({ inspectorId }) => inspectorId));
  const dayOf = (id: string) => (team.has(id) ? visitedOn : signedOn);
  for (const on of new Set(correction.signerIds.map(dayOf))) {
    const without: string[] = [];
    for (const id of correction.signerIds) {
      if (dayOf(id) === on && !(await hasCertificate(unit, id, on))) without.push(id);
    }
    if (without.length > 0) return new SignerCertificateNotValid(without, on);
  }
  return undefined;
}

/** Who leads the team where they sign, else the first who does. */
async function chooseRecorder(unit: Unit, { correction, assignment }: CorrectionMatter): Promise<string> {
  const { signerIds } = correction;
  const lead = (await listTeam(unit, assignment.id)).find(({ isLead }) => isLead);
  return signerIds.find((id) => id === lead?.inspectorId) ?? signerIds[0] ?? assignment.id;
}
