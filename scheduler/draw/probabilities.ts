/**
 * The published table of `sr-assign-me/1` (§12): with which probability, over 2^32, each officer was to
 * meet each target. `probabilities.jsonl` holds one line for each admitted target; nobody is named in it.
 */
import { concat, toHex, utf8 } from './bytes.js';
import { canonical, parseCanonical } from './canonical.js';
import { DrawFault } from './faults.js';
import type { ProbabilityHead } from './receipt.js';
import { type FileBytes, recordLines } from './record-file.js';
import { leafHash } from './salt.js';
import { type Hasher, sha256 } from './sha256/sha256.js';
import { type Check, integer, list, shape } from './shape.js';
import type { AssignmentTable, TargetProbabilities } from './table.js';
import { unitsPerPlace } from './teams/me-network.js';
import { treeRoot } from './tree.js';
import { differs } from './verify/compare.js';

const fileName = 'probabilities.jsonl';

const lineShape: Check<TargetProbabilities> = shape<TargetProbabilities>({
  index: integer(0, 0xffff_ffff),
  slots: list(list(integer(0, unitsPerPlace)), 1),
});

/** One canonical line for each admitted target, ascending. */
export function probabilityFile(probabilities: readonly TargetProbabilities[]): Uint8Array {
  return utf8(probabilities.map((target) => `${canonical(target)}\n`).join(''));
}

/** What the receipt holds of the table: the root of its lines without salt, and the largest pair of all. */
export function headOfProbabilities(
  probabilities: readonly TargetProbabilities[],
  table: AssignmentTable,
  hasher: Hasher = sha256,
): ProbabilityHead {
  const leaves = probabilities.map((target) => leafHash(noSalt, utf8(canonical(target)), hasher));
  return {
    count: probabilities.length,
    max: largestPair(table, probabilities),
    root: toHex(treeRoot(concat(leaves), hasher)),
  };
}

const noSalt = new Uint8Array(0);

/** Reads the file beside its table; `RECORD_LINE`, `NOT_CANONICAL`, `MALFORMED`. */
export function readProbabilities(file: FileBytes): TargetProbabilities[] {
  return recordLines(file, fileName).map((line, i) => {
    const at = `${fileName}:${i + 1}`;
    return lineShape(parseCanonical(line, at), at);
  });
}

/** The largest probability, over 2^32, with which anybody meets any target; 0 where nobody meets one. */
export function largestPair(table: AssignmentTable, probabilities: readonly TargetProbabilities[]): number {
  let most = 0;
  eachTarget(table, probabilities, (officers) => {
    for (const units of officers.values()) if (units > most) most = units;
  });
  return most;
}

/**
 * “Could this officer have arranged to inspect that firm?” The probability, over 2^32, with which the officer (leaf
 * number) was to meet the target (global index): 0 for whom no slot lists; undefined for a target that was held or
 * not drawn.
 */
export function pairProbability(
  table: AssignmentTable,
  probabilities: readonly TargetProbabilities[],
  target: number,
  officer: number,
): number | undefined {
  const one = probabilities.filter(({ index }) => index === target);
  let found: number | undefined;
  eachTarget(table, one, (officers) => {
    found = officers.get(officer) ?? 0;
  });
  return found;
}

/** The officers of each target with the sum over its slots. */
function eachTarget(
  table: AssignmentTable,
  probabilities: readonly TargetProbabilities[],
  take: (officers: ReadonlyMap<number, number>) => void,
): void {
  const slotsOf = new Map(table.targets.map(({ index, slots }) => [index, slots]));
  for (const { index, slots } of probabilities) {
    const officers = new Map<number, number>();
    slotsOf.get(index)!.forEach((slot, s) => {
      slot.officers.forEach((officer, i) => {
        officers.set(officer, (officers.get(officer) ?? 0) + slots[s]![i]!);
      });
    });
    take(officers);
  }
}

/** The file of a bundle is the one recomputed from the table; with another algorithm there is none. */
export function checkProbabilities(
  files: Readonly<Record<string, FileBytes>>,
  expected: readonly TargetProbabilities[] | undefined,
): void {
  if (!expected) return;
  const file = Object.hasOwn(files, fileName) ? files[fileName] : undefined;
  if (file === undefined) throw new DrawFault('FILE_MISSING', { file: fileName });
  const found = readProbabilities(file);
  if (found.length !== expected.length)
    throw differs('概率表的行数', `lines of ${fileName}`, found.length, expected.length);
  found.forEach((line, i) => {
    const [was, is] = [canonical(line), canonical(expected[i]!)];
    if (was !== is) throw differs(`概率表第 ${i + 1} 行`, `${fileName}:${i + 1}`, was, is);
  });
}
