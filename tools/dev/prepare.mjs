// After `npm ci`: builds, and puts `fairdraw` where `npx fairdraw` finds it without asking a registry.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const bin = join(root, 'node_modules', '.bin');
const built = join(root, 'dist', 'tools', 'cli', 'main.js');

function run(file, ...args) {
  return spawnSync(process.execPath, [file, ...args], { cwd: root, stdio: 'inherit' }).status === 0;
}

function build() {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const bundler = join(root, 'tools', 'dev', 'bundle-web.mjs');
  if (existsSync(compiler)) return run(compiler, '-p', 'tsconfig.build.json') && run(bundler);
  // Installed without development packages: what was built before serves.
  return existsSync(built);
}

function link() {
  mkdirSync(bin, { recursive: true });
  const file = join(bin, 'fairdraw');
  rmSync(file, { force: true });
  if (process.platform === 'win32') {
    writeFileSync(`${file}.cmd`, '@node "%~dp0\\..\\..\\bin\\fairdraw.mjs" %*\r\n');
  } else {
    symlinkSync(join('..', '..', 'bin', 'fairdraw.mjs'), file);
  }
}

if (!build()) {
  process.stderr.write('编译失败。The build failed.\n');
  process.exit(1);
}
link();
// An empty cluster takes seconds to create; made now, the first start need not wait. Without it all works too.
run(join(root, 'dist', 'tools', 'dev', 'prepare-cluster.js'));
