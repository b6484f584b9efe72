import type { AnchorMatters } from '../client/index.js';
import { printable } from '../client/printable.js';
import { describeChanges, describeComparison } from './comparison-words.js';

/** What a witness reads before it signs, in lines. */
export function describeMatters({ draw, log, witness, statement }: Omit<AnchorMatters, 'drawId'>): string[] {
  const { C, commit } = draw;
  const lines = [
    ...(log.series === 'R' ? ['*** 演练 / REHEARSAL ***'] : []),
    `任务 / campaign: ${commit.campaign}，第 ${commit.drawNo} 次封库 / freeze ${commit.drawNo} (${log.authority})`,
    `见证人 / witness: ${witness}`,
    `C: ${C}`,
    `封库说明 / pool statement: ${commit.statementHash}`,
    `  范围 / filter: ${statement.filter}`,
    `  登记 registered ${statement.registered}，入库 covered ${statement.covered}，排除 excluded ${statement.excluded}`,
    ...commit.excluded.reasons.map(({ code, count }) => `    ${code}: ${count}`),
    ...statement.comparisons.flatMap((one) => [...describeComparison(one), ...describeChanges(one)]),
    ...(statement.comparisons.length === 0 ? ['  首次封库，无可比较 / the first freeze of its kind'] : []),
  ];
  return lines.map(printable);
}
