import type { Command } from 'commander';
import type { BundleFiles } from '../../../scheduler/draw/index.js';
import { addSignInOptions, readCredentials, type SignInOptions } from '../sign-in.js';

export interface SourceOptions extends SignInOptions {
  readonly restricted: boolean;
  /** Of a draw folder: which of its draws. */
  readonly draw?: string;
  readonly json: boolean;
}

/** Where the files of a draw come from: a folder, or a server. */
export interface Source {
  readonly files: BundleFiles;
  /** Where the files came from a server: the draw that was asked for. */
  readonly commitment?: string;
  /** From a draw folder, whose bundles are restricted ones. */
  readonly isOwn?: boolean;
}

/** Adds `--restricted`, `--json` and who signs in. */
export function addSourceOptions(command: Command): Command {
  command.option('--draw <name>', '抽取文件夹中的哪一次 / which draw of a draw folder');
  command.option('--restricted', '受限级，需审计或监督账户 / the restricted level: all files', false);
  return addSignInOptions(command).option('--json', '输出 JSON / print JSON', false);
}

/** The files of a draw from a folder, or from the address of a draw. */
export async function readSource(place: string, options: SourceOptions): Promise<Source> {
  const { fetchBundle, isAddress, parseDrawAddress, readBundleFolder } = await import(
    '../../client/index.js'
  );
  if (!isAddress(place)) {
    const { bundleAt } = await import('../../draw-folder/bundle-at.js');
    const folder = await bundleAt(place, options.draw);
    return { files: await readBundleFolder(folder), isOwn: folder !== place };
  }
  const address = parseDrawAddress(place);
  if (!options.restricted) return fetchBundle(address);
  const { InputLines } = await import('../../client/input-lines.js');
  return fetchBundle(address, await readCredentials(options, new InputLines()));
}
