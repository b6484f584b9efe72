import { asBytes } from '../../scheduler/draw/index.js';
import type { Reader, Unit } from '../shared/unit.js';
import { DrawFile, FileLevel } from './draw.entity.js';

/** Bytes in one part at most, unless a line is longer: a part is held in memory several times while it is written. */
const partLength = 131_072;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The end of the part that begins at `start`: behind a line, where one ends in time. */
function endOfPart(bytes: Uint8Array, start: number): number {
  const end = start + partLength;
  if (end >= bytes.length) return bytes.length;
  const lastLine = bytes.lastIndexOf(10, end - 1);
  if (lastLine >= start) return lastLine + 1;
  const nextLine = bytes.indexOf(10, end);
  return nextLine < 0 ? bytes.length : nextLine + 1;
}

/** Stores a file of a draw verbatim. A file of the same name is never replaced. */
export async function storeFile(
  unit: Unit,
  drawId: string,
  name: string,
  content: Uint8Array | string,
  level: FileLevel,
): Promise<void> {
  const bytes = asBytes(content);
  for (let part = 0, start = 0; part === 0 || start < bytes.length; part++) {
    const end = endOfPart(bytes, start);
    const text = decoder.decode(bytes.subarray(start, end));
    await unit.em.insert(DrawFile, { draw: drawId, name, part, level, content: text });
    start = end;
  }
}

/** The lines of a stored file, each without its LF, a part at a time. Nothing where there is no such file. */
export async function* readFileLines(reader: Reader, drawId: string, name: string): AsyncGenerator<string[]> {
  let begun = '';
  for (let part = 0; ; part++) {
    const [found] = await reader.em.find(
      DrawFile,
      { draw: drawId, name, part },
      { populate: ['content'], disableIdentityMap: true },
    );
    if (!found) break;
    // A part may end within a line.
    const lines = `${begun}${found.content}`.split('\n');
    begun = lines.pop() ?? '';
    if (lines.length > 0) yield lines;
  }
  if (begun !== '') yield [begun];
}

/** Names and levels of a draw's files, by name. */
export async function listFiles(
  reader: Reader,
  drawId: string,
): Promise<{ name: string; level: FileLevel }[]> {
  const files = await reader.em.find(
    DrawFile,
    { draw: drawId, part: 0 },
    { fields: ['name', 'level'], orderBy: { name: 'asc' }, disableIdentityMap: true },
  );
  return files.map(({ name, level }) => ({ name, level }));
}

/** A file's text, or nothing when there is none at one of the levels. */
export async function findFile(
  reader: Reader,
  drawId: string,
  name: string,
  levels: readonly FileLevel[],
): Promise<string | undefined> {
  const parts = await reader.em.find(
    DrawFile,
    { draw: drawId, name, level: { $in: [...levels] } },
    { orderBy: { part: 'asc' }, populate: ['content'], disableIdentityMap: true },
  );
  return parts.length === 0 ? undefined : parts.map((part) => part.content).join('');
}

/** A file that must be there. @throws Error when it is not */
export async function getFile(reader: Reader, drawId: string, name: string): Promise<string> {
  const text = await findFile(reader, drawId, name, Object.values(FileLevel));
  if (text === undefined) throw new Error(`draw ${drawId} has no file ${name}`);
  return text;
}
