import type { z } from 'zod';
import { ClientError } from '../client/client-error.js';

type Issue = z.core.$ZodIssue;
type Words = readonly [zh: string, en: string];

/** What a field should be, by zod's name. */
const kinds: Readonly<Record<string, Words>> = {
  string: ['加双引号的文字', 'a text in double quotes'],
  number: ['数字', 'a number'],
  boolean: ['true 或 false', 'true or false'],
  array: ['方括号 [ ] 中的列表', 'a list in brackets [ ]'],
  object: ['花括号 { } 中的若干字段', 'fields in braces { }'],
};

/** The faults of a rules file in words of its own. @param value what the file holds */
export function notRules(path: string, value: unknown, issues: readonly Issue[]): ClientError {
  const said = issues.map((issue) => wordsOf(issue, value));
  return new ClientError(
    'RULES_FILE',
    `规则文件 ${path} 有误：${said.map(([zh]) => zh).join('；')}。可用 fairdraw draw init 生成样例对照。`,
    `Rules file ${path}: ${said.map(([, en]) => en).join('; ')}. "fairdraw draw init" writes an example to compare with.`,
  );
}

function wordsOf(issue: Issue, value: unknown): Words {
  const at = issue.path.map(String);
  const name = at.join('.') || '/';
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map((key) => [...at, key].join('.')).join('、');
    return [`没有“${keys}”这个字段，可能写错了`, `there is no field ${keys}`];
  }
  if (valueAt(value, at) === undefined) return [`缺少“${name}”`, `${name} is missing`];
  const kind = kinds[issue.code === 'invalid_type' ? issue.expected : ''];
  if (kind) return [`“${name}”应为${kind[0]}`, `${name} should be ${kind[1]}`];
  return [`“${name}”的写法不对`, `${name} is not written as it should be`];
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], value);
}

/** A share that is none, in the words in which people write it. */
export function notAShare(stratum: string, rate: unknown): ClientError {
  const written = typeof rate === 'string' ? `"${rate}"` : String(rate);
  return new ClientError(
    'MALFORMED',
    `层“${stratum}”的 rate 写作 ${written}，应为 0% 至 100%，例如 "30%"，百分号前最多四位小数`,
    `The rate of stratum ${stratum} is ${written}; write 0% to 100%, such as "30%", with at most four decimals`,
  );
}
