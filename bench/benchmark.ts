/** What a named peer took in the same run, or why it did not run. */
export type PeerFigure =
  | { readonly name: string; readonly value: number }
  | { readonly name: string; readonly skipped: string };

/** One number, with the numbers of named peers measured in the same run. */
export interface Measurement {
  readonly what: string;
  readonly unit: 'ms' | 's' | 'rows/s';
  /** The median, where there were several runs. */
  readonly ours: number;
  readonly runs: number;
  readonly peers: readonly PeerFigure[];
  /** What it must not exceed (or, of rows per second, fall below). */
  readonly goal?: number;
  /** The goal is the least that it must reach, also where it is a time. */
  readonly isLeast?: boolean;
  /** The most memory that the process held, in MB. */
  readonly peakMb?: number;
  /** What was counted beside it, by name. */
  readonly counts?: Readonly<Record<string, number>>;
}

/** Something that can be measured by name. */
export interface Benchmark {
  readonly name: string;
  /** What it measures, in one sentence. */
  readonly description: string;
  /** The peers that it runs, where they are there. */
  readonly peers: readonly string[];
  run(): Promise<readonly Measurement[]>;
}

/** The middle one of several figures. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new RangeError('a median of nothing');
  return middle;
}

/** Milliseconds that work takes: the median of several runs. */
export async function medianMs(runs: number, work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) times.push(await takeMs(work));
  return median(times);
}

/** Milliseconds that work takes once. */
export async function takeMs(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The most memory that this process has held so far, in MB. */
export function peakMb(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}
