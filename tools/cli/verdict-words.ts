import type { Verdict } from '../../scheduler/draw/index.js';

type Words = readonly [zh: string, en: string];

/** What looking at each file of a bundle has shown. */
const steps: Readonly<Record<string, Words>> = {
  'draw.json': ['所核验的抽取与日志一致', 'the draw in question is in the log'],
  'log.jsonl': [
    '日志：链、次序、见证签名、揭示与承诺相符',
    'log: chain, order, signatures, reveals as committed',
  ],
  'rules.json': ['规则即封库时的规则', 'the rules are those committed'],
  'statement.json': ['封库说明即见证人所签', 'the pool statement is the one signed'],
  'pool-key.json': ['名录密钥', 'the pool key'],
  'excluded.jsonl': ['排除名单与承诺的树根、数量、事由一致', 'exclusions: root and counts as committed'],
  'inspectors.jsonl': ['执法人员名录与承诺的树根一致', 'inspectors: root as committed'],
  'conflicts.jsonl': ['回避名单与承诺的树根一致', 'conflicts: root as committed'],
  'reasons.jsonl': ['回避理由逐条相符', 'every ground of a conflict is as committed'],
  'register.jsonl': ['登记库与承诺的指纹一致', 'the register is as committed'],
  'receipt.json': [
    '种子、抽签、检查组全部重新计算，与结果凭据一致',
    'seed, tickets and teams recomputed: equal to the receipt',
  ],
  'table.json': ['配对表', 'the table of eligible officers'],
  'selected.jsonl': ['抽中对象正是名单所列', 'the units listed are those selected'],
  'nodes.json': ['抽中对象逐一回到名录树根', 'every selected unit leads to its pool root'],
  'results.jsonl': ['结果逐条相符', 'every result is as recomputed'],
};

const weightsStep: Words = ['权重与承诺的指纹一致', 'weights: hash as committed'];
const poolStep: Words = ['检查对象名录与承诺的树根一致', 'pool: root as committed'];

export const assurances: Readonly<Record<string, Words>> = {
  SELF: ['自证（无有效见证）', 'no valid anchor: the operator alone vouches'],
  WITNESSED: ['有见证（除非操作员与全部见证人串通）', 'holds unless operator and every witness collude'],
  PUBLIC: ['公共随机', 'public chance'],
  BEACON: ['随机信标', 'a randomness beacon'],
};

export const states: Readonly<Record<string, Words>> = {
  frozen: ['已封库，待见证', 'frozen, waiting for anchors'],
  anchored: ['已见证，待揭示', 'anchored, waiting for reveals'],
  revealing: ['揭示中', 'some have revealed'],
  complete: ['已全部揭示', 'all have revealed'],
  drawn: ['已抽取', 'drawn'],
  opened: ['已公开', 'opened'],
  void: ['已作废', 'void'],
  lapsed: ['已失效', 'lapsed'],
};

function wordsOf(table: Readonly<Record<string, Words>>, key: string): string {
  return `${key} ${(table[key] ?? [key, key]).join(' / ')}`;
}

function listSteps(checked: readonly string[]): string[] {
  return checked.map((file, i) => {
    const [zh, en] = steps[file] ?? (file.startsWith('weights/') ? weightsStep : poolStep);
    return `  ${String(i + 1).padStart(2)}. ${file}: ${zh} / ${en}`;
  });
}

/** A verdict in lines for people; a refusal names the first difference. */
export function describeVerdict(verdict: Verdict): string[] {
  const level = verdict.level === 'public' ? '公开级 / public level' : '受限级 / restricted level';
  if (!verdict.ok) {
    const { code, zh, en } = verdict;
    return [
      `核验未通过（${level}）。首个不符 / NOT VERIFIED, the first difference:`,
      `  ${code}: ${zh}。${en}`,
    ];
  }
  const { C, series, state, assurance, count, receiptHash, resultRoot, seed } = verdict;
  const hidden = state === 'drawn' && seed === undefined;
  return [
    ...(series === 'R' ? ['*** 演练 / REHEARSAL ***'] : []),
    ...listSteps(verdict.checked),
    `状态 / state: ${wordsOf(states, state)}`,
    `保证 / assurance: ${wordsOf(assurances, assurance)}`,
    ...(count === undefined ? [] : [`抽中 / drawn: ${count}`]),
    `C: ${C}`,
    ...(receiptHash ? [`receiptHash: ${receiptHash}`, `resultRoot: ${resultRoot}`] : []),
    ...(seed ? [`seed: ${seed}`] : []),
    ...(verdict.level === 'public' && seed
      ? [
          '组长与结果树根按公布值，受限级才能重算 / leads and resultRoot are as stated; the restricted level recomputes them',
        ]
      : []),
    ...(hidden
      ? ['保密抽取尚未公开：只能核验至结果承诺 / not opened yet: verified up to the hash of the result']
      : []),
    `核验通过（${level}）/ VERIFIED`,
  ];
}
