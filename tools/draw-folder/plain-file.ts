import { stat } from 'node:fs/promises';
import { ClientError } from '../client/client-error.js';

/** Refuses what is there and is no file: a folder cannot be read, and a pipe would be waited for without end. */
export async function checkPlainFile(path: string): Promise<void> {
  const known = await stat(path).catch(() => undefined);
  if (!known || known.isFile()) return;
  throw new ClientError(
    'NOT_A_FILE',
    `${path} 不是文件。请给出文件。`,
    `${path} is not a file. Name a file.`,
  );
}
