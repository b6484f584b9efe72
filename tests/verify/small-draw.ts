/** The smallest draw that has everything at once: a witness, a reserve, a recusal, an exclusion, teams, every file. */
import {
  append,
  type BundleFiles,
  conflictFile,
  excludedFile,
  filterHash,
  freezeDraw,
  inspectorFile,
  makeAnchor,
  openLog,
  operatorHash,
  type PoolComparison,
  publicBundle,
  type Rules,
  registerHash,
  restrictedBundle,
  runDraw,
  targetFile,
  toHex,
  witnessKey,
} from '../../scheduler/draw/index.js';

const bytes = (n: number) => new Uint8Array(32).fill(n);
const { secretKey, publicKey } = witnessKey(bytes(7));
const poolKey = bytes(3);
const frozenAt = 1_790_000_000;
const register = '{"id":"a:1"}\n';

const rules: Rules = {
  alg: 'dr/1',
  authority: '11440800007000001A',
  stage: 'both',
  mode: 'open',
  strata: [{ code: 's', count: 1, reserve: 1, select: 'sr-ticket/1' }],
  window: { from: '2026-10-08', to: '2026-10-30' },
  team: { alg: 'sr-assign/1', capacity: 1, slots: [{ n: 2, role: 'inspector' }] },
  entropy: [
    { type: 'operator', id: 'o' },
    { type: 'witness', id: 'w', publicKey },
  ],
};

const inspector = (n: number) => ({
  id: `c:${n}`,
  department: 'd',
  districts: [{ code: '4' }],
  skills: [],
  rank: n,
  certificates: [{ kind: 'k', from: '2026-01-01', to: '2026-12-31' }],
  leave: [],
  status: 'active' as const,
  role: 'inspector' as const,
});

/** The public and the restricted bundle of the same draw. @param comparisons of its pool statement */
export function smallDraw(comparisons: PoolComparison[] = []): {
  open: BundleFiles;
  restricted: BundleFiles;
} {
  const { records: conflicts, reasons } = conflictFile(
    [{ entity: 'a:1', officer: 'c:1', code: 'kin', evidence: 'x' }],
    poolKey,
  );
  const pools = {
    strata: [{ code: 's', records: targetFile([1, 2, 3].map((n) => ({ id: `a:${n}`, district: '4' }))) }],
    excluded: excludedFile([{ id: 'a:9', reason: 'shut' }]),
    inspectors: inspectorFile([1, 2, 3].map(inspector)),
    conflicts,
  };
  const statement = { filter: '全', registered: 1, covered: 3, excluded: 1, comparisons };
  const { C, commit, body } = freezeDraw({
    campaign: 'c',
    drawNo: 1,
    rules,
    pools,
    poolKey,
    frame: {
      filterHash: filterHash({}),
      registerRoot: registerHash(register),
      registerCount: 1,
      asOn: '2026-09-30',
    },
    statement,
    operatorHash: operatorHash(bytes(1)),
    drawBy: frozenAt + 900,
    frozenAt,
  });
  let log = openLog(rules.authority, 'M');
  const lines: string[] = [];
  const step = (...args: [Parameters<typeof append>[1], Parameters<typeof append>[2]]) => {
    const next = append(log, ...args);
    log = next.log;
    lines.push(next.line);
  };
  step('freeze', body);
  const matters = { C, witness: 'w', head: log.head, statementHash: commit.statementHash, at: frozenAt + 1 };
  step('anchor', makeAnchor({ ...matters, value: bytes(2), secretKey }));
  step('reveal', { C, source: 0, value: toHex(bytes(1)), at: frozenAt + 2 });
  step('reveal', { C, source: 1, value: toHex(bytes(2)), at: frozenAt + 3 });
  const { files, body: receipt } = runDraw({ log, C, rules, pools, poolKey });
  step('receipt', receipt);
  const common = { log: lines.join(''), C, rules, statement, files };
  return {
    open: publicBundle({ ...common, published: { pools, poolKey } }),
    restricted: restrictedBundle({ ...common, pools, poolKey, reasons, register }),
  };
}
