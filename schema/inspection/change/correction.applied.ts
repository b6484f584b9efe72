import type { JudgedItem } from '../../registry/index.js';
import type { Reader } from '../../shared/unit.js';
import type { Assignment } from '../assignment.entity.js';
import { CorrectionNotice } from './correction.entity.js';
import { CorrectionOf, CorrectionState } from './correction.states.js';

/** The last notice issued of a visit, or of its whole campaign: a further one corrects what came before it. */
async function findLast(
  reader: Reader,
  of: CorrectionOf,
  { campaign, id }: Pick<Assignment, 'campaign' | 'id'>,
  isOfAll: boolean,
): Promise<CorrectionNotice | undefined> {
  const whose = isOfAll ? { $or: [{ assignment: null }, { assignment: id }] } : { assignment: id };
  const [last] = await reader.beyond('team', ({ em }) =>
    em.find(
      CorrectionNotice,
      { $and: [{ campaign, of, state: CorrectionState.ISSUED }, whose] },
      { orderBy: { year: 'desc', number: 'desc' }, limit: 1, disableIdentityMap: true },
    ),
  );
  return last;
}

/** The window that a visit has by a correction notice, where there is one. */
export async function findCorrectedWindow(reader: Reader, assignment: Assignment) {
  const last = await findLast(reader, CorrectionOf.WINDOW, assignment, true);
  return last?.windowFromOn && last.windowToOn
    ? { fromOn: last.windowFromOn, toOn: last.windowToOn }
    : undefined;
}

/**
 * The items that a visit has by a correction notice, where there is one. A notice for a whole joint campaign is of the
 * lead's items: each department has its own.
 */
export async function findCorrectedItems(
  reader: Reader,
  assignment: Assignment,
): Promise<readonly JudgedItem[] | undefined> {
  const last = await findLast(reader, CorrectionOf.ITEM, assignment, assignment.part === 0);
  return last?.itemVersions ?? undefined;
}
