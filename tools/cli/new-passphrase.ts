import type { InputLines } from '../client/input-lines.js';
import { CommandError } from './output.js';

/** A new passphrase: typed twice at a terminal, once from another program. */
export async function newPassphrase(prompt: string, lines: InputLines): Promise<string> {
  const first = await lines.next(prompt, { secret: true });
  const isSame = !lines.isTyped || (await lines.next('再输入一次 / once more', { secret: true })) === first;
  if (!isSame) throw new CommandError('两次输入不同，未写入任何内容。The two differ; nothing was written.');
  return first;
}
