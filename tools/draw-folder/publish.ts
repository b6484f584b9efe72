import { publicBundle, type Statement } from '../../scheduler/draw/index.js';
import { saveBundle } from '../client/bundle-folder.js';
import { underProtocol } from '../client/client-error.js';
import type { DrawPlace } from './close.js';
import { withLoggedFolder } from './draw-folder.js';
import { findDraw } from './find-draw.js';

/** Writes the public level of a draw into a new folder. The pools stay: only what was drawn is shown. */
export function publishDraw(
  { folder: path, draw: said }: DrawPlace,
  to: string,
  { statement: withStatement }: { readonly statement: boolean },
): Promise<string[]> {
  return withLoggedFolder(path, async (folder, log) => {
    const draw = findDraw(log, said);
    const files = (await folder.readBundle(draw)) as Readonly<Record<string, Uint8Array>>;
    const statement = JSON.parse(Buffer.from(files['statement.json']!).toString()) as Statement;
    const shown = underProtocol(() =>
      publicBundle({
        log: files['log.jsonl']!,
        C: draw.C,
        rules: JSON.parse(Buffer.from(files['rules.json']!).toString()),
        ...(withStatement && { statement }),
        files,
        substitutions: files['substitutions.jsonl'],
      }),
    );
    await saveBundle(to, shown);
    return Object.keys(shown).sort();
  });
}
