/** Random small rules: every stage, mode, size, rounding and algorithm of docs/draw.md §3. */
import type {
  EntropySource,
  Mode,
  Rules,
  SlotRule,
  StratumRule,
  TeamRule,
} from '../../scheduler/draw/index.js';
import type { Dice } from './dice.js';

export const authority = '11440800007000001A';
export const departments = ['amr', 'fire'] as const;
export const districts = ['440802', '440803', '440804'] as const;
export const skills = ['food', 'gas'] as const;
export const window = { from: '2026-10-08', to: '2026-10-30' };

export function randomRules(dice: Dice, mode: Mode, entropy: EntropySource[]): Rules {
  const stage = dice.pick(['both', 'both', 'both', 'both', 'targets', 'officers'] as const);
  const total = stage === 'officers' || dice.chance(80) ? undefined : dice.from(1, 5);
  const codes = ['s1', 's2', 's3'].slice(0, dice.from(1, 3));
  return {
    alg: 'dr/1',
    authority,
    stage,
    mode,
    strata: codes.map((code) => stratum(dice, code, stage, total !== undefined)),
    ...(total !== undefined && { total }),
    ...(stage !== 'targets' && { window, team: team(dice) }),
    entropy,
    substitution: [
      { code: 'closed', of: 'target', text: '已歇业' },
      { code: 'ill', of: 'officer', text: '生病' },
      { code: 'staffed', text: '补派' },
    ],
    ...(dice.chance(20) && { terms: [{ code: 'rotation', text: '三年轮换', limit: 3 }] }),
    ...(dice.chance(20) && { basis: '国发〔2019〕5号 \u{20000}' }),
  };
}

function stratum(dice: Dice, code: string, stage: Rules['stage'], shared: boolean): StratumRule {
  const select = dice.pick(['sr-ticket/1', 'sr-ticket/1', 'sr-pps/1']);
  if (stage === 'officers') return { code, rate: 1_000_000, rounding: 'floor', reserve: 0, select };
  const reserve = dice.from(0, 3);
  if (!shared && dice.chance(40)) return { code, count: dice.from(0, 3), reserve, select };
  const rounding = dice.pick(['ceil', 'floor', 'controlled'] as const);
  const bound = !shared && rounding === 'ceil' && dice.chance(30) ? { bound: 'floor' as const } : {};
  return { code, ...(!shared && { rate: dice.from(0, 700_000) }), rounding, ...bound, reserve, select };
}

function team(dice: Dice): TeamRule {
  const equal = dice.chance(45);
  return {
    alg: equal ? 'sr-assign-me/1' : 'sr-assign/1',
    ...(equal && dice.chance(40) && { bound: dice.from(400_000, 999_999) }),
    capacity: dice.from(1, 4),
    ...(dice.chance(30) && { certificate: 'law' }),
    ...(dice.chance(30) && { leaveDays: dice.from(1, 8) }),
    slots: slots(dice),
  };
}

function slots(dice: Dice): SlotRule[] {
  const inspector = { role: 'inspector' as const };
  const shapes: SlotRule[][] = [
    [{ n: 2, ...inspector }],
    [{ n: 3, ...inspector }],
    [
      { n: 1, ...inspector, department: 'amr' },
      { n: 1, ...inspector, department: 'fire' },
    ],
    [
      { n: 1, ...inspector, skill: 'food' },
      { n: 1, ...inspector },
    ],
    [
      { n: 2, ...inspector },
      { n: 1, role: 'expert' },
    ],
  ];
  return dice.pick(shapes);
}
