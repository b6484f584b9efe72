import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceDurably } from './durable.js';

const WORDS_FILE = 'words.json';

/**
 * Codes made from the words of spreadsheets (`n-…`), with the words; for showing, never for the draw.
 * @param folder a draw folder, or one of its bundles
 */
export async function readWords(folder: string): Promise<Map<string, string>> {
  const path = [folder, join(folder, '..', '..')]
    .map((place) => join(place, WORDS_FILE))
    .find((file) => existsSync(file));
  if (path === undefined) return new Map();
  try {
    return new Map(Object.entries(JSON.parse(await readFile(path, 'utf8')) as Record<string, string>));
  } catch {
    // It only serves the eye: codes are shown instead.
    return new Map();
  }
}

/** Adds to what is known. */
export async function keepWords(folder: string, words: ReadonlyMap<string, string>): Promise<void> {
  const own = existsSync(join(folder, WORDS_FILE)) ? await readWords(folder) : new Map<string, string>();
  const known = new Map([...own, ...words]);
  await mkdir(folder, { recursive: true });
  const sorted = [...known].sort(([a], [b]) => (a < b ? -1 : 1));
  await replaceDurably(join(folder, WORDS_FILE), `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}
