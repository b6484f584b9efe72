import { createHash } from 'node:crypto';
import { canonical, proveProbability, rootOfProbability } from '../../../scheduler/draw/index.js';

const rows = [2, 3, 5, 11, 40].map((index) => ({
  index,
  slots: [[2 ** 31, 2 ** 31, index], [2 ** 32 - index]],
}));
const file = rows.map((row) => `${canonical(row)}\n`).join('');
const sha = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
const node = (left: Buffer, right: Buffer) => sha(Buffer.of(1), left, right);

/** RFC 6962 by its own definition: split at the largest power of two below the count. */
function root(leaves: Buffer[]): Buffer {
  if (leaves.length === 1) return leaves[0]!;
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return node(root(leaves.slice(0, split)), root(leaves.slice(split)));
}

const expected = root(rows.map((row) => sha(Buffer.of(0), Buffer.from(canonical(row))))).toString('hex');

test.each(rows)('the row of target $index leads to the root of all rows', ({ index, slots }) => {
  const proof = proveProbability(file, index)!;
  expect(proof).toMatchObject({ row: { index, slots }, count: 5 });
  expect(rootOfProbability(proof)).toBe(expected);
});

test('no other row, line, count or path does, and a target without a row has no proof', () => {
  const proof = proveProbability(file, 5)!;
  const wrong = [
    { ...proof, row: { index: 5, slots: [[2 ** 31, 2 ** 31, 6], [2 ** 32 - 5]] } },
    { ...proof, row: { ...proof.row, index: 6 } },
    { ...proof, line: proof.line - 1 },
    { ...proof, count: 3 },
    { ...proof, path: proof.path.slice(1) },
    { ...proof, path: [...proof.path].reverse() },
  ];
  for (const changed of wrong) expect(rootOfProbability(changed)).not.toBe(expected);
  expect(proveProbability(file, 4)).toBeUndefined();
});
