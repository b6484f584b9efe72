import type { BundleFiles } from '../../scheduler/draw/index.js';
import { ClientError } from './client-error.js';
import { ConsoleClient } from './console-client.js';

/** A draw's place on a server. */
export interface DrawAddress {
  readonly base: string;
  readonly commitment: string;
}

/** A bundle as a server gave it. */
export interface FetchedBundle {
  readonly level: 'public' | 'restricted';
  readonly commitment: string;
  readonly files: BundleFiles;
}

const addressForm = /^(https?:\/\/.+?)\/(?:portal\/)?draws\/([0-9a-f]{64})\/?$/;

/** Names that a bundle may have; nothing else becomes a file here. */
const nameForm = /^(?:(?:pool|weights)\/)?[a-z0-9-]{1,64}\.jsonl?$/;

/** True for what is meant as the address of a draw rather than a folder. */
export function isAddress(text: string): boolean {
  return /^https?:\/\//.test(text);
}

/** @param text `<base>/portal/draws/<commitment>`, or the same without `portal` */
export function parseDrawAddress(text: string): DrawAddress {
  const [, base, commitment] = addressForm.exec(text) ?? [];
  if (base && commitment) return { base, commitment };
  throw new ClientError(
    'BAD_ADDRESS',
    '抽取的地址形如 https://…/portal/draws/<64 位承诺 C>。',
    'The address of a draw is https://…/portal/draws/<commitment, 64 digits>.',
  );
}

/** What somebody signs in with. */
export interface SignInAnswers {
  readonly username: string;
  readonly password: string;
  /** Asked where the account has a second factor. */
  readonly giveCode?: () => Promise<string | undefined>;
}

/** Who asks: a person by password, or a machine by its key. */
export type Credentials = SignInAnswers | { readonly apiKey: string };

/** Fetches all files of a draw. @param who asks for the restricted level; nobody for the public one */
export async function fetchBundle(
  { base, commitment }: DrawAddress,
  who?: Credentials,
): Promise<FetchedBundle> {
  const client = new ConsoleClient(base, who && 'apiKey' in who ? who : {});
  if (who && 'username' in who) await client.signIn(who.username, who.password, who.giveCode);
  const level = who ? 'restricted' : 'public';
  const path = who ? `/draws/${commitment}` : `/portal/draws/${commitment}`;
  const names = await listNames(client, path, who !== undefined);
  const files: Record<string, Uint8Array> = {};
  for (const name of names) files[name] = await client.getBytes(`${path}/files/${name}`);
  return { level, commitment, files };
}

async function listNames(client: ConsoleClient, path: string, restricted: boolean): Promise<string[]> {
  const bytes = await client.getBytes(path).catch((error: unknown) => {
    throw error instanceof ClientError && error.code === 'NOT_FOUND' ? noDraw(restricted) : error;
  });
  const { files } = readList(bytes);
  if (Array.isArray(files) && files.every((name) => typeof name === 'string' && nameForm.test(name))) {
    return files;
  }
  throw new ClientError('BAD_LIST', '服务给出的文件清单有误。', 'The list of files is not one of a draw.');
}

function readList(bytes: Uint8Array): { files?: unknown } {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) ?? {};
  } catch {
    return {};
  }
}

function noDraw(restricted: boolean): ClientError {
  if (!restricted) return new ClientError('NOT_FOUND', '没有这次抽取。', 'There is no such draw.');
  return new ClientError(
    'NOT_FOUND',
    '没有这次抽取，或本账户不是审计、监督人员，不能调阅受限文件。',
    'There is no such draw, or this account may not read restricted files (AUDITOR or SUPERVISION may).',
  );
}
