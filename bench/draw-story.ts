import {
  append,
  type BundleFiles,
  checkRules,
  freezeDraw,
  type Log,
  openLog,
  operatorHash,
  type PoolFiles,
  restrictedBundle,
  runDraw,
  type Statement,
  toHex,
} from '../scheduler/draw/index.js';
import { drawSize, poolKey } from './draw-files.js';

const authority = '11440800007000001A';
const operatorBytes = new Uint8Array(32).fill(1);
const frozenAt = 1_790_000_000;

export const drawRules = checkRules({
  alg: 'dr/1',
  authority,
  stage: 'both',
  mode: 'open',
  strata: [{ code: 's1', count: drawSize.wanted, reserve: 0, select: 'sr-ticket/1' }],
  window: { from: '2026-10-08', to: '2026-10-30' },
  team: { alg: 'sr-assign/1', capacity: 25, slots: [{ n: 2, role: 'inspector' }] },
  entropy: [{ type: 'operator', id: 'op-li' }],
});

const statement: Statement = {
  filter: '虚构食品经营户',
  registered: drawSize.targets,
  covered: drawSize.targets,
  excluded: 0,
  comparisons: [],
};

/** The draw from freeze to receipt, and the bundle of whoever may see everything. */
export function wholeDraw(pools: PoolFiles): { count: number; held: number; bundle: () => BundleFiles } {
  let log: Log = openLog(authority, 'M');
  const lines: string[] = [];
  const step = (...[kind, body]: [Parameters<typeof append>[1], Parameters<typeof append>[2]]) => {
    const appended = append(log, kind, body);
    log = appended.log;
    lines.push(appended.line);
  };
  const { C, body } = freezeDraw({
    campaign: 'bench',
    drawNo: 1,
    rules: drawRules,
    pools,
    poolKey,
    frame: {
      filterHash: '0'.repeat(64),
      registerRoot: '0'.repeat(64),
      registerCount: drawSize.targets,
      asOn: '2026-09-30',
    },
    statement,
    operatorHash: operatorHash(operatorBytes),
    drawBy: frozenAt + 3600,
    frozenAt,
  });
  step('freeze', body);
  step('reveal', { C, source: 0, value: toHex(operatorBytes), at: frozenAt + 100 });
  const outcome = runDraw({ log, C, rules: drawRules, pools, poolKey });
  step('receipt', outcome.body);
  const parts = { log: lines.join(''), C, rules: drawRules, statement, pools, poolKey, files: outcome.files };
  return { count: outcome.count, held: outcome.held.length, bundle: () => restrictedBundle(parts) };
}
