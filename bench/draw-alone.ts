import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { selectedTargets, tableMaker } from '../scheduler/draw/build-table.js';
import { hashTable } from '../scheduler/draw/compose.js';
import { type DrawnUnit, type ResultRecord, verifyRestricted } from '../scheduler/draw/index.js';
import { poolTrees } from '../scheduler/draw/pool-trees.js';
import { readPools, stratumSizes } from '../scheduler/draw/pools.js';
import { resultTree } from '../scheduler/draw/result.js';
import { selectStrata } from '../scheduler/draw/selection.js';
import { sha256 } from '../scheduler/draw/sha256/sha256.js';
import { assignTeams } from '../scheduler/draw/teams/assign.js';
import { listUnits } from '../scheduler/draw/units.js';
import { peakMb } from './benchmark.js';
import { drawSize, poolKey, readDrawFiles, splitLines } from './draw-files.js';
import { drawRules, wholeDraw } from './draw-story.js';

/**
 * One part of `bench draw` in a process of its own: `node draw-alone.js lines|phases|draw|verify FOLDER`. Prints
 * for each phase its milliseconds and the most memory held up to its end, in MB.
 */
export interface Phase {
  readonly name: string;
  readonly ms: number;
  readonly peakMb: number;
}

const phases: Phase[] = [];
function time<T>(name: string, work: () => T): T {
  const start = performance.now();
  const result = work();
  phases.push({ name, ms: performance.now() - start, peakMb: peakMb() });
  return result;
}

function expect(found: unknown, expected: unknown): void {
  if (found !== expected) throw new Error(`${String(found)} instead of ${String(expected)}`);
}

const resultOf = ({ id, officers, order, stratum, ticket }: DrawnUnit): ResultRecord => ({
  id,
  officers,
  order,
  stratum,
  ticket,
});

const bundleFolder = (folder: string): string => join(folder, 'bundle');
/** The only folder of a bundle is `pool`. */
const flat = (name: string): string => name.replace('/', '~');

const parts: Readonly<Record<string, (folder: string) => void>> = {
  lines(folder) {
    expect(time('read and split', () => splitLines(folder)) > drawSize.targets, true);
  },
  phases(folder) {
    const pools = time('read and check', () => readPools(readDrawFiles(folder)));
    const { heads } = time('trees', () => poolTrees(pools, poolKey, sha256));
    expect(heads.strata[0]?.count, drawSize.targets);
    const seed = new Uint8Array(32).fill(7);
    const selections = time('selection', () => selectStrata(drawRules, stratumSizes(pools), seed, new Map()));
    const table = time('table', () => tableMaker(drawRules, pools)?.(selectedTargets(pools, selections)));
    if (!table) throw new Error('no table');
    const { teams } = time('teams', () => assignTeams(table, seed, drawRules.team!));
    expect(teams.length, drawSize.wanted);
    time('fingerprint of the table', () => hashTable(table));
    const { units } = listUnits(pools, selections, undefined);
    const { leaves } = time('result tree', () => resultTree(units.map(resultOf), seed, sha256));
    expect(leaves.length, drawSize.wanted);
  },
  draw(folder) {
    const { count, held, bundle } = time('freeze to receipt', () => wholeDraw(readDrawFiles(folder)));
    expect(count, drawSize.wanted);
    expect(held, 0);
    mkdirSync(bundleFolder(folder));
    for (const [name, bytes] of Object.entries(bundle())) {
      writeFileSync(join(bundleFolder(folder), flat(name)), bytes);
    }
  },
  verify(folder) {
    const verdict = time('read and verify', () => {
      const names = readdirSync(bundleFolder(folder));
      const file = (name: string) => readFileSync(join(bundleFolder(folder), name));
      return verifyRestricted(Object.fromEntries(names.map((name) => [name.replace('~', '/'), file(name)])));
    });
    expect(verdict.ok, true);
  },
};

const [part = '', folder = ''] = process.argv.slice(2);
parts[part]?.(folder);
process.stdout.write(JSON.stringify(phases));
