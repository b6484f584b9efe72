import type { AnchorMatters } from '../client/index.js';
import { printable } from '../client/printable.js';
import { describeChanges, describeComparison } from './comparison-words.js';
import { exclusionWord } from './exclusion-words.js';
import { describeRules } from './rules-words.js';

/** A line of what a witness reads; a text of somebody else's makes no line of its own. */
function oneLine(text: string): string {
  return printable(text.replace(/[\n\r\u2028\u2029]+/g, ' ⏎ '));
}

/** What a witness reads before it signs, in lines. @param words of the codes in rules and reasons, where known */
export function describeMatters(
  { draw, log, witness, statement, rules }: Omit<AnchorMatters, 'drawId'>,
  words: ReadonlyMap<string, string> = new Map(),
): string[] {
  const wordOf = (code: string) => {
    const word = words.get(code);
    return word === undefined ? code : `${word}（${code}）`;
  };
  const { C, commit } = draw;
  const lines = [
    ...(log.series === 'R' ? ['*** 演练 / REHEARSAL ***'] : []),
    `任务 / campaign: ${commit.campaign}，第 ${commit.drawNo} 次封库 / freeze ${commit.drawNo} (${log.authority})`,
    `见证人 / witness: ${witness}`,
    `C: ${C}`,
    ...describeRules(rules, commit, wordOf),
    `封库说明 / pool statement: ${commit.statementHash}`,
    `  范围 / filter: ${statement.filter}`,
    `  登记 registered ${statement.registered}，入库 covered ${statement.covered}，排除 excluded ${statement.excluded}`,
    ...commit.excluded.reasons.map(
      ({ code, count }) => `    ${words.has(code) ? wordOf(code) : exclusionWord(code)}: ${count}`,
    ),
    ...statement.comparisons.flatMap((one) => [...describeComparison(one), ...describeChanges(one)]),
    ...(statement.comparisons.length === 0 ? ['  首次封库，无可比较 / the first freeze of its kind'] : []),
  ];
  return lines.map(oneLine);
}
