import type { ImportProgress } from '../../schema/registry/index.js';
import { systemClock } from '../../server/platform/clock.js';

/** How often a line comes where it is not written over. */
const LOG_SECONDS = 10;

function line(
  { rowCount, readBytes, totalBytes, writtenCount, writableCount }: ImportProgress,
  seconds: number,
) {
  if (writtenCount !== undefined) return `写入 written ${writtenCount} / ${writableCount}`;
  const rate = Math.round(rowCount / Math.max(seconds, 0.001));
  const left = readBytes > 0 ? Math.ceil(((totalBytes - readBytes) / readBytes) * seconds) : 0;
  const percent = totalBytes > 0 ? Math.floor((readBytes * 100) / totalBytes) : 0;
  return `读取 read ${rowCount}（${percent}%），${rate} 行/秒 rows/s，约余 left ${left} s`;
}

/** Shows on standard error how far an import is: one line written over at a terminal, else a line now and then. */
export function importProgress(): { show(progress: ImportProgress): void; end(): void } {
  const start = systemClock.now().getTime();
  const isTerminal = process.stderr.isTTY;
  let shownAt = start;
  let isShown = false;
  return {
    show: (progress) => {
      const now = systemClock.now().getTime();
      if (now - shownAt < (isTerminal ? 200 : LOG_SECONDS * 1_000)) return;
      shownAt = now;
      isShown = true;
      const text = line(progress, (now - start) / 1_000);
      process.stderr.write(isTerminal ? `\r\x1b[K${text}` : `${text}\n`);
    },
    end: () => {
      if (isShown && isTerminal) process.stderr.write('\n');
    },
  };
}
