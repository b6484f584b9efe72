import { LockMode } from '@mikro-orm/core';
import type { Reader, Unit } from '../../shared/unit.js';
import type { Assignment } from '../assignment.entity.js';
import { findAssignmentLocked } from '../inspection.service.js';
import { ResultCorrection } from './result-correction.entity.js';
import { ResultCorrectionNotFound, ResultCorrectionStateWrong } from './result-correction.errors.js';
import {
  closedCorrectionStates,
  type ResultCorrectionTransition,
  resultCorrectionTransitions,
} from './result-correction.states.js';

/** A correction with the visit whose result it corrects. */
export interface CorrectionMatter {
  readonly correction: ResultCorrection;
  readonly assignment: Assignment;
}

/** A correction and its assignment under lock, the assignment first, as everybody takes them. */
export async function findCorrection(
  unit: Unit,
  id: string,
): Promise<CorrectionMatter | ResultCorrectionNotFound> {
  const found = await unit.em.findOne(ResultCorrection, { id }, { disableIdentityMap: true });
  const assignment = found && (await findAssignmentLocked(unit, found.assignment));
  if (!assignment) return new ResultCorrectionNotFound();
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  return { correction: await unit.em.findOneOrFail(ResultCorrection, { id }, lock), assignment };
}

/** The correction of an assignment's result that is open, if any. */
export function findOpenCorrection(reader: Reader, assignment: string): Promise<ResultCorrection | null> {
  return reader.em.findOne(
    ResultCorrection,
    { assignment, state: { $nin: [...closedCorrectionStates] } },
    { disableIdentityMap: true },
  );
}

/** Why a transition is not open to a correction. */
export function findStateFault(
  { state }: ResultCorrection,
  transition: ResultCorrectionTransition,
): ResultCorrectionStateWrong | undefined {
  const { from } = resultCorrectionTransitions[transition];
  const isOpen = (from as readonly string[]).includes(state);
  return isOpen ? undefined : new ResultCorrectionStateWrong(state, from);
}

/** Moves a correction along its table of states. @throws where it stands elsewhere: ask `findStateFault` before */
export async function moveCorrection(
  unit: Unit,
  correction: ResultCorrection,
  transition: ResultCorrectionTransition,
  said: Partial<ResultCorrection> = {},
): Promise<ResultCorrection> {
  const fault = findStateFault(correction, transition);
  if (fault) throw new Error(fault.messageEn);
  const { to } = resultCorrectionTransitions[transition];
  const changes = {
    ...said,
    state: to,
    ...(closedCorrectionStates.includes(to) ? { closedAt: unit.now } : {}),
  };
  await unit.em.nativeUpdate(ResultCorrection, { id: correction.id }, changes);
  return Object.assign(correction, changes);
}
