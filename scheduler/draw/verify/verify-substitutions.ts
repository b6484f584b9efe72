/** The substitutions of a bundle (§16, §18), after everything that they rest on has been verified. */
import { requireFile } from '../bundle.js';
import type { Pools } from '../pools.js';
import type { Receipt } from '../receipt.js';
import { replaySubstitutions, substitutionsFile } from '../substitute/substitute-replay.js';
import { drawnFacts, servingAsDrawn } from '../substitute/substitute-state.js';
import { readTable } from '../table-file.js';
import type { Reading } from './verify-files.js';

/**
 * Receipt and table are verified; no receipt means that there is none to see at this level. With pools (restricted
 * level) rows and leads are computed, too.
 */
export function verifySubstitutions(
  { files, draw, rules, checked }: Reading,
  receipt: Receipt | undefined,
  pools: Pools | undefined,
): void {
  if (!receipt || draw.substitutions.length === 0) return;
  const lines = requireFile(files, substitutionsFile);
  const table = rules.team && readTable(requireFile(files, 'table.json'));
  const facts = drawnFacts(receipt, rules, table);
  replaySubstitutions(facts, servingAsDrawn(facts, receipt, table), draw, lines, pools);
  checked.push(substitutionsFile);
}
