#!/usr/bin/env node
// Plain JavaScript for any Node: where the machine's own is too old, the one among the installed packages runs.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const program = join(root, 'dist', 'tools', 'cli', 'main.js');

/** Argon2 of node:crypto came with 24.7. */
function isRecent(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > 24 || (major === 24 && minor >= 7);
}

function findInstalledNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const candidates = [
    join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', file),
    join(root, 'node_modules', '.bin', file),
  ];
  return candidates.find((candidate) => existsSync(candidate));
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** A server keeps young objects in little room: a freeze of half a million targets then takes 360 MB instead of 500. */
const serverFlags = ['--max-semi-space-size=8'];

function runWith(node) {
  const flags = process.argv[2] === 'serve' ? serverFlags : [];
  const child = spawn(node, [...flags, ...process.argv.slice(1)], {
    stdio: 'inherit',
    env: { ...process.env, FAIRDRAW_NODE: node },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(`无法运行 / cannot run ${node}: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

if (isRecent(process.versions.node)) {
  if (!existsSync(program)) fail('尚未编译，请先运行 npm run build。Not built yet: run npm run build first.');
  // Compiled code is kept between runs: a third of the time to start.
  module.enableCompileCache(join(root, 'node_modules', '.cache', 'fairdraw', 'compiled'));
  await import(pathToFileURL(program).href);
} else {
  const node = findInstalledNode();
  if (!node || process.env.FAIRDRAW_NODE) {
    fail(
      `需要 Node 24.7 或更新，本机为 ${process.versions.node}。Node 24.7 or newer is needed; this is ${process.versions.node}.`,
    );
  }
  runWith(node);
}
