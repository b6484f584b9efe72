import { ClientError } from '../client/client-error.js';

/**
 * Parses JSON as people write it: a byte-order mark and whole lines that begin with `//` are passed over. Nothing else
 * of JSON is changed, so that what is read is what any program reads.
 */
export function parseCommented(text: string, path: string): unknown {
  const bare = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((line) => (/^\s*\/\//.test(line) ? '' : line))
    .join('\n');
  try {
    return JSON.parse(bare);
  } catch (error) {
    const { message } = error as Error;
    throw new ClientError(
      'RULES_NOT_JSON',
      `${path} 不是有效的 JSON（${message}）。请检查逗号、引号和括号。`,
      `${path} is not valid JSON: ${message}. Look for commas, quotes, brackets.`,
    );
  }
}
