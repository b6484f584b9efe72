/** `selected.jsonl` and `nodes.json` (§17): the selected units, shown to lead to their roots. */
import { concat, fromHex, toHex, utf8 } from './bytes.js';
import { canonical, parseCanonical } from './canonical.js';
import { code } from './codes.js';
import type { Commit } from './commit.js';
import { DrawFault } from './faults.js';
import { proofNodes, rootOfNodes } from './nodes.js';
import { type TargetRecord, targetRecord } from './pool.js';
import type { Stratum } from './pools.js';
import type { StratumResult } from './receipt.js';
import { type FileBytes, recordLines } from './record-file.js';
import { leafHash, saltOf, treeCodes } from './salt.js';
import type { Hasher } from './sha256/sha256.js';
import { type Check, hash, hex, list, shape } from './shape.js';
import { leafNumber } from './table-file.js';
import { treeLevels } from './tree.js';
import { differs } from './verify/compare.js';

const selectedName = 'selected.jsonl';
const nodesName = 'nodes.json';

/** A line of `selected.jsonl`: strata by code, units in draw order. */
export interface SelectedUnit {
  /** Leaf number in the stratum. */
  index: number;
  record: TargetRecord;
  /** 16 bytes in hex. */
  salt: string;
  stratum: string;
}

/** An entry of `nodes.json`, one for each stratum with k > 0, by code; hashes in hex. */
export interface StratumNodes {
  code: string;
  nodes: string[];
}

export interface SelectedFiles {
  'selected.jsonl': Uint8Array;
  'nodes.json': Uint8Array;
}

/** A stratum with its leaf hashes, one after another. */
export interface StratumTree extends Stratum {
  leaves: Uint8Array;
}

/** Strata in the order of their results. */
export function writeSelected(
  strata: readonly StratumTree[],
  results: readonly StratumResult[],
  poolKey: Uint8Array,
  hasher: Hasher,
): SelectedFiles {
  const lines: string[] = [];
  const entries: StratumNodes[] = [];
  results.forEach(({ code: stratum, selected }, h) => {
    const { file, leaves } = strata[h]!;
    if (selected.length === 0) return;
    for (const index of selected) {
      const salt = toHex(saltOf(poolKey, treeCodes.stratum(stratum), file.ids[index]!, hasher));
      lines.push(`${canonical({ index, record: file.record(index), salt, stratum })}\n`);
    }
    const nodes = proofNodes(treeLevels(leaves, hasher), Uint32Array.from(selected).sort());
    entries.push({ code: stratum, nodes: nodes.map(toHex) });
  });
  return { 'selected.jsonl': utf8(lines.join('')), 'nodes.json': utf8(canonical(entries)) };
}

const selectedShape: Check<SelectedUnit> = shape<SelectedUnit>({
  index: leafNumber,
  record: targetRecord,
  salt: hex(16),
  stratum: code,
});

const nodesShape: Check<StratumNodes[]> = list(shape<StratumNodes>({ code, nodes: list(hash) }));

/**
 * The files show exactly the units selected, and those lead to the roots of the commitment. Throws `DIFFERS`,
 * `PATH_WRONG` and the faults of reading.
 */
export function checkSelected(
  files: { [name in keyof SelectedFiles]: FileBytes },
  results: readonly StratumResult[],
  commit: Commit,
  hasher: Hasher,
): void {
  const leaves = readLeaves(files[selectedName], results, hasher);
  const drawn = results.flatMap((result, h) => (result.k === 0 ? [] : [{ ...result, h }]));
  const entries = nodesShape(parseCanonical(files[nodesName], nodesName), nodesName);
  const [found, expected] = [entries, drawn].map((strata) =>
    strata.map((stratum) => stratum.code).join(', '),
  );
  if (found !== expected) throw differs('路径文件的层', `strata of ${nodesName}`, found, expected);
  drawn.forEach(({ selected, h }, i) => {
    const { count, root } = commit.strata[h]!;
    const nodes = entries[i]!.nodes.map((node) => fromHex(node));
    const order = Array.from(selected.keys()).sort((a, b) => selected[a]! - selected[b]!);
    const positions = Uint32Array.from(order, (place) => selected[place]!);
    const known = concat(order.map((place) => leaves[h]![place]!));
    const reached = rootOfNodes(known, positions, count, nodes, hasher);
    if (!reached || toHex(reached) !== root) {
      const stratum = results[h]!.code;
      throw new DrawFault('PATH_WRONG', {
        file: `${selectedName}, ${nodesName}`,
        stratum,
        found: reached ? toHex(reached) : 'no root',
        expected: root,
      });
    }
  });
}

/** The leaf hash of each line, stratum by stratum in draw order; each line must speak of the unit expected there. */
function readLeaves(file: FileBytes, results: readonly StratumResult[], hasher: Hasher): Uint8Array[][] {
  const lines = recordLines(file, selectedName);
  const expected = results.flatMap((result, h) =>
    result.selected.map((index) => ({ code: result.code, index, h })),
  );
  const leaves = results.map((): Uint8Array[] => []);
  lines.forEach((line, i) => {
    const at = `${selectedName}:${i + 1}`;
    const { index, record, salt, stratum } = selectedShape(parseCanonical(line, at), at);
    const unit = expected[i];
    if (!unit || unit.code !== stratum || unit.index !== index) {
      const wanted = unit ? `${unit.code} ${unit.index}` : undefined;
      throw differs(`抽中名单第 ${i + 1} 行`, at, `${stratum} ${index}`, wanted);
    }
    leaves[unit.h]!.push(leafHash(fromHex(salt), utf8(canonical(record)), hasher));
  });
  if (lines.length !== expected.length) {
    throw differs('抽中名单的条数', `units in ${selectedName}`, lines.length, expected.length);
  }
  return leaves;
}
