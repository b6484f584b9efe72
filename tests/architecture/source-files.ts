import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

/** One source file: its path from the project's root, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** One import: from a file to a file of ours, or to a package by name. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
}

const root = process.cwd();
/** Floors whose imports are walked. */
export const floors = ['scheduler', 'migrations', 'schema', 'server', 'tools', 'bench', 'web'] as const;

/** All sources of the house, without the tests. */
export function listSourceFiles(): SourceFile[] {
  return floors.flatMap((floor) => listFolder(floor));
}

function listFolder(folder: string): SourceFile[] {
  let entries: { name: string; isDirectory(): boolean }[];
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : listFolder(path);
    return /\.tsx?$/.test(path) ? [{ path, text: readFileSync(join(root, path), 'utf8') }] : [];
  });
}

const imports =
  /^\s*(?:import|export)\b[^'"]*?\bfrom\s+['"]([^'"]+)['"]|^\s*import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;

/** Everything that a file imports: statically, for its types, for its effects, or later. */
export function listArrows({ path, text }: SourceFile): Arrow[] {
  return [...text.matchAll(imports)].map((match) => {
    const target = (match[1] ?? match[2] ?? match[3]) as string;
    const ours = target.startsWith('.');
    return { from: path, to: ours ? posix.join(dirname(path), target).replace(/\.js$/, '.ts') : target };
  });
}
