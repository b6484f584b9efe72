import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Draw } from '../../scheduler/draw/index.js';
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

/**
 * The words that a witness needs for what it reads, put beside the rules: those of their codes and of the reasons for
 * exclusions, and no others.
 * @param to a folder that holds `rules.json`
 */
export async function handOutWords(folder: string, to: string, { commit }: Draw): Promise<void> {
  if (existsSync(join(to, WORDS_FILE))) return;
  const rules = await readFile(join(to, 'rules.json'), 'utf8');
  const reasons = commit.excluded.reasons.map(({ code }) => code);
  const needed = [...(await readWords(folder))].filter(
    ([code]) => reasons.includes(code) || rules.includes(`"${code}"`),
  );
  if (needed.length > 0) await keepWords(to, new Map(needed));
}

/** Adds to what is known. */
export async function keepWords(folder: string, words: ReadonlyMap<string, string>): Promise<void> {
  const own = existsSync(join(folder, WORDS_FILE)) ? await readWords(folder) : new Map<string, string>();
  const known = new Map([...own, ...words]);
  await mkdir(folder, { recursive: true });
  const sorted = [...known].sort(([a], [b]) => (a < b ? -1 : 1));
  await replaceDurably(join(folder, WORDS_FILE), `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}
