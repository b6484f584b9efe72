/** Random small pools to given rules: districts, skills, terms, leave, recusals, exclusions, weights (docs/draw.md §4). */
import {
  type ConflictGround,
  conflictFile,
  excludedFile,
  type InspectorRecord,
  inspectorFile,
  type PoolFiles,
  type Rules,
  type TargetRecord,
  targetFile,
} from '../../scheduler/draw/index.js';
import type { Dice } from './dice.js';
import { departments, districts, skills } from './random-rules.js';

export interface RandomPools {
  files: PoolFiles;
  reasons: Uint8Array;
  /** Units of all strata, and of the excluded. */
  covered: number;
  excluded: number;
}

export function randomPools(dice: Dice, rules: Rules, poolKey: Uint8Array): RandomPools {
  const officers = Array.from({ length: dice.from(2, 8) }, (_, i) => inspector(dice, i));
  const reachable = [...new Set(officers.flatMap((officer) => officer.districts.map((term) => term.code)))];
  let number = 0;
  const strata = rules.strata.map(({ code, select }) => ({
    code,
    records: Array.from({ length: dice.from(0, 9) }, () =>
      target(dice, number++, reachable, select === 'sr-pps/1'),
    ),
  }));
  const units = strata.flatMap((stratum) => stratum.records);
  const closed = Array.from({ length: dice.from(0, 3) }, () => ({
    id: idOf(number++),
    reason: dice.pick(['closed', 'exempt']),
  }));
  const excluded = rules.stage === 'officers' ? [] : closed;
  const { records: conflicts, reasons } = conflictFile(recusals(dice, units, officers), poolKey);
  return {
    files: {
      strata: strata.map(({ code, records }) => ({ code, records: targetFile(records) })),
      excluded: excludedFile(excluded),
      inspectors: inspectorFile(officers),
      conflicts,
    },
    reasons,
    covered: units.length,
    excluded: excluded.length,
  };
}

/** Ids whose order by bytes is not that of their numbers, some beyond the basic plane. */
function idOf(n: number): string {
  const schemes = ['licence:L', 'uscc:91\u{20000}', 'licence:粤\uffe0', 'licence:粤\u{1f3ed}'];
  return `${schemes[n % schemes.length]}${n}`;
}

function target(dice: Dice, n: number, reachable: readonly string[], weighed: boolean): TargetRecord {
  return {
    id: idOf(n),
    district: dice.pick(reachable),
    ...(dice.chance(50) && { name: `湛江示例食品店“${n}”` }),
    ...(dice.chance(20) && { entity: `uscc:E${n % 3}` }),
    ...(dice.chance(15) && { skills: [dice.pick(skills)] }),
    ...((weighed || dice.chance(10)) && { weight: weight(dice) }),
  };
}

function weight(dice: Dice): number {
  return dice.pick([1, 1, 2, 3, dice.from(1, 20), dice.from(1, 1_000_000), 1_000_000]);
}

function inspector(dice: Dice, n: number): InspectorRecord {
  const places = dice.some(districts, 60);
  const seconded = dice.chance(15) ? { from: '2026-10-01', to: dice.pick(['2026-10-30', '2026-10-29']) } : {};
  return {
    id: `cert:粤A${n}`,
    ...(dice.chance(50) && { name: `检查员${n}` }),
    department: dice.pick(departments),
    districts: (places.length > 0 ? places : ['440802']).map((code) => ({ code, ...seconded })),
    skills: dice.some(skills, 60),
    rank: dice.from(0, 3),
    certificates: certificates(dice),
    leave: dice.chance(15) ? [{ from: '2026-10-20', to: dice.pick(['2026-10-20', '2026-10-24']) }] : [],
    status: dice.chance(94) ? 'active' : 'suspended',
    role: dice.chance(80) ? 'inspector' : 'expert',
    ...(dice.chance(30) && { capacity: dice.from(1, 5) }),
  };
}

function certificates(dice: Dice): InspectorRecord['certificates'] {
  const whole = { kind: 'law', number: '粤执法001', from: '2024-01-01', to: '2027-12-31' };
  const other = { kind: 'food', from: '2024-02-29', to: '2026-10-15' };
  const rest = { kind: 'law', from: '2026-10-16', to: '2026-12-31' };
  return dice.pick([[whole], [whole], [whole], [whole, other], [other, rest], [other]]);
}

function recusals(
  dice: Dice,
  units: readonly TargetRecord[],
  officers: readonly InspectorRecord[],
): ConflictGround[] {
  const pairs = units.flatMap((unit) =>
    dice.some(officers, 4).map((officer) => ({
      entity: dice.chance(50) && unit.entity ? unit.entity : unit.id,
      officer: officer.id,
      code: dice.pick(['kin', 'rotation']),
      evidence: '申报第3号',
    })),
  );
  const once = new Map(pairs.map((pair) => [`${pair.entity} ${pair.officer}`, pair]));
  return [...once.values()];
}
