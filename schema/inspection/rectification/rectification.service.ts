import { LockMode } from '@mikro-orm/core';
import { recordEvent } from '../../audit/index.js';
import { type PageArguments, pageById } from '../../shared/page.js';
import { isRefusal, type Refusal } from '../../shared/refusal.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { raiseAlarm } from '../change/alarm.service.js';
import { AlarmKind } from '../change/alarm.states.js';
import { closeMatterEvidence } from '../evidence/evidence.matter.js';
import { checkNamed, type StandingEvidence } from '../evidence/evidence.named.js';
import { Rectification, RectificationStep } from './rectification.entity.js';
import { RectificationNotFound, RectificationStateWrong } from './rectification.errors.js';
import type { RectificationStepInput, RectificationTermInput } from './rectification.input.js';
import {
  RectificationDeed,
  RectificationState,
  type RectificationTransition,
  rectificationTransitions,
} from './rectification.states.js';
import { setTerm, type Term } from './rectification.term.js';

/** Rectifications of the reader's departments, the newest first. */
export function pageRectifications(
  reader: Reader,
  asked: { readonly state?: RectificationState; readonly assignmentId?: string },
  page: PageArguments,
) {
  const { state, assignmentId } = asked;
  return pageById(page, (key, limit) =>
    reader.em.find(
      Rectification,
      { ...key, ...(state ? { state } : {}), ...(assignmentId ? { assignment: assignmentId } : {}) },
      { orderBy: { id: 'desc' }, limit },
    ),
  );
}

/** The rectification under lock, where a transition is open to it. */
async function findMovable(unit: Unit, id: string, transition: RectificationTransition) {
  const found = await unit.em.findOne(
    Rectification,
    { id },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (!found) return new RectificationNotFound();
  const { from } = rectificationTransitions[transition];
  const isOpen = (from as readonly RectificationState[]).includes(found.state);
  return isOpen ? found : new RectificationStateWrong(found.state, from);
}

const closedStates: readonly RectificationState[] = [
  RectificationState.PASSED,
  RectificationState.ESCALATED,
  RectificationState.LIFTED,
];
const nothingNamed: StandingEvidence = { evidenceIds: [], evidence: [], keptElsewhere: null };

/** Adds a step to what happened. */
export async function addStep(
  unit: Unit,
  step: Pick<RectificationStep, 'id' | 'rectification' | 'deed' | 'statement'> & {
    readonly named?: StandingEvidence;
    readonly term?: Term;
  },
): Promise<void> {
  const { named = nothingNamed, term, ...rest } = step;
  const earlier = await unit.em.count(RectificationStep, { rectification: step.rectification });
  await unit.em.insert(RectificationStep, {
    ...{
      ...rest,
      number: earlier + 1,
      ...named,
      dueOn: term?.dueOn ?? null,
      termEndsOn: term?.termEndsOn ?? null,
      termFromOn: term?.fromOn ?? null,
      isTermPassed: term?.isPassed ?? false,
    },
    ...{ byId: unit.actor.accountId ?? null, at: unit.now },
  });
}

async function move(
  unit: Unit,
  rectification: Rectification,
  transition: RectificationTransition,
  step: { readonly id: string; readonly statement: string; named?: StandingEvidence; term?: Term },
): Promise<Rectification> {
  const { to } = rectificationTransitions[transition];
  const isClosed = closedStates.includes(to);
  const changes = {
    state: to,
    ...(step.term ? { dueOn: step.term.dueOn } : {}),
    closedAt: isClosed ? unit.now : null,
  };
  await unit.em.nativeUpdate(Rectification, { id: rectification.id }, changes);
  const deed = RectificationDeed[transition.toUpperCase() as keyof typeof RectificationDeed];
  await addStep(unit, { ...step, rectification: rectification.id, deed });
  const subject = { kind: 'rectification', id: rectification.id };
  await recordEvent(unit, 'rectification.moved', subject, { kind: deed });
  if (isClosed) await closeMatterEvidence(unit, rectification.id);
  return Object.assign(rectification, changes);
}

/** A step that leaves the term as it is. */
async function stepOn(unit: Unit, input: RectificationStepInput, transition: RectificationTransition) {
  const found = await findMovable(unit, input.id, transition);
  if (isRefusal(found)) return found;
  const named = await checkNamed(unit, { id: found.id, assignmentId: found.assignment }, input);
  if (isRefusal(named)) return named;
  return move(unit, found, transition, { id: unit.newId(), statement: input.statement, named });
}

/** A step that sets a new term. */
async function stepWithTerm(unit: Unit, input: RectificationTermInput, transition: RectificationTransition) {
  const found = await findMovable(unit, input.id, transition);
  if (isRefusal(found)) return found;
  const id = unit.newId();
  const term = await setTerm(unit, found, id, input);
  if (isRefusal(term)) return term;
  const named = await checkNamed(unit, { id: found.id, assignmentId: found.assignment }, input);
  if (isRefusal(named)) return named;
  return move(unit, found, transition, { id, statement: input.statement, named, term });
}

function named<Name extends string, Refused extends Refusal>(
  __typename: Name,
  value: Rectification | Refused,
): Refused | { readonly __typename: Name; readonly rectification: Rectification } {
  return isRefusal(value) ? value : { __typename, rectification: value };
}

/** The party has put it right, and says how; entered by an officer. A late report is taken. */
export async function reportRectification(unit: Unit, input: RectificationStepInput) {
  return named('RectificationReported', await stepOn(unit, input, 'report'));
}

/** The re-check found it put right: written off. */
export async function passRectification(unit: Unit, input: RectificationStepInput) {
  return named('RectificationPassed', await stepOn(unit, input, 'pass'));
}

/** The re-check did not: a new term runs. */
export async function rejectRectification(unit: Unit, input: RectificationTermInput) {
  return named('RectificationRejected', await stepWithTerm(unit, input, 'reject'));
}

/** A head extends the term from today. */
export async function extendRectification(unit: Unit, input: RectificationTermInput) {
  return named('RectificationExtended', await stepWithTerm(unit, input, 'extend'));
}

/** A head has it go on elsewhere. It turns into no case by itself: a case procedure decides on that. */
export async function escalateRectification(unit: Unit, input: RectificationStepInput) {
  return named('RectificationEscalated', await stepOn(unit, input, 'escalate'));
}

/** Lifts what is still open of a visit's orders: its result was corrected, and says that there was no problem. */
export async function liftRectifications(unit: Unit, assignment: string, statement: string): Promise<void> {
  const open = { assignment, state: { $in: [...rectificationTransitions.lift.from] } };
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true, orderBy: { id: 'asc' } } as const;
  const standing = await unit.em.find(Rectification, open, lock);
  for (const one of standing) await move(unit, one, 'lift', { id: unit.newId(), statement });
}

/** A term that ended without a report: overdue from then on, with an alarm. Running it again changes nothing. */
export async function lapseRectification(unit: Unit, id: string): Promise<void> {
  const found = await findMovable(unit, id, 'lapse');
  if (isRefusal(found) || found.dueOn >= unit.today) return;
  await move(unit, found, 'lapse', { id: unit.newId(), statement: '' });
  const { department } = found;
  const kind = AlarmKind.RECTIFICATION_OVERDUE;
  await raiseAlarm(unit, { department, kind, subjectKey: `${id} ${found.dueOn}` });
}
