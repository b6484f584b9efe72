import { latest } from '../department/index.js';
import type { Reader } from '../shared/unit.js';
import type { Assignment } from './assignment.entity.js';
import { findCorrectedWindow } from './change/correction.applied.js';
import { DateInFuture, OutsideWindow } from './inspection.errors.js';

/** The days on which a visit may be made: as it was sent out, postponed, or corrected by a notice. */
export async function readWindow(reader: Reader, assignment: Assignment) {
  const { windowFromOn, windowToOn, postponedToOn } = assignment;
  const corrected = await findCorrectedWindow(reader, assignment);
  // Nobody visits a target before it was drawn, whatever the right window was.
  const fromOn = latest(windowFromOn, corrected?.fromOn ?? windowFromOn);
  const toOn = corrected?.toOn ?? windowToOn;
  const isPostponed = postponedToOn && fromOn <= postponedToOn && postponedToOn <= toOn;
  return { fromOn: isPostponed ? postponedToOn : fromOn, toOn };
}

/** Why a visit was not made on a day. */
export async function findDayFault(reader: Reader, assignment: Assignment, visitedOn: string) {
  if (visitedOn > reader.today) return new DateInFuture(reader.today);
  const { fromOn, toOn } = await readWindow(reader, assignment);
  const isWithin = fromOn <= visitedOn && visitedOn <= toOn;
  return isWithin ? undefined : new OutsideWindow(fromOn, toOn);
}
