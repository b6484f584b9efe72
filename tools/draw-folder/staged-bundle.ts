import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { BundleFiles } from '../../scheduler/draw/index.js';
import { linkOrCopy, syncFolder, writeDurably } from './durable.js';

/**
 * A bundle changes as a whole. Its next state is staged beside it as `.<name>.next`, then the log takes the event (that
 * is the moment at which it has happened), then the staged folder takes the place of the old one. After a crash the
 * log says which of the two holds.
 */
const staged = (draws: string, name: string) => join(draws, `.${name}.next`);
const former = (draws: string, name: string) => join(draws, `.${name}.old`);

/** Stages the next state: the files as they are, with some written anew. */
export async function stageBundle(draws: string, name: string, changed: BundleFiles): Promise<void> {
  const [from, to] = [join(draws, name), staged(draws, name)];
  await rm(to, { recursive: true, force: true });
  for (const path of await filesIn(from)) {
    if (!Object.hasOwn(changed, path)) await linkOrCopy(join(from, path), join(to, path));
  }
  for (const [path, content] of Object.entries(changed)) await writeDurably(join(to, path), content);
  const folders = new Set(['.', ...Object.keys(changed).map((path) => join(path, '..'))]);
  for (const folder of folders) await syncFolder(join(to, folder));
  await syncFolder(draws);
}

/** Puts the staged folder in the place of the old one. */
export async function swapBundle(draws: string, name: string): Promise<void> {
  const [place, next, old] = [join(draws, name), staged(draws, name), former(draws, name)];
  if (existsSync(place)) {
    await rm(old, { recursive: true, force: true });
    await rename(place, old);
  }
  await rename(next, place);
  await syncFolder(draws);
  await rm(old, { recursive: true, force: true });
}

/** Nothing has happened: the staged folder goes. */
export async function dropStaged(draws: string, name: string): Promise<void> {
  await rm(staged(draws, name), { recursive: true, force: true });
}

/** Whether a crash left something, or another command is at work. */
export async function isUnmended(draws: string): Promise<boolean> {
  return (await readdir(draws)).some((entry) => /^\..+\.(next|old)$/.test(entry));
}

/** After a crash: finishes what the log says has happened, drops what it does not. @param log text of the log */
export async function mendBundles(draws: string, log: string): Promise<void> {
  if (!existsSync(draws)) return;
  for (const entry of await readdir(draws)) {
    const [, name] = /^\.(.+)\.next$/.exec(entry) ?? [];
    if (!name) continue;
    const itsLog = await readFile(join(draws, entry, 'log.jsonl'), 'utf8').catch(() => undefined);
    if (itsLog !== undefined && log.startsWith(itsLog)) await swapBundle(draws, name);
    else await dropStaged(draws, name);
  }
  for (const entry of await readdir(draws)) {
    if (/^\..+\.old$/.test(entry)) await rm(join(draws, entry), { recursive: true, force: true });
  }
}

async function filesIn(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}
