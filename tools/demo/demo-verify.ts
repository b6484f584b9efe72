import { type Verdict, verifyPublic, verifyRestricted } from '../../scheduler/draw/index.js';
import { fetchBundle } from '../client/index.js';

/** Verifies a draw from its public files alone. */
export async function verifyAsStranger(base: string, commitment: string): Promise<Verdict> {
  return verifyPublic((await fetchBundle({ base, commitment })).files);
}

/** Verifies a draw with the pools, as an auditor may. */
export async function verifyAsAuditor(
  base: string,
  commitment: string,
  auditor: { username: string; password: string },
): Promise<Verdict> {
  return verifyRestricted((await fetchBundle({ base, commitment }, auditor)).files);
}
