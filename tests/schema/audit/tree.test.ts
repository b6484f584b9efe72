import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { fromHex, toHex, treeLevels, treeRoot } from '../../../scheduler/draw/index.js';
import { leafHashOf } from '../../../schema/audit/canonical-event.js';
import { AuditNode } from '../../../schema/audit/index.js';
import { NodeGrowth, storedTree, storeNodes } from '../../../schema/audit/tree/stored-tree.js';
import { emptyRoot, TreeGrowth } from '../../../schema/audit/tree/tree-growth.js';
import {
  checkConsistency,
  checkInclusion,
  type NodeReader,
  proveConsistency,
  proveInclusion,
  rootOf,
} from '../../../schema/audit/tree/tree-proofs.js';
import { openTestHouse } from '../../support/steps.js';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const leafOf = (hex: string) => sha256(Buffer.from(`00${hex}`, 'hex'));

/** Leaves and values of Certificate Transparency's own tests (RFC 6962). */
const inputs = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const leaves = inputs.map(leafOf);
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const a = '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7';
const b = '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e';
const c = '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4';
const d = 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b';
const e = 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0';
const f = '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a';

/** Reads whole subtrees of leaves that are all at hand. */
function treeOf(hashes: readonly string[]): NodeReader {
  return async (level, index) => {
    const width = 2 ** level;
    const part = hashes.slice(index * width, (index + 1) * width);
    if (part.length !== width) throw new Error('not a whole subtree');
    return toHex(treeRoot(fromHex(part.join(''))));
  };
}

function grown(hashes: readonly string[]): string {
  const tree = new TreeGrowth();
  for (const hash of hashes) tree.add(hash);
  return tree.root();
}

describe('known values of RFC 6962', () => {
  test('leaves and roots', async () => {
    expect(leafHashOf('')).toBe(roots[0]);
    expect(emptyRoot).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    for (const [index, root] of roots.entries()) {
      const part = leaves.slice(0, index + 1);
      expect(grown(part)).toBe(root);
      expect(await rootOf(treeOf(part), 0, part.length)).toBe(root);
    }
  });

  test.each([
    [0, 8, [a, b, c]],
    [5, 8, [d, e, roots[3]]],
    [2, 3, [roots[1]]],
    [1, 5, [roots[0], b, d]],
    [0, 1, []],
  ])('inclusion of %i in %i', async (index, size, path) => {
    expect(await proveInclusion(treeOf(leaves), index, size)).toEqual(path);
    expect(checkInclusion(leaves[index]!, index, size, path as string[], roots[size - 1]!)).toBe(true);
  });

  test.each([
    [1, 1, []],
    [1, 8, [a, b, c]],
    [6, 8, [f, e, roots[3]]],
    [2, 5, [b, d]],
  ])('consistency of %i with %i', async (from, to, path) => {
    expect(await proveConsistency(treeOf(leaves), from, to)).toEqual(path);
    const [was, is] = [from, to].map((size) => ({ size, root: roots[size - 1]! }));
    expect(checkConsistency(was!, is!, path as string[])).toBe(true);
  });
});

/** Every proof that differs in one place: a bit, a hash left out, one more, two changed over. */
function alteredPaths(path: readonly string[]): string[][] {
  const flipped = path.map((hash, at) =>
    path.map((other, index) => (index === at ? `${hash[0] === '0' ? '1' : '0'}${hash.slice(1)}` : other)),
  );
  const shorter = path.map((_, at) => path.filter((__, index) => index !== at));
  const longer = [
    [...path, roots[0]!],
    [roots[0]!, ...path],
  ];
  const [first, second, ...rest] = path;
  const swapped = first && second && first !== second ? [[second, first, ...rest]] : [];
  return [...flipped, ...shorter, ...longer, ...swapped];
}

test('trees of all sizes: every proof verifies, and none that was altered', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 70 }), fc.string(), async (size, seed) => {
      const log = Array.from({ length: size }, (_, n) => sha256(Buffer.from(`${seed} ${n}`)));
      const rootsOf = log.map((_, n) => grown(log.slice(0, n + 1)));
      const root = rootsOf.at(-1)!;
      expect(toHex(treeLevels(fromHex(log.join(''))).at(-1)!)).toBe(root);
      for (let index = 0; index < size; index++) {
        const path = await proveInclusion(treeOf(log), index, size);
        expect(checkInclusion(log[index]!, index, size, path, root)).toBe(true);
        expect(checkInclusion(log[(index + 1) % size]!, index, size, path, root)).toBe(size === 1);
        for (const altered of alteredPaths(path))
          expect(checkInclusion(log[index]!, index, size, altered, root)).toBe(false);
        const to = { size, root };
        const from = { size: index + 1, root: rootsOf[index]! };
        const steps = await proveConsistency(treeOf(log), from.size, size);
        expect(checkConsistency(from, to, steps)).toBe(true);
        for (const altered of alteredPaths(steps)) expect(checkConsistency(from, to, altered)).toBe(false);
        const forged = sha256(Buffer.from('forged'));
        expect(checkConsistency({ ...from, root: forged }, to, steps)).toBe(false);
        expect(checkConsistency(from, { ...to, root: forged }, steps)).toBe(false);
      }
    }),
    { numRuns: 12 },
  );
});

test('stored nodes: made in any steps, 256 children each, they give the roots and proofs of all leaves', async () => {
  const house = await openTestHouse();
  const size = 66_000;
  // Leaves alone, as an archive leaves them behind.
  await house.readAsOwner().em.execute(
    `insert into audit_archived_leaf (seq, leaf_hash, chain_hash)
       select n, encode(sha256(convert_to(n::text, 'UTF8')), 'hex'), repeat('0', 64) from generate_series(1, ${size}) n`,
  );
  const log = Array.from({ length: size }, (_, n) => sha256(Buffer.from(String(n + 1))));
  let before = 0;
  for (const next of [1, 255, 256, 600, 65_535, 65_536, size]) {
    const from = before;
    await house.stepAs()((unit) => storeNodes(unit, from, next));
    expect(await rootOf(storedTree(house.readAs()), 0, next)).toBe(grown(log.slice(0, next)));
    before = next;
  }
  const read = storedTree(house.readAs());
  const root = grown(log);
  for (const index of [0, 255, 256, 40_000, 65_535, 65_536, size - 1]) {
    const path = await proveInclusion(read, index, size);
    expect(checkInclusion(log[index]!, index, size, path, root)).toBe(true);
    const from = { size: index + 1, root: grown(log.slice(0, index + 1)) };
    expect(checkConsistency(from, { size, root }, await proveConsistency(read, index + 1, size))).toBe(true);
  }
  const growth = new NodeGrowth();
  const made = log
    .flatMap((leaf) => growth.add(leaf))
    .sort((x, y) => x.height - y.height || x.index - y.index);
  const stored = await house.readAs().em.find(AuditNode, {}, { orderBy: { height: 'asc', index: 'asc' } });
  expect(stored.map(({ height, index, hash }) => ({ height, index, hash }))).toEqual(made);
  expect(made).toHaveLength(257 + 1);
  await house.close();
}, 60_000);
