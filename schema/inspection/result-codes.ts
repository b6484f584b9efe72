import { Campaign, getParticipant } from '../plan/index.js';
import {
  DEFAULT_RESULT_SYSTEM,
  findResultSystem,
  getResultSystem,
  type JudgedItem,
  loadResultSystems,
  type ResultCodeEntry,
  type ResultSystem,
  systemName,
} from '../registry/index.js';
import type { Reader } from '../shared/unit.js';
import { Assignment } from './assignment.entity.js';
import { findCorrectedItems } from './change/correction.applied.js';
import { ResultCodeUnknown, ResultSystemUnclear } from './inspection.errors.js';
import type { InspectionResult } from './result.entity.js';

/** A code of a result with the system it belongs to. */
export interface ResultCode extends ResultCodeEntry {
  /** `default/1`. */
  readonly system: string;
}

/** The items of a visit, as they are corrected: the campaign's, or in a joint one those of the department whose report it is. */
export async function listItemVersions(
  reader: Reader,
  assignment: Assignment,
): Promise<readonly JudgedItem[]> {
  const corrected = await findCorrectedItems(reader, assignment);
  if (corrected) return corrected;
  const { campaign, part } = assignment;
  if (part > 0) return (await getParticipant(reader, campaign, part)).itemVersions ?? [];
  return (await reader.em.findOneOrFail(Campaign, { id: campaign })).itemVersions ?? [];
}

/**
 * The systems in which the visits of a campaign are recorded: those of its items, each once, in the order of the items.
 * A visit has one result; where items differ in their system its recorder chooses among them.
 */
async function listSystems(reader: Reader, assignment: Assignment): Promise<ResultSystem[]> {
  const versions = await listItemVersions(reader, assignment);
  const systems = await loadResultSystems(reader, assignment.department, versions);
  return systems.length > 0 ? systems : [await getDefault(reader)];
}

async function getDefault(reader: Reader): Promise<ResultSystem> {
  const system = await findResultSystem(reader, DEFAULT_RESULT_SYSTEM);
  if (!system) throw new Error('the default system of result codes is missing');
  return system;
}

function codesOf(system: ResultSystem): ResultCode[] {
  return system.codes.map((entry) => ({ ...entry, system: systemName(system) }));
}

/** The codes with which a visit may be recorded; without one those of the default system. */
export function listResultCodes(reader: Reader, assignmentId?: string | null): Promise<ResultCode[]> {
  // A team records by its campaign's codes, also where its members belong to another department by now.
  return reader.beyond('team', async (wide) => {
    const assignment = assignmentId ? await wide.em.findOne(Assignment, { id: assignmentId }) : null;
    return assignment ? codesOfVisit(wide, assignment) : codesOf(await getDefault(wide));
  });
}

export async function codesOfVisit(reader: Reader, assignment: Assignment): Promise<ResultCode[]> {
  return (await listSystems(reader, assignment)).flatMap(codesOf);
}

/** The entry that a recorder means; a code that two systems have needs its system beside it. */
export async function chooseResultCode(
  reader: Reader,
  assignment: Assignment,
  { resultCode, resultSystem }: { readonly resultCode: string; readonly resultSystem?: string | null },
): Promise<ResultCode | ResultCodeUnknown | ResultSystemUnclear> {
  const codes = await reader.beyond('team', (wide) => codesOfVisit(wide, assignment));
  const meant = codes.filter(
    (one) => one.code === resultCode && (!resultSystem || one.system === resultSystem),
  );
  const [first, second] = meant;
  if (!first) return new ResultCodeUnknown(resultCode);
  return second ? new ResultSystemUnclear(meant.map((one) => one.system)) : first;
}

/** The entry of a recorded result in the system it was recorded in. @throws when there is none: a bug */
export async function getResultCode(
  reader: Reader,
  { resultSystem, resultCode }: Pick<InspectionResult, 'resultSystem' | 'resultCode'>,
): Promise<ResultCode> {
  const system = await getResultSystem(reader, resultSystem);
  const entry = codesOf(system).find((one) => one.code === resultCode);
  if (!entry) throw new Error(`result system ${resultSystem} has no code ${resultCode}`);
  return entry;
}
