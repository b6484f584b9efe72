import type { Reader, Unit } from '../shared/unit.js';
import { DrawFile, FileLevel } from './draw.entity.js';

/** Characters in one part: the embedded database holds each value in memory. */
const partLength = 2_000_000;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Stores a file of a draw verbatim. A file of the same name is never replaced. */
export async function storeFile(
  unit: Unit,
  drawId: string,
  name: string,
  content: Uint8Array | string,
  level: FileLevel,
): Promise<void> {
  const text = typeof content === 'string' ? content : decoder.decode(content);
  for (let part = 0; part === 0 || part * partLength < text.length; part++) {
    const slice = text.slice(part * partLength, (part + 1) * partLength);
    await unit.em.insert(DrawFile, { draw: drawId, name, part, level, content: slice });
  }
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
