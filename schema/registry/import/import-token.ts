import { createHash } from 'node:crypto';
import type { Unit } from '../../shared/unit.js';
import { RegisterChanged } from './import-missing.errors.js';
import type { ImportRequest } from './import-request.js';
import { readRegisterState } from './register-state.js';

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** What was compared: the file with how it is read, and the register, each as 16 hex digits. */
export async function tokenOf(
  unit: Unit,
  request: ImportRequest,
  mapping: string | undefined,
): Promise<string> {
  const { kind, departmentId, fileHash, sourceName = '' } = request;
  const file = digest([kind, departmentId, fileHash, sourceName, mapping ?? ''].join('\n'));
  return `${file}-${digest(await readRegisterState(unit, kind, departmentId))}`;
}

/** Whether a file may be imported by the token of its preview. */
export function checkToken(given: string | undefined, present: string): RegisterChanged | undefined {
  if (given === undefined || given === present) return undefined;
  return new RegisterChanged(given.split('-')[0] === present.split('-')[0] ? 'REGISTER' : 'FILE');
}
