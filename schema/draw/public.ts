import { canonical } from '../../scheduler/draw/index.js';
import type { ReadingContext } from '../shared/context.js';
import type { PageArguments } from '../shared/page.js';
import { pageById } from '../shared/page.js';
import type { Reader } from '../shared/unit.js';
import { Draw, DrawEvent, FileLevel } from './draw.entity.js';
import { findFile, listFiles } from './draw.files.js';
import { readLogLines } from './draw.log.js';
import { loadFiles, publicLevels } from './draw.read.js';

export { DrawMode } from '../plan/index.js';
export { Draw, DrawEvent } from './draw.entity.js';
export { Assurance, DrawEventKind, DrawSeries, DrawState } from './draw.states.js';

/** The draws of every authority, newest first: all are public with their log; names only where opened. */
export function pagePublicDraws(reader: Reader, authority: string | undefined, page: PageArguments) {
  const of = authority ? { authority } : {};
  return pageById(page, (key, limit) =>
    reader.em.find(Draw, { ...key, ...of }, { orderBy: { id: 'desc' }, limit }),
  );
}

/** One draw by its commitment, or nothing. */
export function findPublicDraw(reader: Reader, commitment: string): Promise<Draw | null> {
  return reader.em.findOne(Draw, { commitment });
}

/** Files made from the log as it stands, not stored. */
const madeFiles = ['draw.json', 'log.jsonl'] as const;

/** Names of the files of a draw that a level of readers may fetch. */
export async function listReadableFiles(reader: Reader, draw: Draw, levels?: FileLevel[]): Promise<string[]> {
  return readableNames(await listFiles(reader, draw.id), levels ?? publicLevels(draw));
}

/** The same for the public; for many draws of one request in one statement. */
export async function loadPublicFiles(context: ReadingContext, draw: Draw): Promise<string[]> {
  return readableNames(await loadFiles(context, draw), publicLevels(draw));
}

function readableNames(
  files: readonly { name: string; level: FileLevel }[],
  allowed: readonly FileLevel[],
): string[] {
  const stored = files.filter((file) => allowed.includes(file.level)).map((file) => file.name);
  return [...madeFiles, ...stored].sort();
}

/** A file's text, or nothing where there is none that these readers may fetch. */
export async function findReadableFile(
  reader: Reader,
  draw: Draw,
  name: string,
  levels?: FileLevel[],
): Promise<string | undefined> {
  if (!(madeFiles as readonly string[]).includes(name)) {
    return findFile(reader, draw.id, name, levels ?? publicLevels(draw));
  }
  const { authority, series, commitment: C } = draw;
  const [last] = await reader.em.find(DrawEvent, { commitment: C }, { orderBy: { seq: 'desc' }, limit: 1 });
  if (!last) throw new Error(`draw ${draw.id} is not in its log`);
  if (name === 'draw.json') return canonical({ alg: 'dr/1', authority, series, C, head: last.hash });
  return readLogLines(reader, authority, series, last.seq);
}

/** All levels: for those entitled to verify at the restricted one. */
export const everyLevel: FileLevel[] = Object.values(FileLevel);
