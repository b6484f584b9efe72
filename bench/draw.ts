import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Benchmark, Measurement } from './benchmark.js';
import type { Phase } from './draw-alone.js';
import { drawSize, writeDrawFiles } from './draw-files.js';
import { startProgram } from './process.js';

const peerName = 'reading the same files and splitting them into lines';
/** A verifier repeats the draw's work; more than a fifth above it would be waste. */
const mostOfDraw = 1.2;

async function alone(part: string, folder: string): Promise<Phase[]> {
  const program = startProgram('dist/bench/draw-alone.js', [part, folder]);
  if ((await program.ended) !== 0) throw new Error(program.err().slice(-2000));
  return JSON.parse(program.out()) as Phase[];
}

async function measure(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fairdraw-bench-'));
  try {
    writeDrawFiles(folder);
    const [lines] = (await alone('lines', folder)) as [Phase];
    const phases = await alone('phases', folder);
    const [draw] = (await alone('draw', folder)) as [Phase];
    const [verify] = (await alone('verify', folder)) as [Phase];
    const peer = { name: `${peerName} (peak ${lines.peakMb} MB)`, value: lines.ms };
    const measurement = (what: string, { ms, peakMb }: Phase, more: Partial<Measurement>): Measurement => ({
      what,
      unit: 'ms',
      ours: ms,
      runs: 1,
      peakMb,
      peers: [],
      ...more,
    });
    const { targets, wanted, officers, districts } = drawSize;
    const [t, w, o] = [targets, wanted, officers].map((n) => n.toLocaleString('en-GB'));
    return [
      measurement(`${w} of ${t}, teams of 2 out of ${o} in ${districts} districts`, draw, { peers: [peer] }),
      measurement('its verification with all files', verify, {
        peers: [{ name: 'the draw', value: draw.ms }],
        goal: mostOfDraw * draw.ms,
      }),
      ...phases.map((phase) => measurement(`phase: ${phase.name}`, phase, {})),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const draw: Benchmark = {
  name: 'draw',
  description:
    'a whole draw from files, freeze to receipt, and its verification, each in a process of its own',
  peers: [peerName],
  run: measure,
};
