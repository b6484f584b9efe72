import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { AnchorBody } from '../../scheduler/draw/index.js';
import { ClientError } from '../client/client-error.js';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

const anchorFile = z.strictObject({
  format: z.literal('fairdraw-anchor/1'),
  anchor: z.looseObject({ C: hash }),
});
const valueFile = z.strictObject({
  format: z.literal('fairdraw-value/1'),
  /** C, or S of several draws. */
  session: hash,
  witness: z.string(),
  value: z.string().regex(/^([0-9a-f]{2}){0,256}$/),
});

/** What a witness carries back after signing; checked by the log, which takes no other. */
export async function readAnchorFile(path: string): Promise<AnchorBody> {
  return (await read(path, anchorFile)).anchor as unknown as AnchorBody;
}

export function writeAnchorFile(path: string, anchor: AnchorBody): Promise<void> {
  return write(path, { format: 'fairdraw-anchor/1', anchor });
}

/** A witness's value on its way to the operator. */
export type CarriedValue = Omit<z.infer<typeof valueFile>, 'format'>;

export function readValueFile(path: string): Promise<CarriedValue> {
  return read(path, valueFile);
}

export function writeValueFile(path: string, value: CarriedValue): Promise<void> {
  return write(path, { format: 'fairdraw-value/1', ...value });
}

async function read<T>(path: string, shape: z.ZodType<T>): Promise<T> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new ClientError('NO_FILE', `读不到文件 ${path}。`, `Cannot read ${path} (${error.code}).`);
  });
  try {
    return shape.parse(JSON.parse(text));
  } catch {
    throw new ClientError(
      'NOT_CARRIED',
      `${path} 不是见证人带回的文件，或已损坏。`,
      `${path} is no file that a witness carries, or is damaged.`,
    );
  }
}

async function write(path: string, content: object): Promise<void> {
  if (existsSync(path)) {
    throw new ClientError(
      'FILE_EXISTS',
      `${path} 已存在，不会覆盖。`,
      `${path} exists and is not overwritten.`,
    );
  }
  await writeFile(path, `${JSON.stringify(content, null, 2)}\n`, { flag: 'wx', mode: 0o600 });
}
