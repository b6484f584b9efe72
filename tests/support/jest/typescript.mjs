// TypeScript for Node’s own module loader: SWC strips types and applies the decorators, once a source, into a cache.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const cache = join(root, 'node_modules', '.cache', 'fairdraw', 'swc');
const options = { ...JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8')), sourceMaps: true };
const compiler = `${require('@swc/core/package.json').version} ${JSON.stringify(options)}`;

const isOurs = (path) => path.startsWith(root + sep) && !path.startsWith(join(root, 'node_modules', sep));

/** Where the map of a source is, by the name under which it stands in a stack. */
export const sourceMaps = new Map();

function keep(file, text) {
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
}

function compile(url, path) {
  const source = readFileSync(path, 'utf8');
  const key = createHash('sha256').update(`${compiler}\n${path}\n${source}`).digest('hex').slice(0, 32);
  const file = join(cache, `${key}.js`);
  sourceMaps.set(url, `${file}.map`);
  try {
    return readFileSync(file, 'utf8');
  } catch {
    const made = require('@swc/core').transformSync(source, { ...options, swcrc: false, filename: path });
    mkdirSync(cache, { recursive: true });
    keep(`${file}.map`, made.map);
    keep(file, made.code);
    return made.code;
  }
}

/** @param globals what `@jest/globals` stands for */
export function loadTypeScript(globals) {
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === '@jest/globals') return { url: globals, shortCircuit: true };
      if (specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL?.endsWith('.ts'))
        return next(`${specifier.slice(0, -3)}.ts`, context);
      return next(specifier, context);
    },
    load(url, context, next) {
      if (!url.startsWith('file:') || !/\.ts(\?|$)/.test(url)) return next(url, context);
      const path = fileURLToPath(url);
      if (!isOurs(path)) return next(url, context);
      return { format: 'module', source: compile(url, path), shortCircuit: true };
    },
  });
}
