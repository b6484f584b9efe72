import { readFile } from 'node:fs/promises';
import { detectEncoding } from '../../schema/shared/table-file/encoding.js';
import { ClientError } from '../client/client-error.js';
import { jsonFault } from './json-place.js';

/**
 * Text of a file that people wrote, in whichever encoding their editor keeps (UTF-8, GB18030, UTF-16): those of the
 * spreadsheets. @throws ClientError `NO_FILE`; TableFileError where it is none of them
 */
export async function readTyped(path: string): Promise<string> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new ClientError('NO_FILE', `读不到规则文件 ${path}。`, `Cannot read ${path} (${error.code}).`);
  });
  return new TextDecoder(await detectEncoding(bytes), { fatal: true }).decode(bytes);
}

/**
 * Parses JSON as people write it: a byte-order mark and whole lines that begin with `//` are passed over. Nothing else
 * of JSON is changed, so that what is read is what any program reads; a key that stands twice, of which programs
 * read different ones, is refused.
 */
export function parseCommented(text: string, path: string): unknown {
  const bare = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((line) => (/^\s*\/\//.test(line) ? '' : line))
    .join('\n');
  const fault = jsonFault(bare);
  if (!fault) return JSON.parse(bare);
  const { line, key, zh, en } = fault;
  if (key !== undefined) {
    throw new ClientError(
      'RULES_KEY_TWICE',
      `${path} 第 ${line} 行：${zh}。请删去一个。`,
      `${path}, line ${line}: ${en}. Remove one of them.`,
    );
  }
  throw new ClientError(
    'RULES_NOT_JSON',
    `${path} 第 ${line} 行不是有效的 JSON：${zh}。请看这一行和上一行的逗号、引号和括号。`,
    `${path}, line ${line}, is not valid JSON: ${en}. Look at commas, quotes and brackets of this line and the one above.`,
  );
}
