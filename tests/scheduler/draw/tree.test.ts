import { readFileSync } from 'node:fs';
import { fromHex, toHex } from '../../../scheduler/draw/bytes.js';
import { leafHash } from '../../../scheduler/draw/salt.js';
import { inclusionPath, rootOfPath, treeLevels, treeRoot } from '../../../scheduler/draw/tree.js';

const vectors = JSON.parse(readFileSync('tests/fixtures/draw/rfc6962-roots.json', 'utf8')) as {
  leavesHex: string[];
  rootByLeafCount: Record<string, string>;
};
const nothing = new Uint8Array(0);
const leaves = (count: number) =>
  Uint8Array.from(
    Array.from({ length: count }, (_, i) =>
      Array.from(leafHash(nothing, fromHex(vectors.leavesHex[i] ?? i.toString(16).padStart(8, '0')))),
    ).flat(),
  );

describe('Merkle trees (RFC 6962)', () => {
  test.each(Object.entries(vectors.rootByLeafCount))('the known root of %s leaves', (count, root) => {
    expect(toHex(treeRoot(leaves(Number(count))))).toBe(root);
  });

  test('every path of every small tree leads to its root, and only from its own place', () => {
    for (let count = 1; count <= 33; count++) {
      const all = leaves(count);
      const levels = treeLevels(all);
      const root = toHex(treeRoot(all));
      expect(toHex(levels.at(-1)!)).toBe(root);
      for (let i = 0; i < count; i++) {
        const path = inclusionPath(levels, i);
        const leaf = all.slice(32 * i, 32 * i + 32);
        expect(toHex(rootOfPath(leaf, i, count, path)!)).toBe(root);
        for (const wrong of [i + 1, i - 1, i ^ 1].filter((other) => other !== i && other >= 0)) {
          const reached = rootOfPath(leaf, wrong, count, path);
          expect(reached && toHex(reached)).not.toBe(root);
        }
        expect(rootOfPath(leaf, i, count, [...path, leaf])).toBeUndefined();
        if (path.length > 0) expect(rootOfPath(leaf, i, count, path.slice(1))).toBeUndefined();
      }
    }
  });

  test('a tree larger than one batch is the tree of its two halves', () => {
    const all = leaves(16_384);
    const half = all.length / 2;
    const halves = Uint8Array.from([...treeRoot(all.slice(0, half)), ...treeRoot(all.slice(half))]);
    expect(toHex(treeRoot(all))).toBe(toHex(treeRoot(halves)));
  });
});
