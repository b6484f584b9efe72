import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../scheduler/draw/index.js';
import { ClientError } from '../client/client-error.js';
import { nameOf } from './find-draw.js';

/**
 * Whether a folder's log continues that of every bundle beside it. A log that was lost or edited would otherwise be
 * begun anew on top of draws that have been made.
 * @param text all lines of the log @throws ClientError `LOG_LOST`, `LOG_EDITED`
 */
export async function checkKnownBundles(draws: string, text: string, log: Log | undefined): Promise<void> {
  if (!existsSync(draws)) return;
  const names = new Map([...(log?.draws.values() ?? [])].map((draw) => [nameOf(draw), draw.C]));
  for (const entry of await readdir(draws, { withFileTypes: true })) {
    if (!entry.isDirectory() || entry.name.startsWith('.')) continue;
    const bundle = join(draws, entry.name);
    const own = await read(bundle, 'log.jsonl');
    const label = await read(bundle, 'draw.json');
    if (own === undefined && label === undefined) continue;
    const C = names.get(entry.name);
    if (C === undefined) throw lost(bundle);
    if ((own !== undefined && !text.startsWith(own)) || (label !== undefined && !label.includes(`"${C}"`))) {
      throw edited(bundle);
    }
  }
}

function read(bundle: string, file: string): Promise<string | undefined> {
  return readFile(join(bundle, file), 'utf8').catch(() => undefined);
}

function lost(bundle: string): ClientError {
  return new ClientError(
    'LOG_LOST',
    `${bundle} 中有一次抽取，日志 log.jsonl 却没有它：日志丢失或不完整。未写入任何内容；请从备份、见证人处或该文件夹取回完整的 log.jsonl。`,
    `${bundle} holds a draw that log.jsonl lacks: the log was lost or is cut short. Nothing was written; get the whole log.jsonl from a backup, a witness or that folder.`,
  );
}

function edited(bundle: string): ClientError {
  return new ClientError(
    'LOG_EDITED',
    `日志 log.jsonl 与 ${bundle} 中封库时的不同：封库之后被改动。未写入任何内容；请从备份、见证人处或该文件夹取回原来的 log.jsonl。`,
    `log.jsonl is not the log that ${bundle} was frozen with: it was changed since. Nothing was written; get the log.jsonl of that time from a backup, a witness or that folder.`,
  );
}
