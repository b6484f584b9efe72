import { CommanderError } from 'commander';
import { CommandError, printJson } from '../output.js';
import { remedyOf } from './remedies.js';

interface Refusal {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** Where the fault is one of several in spreadsheets: all of them. */
  readonly faults?: unknown;
}

/**
 * An action that ends in its result or in a named refusal: a code, what is wrong, what to do, in Chinese and English.
 * The last argument of a command's action is its options; with `--json` the refusal is JSON as well.
 */
export function guarded<Words extends unknown[]>(
  action: (...words: Words) => Promise<void>,
): (...words: Words) => Promise<void> {
  return async (...words) => {
    try {
      await action(...words);
    } catch (error) {
      if (error instanceof CommanderError || error instanceof CommandError) throw error;
      const refusal = await refusalOf(error);
      if (!refusal) throw error;
      // Commander adds the command itself behind the options.
      const isJson = words.some((word) => (word as { json?: unknown } | undefined)?.json === true);
      const remedy = remedyOf(refusal.code);
      if (isJson)
        printJson({ ok: false, ...refusal, ...(remedy && { remedy: { zh: remedy[0], en: remedy[1] } }) });
      throw new CommandError(
        [
          `${refusal.code}: ${refusal.zh}${remedy?.[0] ?? ''}`,
          `  ${refusal.en} ${remedy?.[1] ?? ''}`.trimEnd(),
        ].join('\n'),
      );
    }
  };
}

/** What the machine refuses, in words. */
const machine: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  EACCES: ['没有权限', 'permission denied'],
  EPERM: ['没有权限', 'permission denied'],
  EROFS: ['只读，不能写入', 'read only'],
  ENOSPC: ['磁盘已满', 'the disk is full'],
  ENOENT: ['没有此文件或文件夹', 'no such file or folder'],
  EISDIR: ['这是文件夹，应为文件', 'a folder where a file is needed'],
  ENOTDIR: ['这是文件，应为文件夹', 'a file where a folder is needed'],
};

/** The words are loaded only where there is a refusal: `--help` need not wait for the protocol. */
async function refusalOf(error: unknown): Promise<Refusal | undefined> {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, path, faults } = error as Partial<Refusal> & { path?: string };
  if (typeof code !== 'string') return undefined;
  const { DrawFault } = await import('../../../scheduler/draw/index.js');
  const { ended, spoken } = await import('../../client/fault-words.js');
  const { zh, en } = error instanceof DrawFault ? spoken(error) : (error as Partial<Refusal>);
  if (typeof zh === 'string')
    return { code, zh: ended(zh, '。'), en: ended(en ?? '', '.'), ...(faults ? { faults } : {}) };
  const words = machine[code];
  const [where, at] = path === undefined ? ['', ''] : [`${path}：`, `${path}: `];
  return words && { code, zh: `${where}${words[0]}。`, en: `${at}${words[1]}.` };
}
