import { arch, availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import type { Benchmark, Measurement, PeerFigure } from './benchmark.js';

/** Where the figures come from; without it they say nothing. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly node: string;
  /** Processes that wanted a core in the last minute, when the run began. Far above 0, others were at work. */
  readonly load: number;
}

export function describeMachine(): Machine {
  return {
    cpu: `${cpus()[0]?.model.trim() ?? 'unknown'} (${arch()})`,
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    load: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  };
}

/** How many times ours is a peer's figure; of a time below 1 is better, of a speed above 1. */
function ratio(ours: number, peer: PeerFigure): number | undefined {
  return 'value' in peer ? Number((ours / peer.value).toPrecision(3)) : undefined;
}

function isMet({ unit, ours, goal, isLeast }: Measurement): boolean | undefined {
  if (goal === undefined) return undefined;
  return isLeast || unit === 'rows/s' ? ours >= goal : ours <= goal;
}

/** The figures as one JSON object. */
export function asJson(benchmark: Benchmark, machine: Machine, measurements: readonly Measurement[]): string {
  return JSON.stringify({
    name: benchmark.name,
    machine,
    measurements: measurements.map((measurement) => ({
      ...measurement,
      isMet: isMet(measurement),
      peers: measurement.peers.map((peer) => ({ ...peer, ratio: ratio(measurement.ours, peer) })),
    })),
  });
}

function figure(value: number): string {
  return value >= 1000 ? Math.round(value).toLocaleString('en-GB') : value.toPrecision(3);
}

function lines(measurement: Measurement): string[][] {
  const { what, unit, ours, runs, goal, peakMb, peers, counts = {} } = measurement;
  const remarks = [
    runs > 1 && `median of ${runs}`,
    goal !== undefined &&
      `goal ${goal < 1000 ? Number(goal.toPrecision(3)) : figure(goal)} ${unit}: ${isMet(measurement) ? 'met' : 'NOT MET'}`,
    peakMb !== undefined && `peak ${peakMb} MB`,
    ...Object.entries(counts).map(([name, count]) => `${name} ${count}`),
  ];
  return [
    [what, `${figure(ours)} ${unit}`, '', remarks.filter(Boolean).join(', ')],
    ...peers.map((peer) =>
      'value' in peer
        ? [`  ${peer.name}`, `${figure(peer.value)} ${unit}`, `× ${ratio(ours, peer)}`, '']
        : [`  ${peer.name}`, 'skipped', '', peer.skipped],
    ),
  ];
}

/** The figures as a table: ours, and below it each peer with the ratio of ours to it. */
export function asTable(
  benchmark: Benchmark,
  machine: Machine,
  measurements: readonly Measurement[],
): string {
  const rows = measurements.flatMap(lines);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const table = rows.map(([what = '', value = '', times = '', remark = '']) =>
    [what.padEnd(widths[0] ?? 0), value.padStart(widths[1] ?? 0), times.padEnd(widths[2] ?? 0), remark]
      .join('  ')
      .trimEnd(),
  );
  const { cpu, cores, memoryGb, node, load } = machine;
  const where = `${cpu}, ${cores} cores, ${memoryGb} GB, Node ${node}, load ${load} at the start`;
  return [`${benchmark.name}: ${benchmark.description}`, where, '', ...table].join('\n');
}
