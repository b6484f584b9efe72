import { addDays } from '../../../scheduler/calendar/index.js';
import { InspectorStatus, leftStatuses, UnavailableReason } from '../inspector/inspector.states.js';
import type { InspectorInPool } from './inspectors-in-pool.js';

/**
 * Why an officer could not be sent on each of these days, both within; nothing for one who could. The same questions as
 * a draw asks (docs/draw.md §10), save those about one target.
 */
export function findUnavailability(
  one: InspectorInPool,
  fromOn: string,
  toOn: string,
): UnavailableReason | undefined {
  const { inspector, certificates, leaves, serving } = one;
  if (leftStatuses.includes(inspector.status)) return UnavailableReason.LEFT;
  if (!inspector.isInPool) return UnavailableReason.NOT_IN_POOL;
  if (inspector.status === InspectorStatus.ON_LEAVE) return UnavailableReason.ON_LEAVE;
  if (inspector.status !== InspectorStatus.ACTIVE) return UnavailableReason.SUSPENDED;
  const away = leaves.find((days) => days.fromOn <= toOn && days.toOn >= fromOn);
  if (away) return away.why;
  if (serving && !holdThroughout(serving, fromOn, toOn)) return UnavailableReason.NOT_HERE_YET;
  const terms = certificates.map(({ validFromOn, validToOn }) => ({ fromOn: validFromOn, toOn: validToOn }));
  return holdThroughout(terms, fromOn, toOn) ? undefined : UnavailableReason.NO_VALID_CERTIFICATE;
}

/** Whether every day lies in one of the periods. */
function holdThroughout(
  periods: readonly { readonly fromOn: string; readonly toOn: string }[],
  fromOn: string,
  toOn: string,
): boolean {
  let day = fromOn;
  while (day <= toOn) {
    const holding = periods.filter((period) => period.fromOn <= day && period.toOn >= day);
    const [last] = holding
      .map((period) => period.toOn)
      .sort()
      .slice(-1);
    if (last === undefined) return false;
    if (last >= toOn) return true;
    day = addDays(last, 1);
  }
  return true;
}
