import 'reflect-metadata';
import type { Benchmark } from './benchmark.js';
import { asJson, asTable, describeMachine } from './report.js';

/**
 * `npm run bench -- NAME [--json]`, `npm run bench -- --list`: each benchmark adds itself here. Only the one that runs is
 * loaded, so that its memory is its own.
 */
const benchmarks: Readonly<Record<string, () => Promise<Benchmark>>> = {
  select: async () => (await import('./select.js')).select,
  tree: async () => (await import('./tree.js')).tree,
  teams: async () => (await import('./teams.js')).teams,
  draw: async () => (await import('./draw.js')).draw,
  freeze: async () => (await import('./freeze.js')).freeze,
  dispatch: async () => (await import('./dispatch.js')).dispatch,
  jobs: async () => (await import('./jobs.js')).jobs,
  visits: async () => (await import('./visits.js')).visits,
  search: async () => (await import('./search.js')).search,
  import: async () => (await import('./import.js')).imports,
  files: async () => (await import('./files.js')).files,
  burden: async () => (await import('./burden.js')).burden,
  export: async () => (await import('./export.js')).exports,
  audit: async () => (await import('./audit.js')).audit,
  documents: async () => (await import('./documents.js')).documents,
  start: async () => (await import('./start.js')).start,
  demo: async () => (await import('./demo.js')).demo,
  scope: async () => (await import('./scope.js')).scope,
  'sign-in': async () => (await import('./sign-in.js')).signIns,
  'query-limits': async () => (await import('./query-limits.js')).queryLimits,
};

async function list(write: (line: string) => void): Promise<void> {
  write('npm run bench -- NAME [--json]\n');
  for (const load of Object.values(benchmarks)) {
    const { name, description, peers } = await load();
    write(`${name}: ${description}`);
    write(`  against ${peers.join('; ')}`);
  }
}

const args = process.argv.slice(2);
const names = args.filter((argument) => !argument.startsWith('--'));
const unknown = args.find(
  (argument) => argument.startsWith('--') && !['--json', '--list', '--million'].includes(argument),
);
const chosen = Object.hasOwn(benchmarks, names[0] ?? '') ? benchmarks[names[0] ?? ''] : undefined;
if (args.includes('--list')) {
  await list((line) => process.stdout.write(`${line}\n`));
} else if (chosen && names.length === 1 && !unknown) {
  const benchmark = await chosen();
  const machine = describeMachine();
  const measurements = await benchmark.run();
  const print = args.includes('--json') ? asJson : asTable;
  process.stdout.write(`${print(benchmark, machine, measurements)}\n`);
} else {
  await list((line) => process.stderr.write(`${line}\n`));
  process.exitCode = 2;
}
