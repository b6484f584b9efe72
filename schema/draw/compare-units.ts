import { comparePools, compareUtf8, type PoolDifference } from '../../scheduler/draw/index.js';
import { Cursor } from './cursor.js';
import type { UnitLines } from './split-register.js';

/** Units in ascending order of the bytes of their ids, some at a time. */
export type Units = AsyncIterable<readonly UnitLines[]>;

interface Pair {
  readonly was?: UnitLines;
  readonly is?: UnitLines;
}

const pairsAtOnce = 1_000;

/**
 * What differs between the units of two pools, by id. Both are read in step, and only those whose lines differ are looked
 * into: `comparePools` says what that means.
 */
export async function* compareUnits(before: Units, after: Units): AsyncGenerator<PoolDifference[]> {
  let pairs: Pair[] = [];
  for await (const some of differingPairs(before, after)) {
    pairs.push(some);
    if (pairs.length < pairsAtOnce) continue;
    yield comparePairs(pairs);
    pairs = [];
  }
  yield comparePairs(pairs);
}

async function* differingPairs(before: Units, after: Units): AsyncGenerator<Pair> {
  const [older, newer] = [await Cursor.over(before), await Cursor.over(after)];
  while (older.row || newer.row) {
    const [was, is] = [older.row, newer.row];
    const order = !was ? 1 : !is ? -1 : compareUtf8(was.id, is.id);
    const pair = { was: order <= 0 ? was : undefined, is: order >= 0 ? is : undefined };
    if (linesOf(pair.was) !== linesOf(pair.is)) yield pair;
    const waiting = [pair.was && older.step(), pair.is && newer.step()];
    for (const wait of waiting) if (wait) await wait;
  }
}

/** What of a unit matters: the same text, the same unit. Outside the filter nothing does. */
function linesOf(unit: UnitLines | undefined): string {
  if (!unit?.drawable && !unit?.excluded) return '';
  return `${unit.register}\n${unit.drawable?.line ?? ''}\n${unit.excluded ?? ''}`;
}

function comparePairs(pairs: readonly Pair[]): PoolDifference[] {
  const side = (units: readonly (UnitLines | undefined)[]) => ({
    strata: [{ records: file(units.map((unit) => unit?.drawable?.line)) }],
    excluded: file(units.map((unit) => unit?.excluded)),
    register: file(units.map((unit) => unit?.register)),
    inspectors: '',
    conflicts: '',
  });
  return comparePools(side(pairs.map(({ was }) => was)), side(pairs.map(({ is }) => is)));
}

function file(lines: readonly (string | undefined)[]): string {
  return lines.map((line) => (line === undefined ? '' : `${line}\n`)).join('');
}
