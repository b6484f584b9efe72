import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeXlsxStream } from 'hucre/xlsx';
import { workbookFile } from '../tests/support/workbook-file.js';
import { demoEntity } from '../tools/demo/demo-entities.js';
import type { Benchmark, Measurement } from './benchmark.js';
import { startProgram } from './process.js';

const rowCount = 200_000;
const emptyCount = 1_000_000;
const HEADING = [
  '企业名称',
  '统一社会信用代码',
  '区划代码',
  '登记状态',
  '住所',
  '行业门类',
  '风险等级',
  '权重',
];

function* tableRows(): Generator<string[]> {
  yield HEADING;
  for (let index = 0; index < rowCount; index += 1) {
    const { name, creditCode, division, address, trade, riskClass, weight } = demoEntity(1, index);
    const cells = [name, creditCode, division.code, '存续', address, trade, riskClass, weight];
    yield cells.map((cell) => String(cell ?? ''));
  }
}

/** A table of two rows, and below it a million that are only formatted, as a whole column's border leaves them. */
function emptyRows(): Buffer {
  const [heading, first] = [...tableRows()].slice(0, 2) as [string[], string[]];
  const row = (n: number, cells: readonly string[]) =>
    `<row r="${n}">${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`;
  const parts = [row(1, heading), row(2, first)];
  for (let n = 3; n <= emptyCount; n += 1) {
    parts.push(`<row r="${n}" s="1" customFormat="1"><c r="A${n}" s="1"/><c r="B${n}" s="1"/></row>`);
  }
  return workbookFile([{ xml: `<worksheet><sheetData>${parts.join('')}</sheetData></worksheet>` }]);
}

interface Reading {
  readonly ms: number;
  readonly count: number;
  readonly peakMb: number;
  readonly idleMb: number;
}

async function read(path: string, reader: string): Promise<Reading> {
  const program = startProgram('dist/bench/read-file-alone.js', [path, reader]);
  if ((await program.ended) !== 0) throw new Error(program.err());
  return JSON.parse(program.out());
}

async function measureFile(
  path: string,
  what: string,
  peer: { readonly reader: string; readonly name: string },
): Promise<Measurement[]> {
  const mb = (statSync(path).size / 1e6).toFixed(1);
  const ours = await read(path, 'cells');
  const theirs = await read(path, peer.reader);
  const parsed = await read(path, 'rows');
  const told = (reading: Reading) => `${what}, ${mb} MB (idle ${reading.idleMb} MB)`;
  const name = `${peer.name}, peak ${theirs.peakMb} MB`;
  return [
    {
      what: `cells of ${told(ours)}`,
      unit: 'ms',
      ours: ours.ms,
      runs: 1,
      peers: [{ name, value: theirs.ms }],
      peakMb: ours.peakMb,
    },
    {
      what: `the same, every cell checked`,
      unit: 'ms',
      ours: parsed.ms,
      runs: 1,
      peers: [{ name: 'its cells alone', value: ours.ms }],
      peakMb: parsed.peakMb,
    },
  ];
}

async function measure(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fairdraw-bench-'));
  try {
    const at = (name: string) => join(folder, name);
    await writeFile(at('rows.xlsx'), writeXlsxStream(tableRows(), { name: '名录', columns: [] }));
    writeFileSync(at('empty.xlsx'), emptyRows());
    await writeFile(at('rows.csv'), linesOf(tableRows()));
    const hucre = { reader: 'hucre', name: 'hucre 1.0.0, streamXlsxRows' };
    const csvParse = { reader: 'csv-parse', name: 'csv-parse 7.0.3, UTF-8 taken for granted' };
    const rows = rowCount.toLocaleString('en-GB');
    return [
      ...(await measureFile(at('rows.xlsx'), `an .xlsx of ${rows} rows`, hucre)),
      ...(await measureFile(at('empty.xlsx'), 'an .xlsx of a million formatted empty rows', hucre)),
      ...(await measureFile(at('rows.csv'), `a CSV of ${rows} rows`, csvParse)),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function* linesOf(rows: Iterable<string[]>): Generator<string> {
  for (const cells of rows)
    yield `${cells.map((cell) => (/[",]/.test(cell) ? `"${cell}"` : cell)).join(',')}\n`;
}

export const files: Benchmark = {
  name: 'files',
  description: 'Reads an .xlsx and a CSV of 200,000 rows, and a million rows that are only formatted.',
  peers: ['hucre, streamXlsxRows', 'csv-parse'],
  run: measure,
};
