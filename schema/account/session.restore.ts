import type { Unit } from '../shared/unit.js';
import { Session } from './session.entity.js';

/** Ends every session: a database that was brought back knows sessions which were ended since. @returns how many */
export function endEverySession(unit: Unit): Promise<number> {
  return unit.em.nativeUpdate(Session, { revokedAt: null }, { revokedAt: unit.now });
}
