import { listDrawsAwaitingDispatch, listPendingDraws } from '../draw/index.js';
import { type Inspector, listServedDepartments } from '../registry/index.js';
import type { Reader } from '../shared/unit.js';
import { Assignment, AssignmentOfficer } from './assignment.entity.js';
import { AssignmentState, closedStates } from './assignment.states.js';
import type { OpenMatter } from './departure.errors.js';
import { OpenMatterKind, remedies } from './departure.states.js';
import { InspectionResult, ResultSignature } from './result.entity.js';
import { ResultCorrection } from './result-correction/result-correction.entity.js';

type Matter = Omit<OpenMatter, 'remedy'>;

/**
 * All that is open of an officer, in whatever department: assignments that are not confirmed, and draws in whose frozen
 * pool the officer may still be taken.
 */
export function listOpenMatters(reader: Reader, inspector: Inspector): Promise<OpenMatter[]> {
  return reader.beyond('officer', (wide) => listMatters(wide, inspector));
}

async function listMatters(reader: Reader, inspector: Inspector): Promise<OpenMatter[]> {
  const departments = await listServedDepartments(reader, inspector);
  const pending = await listPendingDraws(reader, departments, inspector.realId);
  const undispatched = await listDrawsAwaitingDispatch(reader, departments, inspector.realId, (drawIds) =>
    listDispatched(reader, drawIds),
  );
  const matters: Matter[] = [
    ...(await listOpenAssignments(reader, inspector.id)),
    ...(await listOpenCorrections(reader, inspector.id)),
    ...undispatched.map((drawId) => ({ kind: OpenMatterKind.AWAIT_DISPATCH, drawId })),
    ...pending.map((drawId) => ({ kind: OpenMatterKind.AWAIT_DRAW, drawId })),
  ];
  return matters.map((matter) => ({ ...matter, remedy: remedies[matter.kind] }));
}

/** Which of these draws have all their assignments. */
async function listDispatched(reader: Reader, drawIds: readonly string[]): Promise<string[]> {
  const rows = await reader.em.execute<{ id: string }[]>(
    `select drawn as id from jsonb_array_elements_text(?::jsonb) as drawn
       where exists (select 1 from dispatch where draw_id = drawn::uuid and finished_at is not null)`,
    [JSON.stringify(drawIds)],
  );
  return rows.map(({ id }) => id);
}

async function listOpenAssignments(reader: Reader, inspectorId: string): Promise<Matter[]> {
  const memberships = await reader.em.find(AssignmentOfficer, { inspectorId }, { fields: ['assignment'] });
  const open = await reader.em.find(
    Assignment,
    {
      id: { $in: memberships.map(({ assignment }) => assignment) },
      state: { $nin: [...closedStates] },
    },
    { orderBy: { windowToOn: 'asc', id: 'asc' }, disableIdentityMap: true },
  );
  const signed = await findSigned(
    reader,
    inspectorId,
    open.filter(({ state }) => state === AssignmentState.RECORDED),
  );
  return open.map((assignment) => ({
    kind: kindOf(assignment, signed),
    assignmentId: assignment.id,
    drawId: assignment.draw,
    windowToOn: assignment.windowToOn,
  }));
}

/** Corrections that the officer records or signs; one that is reviewed may still come back. */
async function listOpenCorrections(reader: Reader, inspectorId: string): Promise<Matter[]> {
  const open = { signerIds: { $contains: [inspectorId] }, closedAt: null };
  const corrections = await reader.em.find(ResultCorrection, open, {
    orderBy: { id: 'asc' },
    disableIdentityMap: true,
  });
  const ids = corrections.map(({ assignment }) => assignment);
  const assignments = await reader.em.find(Assignment, { id: { $in: ids } }, { disableIdentityMap: true });
  return assignments.map(({ id: assignmentId, draw: drawId, windowToOn }) => ({
    ...{ kind: OpenMatterKind.FINISH_CORRECTION, assignmentId, drawId, windowToOn },
  }));
}

function kindOf({ id, state }: Assignment, signed: ReadonlySet<string>): OpenMatterKind {
  if (state === AssignmentState.RECORDED) {
    return signed.has(id) ? OpenMatterKind.AWAIT_TEAM : OpenMatterKind.SIGN;
  }
  if (state === AssignmentState.SUBMITTED) return OpenMatterKind.AWAIT_REVIEW;
  if (state === AssignmentState.CHECKED_IN) return OpenMatterKind.FINISH_VISIT;
  return state === AssignmentState.RETURNED ? OpenMatterKind.RECORD_AGAIN : OpenMatterKind.HAND_OVER;
}

/** Assignments whose newest result the officer has signed. */
async function findSigned(
  reader: Reader,
  inspectorId: string,
  assignments: readonly Assignment[],
): Promise<Set<string>> {
  const results = await reader.em.find(
    InspectionResult,
    { assignment: { $in: assignments.map(({ id }) => id) } },
    { orderBy: { version: 'asc' }, disableIdentityMap: true },
  );
  const newest = new Map(results.map((result) => [result.assignment, result.id]));
  const signatures = await reader.em.find(ResultSignature, {
    inspectorId,
    result: { $in: [...newest.values()] },
  });
  const signed = new Set(signatures.map(({ result }) => result));
  return new Set([...newest].flatMap(([assignment, result]) => (signed.has(result) ? assignment : [])));
}
