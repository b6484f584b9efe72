import { type PageArguments, pageById } from '../../shared/page.js';
import type { Reader } from '../../shared/unit.js';
import { ResultCorrection } from './result-correction.entity.js';
import { closedCorrectionStates, ResultCorrectionState } from './result-correction.states.js';

/** Which corrections; all where nothing is named. */
export interface CorrectionsAsked {
  readonly state?: ResultCorrectionState | null;
  readonly isOpen?: boolean | null;
  readonly assignmentId?: string | null;
}

const openStates = Object.values(ResultCorrectionState).filter(
  (state) => !closedCorrectionStates.includes(state),
);

/** Corrections of results of the reader's departments, the newest first. */
export function pageResultCorrections(
  reader: Reader,
  { state, isOpen, assignmentId }: CorrectionsAsked,
  page: PageArguments,
) {
  const among = isOpen ? openStates : [...closedCorrectionStates];
  return pageById(page, (key, limit) =>
    reader.em.find(
      ResultCorrection,
      {
        $and: [
          key,
          state ? { state } : {},
          isOpen == null ? {} : { state: { $in: among } },
          assignmentId ? { assignment: assignmentId } : {},
        ],
      },
      { orderBy: { id: 'desc' }, limit },
    ),
  );
}

/** The open corrections that the acting officer records or signs, the newest first, wherever they belong by now. */
export function pageOwnCorrections(reader: Reader, page: PageArguments) {
  const { inspectorId = '' } = reader.actor;
  return reader.beyond('team', ({ em }) =>
    pageById(page, (key, limit) =>
      em.find(
        ResultCorrection,
        { $and: [key, { state: { $in: openStates }, signerIds: { $contains: [inspectorId] } }] },
        { orderBy: { id: 'desc' }, limit },
      ),
    ),
  );
}
