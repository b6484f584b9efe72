import { createHash } from 'node:crypto';
import type { RecordFile } from '../scheduler/draw/record-file.js';
import { leafHashes } from '../scheduler/draw/salt.js';
import { type Hasher, sha256 } from '../scheduler/draw/sha256/sha256.js';
import { scalarSha256 } from '../scheduler/draw/sha256/sha256-scalar.js';
import { treeRoot } from '../scheduler/draw/tree.js';
import { type Benchmark, type Measurement, medianMs, peakMb } from './benchmark.js';
import { nativeHasher } from './native-hasher.js';

const count = 1_000_000;
/** A pass takes one compression to 64 bytes; a tree of such records takes six to a record, in software. */
const mostOfPass = 20;
const peerName = 'one pass of node:crypto SHA-256 over the same bytes';

/** A pool as a freeze writes it, about 100 bytes to a record. */
function makeFile(): { file: RecordFile<object>; bytes: Uint8Array } {
  const ids = Array.from({ length: count }, (_, n) => `licence:JY${String(n).padStart(10, '0')}`);
  const lines = ids.map(
    (id, n) => `{"district":"44080${n % 5}","id":"${id}","name":"虚构食品商行第${n}号店"}\n`,
  );
  const bytes = new TextEncoder().encode(lines.join(''));
  const starts = new Uint32Array(count + 1);
  for (let n = 0, at = 0; n < count; n++) {
    at = bytes.indexOf(10, at) + 1;
    starts[n + 1] = at;
  }
  const line = (n: number) => bytes.subarray(starts[n], (starts[n + 1] as number) - 1);
  const record = (n: number) => JSON.parse(new TextDecoder().decode(line(n))) as object;
  return { file: { name: 'pool', count, ids, bytes, starts, line, record }, bytes };
}

async function measure(): Promise<Measurement[]> {
  const { file, bytes } = makeFile();
  const poolKey = new Uint8Array(32).fill(3);
  const root = (hasher: Hasher) => treeRoot(leafHashes(file, poolKey, 'pool/s1', hasher), hasher);
  const expected = root(nativeHasher);
  for (const hasher of [sha256, scalarSha256]) {
    if (Buffer.compare(expected, root(hasher)) !== 0) throw new Error('the hashers differ');
  }
  const what = `salted tree over 1,000,000 records (${Math.round(bytes.length / 1e6)} MB)`;
  // The pass beside each of ours, because the machine may be shared.
  const measurement = async (how: string, hasher: Hasher, runs: number): Promise<Measurement> => {
    const pass = () => medianMs(5, () => createHash('sha256').update(bytes).digest());
    const before = await pass();
    const ours = await medianMs(runs, () => root(hasher));
    const value = (before + (await pass())) / 2;
    return { what: `${what}, ${how}`, unit: 'ms', ours, runs, peers: [{ name: peerName, value }] };
  };
  const lanes = await measurement('four messages at a time in WebAssembly', sha256, 7);
  const goal = mostOfPass * (lanes.peers[0] as { value: number }).value;
  return [
    { ...lanes, goal, peakMb: peakMb() },
    await measurement('plain JavaScript, where WebAssembly is missing', scalarSha256, 3),
    await measurement('node:crypto, a call for each message (not used)', nativeHasher, 1),
  ];
}

export const tree: Benchmark = {
  name: 'tree',
  description: 'salting and hashing a whole pool into its tree, three hashes to a record',
  peers: [peerName],
  run: measure,
};
