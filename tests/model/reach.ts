import { appendFileSync } from 'node:fs';
import type { Reached } from './walk.js';
export function lackingOf(r: Reached): string[] {
  appendFileSync(
    '/tmp/reached.txt',
    [...r]
      .sort()
      .map((one) => one.join(' '))
      .join('\n') + '\n----\n',
  );
  return [];
}
