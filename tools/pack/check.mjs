// `./fairdraw check`: compares every file of an unpacked archive with SHA256SUMS. It finds what was changed, is missing
// or was added; whoever can change files can change this one too, so compare the archive's own hash before unpacking.
import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const SUMS = 'SHA256SUMS';

function listFiles(root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

function readSums(root) {
  const lines = readFileSync(join(root, SUMS), 'utf8').trimEnd().split('\n');
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
}

/** One that cannot be read is not as it was packed. */
function hashOf(file) {
  try {
    return hash('sha256', readFileSync(file));
  } catch (error) {
    return error.code;
  }
}

const root = process.argv[2];
const sums = readSums(root);
const present = new Set(listFiles(root));
const faults = [];
for (const [name, sum] of sums) {
  if (!present.has(name)) faults.push(`缺少 / missing: ${name}`);
  else if (hashOf(join(root, name)) !== sum) faults.push(`已被更改 / changed: ${name}`);
}
for (const name of present) if (!sums.has(name) && name !== SUMS) faults.push(`多出 / added: ${name}`);

for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(
  faults.length === 0
    ? `${sums.size} 个文件与打包时一致。${sums.size} files are as they were packed.\n`
    : `${faults.length} 处不符，请勿使用，重新取得安装包。${faults.length} differences: do not use it, get the archive anew.\n`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
