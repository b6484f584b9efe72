// What browsers run, each as one static file: dist/web/draw.js is the draw room, the code that draws and verifies here;
// dist/web/visit-queue.js keeps what an officer's phone records until the server has taken it.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const doors = {
  draw: join(root, 'dist', 'scheduler', 'draw', 'index.js'),
  'visit-queue': join(root, 'web', 'visit-queue', 'index.ts'),
};

// Installed without development packages: what was built before serves.
if (existsSync(join(root, 'node_modules', 'esbuild'))) {
  const { build } = await import('esbuild');
  await build({
    entryPoints: doors,
    outdir: join(root, 'dist', 'web'),
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
