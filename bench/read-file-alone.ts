import { createReadStream, readFileSync } from 'node:fs';
import { parse } from 'csv-parse';
import { streamXlsxRows } from 'hucre/xlsx';
import { fileSheets, importRows } from '../schema/shared/table-file/index.js';
import { takeMs } from './benchmark.js';

/**
 * Reads one file in one way in a process that does nothing else, so that the memory is the reader's own:
 * `node read-file-alone.js FILE READER`. Prints what `bench/files.ts` reads.
 */
const [path = '', reader = 'cells'] = process.argv.slice(2);
const source = () => createReadStream(path);
const idleMb = peakMb();

/** Of this process alone: what `resourceUsage` tells counts the one that started it too. */
function peakMb(): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}

const readers: Readonly<Record<string, () => Promise<AsyncIterable<unknown>>>> = {
  cells: async () => (await fileSheets(source))[0]?.rows() ?? noRows(),
  rows: async () => (await importRows(source, 'entities')).rows(),
  hucre: async () => streamXlsxRows(readFileSync(path)),
  'csv-parse': async () => source().pipe(parse({ relax_column_count: true })),
};

async function* noRows(): AsyncGenerator<unknown> {}

let count = 0;
const ms = await takeMs(async () => {
  for await (const _ of (await readers[reader]?.()) ?? noRows()) count += 1;
});
process.stdout.write(JSON.stringify({ ms, count, peakMb: peakMb(), idleMb }));
