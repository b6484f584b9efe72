import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CommandError } from './output.js';

/** The lines of a file, each with its line end; a line that is not UTF-8 comes as an empty text. */
export async function* readLines(file: string): AsyncIterable<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest = '';
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
      rest += decoder.decode(chunk as Buffer, { stream: true });
      for (let start = 0; ; ) {
        const end = rest.indexOf('\n', start);
        if (end < 0) {
          rest = rest.slice(start);
          break;
        }
        yield rest.slice(start, end + 1);
        start = end + 1;
      }
    }
    rest += decoder.decode();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw unreadable(file, error);
    rest = '\n';
  }
  if (rest !== '') yield rest;
}

function unreadable(file: string, error: unknown): CommandError {
  const { code } = error as NodeJS.ErrnoException;
  return new CommandError(`读不了文件 ${file} (${code})。The file ${file} cannot be read (${code}).`);
}

/** Writes lines into a new file, readable by its owner alone, and gone if it could not be written whole. @returns SHA-256 */
export async function writeLines(file: string, lines: AsyncIterable<string>): Promise<string> {
  const digest = createHash('sha256');
  async function* hashed() {
    for await (const line of lines) {
      digest.update(line);
      yield line;
    }
  }
  const target = createWriteStream(file, { mode: 0o600, flags: 'wx' });
  try {
    await pipeline(Readable.from(hashed(), { objectMode: true, highWaterMark: 1000 }), target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') {
      throw new CommandError(
        `文件 ${file} 已存在，请换一个名字。The file ${file} exists; choose another name.`,
      );
    }
    await rm(file, { force: true });
    throw code
      ? new CommandError(`写不了文件 ${file} (${code})。The file ${file} cannot be written (${code}).`)
      : error;
  }
  return digest.digest('hex');
}
