import { type PassedRows, type Passing, passRows } from '../../department/index.js';
import type { Unit } from '../../shared/unit.js';

/**
 * Passes requests with their assignments, those of many visits only with the whole. Notices and alarms stay where they
 * were raised, and so do correction notices: their numbers are those of the department that gave them.
 */
export async function passChanges(unit: Unit, passing: Passing, where?: PassedRows): Promise<void> {
  await passRows(unit, 'change_request', passing, { where });
}
