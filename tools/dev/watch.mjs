// `npm run dev`: compiles on every change, and restarts the server when what it loaded has changed.
import { spawn } from 'node:child_process';

const children = [
  spawn(
    process.execPath,
    ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput'],
    { stdio: 'inherit' },
  ),
  spawn(
    process.execPath,
    ['--watch', '--watch-preserve-output', 'dist/server/main.js', ...process.argv.slice(2)],
    { stdio: 'inherit' },
  ),
];

function stop() {
  for (const child of children) child.kill('SIGTERM');
}

process.on('SIGINT', stop);
process.on('SIGTERM', stop);
