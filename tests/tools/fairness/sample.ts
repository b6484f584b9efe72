/** A city authority with food shops of three classes, invented, for audits and their pages. */
import {
  conflictFile,
  excludedFile,
  filterHash,
  type InspectorRecord,
  inspectorFile,
  type PoolFiles,
  publicBundle,
  type Rules,
  restrictedBundle,
  runDraw,
  type Statement,
  targetFile,
} from '../../../scheduler/draw/index.js';
import { inspector, poolKey, rulesOf, Story } from '../../scheduler/draw/scenario.js';

export const districts = ['440802', '440803', '440804', '440811', '440823'];

export function sampleRules(change: (rules: Rules) => void = () => {}): Rules {
  return rulesOf({
    change(rules) {
      rules.strata = [
        { code: 'c1', rate: 200_000, rounding: 'controlled', reserve: 5, select: 'sr-ticket/1' },
        { code: 'c2', rate: 50_000, rounding: 'ceil', bound: 'floor', reserve: 5, select: 'sr-ticket/1' },
        { code: 'c3', rate: 10_000, rounding: 'floor', reserve: 5, select: 'sr-ticket/1' },
      ];
      rules.team = { alg: 'sr-assign/1', capacity: 4, slots: [{ n: 2, role: 'inspector' }] };
      change(rules);
    },
  });
}

/** @param scale units of the middle class; the others follow from it */
export function samplePools(scale = 200): PoolFiles {
  const unit = (stratum: number) => (i: number) => ({
    id: `licence:JY1440800${stratum}${String(i).padStart(5, '0')}`,
    district: districts[(i * i + stratum) % districts.length]!,
    ...(i % 7 === 0 && { skills: ['special'] }),
  });
  const list = (stratum: number, n: number) =>
    targetFile(Array.from({ length: n }, (_, i) => unit(stratum)(i + 1)));
  const officers: InspectorRecord[] = Array.from({ length: 24 }, (_, i) =>
    inspector(100 + i, {
      districts: [...new Set([districts[i % 5]!, districts[(i * 3) % 4]!])].sort().map((code) => ({ code })),
      skills: i % 2 === 0 ? ['special'] : [],
    }),
  );
  return {
    strata: [
      { code: 'c1', records: list(1, Math.round(scale * 0.3)) },
      { code: 'c2', records: list(2, scale) },
      { code: 'c3', records: list(3, 37) },
    ],
    excluded: excludedFile(
      Array.from({ length: 12 }, (_, i) => ({
        id: `licence:JY14408009${String(i).padStart(5, '0')}`,
        reason: i < 8 ? 'closed' : 'case-open',
      })),
    ),
    inspectors: inspectorFile(officers),
    conflicts: conflictFile(
      [{ entity: 'licence:JY1440800200003', officer: 'cert:A103', code: 'kin', evidence: '申报' }],
      poolKey,
    ).records,
  };
}

/** A whole draw over the sample, from freeze to receipt: its bundles. */
export function drawnSample(change?: (rules: Rules) => void, scale = 60) {
  const rules = sampleRules(change);
  const pools = samplePools(scale);
  const registered = pools.strata.reduce((sum, { records }) => sum + lines(records), lines(pools.excluded));
  const statement: Statement = {
    filter: '2026年10月食品经营户',
    registered,
    covered: registered - lines(pools.excluded),
    excluded: lines(pools.excluded),
    comparisons: [],
  };
  const story = new Story();
  story.freeze({
    rules,
    pools,
    statement,
    frame: { ...sampleFrame, registerCount: registered },
  });
  story.anchor().revealAll();
  const outcome = runDraw({ log: story.log, C: story.C, rules, pools, poolKey });
  story.step('receipt', outcome.body);
  const parts = { log: story.file, C: story.C, rules, statement, files: outcome.files };
  return {
    outcome,
    head: story.log.head,
    C: story.C,
    publicFiles: publicBundle(parts),
    restrictedFiles: restrictedBundle({ ...parts, pools, poolKey }),
  };
}

const sampleFrame = {
  filterHash: filterHash({ trade: 'food' }),
  registerRoot: '0'.repeat(64),
  asOn: '2026-09-30',
};

function lines(file: Uint8Array | string): number {
  const text = typeof file === 'string' ? file : new TextDecoder().decode(file);
  return text.split('\n').length - 1;
}
