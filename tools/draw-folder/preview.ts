import { type Preview, previewDraw } from '../../scheduler/draw/index.js';
import { underProtocol } from '../client/client-error.js';
import { preparePools } from './pools.js';
import { readInputs, type SheetPaths } from './sheets.js';

/** What a preview shows, and the words for what it names. */
export interface PreviewedFolder {
  readonly preview: Preview;
  /** Name of a unit by its id; empty where it has none. */
  readonly nameOf: (id: string) => string;
  readonly wordOf: (code: string) => string;
}

/** Tries draws over a folder's spreadsheets; nothing is written. @param progress called after each seed */
export async function previewFolder(
  folder: string,
  paths: SheetPaths,
  seeds: number,
  progress: (done: number, all: number) => void,
): Promise<PreviewedFolder> {
  const { rules: file, sheets } = await readInputs(folder, paths);
  // The key salts grounds that a preview does not look at.
  const pools = preparePools(sheets, file, new Uint8Array(32));
  const preview = underProtocol(() =>
    previewDraw({ rules: file.rules, pools: pools.files, seeds, progress: (done) => progress(done, seeds) }),
  );
  const names = new Map(sheets.targets.rows.map(({ value }) => [value.id, value.name ?? '']));
  const words = new Map(file.strata.map(({ code, name, classes }) => [code, name ?? classes.join('、')]));
  return {
    preview,
    nameOf: (id) => names.get(id) ?? '',
    wordOf: (code) => pools.words.get(code) ?? (words.get(code) ? `${code}（${words.get(code)}）` : code),
  };
}
