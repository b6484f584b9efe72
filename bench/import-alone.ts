import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { DatabasePlace } from '../server/platform/database.js';
import { keepHeapSmall } from '../server/platform/heap.js';
import { peakMb, takeMs } from './benchmark.js';

/**
 * One import in a process of its own, so that its memory is its own: `import-alone.js PLACE FILE`, the place as JSON.
 * Prints one JSON object: rows, milliseconds, the most memory in MB.
 */
async function main([place = '', path = '']: readonly string[]): Promise<void> {
  keepHeapSmall();
  await import('reflect-metadata');
  const { openBenchHouse } = await import('./house.js');
  const house = await openBenchHouse(JSON.parse(place) as DatabasePlace);
  try {
    const hash = createHash('sha256');
    for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer);
    const { size } = await stat(path);
    let rowCount = 0;
    const ms = await takeMs(async () => {
      const source = () => createReadStream(path);
      rowCount = await house.importInSteps({ source, fileHash: hash.digest('hex'), size });
    });
    process.stdout.write(`${JSON.stringify({ rowCount, ms, peakMb: peakMb() })}\n`);
  } finally {
    await house.close();
  }
}

await main(process.argv.slice(2));
