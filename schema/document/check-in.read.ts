import type { Unit } from '../shared/unit.js';
import { Document } from './document.entity.js';
import { DocumentState } from './document.states.js';
import { readPageMark } from './paper/paper.js';

/** Of which assignment the papers with these QR texts are. A paper that was voided opens no door. */
export async function findPaperAssignments(
  unit: Unit,
  marks: readonly string[],
): Promise<Map<string, string>> {
  const papers = new Map(marks.map((text) => [text, readPageMark(text)?.documentId]));
  const ids = [...new Set(papers.values())].filter((id) => id !== undefined);
  if (ids.length === 0) return new Map();
  const documents = await unit.em.find(Document, { id: { $in: ids } }, { disableIdentityMap: true });
  const assignmentOf = new Map(
    documents.map(({ id, assignment, state }) => [
      id,
      state === DocumentState.VOIDED ? undefined : assignment,
    ]),
  );
  return new Map(
    [...papers].flatMap(([text, id]) => {
      const assignment = id && assignmentOf.get(id);
      return assignment ? [[text, assignment] as const] : [];
    }),
  );
}
