import { recordEvent } from '../audit/index.js';
import { Draw } from '../draw/index.js';
import { Assignment, AssignmentOfficer, beforeRecordStates } from '../inspection/index.js';
import { ReadingWay, recordReadings, type Showing } from '../personal/index.js';
import { DrawMode } from '../plan/index.js';
import { findNaturalPersons } from '../registry/index.js';
import { Role } from '../shared/roles.js';
import type { Reader, Unit } from '../shared/unit.js';
import { DocumentApproval } from './approval/approval.entity.js';
import { Document, DocumentScan } from './document.entity.js';
import { DocumentFile } from './file/document-file.entity.js';
import { readFileBytes } from './file/document-file.service.js';

/** Who makes, approves or oversees papers: they read them also before the team may, and every such look is written down. */
const early: readonly Role[] = [Role.PLAN_OWNER, Role.APPROVER, Role.SUPERVISION, Role.AUDITOR];

/** Who may open papers at all. */
export const documentReaders = [...early, Role.REVIEWER, Role.INSPECTOR] as const;

/** A paper that may be shown, with its approvals. */
export interface OpenedDocument {
  readonly document: Document;
  readonly approvals: readonly DocumentApproval[];
}

/** What a paper shows, of a visit whose target is held back. */
interface Held {
  readonly document: Document;
  readonly assignment: Assignment;
}

/**
 * Opens papers for the actor. A confidential target that has not been visited, and a natural person, are told only once
 * it is written down who was told. What may not be shown is left out, as if it were not there.
 */
export async function openDocuments(unit: Unit, ids: readonly string[]): Promise<OpenedDocument[]> {
  const own = await unit.em.find(Document, { id: { $in: [...ids] } }, { disableIdentityMap: true });
  const found = [...own, ...(await listOfTeam(unit, ids, own))];
  const assignments = await readAssignments(unit, found);
  const within = new Set(own.map(({ id }) => id));
  const shown = found.filter((document) =>
    maySee(unit, document, assignments.get(document.assignment ?? ''), within.has(document.id)),
  );
  const held = shown.flatMap((document): Held[] => {
    const assignment = assignments.get(document.assignment ?? '');
    return assignment && beforeRecordStates.includes(assignment.state) ? [{ document, assignment }] : [];
  });
  await recordReadings(unit, [
    ...(await confidentialShowings(unit, held)),
    ...(await personShowings(unit, shown)),
  ]);
  const approvals = await readApprovals(unit, shown);
  return shown.map((document) => ({ document, approvals: approvals.get(document.id) ?? [] }));
}

/** A team has the papers of its visits, whichever department its members have come to belong to. */
async function listOfTeam(unit: Unit, ids: readonly string[], own: readonly Document[]): Promise<Document[]> {
  const { inspectorId } = unit.actor;
  const left = ids.filter((id) => !own.some((document) => document.id === id));
  if (!inspectorId || left.length === 0) return [];
  return unit.beyond('team', async ({ em }) => {
    const documents = await em.find(Document, { id: { $in: left } }, { disableIdentityMap: true });
    const visits = documents.flatMap(({ assignment }) => (assignment ? [assignment] : []));
    const own = await em.find(AssignmentOfficer, { assignment: { $in: visits }, inspectorId });
    const onTeam = new Set(own.map(({ assignment }) => assignment));
    return documents.filter(({ assignment }) => assignment && onTeam.has(assignment));
  });
}

async function readAssignments(
  reader: Reader,
  documents: readonly Document[],
): Promise<Map<string, Assignment>> {
  const ids = [...new Set(documents.flatMap(({ assignment }) => (assignment ? [assignment] : [])))];
  const found = await reader.beyond('team', ({ em }) =>
    em.find(Assignment, { id: { $in: ids } }, { disableIdentityMap: true }),
  );
  return new Map(found.map((one) => [one.id, one]));
}

/** @param isOwn whether the paper lies in the actor's own departments: a post there opens nothing elsewhere */
function maySee(
  { actor, now }: Reader,
  document: Document,
  assignment: Assignment | undefined,
  isOwn: boolean,
): boolean {
  if (!document.assignment) return isOwn;
  if (!assignment) return false;
  return (isOwn && actor.roles?.some((role) => early.includes(role))) || assignment.visibleAt <= now;
}

async function confidentialShowings(unit: Unit, held: readonly Held[]): Promise<Showing[]> {
  const draws = [...new Set(held.map(({ assignment }) => assignment.draw))];
  if (draws.length === 0) return [];
  const confidential = await unit.beyond('team', ({ em }) =>
    em.find(
      Draw,
      { id: { $in: draws }, mode: DrawMode.CONFIDENTIAL },
      { fields: ['id'], disableIdentityMap: true },
    ),
  );
  const isConfidential = new Set(confidential.map(({ id }) => id));
  const showings = held
    .filter(({ assignment }) => isConfidential.has(assignment.draw))
    .map(({ assignment }) => ({
      way: ReadingWay.DOCUMENT,
      subject: { kind: 'assignment', id: assignment.id },
      drawId: assignment.draw,
    }));
  return [...new Map(showings.map((showing) => [showing.subject.id, showing])).values()];
}

async function personShowings(unit: Unit, documents: readonly Document[]): Promise<Showing[]> {
  const ids = [...new Set(documents.flatMap(({ entityRealId }) => (entityRealId ? [entityRealId] : [])))];
  if (ids.length === 0) return [];
  const persons = await findNaturalPersons(unit, ids);
  return documents
    .filter(({ entityRealId }) => entityRealId && persons.has(entityRealId))
    .map(({ id }) => ({ way: ReadingWay.NATURAL_PERSON, subject: { kind: 'document', id } }));
}

async function readApprovals(
  reader: Reader,
  documents: readonly Document[],
): Promise<Map<string, DocumentApproval[]>> {
  const found = await reader.beyond('team', ({ em }) =>
    em.find(
      DocumentApproval,
      { document: { $in: documents.map(({ id }) => id) } },
      { orderBy: { place: 'asc' }, disableIdentityMap: true },
    ),
  );
  return Map.groupBy(found, ({ document }) => document);
}

/** Opens one paper for whoever fetches it as a file. */
export async function fetchDocument(
  unit: Unit,
  id: string,
  format: string,
): Promise<OpenedDocument | undefined> {
  const [opened] = await openDocuments(unit, [id]);
  if (opened) {
    const { contentHash } = opened.document;
    await recordEvent(unit, 'document.fetched', { kind: 'document', id }, { format, contentHash });
  }
  return opened;
}

/** A scan or a stamped file, where its papers may be shown: one scanned file may hold sheets of several. */
export async function fetchDocumentFile(unit: Unit, fileId: string) {
  const of = await unit.beyond('team', async ({ em }) => {
    const scans = await em.find(DocumentScan, { file: fileId }, { disableIdentityMap: true });
    const stamped = await em.find(
      Document,
      { stampedFile: fileId },
      { fields: ['id'], disableIdentityMap: true },
    );
    return [...new Set([...scans.map(({ document }) => document), ...stamped.map(({ id }) => id)])];
  });
  if (of.length === 0) return undefined;
  const opened = await openDocuments(unit, of);
  if (opened.length < of.length) return undefined;
  return unit.beyond('team', async (wide) => {
    const file = await wide.em.findOneOrFail(DocumentFile, { id: fileId });
    const [first] = of;
    await recordEvent(
      unit,
      'document.fetched',
      { kind: 'document', id: first ?? fileId },
      { format: 'scan', contentHash: file.sha256 },
    );
    const { fileName, mediaType } = file;
    return { fileName, mediaType, bytes: await readFileBytes(wide, file) };
  });
}
