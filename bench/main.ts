import type { Benchmark, Measurement } from './benchmark.js';
import { queryLimits } from './query-limits.js';

/** `npm run bench -- NAME [--json]`: each benchmark adds itself here. */
const benchmarks: readonly Benchmark[] = [queryLimits];

function print({ what, unit, ours, peer, theirs }: Measurement): void {
  const digits = (value: number) => value.toPrecision(3);
  process.stdout.write(`${what}: ${digits(ours)} ${unit}; ${peer}: ${digits(theirs)} ${unit}\n`);
}

const [name, ...options] = process.argv.slice(2);
const chosen = benchmarks.find((benchmark) => benchmark.name === name);
if (chosen) {
  const measurements = await chosen.run();
  if (options.includes('--json')) process.stdout.write(`${JSON.stringify({ name, measurements })}\n`);
  else measurements.forEach(print);
} else {
  for (const { name: known, description } of benchmarks) process.stderr.write(`${known}: ${description}\n`);
  process.exitCode = name ? 2 : 0;
}
