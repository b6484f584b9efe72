/** One number, with the number of a named peer measured in the same run. */
export interface Measurement {
  readonly what: string;
  readonly unit: string;
  readonly ours: number;
  readonly peer: string;
  readonly theirs: number;
}

/** Something that can be measured by name. */
export interface Benchmark {
  readonly name: string;
  readonly description: string;
  run(): Promise<readonly Measurement[]>;
}

/** Milliseconds that work takes: the median of several runs. */
export async function medianMs(runs: number, work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] as number;
}
