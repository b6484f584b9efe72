/** Bundles in tests: read from a folder, and changed. */
import { readdirSync, readFileSync } from 'node:fs';
import { asBytes, asText, type BundleFiles } from '../../../scheduler/draw/index.js';

/** Every file under a folder, named as a bundle names it. */
export function readBundle(folder: string): Record<string, Uint8Array> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`)
      .map((path) => [path.slice(folder.length + 1), new Uint8Array(readFileSync(path))]),
  );
}

export const textOf = (files: BundleFiles, name: string) => asText(files[name]!, name);
export const bytesOf = (files: BundleFiles, name: string) => asBytes(files[name]!);

export function without(files: BundleFiles, ...names: string[]): BundleFiles {
  return Object.fromEntries(Object.entries(files).filter(([name]) => !names.includes(name)));
}

/** The bundle with some bits of one byte turned. */
export function turned(files: BundleFiles, name: string, at: number, mask: number): BundleFiles {
  const bytes = bytesOf(files, name).slice();
  bytes[at]! ^= mask;
  return { ...files, [name]: bytes };
}
