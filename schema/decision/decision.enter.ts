import { recordEvent } from '../audit/index.js';
import { NoDepartment, type RowRemark, remarkAt } from '../registry/index.js';
import { underArrangement } from '../shared/allow.js';
import type { Unit } from '../shared/unit.js';
import { columnsOf, findColumn } from './columns/index.js';
import { type ComparedDecision, compareDecisions } from './decision.compare.js';
import { Decision } from './decision.entity.js';
import { DecisionFaulty, UnknownColumn } from './decision.errors.js';
import { readDecision } from './decision.row.js';
import { type DecisionKind, DecisionOrigin, type DecisionProcedure } from './decision.states.js';
import { writeDecisions } from './decision.write.js';

/** A decision as a form or a machine gives it. */
export interface DecisionGiven {
  readonly kind: DecisionKind;
  readonly caseNo: string;
  readonly procedure: DecisionProcedure;
  readonly assignmentId?: string | null;
  /** Texts by the codes of the standard's columns. */
  readonly columns: readonly { readonly code: string; readonly text: string }[];
}

/** A form is told of as a file of one row. */
const FORM_ROW = 1;

function fieldsOf(given: DecisionGiven): Record<string, string> | UnknownColumn {
  const fields: Record<string, string> = {};
  for (const { code, text } of given.columns) {
    const column = findColumn(given.kind, code);
    if (!column || column.isOwn) return new UnknownColumn(code);
    fields[column.field] = text;
  }
  const { caseNo, procedure, assignmentId } = given;
  return { ...fields, caseNo, procedure, ...(assignmentId ? { assignmentId } : {}) };
}

/**
 * Reads what was given and compares it with the decisions that stand: ready to be written, or everything that is wrong.
 * The department is locked, so that no two enter one number.
 */
export async function prepareGiven(
  unit: Unit,
  department: string,
  given: DecisionGiven,
  correctedId?: string,
): Promise<ComparedDecision | DecisionFaulty | UnknownColumn> {
  const fields = fieldsOf(given);
  if (fields instanceof UnknownColumn) return fields;
  const titleOf = new Map(columnsOf[given.kind].map(({ field, title }) => [field, title]));
  const told = (fault: Parameters<typeof remarkAt>[0]): RowRemark =>
    remarkAt(fault, FORM_ROW, titleOf.get(fault.field), fields[fault.field]);
  const ground = {
    ...{ kind: given.kind, today: unit.today, isOlder: false },
    identify: (text: string) => unit.keys.identify(text),
  };
  const parsed = readDecision(fields, ground);
  if ('faults' in parsed) return new DecisionFaulty(parsed.faults.map(told));
  await lockDecisions(unit, department);
  const [compared] = await compareDecisions(unit, department, [parsed.value], correctedId);
  if (!compared) throw new Error('nothing was compared');
  return compared.faults.length > 0 ? new DecisionFaulty(compared.faults.map(told)) : compared;
}

/**
 * Decisions of one department are entered one after the other. No key update: whatever else refers to the department goes
 * on while ten thousand rows are written.
 */
export async function lockDecisions(unit: Unit, department: string): Promise<void> {
  await unit.em.execute('select from department where id = ?::uuid for no key update', [department]);
}

/** By which way the actor enters. */
export function originOf({ actor }: Unit): DecisionOrigin {
  return actor.apiKeyId ? DecisionOrigin.API : DecisionOrigin.FORM;
}

/**
 * Enters a decision. Its number is its key: the same decision again is answered with what stands, and changes nothing;
 * another one under the number is refused. One that comes late is entered, and says so.
 */
export async function enterDecision(unit: Unit, given: DecisionGiven) {
  const { departmentId: department } = unit.actor;
  if (!department) return new NoDepartment();
  const prepared = await prepareGiven(unit, department, given);
  if (!('draft' in prepared)) return prepared;
  if (prepared.knownId) {
    const decision = await unit.em.findOneOrFail(Decision, { id: prepared.knownId });
    return { __typename: 'DecisionEntered' as const, decision, isNew: false };
  }
  const [decision] = await writeDecisions(unit, { department, origin: originOf(unit) }, [prepared]);
  if (!decision) throw new Error('nothing was written');
  const { id, kind, documentNo, dueOn, isLate } = decision;
  const data = { kind, documentNo, dueOn, isLate, ...underArrangement(unit.actor, department) };
  await recordEvent(unit, 'decision.entered', { kind: 'decision', id }, data);
  return { __typename: 'DecisionEntered' as const, decision, isNew: true };
}
