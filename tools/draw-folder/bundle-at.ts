import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isDrawFolder, nameOf, withLoggedFolder } from './draw-folder.js';
import { findDraw } from './find-draw.js';

/** The folder of a bundle: itself, or that of one draw of a draw folder (mended first, if a crash left it so). */
export function bundleAt(place: string, draw?: string): Promise<string> {
  if (existsSync(join(place, 'draw.json')) || !isDrawFolder(place)) return Promise.resolve(place);
  return withLoggedFolder(place, async (folder, log) => join(folder.draws, nameOf(findDraw(log, draw))));
}
