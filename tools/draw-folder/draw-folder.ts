import { existsSync } from 'node:fs';
import { mkdir, readFile, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Appended,
  type BundleFiles,
  canonical,
  type Draw,
  type Log,
  type Rules,
  readLog,
} from '../../scheduler/draw/index.js';
import { readBundleFolder } from '../client/bundle-folder.js';
import { ClientError, underProtocol } from '../client/client-error.js';
import { replaceDurably, writeDurably } from './durable.js';
import { drawsOfAct, nameOf } from './find-draw.js';
import { withLock } from './folder-lock.js';
import { checkKnownBundles } from './known-bundles.js';
import { dropStaged, isUnmended, mendBundles, stageBundle, swapBundle } from './staged-bundle.js';
import { handOutWords } from './words-file.js';

const LOG_FILE = 'log.jsonl';

/** A draw as it stands after a change, and the files that change in its bundle beside the log. */
export interface BundleChange {
  readonly draw: Draw;
  readonly files: BundleFiles;
}

/** What is to happen: new lines of the log, and the bundles that they change. */
export interface FolderChange {
  readonly log: Log;
  /** Canonical lines, each with its LF. */
  readonly lines: string;
  /** Of one act. */
  readonly bundles: readonly [BundleChange, ...BundleChange[]];
  /** Done when everything is staged and before anything has happened. */
  readonly before?: () => Promise<void>;
  /** Takes `before` back where it then did not happen. */
  readonly undo?: () => Promise<void>;
}

/**
 * One authority's log and its draws on a disk:
 * `log.jsonl`, `draws/<campaign>-<n>/` (a restricted bundle each), `handout/<campaign>-<n>/` (for the witnesses).
 */
export class DrawFolder {
  #text: string;

  constructor(
    readonly path: string,
    text: string,
    readonly log: Log | undefined,
  ) {
    this.#text = text;
  }

  /** All lines of the log. */
  get text(): string {
    return this.#text;
  }

  get draws(): string {
    return join(this.path, 'draws');
  }

  /** Files of a draw's bundle. */
  readBundle(draw: Draw): Promise<BundleFiles> {
    return readBundleFolder(this.bundlePath(draw));
  }

  bundlePath(draw: Draw): string {
    return join(this.draws, nameOf(draw));
  }

  async readRules(draw: Draw): Promise<Rules> {
    return JSON.parse(await readFile(join(this.bundlePath(draw), 'rules.json'), 'utf8')) as Rules;
  }

  /** Makes it happen, wholly or not at all. The log's file is replaced at once: that is the moment. */
  async commit({ log, lines, bundles, before, undo }: FolderChange): Promise<void> {
    const names = bundles.map(({ draw }) => nameOf(draw));
    const text = this.#text + lines;
    const { authority, series, head } = log;
    await mkdir(this.draws, { recursive: true, mode: 0o700 });
    for (const { draw, files } of bundles) {
      const named = canonical({ alg: 'dr/1', authority, series, C: draw.C, head });
      await stageBundle(this.draws, nameOf(draw), { ...files, 'draw.json': named, [LOG_FILE]: text });
    }
    let isPrepared = false;
    try {
      await before?.();
      isPrepared = true;
      await replaceDurably(join(this.path, LOG_FILE), text);
    } catch (error) {
      // A failure after the new log is in place comes too late to undo anything.
      if ((await this.#stored()) !== text) {
        if (isPrepared) await undo?.();
        for (const name of names) await dropStaged(this.draws, name);
        // Of a first freeze that failed nothing stays; draws that are there keep their folder.
        await rmdir(this.draws).catch(() => {});
        throw error;
      }
    }
    this.#text = text;
    for (const name of names) await swapBundle(this.draws, name);
    await this.#handOut(drawsOfAct(log, bundles[0].draw), text);
  }

  /** An event of a whole act, which changes no file but the log. @returns its draws after it */
  async commitAct({ log, line }: Appended, { C }: Draw): Promise<Draw[]> {
    const draws = drawsOfAct(log, log.draws.get(C)!);
    const [first, ...rest] = draws.map((draw) => ({ draw, files: {} }));
    await this.commit({ log, lines: line, bundles: [first!, ...rest] });
    return draws;
  }

  #stored(): Promise<string> {
    return readFile(join(this.path, LOG_FILE), 'utf8').catch(() => '');
  }

  /** What a witness takes along: the log, the rules, the statement, the words of both; nothing of the pools. */
  async #handOut(draws: readonly Draw[], text: string): Promise<void> {
    const handout = this.handoutPath(draws);
    await mkdir(handout, { recursive: true, mode: 0o700 });
    for (const draw of draws) {
      const [from, to] = [this.bundlePath(draw), placeInHandout(handout, draws, draw)];
      for (const file of ['rules.json', 'statement.json']) {
        if (!existsSync(join(to, file)))
          await writeDurably(join(to, file), await readFile(join(from, file)), 0o644);
      }
      await handOutWords(this.path, to, draw);
    }
    await replaceDurably(join(handout, LOG_FILE), text);
  }

  /** One for all draws of an act, named after the first. */
  handoutPath(draws: readonly Draw[]): string {
    return join(this.path, 'handout', nameOf(draws[0]!));
  }
}

/** Where the rules and the statement of a draw are: of several in one act each has a folder. */
export function placeInHandout(handout: string, draws: readonly Draw[], draw: Draw): string {
  return draws.length === 1 ? handout : join(handout, nameOf(draw));
}

/** Whether a path is a draw folder, not a bundle or a witness's handout. */
export function isDrawFolder(path: string): boolean {
  return existsSync(join(path, LOG_FILE)) && existsSync(join(path, 'draws'));
}

/** Runs work on a folder that nobody else changes meanwhile; whatever a crash left is mended first. */
export async function withFolder<T>(path: string, work: (folder: DrawFolder) => Promise<T>): Promise<T> {
  return withLock(path, async () => work(await openFolder(path)));
}

/** A folder that must have a log. */
export async function withLoggedFolder<T>(
  path: string,
  work: (folder: DrawFolder, log: Log) => Promise<T>,
): Promise<T> {
  if (!isDrawFolder(path)) throw notADrawFolder(path);
  return withFolder(path, (folder) => {
    if (!folder.log) throw notADrawFolder(path);
    return work(folder, folder.log);
  });
}

/**
 * The log of a folder, for looking only: nobody is kept out, and a medium that cannot be written will do. What a crash
 * left is mended first, which takes the lock.
 */
export async function readFolderLog(path: string): Promise<Log> {
  if (!isDrawFolder(path)) throw notADrawFolder(path);
  if (await isUnmended(join(path, 'draws'))) return withLoggedFolder(path, async (_, log) => log);
  const text = await readFile(join(path, LOG_FILE), 'utf8');
  return underProtocol(() => readLog(text));
}

async function openFolder(path: string): Promise<DrawFolder> {
  const file = join(path, LOG_FILE);
  const text = existsSync(file) ? await readFile(file, 'utf8') : '';
  const log = text === '' ? undefined : underProtocol(() => readLog(text));
  await mendBundles(join(path, 'draws'), text);
  await checkKnownBundles(join(path, 'draws'), text, log);
  return new DrawFolder(path, text, log);
}

function notADrawFolder(path: string): ClientError {
  return new ClientError(
    'NOT_A_DRAW_FOLDER',
    `${path} 不是抽取文件夹（其中没有 log.jsonl 和 draws）。请先 fairdraw draw freeze。`,
    `${path} is no draw folder (it has no log.jsonl and draws). Freeze one first.`,
  );
}
