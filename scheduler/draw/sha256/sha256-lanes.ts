/** SHA-256 of many messages, four at a time, where the platform has WebAssembly with vectors (all since 2023). */
import type { Hasher } from './hasher.js';
import { lanesModule, layout } from './sha256-lanes-code.js';
import { roundConstants, scalarSha256 } from './sha256-scalar.js';

/** As much of WebAssembly's interface as this takes. */
interface WebAssemblyLike {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (
    module: object,
  ) => {
    exports: { memory: { buffer: ArrayBuffer }; hash(group: number, end: number): void };
  };
}

const mostJobs = layout.jobBytes / 4;
/** Messages of as many blocks or more are grouped without regard to their length. */
const longBlocks = 16;

/** The batch function; undefined where WebAssembly or its vectors are missing or forbidden. */
export function lanesBatch(platform: object = globalThis): Hasher['batch'] | undefined {
  const { WebAssembly: webAssembly } = platform as { WebAssembly?: WebAssemblyLike };
  if (!webAssembly) return undefined;
  try {
    const { memory, hash } = new webAssembly.Instance(new webAssembly.Module(lanesModule())).exports;
    new Int32Array(memory.buffer).set(roundConstants);
    return batchIn(memory.buffer, hash);
  } catch {
    return undefined; // A browser's content policy, or an engine without vectors.
  }
}

function batchIn(memory: ArrayBuffer, hash: (group: number, end: number) => void): Hasher['batch'] {
  const heap = new Uint8Array(memory);
  const jobs = new JobArrays(memory);
  return (bytes, offsets, out) => {
    const count = offsets.length - 1;
    for (let first = 0; first < count; ) {
      const next = chunkEnd(offsets, first, count);
      if (next === first) {
        out.set(scalarSha256.digest(bytes.subarray(offsets[first], offsets[first + 1])), 32 * first);
        first += 1;
        continue;
      }
      heap.set(bytes.subarray(offsets[first], offsets[next]), layout.messages);
      hash(layout.jobs, jobs.fill(offsets, first, next));
      out.set(heap.subarray(layout.hashes, layout.hashes + 32 * (next - first)), 32 * first);
      first = next;
    }
  };
}

/** The messages from `first` on that fit the memory: up to `first` itself where one is too long for it. */
function chunkEnd(offsets: Uint32Array, first: number, count: number): number {
  const most = Math.min(count, first + mostJobs);
  let next = first;
  while (next < most && offsets[next + 1]! - offsets[first]! <= layout.messageBytes) next++;
  return next;
}

/** The module's job arrays: jobs in order of their blocks, so that the messages of a group end together. */
class JobArrays {
  private readonly begins: Int32Array;
  private readonly lengths: Int32Array;
  private readonly targets: Int32Array;
  private readonly places = new Uint32Array(longBlocks + 2);

  constructor(memory: ArrayBuffer) {
    const array = (n: number) => new Int32Array(memory, layout.jobs + n * layout.jobBytes, mostJobs);
    [this.begins, this.lengths, this.targets] = [array(0), array(1), array(2)];
  }

  /** Returns the address behind the last beginning. */
  fill(offsets: Uint32Array, first: number, next: number): number {
    const { places } = this;
    places.fill(0);
    for (let i = first; i < next; i++) places[blocksOf(offsets, i) + 1]! += 1;
    for (let b = 1; b < places.length; b++) places[b]! += places[b - 1]!;
    for (let i = first; i < next; i++) this.put(places[blocksOf(offsets, i)]!++, offsets, first, i);
    let count = next - first;
    // A last group that is not full hashes its last message more than once.
    for (; count % 4 !== 0; count++) this.put(count, offsets, first, next - 1);
    return layout.jobs + 4 * count;
  }

  private put(place: number, offsets: Uint32Array, first: number, i: number): void {
    this.begins[place] = layout.messages + offsets[i]! - offsets[first]!;
    this.lengths[place] = offsets[i + 1]! - offsets[i]!;
    this.targets[place] = layout.hashes + 32 * (i - first);
  }
}

/** Blocks of message i, of long ones a bound. */
function blocksOf(offsets: Uint32Array, i: number): number {
  return Math.min(longBlocks, (offsets[i + 1]! - offsets[i]! + 72) >>> 6);
}
