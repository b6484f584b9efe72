import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emitSchemas } from '../../server/http/sdl.js';
import { projectRoot } from '../../server/platform/cluster-template.js';

/** `npm run sdl` writes both files; with `--check` it fails where they differ from what the code says. */
const check = process.argv.includes('--check');

for (const order of [
  ['console', 'portal'],
  ['portal', 'console'],
] as const) {
  for (const [name, sdl] of Object.entries(emitSchemas(order))) {
    const file = join(projectRoot(), 'schema', `${name}.graphql`);
    if (!check) writeFileSync(file, sdl);
    else if (readFileSync(file, 'utf8') !== sdl) {
      process.stderr.write(`schema/${name}.graphql differs (built ${order.join(', ')}): npm run sdl\n`);
      process.exitCode = 1;
    }
  }
}
