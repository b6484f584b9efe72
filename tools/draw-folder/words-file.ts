import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceDurably } from './durable.js';

const WORDS_FILE = 'words.json';

/** Codes made from the words of spreadsheets (`n-…`), with the words; for showing, never for the draw. */
export async function readWords(folder: string): Promise<Map<string, string>> {
  const path = join(folder, WORDS_FILE);
  if (!existsSync(path)) return new Map();
  try {
    return new Map(Object.entries(JSON.parse(await readFile(path, 'utf8')) as Record<string, string>));
  } catch {
    // It only serves the eye: codes are shown instead.
    return new Map();
  }
}

/** Adds to what is known. */
export async function keepWords(folder: string, words: ReadonlyMap<string, string>): Promise<void> {
  const known = new Map([...(await readWords(folder)), ...words]);
  await mkdir(folder, { recursive: true });
  const sorted = [...known].sort(([a], [b]) => (a < b ? -1 : 1));
  await replaceDurably(join(folder, WORDS_FILE), `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}
