import fc from 'fast-check';
import { taggedHash } from '../../../scheduler/draw/index.js';
import { proofNodes, rootOfNodes } from '../../../scheduler/draw/nodes.js';
import { inclusionPath, treeLevels, treeRoot } from '../../../scheduler/draw/tree.js';

/** The hash of each number, one after another. */
function leavesOf(numbers: readonly number[]): Uint8Array {
  const leaves = new Uint8Array(32 * numbers.length);
  numbers.forEach((n, i) => {
    leaves.set(taggedHash('leaf', [String(n)]), 32 * i);
  });
  return leaves;
}

const all = (count: number) => Array.from({ length: count }, (_, i) => i);

/** A tree and some of its leaves, at least one. */
const cases = fc.integer({ min: 1, max: 70 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    positions: fc
      .subarray(all(count), { minLength: 1 })
      .map((list) => Uint32Array.from(list.sort((a, b) => a - b))),
  }),
);

function proofOf({ count, positions }: { count: number; positions: Uint32Array }) {
  const leaves = leavesOf(all(count));
  const known = leavesOf(Array.from(positions));
  return { leaves, known, nodes: proofNodes(treeLevels(leaves), positions), root: treeRoot(leaves) };
}

describe('one proof for many leaves', () => {
  test('leads any leaves of any tree to its root', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const { known, nodes, root } = proofOf(one);
        expect(rootOfNodes(known, one.positions, one.count, nodes)).toEqual(root);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test('of one leaf it is that leaf’s path', () => {
    for (let count = 1; count <= 40; count++) {
      const levels = treeLevels(leavesOf(all(count)));
      for (let i = 0; i < count; i++) {
        expect(proofNodes(levels, Uint32Array.of(i))).toEqual(inclusionPath(levels, i));
      }
    }
  });

  test('of all leaves it is nothing', () => {
    for (let count = 1; count <= 40; count++) {
      expect(proofNodes(treeLevels(leavesOf(all(count))), Uint32Array.from(all(count)))).toEqual([]);
    }
  });

  test('a node changed, left out, added, given twice or in another place leads nowhere', () => {
    fc.assert(
      fc.property(cases, fc.nat(), fc.nat({ max: 255 }), (one, where, bit) => {
        const { known, nodes, root } = proofOf(one);
        const reached = (list: readonly Uint8Array[]) => {
          const found = rootOfNodes(known, one.positions, one.count, list);
          return found !== undefined && Buffer.compare(found, root) === 0;
        };
        expect(reached([...nodes, nodes[0] ?? root])).toBe(false);
        if (nodes.length === 0) return;
        const i = where % nodes.length;
        const flipped = nodes[i]!.slice();
        flipped[bit >> 3]! ^= 1 << (bit & 7);
        expect(reached(nodes.with(i, flipped))).toBe(false);
        expect(reached(nodes.toSpliced(i, 1))).toBe(false);
        expect(reached(nodes.toSpliced(i, 0, nodes[i]!))).toBe(false);
        expect(reached([])).toBe(false);
        const j = (i + 1) % nodes.length;
        if (i !== j) expect(reached(nodes.with(i, nodes[j]!).with(j, nodes[i]!))).toBe(false);
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  test('a leaf changed, or a leaf in another’s place, leads nowhere', () => {
    fc.assert(
      fc.property(cases, fc.nat(), (one, where) => {
        const { nodes, root } = proofOf(one);
        const i = where % one.positions.length;
        const other = leavesOf(Array.from(one.positions.with(i, one.count)));
        expect(rootOfNodes(other, one.positions, one.count, nodes)).not.toEqual(root);
      }),
      { seed: 3 },
    );
  });
});
