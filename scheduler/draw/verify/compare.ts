/** The first field in which two receipts differ, named in words (§15, §18). */
import { type CanonicalValue, canonical } from '../canonical.js';
import { DrawFault } from '../faults.js';
import type { Receipt } from '../receipt.js';

/** The fault for a value that is not what the verifier computed. */
export function differs(zh: string, en: string, found: unknown, expected: unknown): DrawFault {
  return new DrawFault('DIFFERS', { zh, en, found: brief(found), expected: brief(expected) });
}

/** The same for two files: the first line in which they differ. */
export function differsInLine(name: string, found: string, expected: string): DrawFault {
  const [was, is] = [found.split('\n'), expected.split('\n')];
  const line = Array.from({ length: Math.max(was.length, is.length) }).findIndex((_, i) => was[i] !== is[i]);
  const shown = [was[line], is[line]].map((text) => text ?? 'no such line') as [string, string];
  const [left, right] = fromDifference(...shown);
  return differs(`文件“${name}”第 ${line + 1} 行`, `${name}, line ${line + 1}`, left, right);
}

/** Long lines are shown from shortly before the place where they part. */
function fromDifference(found: string, expected: string): [string, string] {
  const most = 120;
  if (found.length <= most && expected.length <= most) return [found, expected];
  let at = 0;
  while (at < found.length && found[at] === expected[at]) at++;
  const first = Math.max(0, at - 40);
  const cut = (text: string) => `${first > 0 ? '…' : ''}${text.slice(first, first + most - 10)}`;
  return [cut(found), cut(expected)];
}

function brief(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'absent');
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

/** Fields of a receipt in the order they are compared, with their Chinese names. */
const fields: readonly [keyof Receipt, string][] = [
  ['alg', '协议'],
  ['authority', '机关'],
  ['series', '系列'],
  ['C', '封库指纹'],
  ['session', '同次封库'],
  ['commit', '封库内容'],
  ['anchors', '见证签名'],
  ['reveals', '揭示数值'],
  ['seedInputs', '种子来源'],
  ['seed', '种子'],
  ['assurance', '保证等级'],
  ['outcomes', '公开随机数的可能数'],
  ['strata', '抽中对象'],
  ['tableHash', '配对表指纹'],
  ['teams', '检查组'],
  ['held', '待补对象'],
  ['certificate', '人手不足证明'],
  ['probabilities', '配对概率表'],
  ['earlier', '以前的抽取'],
  ['resultRoot', '结果根'],
  ['versions', '算法'],
];

/** Throws for the first difference; a further field is one too. */
export function compareReceipts(found: Receipt, expected: Receipt): void {
  for (const [field, zh] of fields) {
    const [was, is] = [found[field], expected[field]].map((value) => text(value));
    if (was !== is) throw differs(zh, `receipt ${field}`, was, is);
  }
  if (canonical(found) !== canonical(expected))
    throw differs('抽取结果的字段', 'fields of the receipt', '', '');
}

function text(value: CanonicalValue | undefined): string {
  return value === undefined ? 'absent' : canonical(value);
}
