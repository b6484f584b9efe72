import { type FileHandle, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ClientError } from './client-error.js';

const OWNER_ONLY = 0o600;

/** Writes a new file that only its owner may read, down to the disk. Never overwrites. */
export async function createSecretFile(path: string, text: string): Promise<void> {
  const file = await openNew(path, alreadyThere(path));
  await writeThrough(file, path, text);
  await syncFolder(path);
}

/** Text of a secret file. @throws ClientError when there is none, or others may read it */
export async function readSecretFile(path: string): Promise<string> {
  const known = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new ClientError('NO_KEY_FILE', `读不到密钥文件 ${path}。`, `Cannot read ${path} (${error.code}).`);
  });
  // Windows has no such bits; its own access lists apply.
  if (process.platform !== 'win32' && (known.mode & 0o077) !== 0) {
    throw new ClientError(
      'KEY_FILE_OPEN',
      `密钥文件 ${path} 他人可读，请先 chmod 600。`,
      `Others may read ${path}; chmod 600 it first.`,
    );
  }
  if (known.isFile()) return readFile(path, 'utf8');
  throw new ClientError(
    'NO_KEY_FILE',
    `${path} 不是文件，请指明密钥文件。`,
    `${path} is no file; name the key file.`,
  );
}

/**
 * Changes a secret file all at once: after a crash it holds either the old or the new text. The draft beside it is
 * the lock: a second command that would change the file meanwhile is refused.
 */
export async function changeSecretFile(path: string, change: (text: string) => string): Promise<void> {
  const target = await realpath(path);
  const draft = `${target}.new`;
  const file = await openNew(draft, beingChanged(draft));
  try {
    await writeThrough(file, draft, change(await readSecretFile(target)));
    await rename(draft, target);
  } catch (error) {
    await file.close().catch(() => {});
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(target);
}

async function openNew(path: string, taken: ClientError): Promise<FileHandle> {
  return open(path, 'wx', OWNER_ONLY).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw taken;
    if (error.code === 'ENOENT') throw noFolder(path);
    throw new ClientError('CANNOT_WRITE', `无法写入 ${path}。`, `Cannot write ${path} (${error.code}).`);
  });
}

async function writeThrough(file: FileHandle, path: string, text: string): Promise<void> {
  try {
    await file.writeFile(text);
    await file.sync();
    await file.close();
  } catch (error) {
    await file.close().catch(() => {});
    await rm(path, { force: true });
    throw error;
  }
}

/** A new name is on the disk only with its folder; Windows cannot open one. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function noFolder(path: string): ClientError {
  return new ClientError(
    'CANNOT_WRITE',
    `无法写入 ${path}：文件夹 ${dirname(path)} 不存在，请先建立，或换一个位置。`,
    `Cannot write ${path}: there is no folder ${dirname(path)}. Make it first, or choose another place.`,
  );
}

function alreadyThere(path: string): ClientError {
  return new ClientError(
    'FILE_EXISTS',
    `${path} 已存在，不会覆盖；请换一个文件名。`,
    `${path} exists and is not overwritten; choose another name.`,
  );
}

function beingChanged(draft: string): ClientError {
  return new ClientError(
    'KEY_FILE_BUSY',
    `密钥文件正被另一命令改写；若确无其他命令在运行，请删除 ${draft}。`,
    `Another command is changing the key file; if none is running, delete ${draft}.`,
  );
}
