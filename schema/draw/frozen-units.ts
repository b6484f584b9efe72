import type { Reader } from '../shared/unit.js';
import { Cursor } from './cursor.js';
import { listFiles, readFileLines } from './draw.files.js';
import type { PreparedPools } from './draw.pool.js';
import type { UnitLines } from './split-register.js';

/** Lines of a file, some at a time. */
type Lines = AsyncIterable<readonly string[]>;

/** The files of a freeze that say which units there were. */
interface UnitFiles {
  readonly register: Lines;
  readonly strata: readonly Lines[];
  readonly excluded: Lines;
}

/** The units of an earlier freeze, from its files; memory holds a part of each. */
export async function* unitsOfDraw(reader: Reader, drawId: string): AsyncGenerator<UnitLines[]> {
  const names = (await listFiles(reader, drawId)).map(({ name }) => name);
  const lines = (name: string) => readFileLines(reader, drawId, name);
  const strata = names.filter((name) => name.startsWith('pool/')).map(lines);
  yield* unitsOf({ register: lines('register.jsonl'), strata, excluded: lines('excluded.jsonl') });
}

/** The units of pools that are being frozen. */
export function unitsOfPools({ files, register }: PreparedPools): AsyncGenerator<UnitLines[]> {
  const strata = files.strata.map(({ records }) => linesOf(records));
  return unitsOf({ register: linesOf(register), strata, excluded: linesOf(files.excluded) });
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const bytesAtOnce = 65_536;

async function* linesOf(file: Uint8Array | string): AsyncGenerator<string[]> {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(10, start + bytesAtOnce);
    const end = newline < 0 ? bytes.length : newline + 1;
    // Each line ends with LF: behind the last there is nothing.
    yield decoder.decode(bytes.subarray(start, end - 1)).split('\n');
    start = end;
  }
}

const idForm = /"id":"((?:[^"\\]|\\.)*)"/;

/** The id of a canonical record: within its texts a quotation mark is escaped, so that nothing else looks like it. */
function idOf(line: string | undefined): string | undefined {
  const written = line === undefined ? undefined : idForm.exec(line)?.[1];
  return written?.includes('\\') ? (JSON.parse(`"${written}"`) as string) : written;
}

/** Every unit of a freeze stands in its register; files are in the same order, so that they are read in step. */
async function* unitsOf({ register, strata, excluded }: UnitFiles): AsyncGenerator<UnitLines[]> {
  const drawable = await Promise.all(strata.map((lines) => Cursor.over(withIds(lines))));
  const left = await Cursor.over(withIds(excluded));
  for await (const lines of withIds(register)) {
    const units: UnitLines[] = [];
    for (const { id, line } of lines) {
      const found = drawable.find((cursor) => cursor.row?.id === id);
      const isExcluded = left.row?.id === id;
      units.push({
        id,
        register: line,
        ...(found?.row ? { drawable: { code: '', line: found.row.line } } : {}),
        ...(isExcluded && left.row ? { excluded: left.row.line } : {}),
      });
      const waiting = found?.step() ?? (isExcluded ? left.step() : undefined);
      if (waiting) await waiting;
    }
    yield units;
  }
}

async function* withIds(batches: Lines): AsyncGenerator<{ id: string; line: string }[]> {
  for await (const lines of batches) yield lines.map((line) => ({ id: idOf(line) ?? '', line }));
}
