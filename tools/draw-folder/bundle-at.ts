import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isDrawFolder, readFolderLog } from './draw-folder.js';
import { findDraw, nameOf } from './find-draw.js';

/** The folder of a bundle: itself, or that of one draw of a draw folder (mended first, if a crash left it so). */
export async function bundleAt(place: string, draw?: string): Promise<string> {
  if (existsSync(join(place, 'draw.json')) || !isDrawFolder(place)) return place;
  return join(place, 'draws', nameOf(findDraw(await readFolderLog(place), draw)));
}
