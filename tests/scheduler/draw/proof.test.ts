import { checkProof, fromHex, type PoolProof, poolProver } from '../../../scheduler/draw/index.js';
import { faultOf, poolKey, poolsOf, Story } from './scenario.js';

const story = new Story();
const outcome = story.drawn();
const { commit, C } = story;
const pools = poolsOf();
const files = {
  'pool/s1': pools.strata[0]!.records,
  'pool/s2': pools.strata[1]!.records,
  excluded: pools.excluded,
  inspectors: pools.inspectors,
  conflicts: pools.conflicts,
};
const proverOf = (tree: keyof typeof files) => poolProver({ C, tree, file: files[tree], poolKey });
const proofOf = (tree: keyof typeof files, id: string) => proverOf(tree)(id)!;

describe('a record proves its place in a pool', () => {
  test('a unit, drawn or not', () => {
    const prove = proverOf('pool/s1');
    for (const id of [1, 2, 3, 4, 5].map((n) => `licence:L${n}`)) {
      const proof = JSON.parse(JSON.stringify(prove(id)));
      expect(checkProof(proof, commit).record).toMatchObject({ id });
    }
  });

  test('an officer, an exclusion, a conflict', () => {
    expect(checkProof(proofOf('inspectors', 'cert:A3'), commit).record).toMatchObject({ id: 'cert:A3' });
    expect(checkProof(proofOf('excluded', 'licence:L9'), commit).record).toEqual({
      id: 'licence:L9',
      reason: 'closed',
    });
    expect(checkProof(proofOf('conflicts', 'licence:L1 cert:A1'), commit).record).toMatchObject({
      entity: 'licence:L1',
      officer: 'cert:A1',
    });
  });

  test('with the seed a unit learns its ticket, and nobody else has one', () => {
    const seed = fromHex(outcome.receipt.seed);
    for (const unit of [...outcome.units, ...outcome.reserve]) {
      const proof = proofOf(`pool/${unit.stratum}` as 'pool/s1', unit.id);
      expect(proof.index).toBe(unit.index);
      expect(checkProof(proof, commit, seed).ticket).toBe(unit.ticket);
    }
    expect(checkProof(proofOf('inspectors', 'cert:A3'), commit, seed)).not.toHaveProperty('ticket');
    expect(checkProof(proofOf('pool/s1', 'licence:L1'), commit)).not.toHaveProperty('ticket');
  });

  test('who is not in the pool has no proof', () => {
    expect(proverOf('pool/s1')('licence:L6')).toBeUndefined();
    expect(proverOf('inspectors')('cert:A9')).toBeUndefined();
  });

  test('another record, place, salt, tree, path or draw does not lead to the root', () => {
    const proof = proofOf('pool/s1', 'licence:L2');
    const lies: Partial<PoolProof>[] = [
      { record: { ...proof.record, name: '别的店' } },
      { index: proof.index ^ 1 },
      { index: proof.index + 4 },
      { salt: 'a'.repeat(32) },
      { tree: 'pool/s2' },
      { tree: 'pool/s9' },
      { tree: 'inspectors' },
      { tree: 'register' },
      { path: [] },
      { path: proof.path.slice(1) },
      { path: [...proof.path, proof.path[0]!] },
      { path: [...proof.path].reverse() },
      { C: 'a'.repeat(64) },
    ];
    for (const lie of lies)
      expect(faultOf(() => checkProof({ ...proof, ...lie }, commit))).toBe('PATH_WRONG');
    const other = new Story({ campaign: 'drugs-2026-10' }).freeze();
    expect(faultOf(() => checkProof(proof, other.commit))).toBe('PATH_WRONG');
  });

  test('what is no proof is refused as such', () => {
    const proof = proofOf('excluded', 'licence:L9');
    const broken = [null, { ...proof, alg: 'dr/2' }, { ...proof, more: 1 }, { ...proof, salt: 'AB' }];
    for (const one of broken) expect(faultOf(() => checkProof(one, commit))).toBe('MALFORMED');
    const file = files.excluded;
    expect(faultOf(() => poolProver({ C, tree: 'pool/s1', file, poolKey }))).toBe('MALFORMED');
  });
});
