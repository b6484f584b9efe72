import type { Assignment } from './assignment.entity.js';

/** From when on an assignment may be visited as things stand. */
export function firstDayOf({
  postponedToOn,
  windowFromOn,
}: Pick<Assignment, 'postponedToOn' | 'windowFromOn'>): string {
  return postponedToOn ?? windowFromOn;
}
