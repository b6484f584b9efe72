// The draw room as one static file, dist/web/draw.js, for browsers: the code that draws and verifies here does so there.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

// Installed without development packages: what was built before serves.
if (existsSync(join(root, 'node_modules', 'esbuild'))) {
  const { build } = await import('esbuild');
  await build({
    entryPoints: [join(root, 'dist', 'scheduler', 'draw', 'index.js')],
    outfile: join(root, 'dist', 'web', 'draw.js'),
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    sourcemap: true,
    legalComments: 'linked',
    logLevel: 'warning',
  });
}
