import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fairdraw } from './command.js';

/** A sample folder, fresh. */
export async function sampleFolder(parent: string, name: string): Promise<string> {
  const folder = join(parent, name);
  const { exitCode, err } = await fairdraw(['draw', 'init', folder, '--json']);
  if (exitCode !== 0) throw new Error(err);
  return folder;
}

/** Changes a file of a folder by its text. */
export function edit(folder: string, name: string, change: (text: string) => string): void {
  const path = join(folder, name);
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`nothing changed in ${name}`);
  writeFileSync(path, after);
}

/** `fairdraw draw …` with JSON. */
export function draw(...words: string[]) {
  return fairdraw(['draw', ...words, '--json']);
}

/** Freezes a folder without a passphrase. @returns what the command said */
export function freeze(folder: string, keys: string, ...words: string[]) {
  return draw('freeze', folder, '--no-passphrase', '--keys', keys, ...words);
}

/** Puts witnesses into the rules of a folder. */
export function addWitnesses(folder: string, witnesses: readonly object[]): void {
  edit(folder, 'rules.json', (text) =>
    text.replace('"witnesses": []', `"witnesses": ${JSON.stringify(witnesses)}`),
  );
}

/** Makes a witness key file. @returns its public key */
export async function keygen(path: string): Promise<string> {
  const { json } = await fairdraw(['witness', 'keygen', '--key', path, '--json']);
  return json.publicKey;
}

/** Puts public sources into the rules of a folder. */
export function addPublicSources(folder: string, sources: readonly object[]): void {
  edit(folder, 'rules.json', (text) =>
    text.replace('"publicSources": []', `"publicSources": ${JSON.stringify(sources)}`),
  );
}
