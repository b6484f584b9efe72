import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { EvidenceHouse } from './evidence-house.js';

const MEGABYTE = 1024 * 1024;
let house: EvidenceHouse;
beforeAll(async () => {
  house = await EvidenceHouse.open({ FAIRDRAW_EVIDENCE_DOCUMENT_MB: '60' });
});
afterAll(() => house.close());

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes in use, on the heap and beside it, once what nobody uses was given back. */
function inUse(): number {
  // Memory beside the heap is swept behind the collection's back: the second waits for the first.
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** The most that was in use while so many bytes were sent, or fetched, above what was before. */
async function peakOf(work: (look: () => void) => Promise<unknown>): Promise<number> {
  const before = inUse();
  let most = before;
  let count = 0;
  await work(() => {
    count += 1;
    if (count % 32 === 0) most = Math.max(most, inUse());
  });
  return most - before;
}

/** A document that is made as it is sent. */
function document(size: number, look: () => void): ReadableStream {
  const piece = new Uint8Array(MEGABYTE / 4).fill(32);
  let left = size;
  return new ReadableStream({
    pull(controller) {
      look();
      if (left === 0) return controller.close();
      const next =
        left === size ? Buffer.concat([Buffer.from('%PDF-1.7\n'), piece.subarray(9)]) : piece.slice();
      left -= next.length;
      controller.enqueue(next);
    },
  });
}

test('50 MB stream in and out with memory flat: no more than 5 MB need', async () => {
  const peaks: [number, number][] = [];
  for (const size of [5 * MEGABYTE, 50 * MEGABYTE]) {
    let evidenceId: string | undefined;
    const sending = await peakOf(async (look) => {
      // The server's part after the last byte came, too.
      const timer = setInterval(look, 20);
      const answer = await house.send(document(size, look), { kind: 'DOCUMENT' });
      clearInterval(timer);
      expect(answer).toMatchObject({ status: 201, mediaType: 'application/pdf' });
      evidenceId = answer.evidenceId;
    });
    const fetching = await peakOf(async (look) => {
      let count = 0;
      for await (const piece of (await house.fetch(evidenceId, '', 'auditor')).body ?? []) {
        count += piece.length;
        look();
      }
      expect(count).toBe(size);
    });
    peaks.push([sending, fetching]);
  }
  const [[sent5, read5], [sent50, read50]] = peaks as [[number, number], [number, number]];
  expect(sent50 - sent5).toBeLessThan(8 * MEGABYTE);
  expect(read50 - read5).toBeLessThan(8 * MEGABYTE);
  expect(Math.max(sent50, read50)).toBeLessThan(20 * MEGABYTE);
}, 300_000);
