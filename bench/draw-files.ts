import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  conflictFile,
  excludedFile,
  type InspectorRecord,
  inspectorFile,
  type PoolFiles,
} from '../scheduler/draw/index.js';

/** A county's food businesses, fifty times over: one stratum, an officer to each 200 units. */
export const drawSize = { targets: 1_000_000, wanted: 50_000, officers: 5_000, districts: 20 } as const;

export const poolKey = new Uint8Array(32).fill(3);
const district = (n: number): string => `4408${String(n % drawSize.districts).padStart(2, '0')}`;
const names = ['targets', 'inspectors', 'excluded', 'conflicts'] as const;

function targetLine(n: number): string {
  const id = `licence:JY${String(n).padStart(10, '0')}`;
  return `{"district":"${district(n)}","id":"${id}","name":"虚构食品商行第${n}号店"}\n`;
}

function inspector(n: number): InspectorRecord {
  return {
    id: `cert:A${String(n).padStart(5, '0')}`,
    name: `检查员${n}`,
    department: 'amr',
    districts: [{ code: district(n) }],
    skills: ['food'],
    rank: n % 5,
    certificates: [{ kind: 'law', from: '2024-01-01', to: '2027-12-31' }],
    leave: [],
    status: 'active',
    role: 'inspector',
  };
}

/** Writes the files of the pool, as a freeze gets them. */
export function writeDrawFiles(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const lines = Array.from({ length: drawSize.targets }, (_, n) => targetLine(n));
  const grounds = Array.from({ length: 1000 }, (_, n) => ({
    entity: `licence:JY${String(997 * n).padStart(10, '0')}`,
    officer: inspector(n).id,
    code: 'kin',
    evidence: '虚构',
  }));
  const files = {
    targets: lines.join(''),
    inspectors: inspectorFile(Array.from({ length: drawSize.officers }, (_, n) => inspector(n))),
    excluded: excludedFile([]),
    conflicts: conflictFile(grounds, poolKey).records,
  };
  for (const name of names) writeFileSync(join(folder, `${name}.jsonl`), files[name]);
}

export function readDrawFiles(folder: string): PoolFiles {
  const file = (name: (typeof names)[number]) => readFileSync(join(folder, `${name}.jsonl`));
  return {
    strata: [{ code: 's1', records: file('targets') }],
    inspectors: file('inspectors'),
    excluded: file('excluded'),
    conflicts: file('conflicts'),
  };
}

/** What anybody does first with such files: every line as a text. Returns their number. */
export function splitLines(folder: string): number {
  return names
    .map((name) => readFileSync(join(folder, `${name}.jsonl`), 'utf8').split('\n').length - 1)
    .reduce((a, b) => a + b);
}
