import type { Verdict } from '../../scheduler/draw/index.js';
import { describeHistory } from './history-words.js';
import { assurances, states } from './state-words.js';

export { assurances, states } from './state-words.js';

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
  'probabilities.jsonl': [
    '每一配对的概率与结果凭据的根一致',
    'probabilities of every pair: root as in the receipt',
  ],
  'substitutions.jsonl': [
    '替换逐次重算，与日志中的指纹一致',
    'substitutions: recomputed one by one, hashes as in the log',
  ],
};

const weightsStep: Words = ['权重与承诺的指纹一致', 'weights: hash as committed'];
const poolStep: Words = ['检查对象名录与承诺的树根一致', 'pool: root as committed'];
const otherStep: Words = ['已核对', 'checked'];

function wordsOf(table: Readonly<Record<string, Words>>, key: string): string {
  return `${key} ${(table[key] ?? [key, key]).join(' / ')}`;
}

function stepOf(file: string): Words {
  if (Object.hasOwn(steps, file)) return steps[file]!;
  if (file.startsWith('weights/')) return weightsStep;
  return file.startsWith('pool/') ? poolStep : otherStep;
}

/** Where a code's own words do not say where to look. */
function describePlace(code: string, data: Readonly<Record<string, string | number>>): string[] {
  if (code === 'PATH_WRONG' && data.stratum !== undefined) {
    return [
      `  层 ${data.stratum}：selected.jsonl 的记录或 nodes.json 的路径被改动，推不回封存的树根。`,
      `  Stratum ${data.stratum}: a record of selected.jsonl or a node of nodes.json was changed; they do not lead to the root that was frozen.`,
      `  ${data.found} ≠ ${data.expected}`,
    ];
  }
  if (code === 'LOG_CHAIN' && data.field === 'previous') {
    const seq = Number(data.seq);
    return [
      `  第 ${seq} 条所记的前一条指纹不符：第 ${seq - 1} 条被改动，或第 ${seq} 条被改动、调换。`,
      `  Event ${seq} names another event before it: event ${seq - 1} was changed, or event ${seq} was changed or moved.`,
    ];
  }
  return [];
}

function listSteps(checked: readonly string[]): string[] {
  return checked.map((file, i) => {
    const [zh, en] = stepOf(file);
    return `  ${String(i + 1).padStart(2)}. ${file}: ${zh} / ${en}`;
  });
}

/** A verdict in lines for people; a refusal names the first difference. @param now unix seconds */
export function describeVerdict(verdict: Verdict, now: number): string[] {
  const level = verdict.level === 'public' ? '公开级 / public level' : '受限级 / restricted level';
  if (!verdict.ok) {
    const { code, zh, en } = verdict;
    return [
      `核验未通过（${level}）。首个不符 / NOT VERIFIED, the first difference:`,
      `  ${code}: ${zh}。${en}`,
      ...describePlace(code, verdict.data),
    ];
  }
  const { C, series, state, assurance, count, receiptHash, resultRoot, seed } = verdict;
  const hidden = state === 'drawn' && seed === undefined;
  return [
    ...(series === 'R' ? ['*** 演练，不是真实抽取 / REHEARSAL, not a real draw ***'] : []),
    ...listSteps(verdict.checked),
    `状态 / state: ${wordsOf(states, state)}`,
    `保证 / assurance: ${wordsOf(assurances, assurance)}`,
    ...(count === undefined ? [] : [`抽中 / drawn: ${count}`]),
    ...(verdict.substitutions > 0
      ? [`抽取后替换 ${verdict.substitutions} 次 / substitutions since: ${verdict.substitutions}`]
      : []),
    `任务 / campaign: ${verdict.campaign}，第 ${verdict.drawNo} 次封库 / freeze ${verdict.drawNo}`,
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
    ...describeHistory(verdict, now),
    `核验通过（${level}）/ VERIFIED`,
  ];
}
