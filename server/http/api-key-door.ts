import type { FastifyRequest } from 'fastify';
import {
  type ApiKeyFault,
  admitApiKey,
  isNoteDue,
  noteApiKeyRefused,
  noteApiKeyUse,
} from '../../schema/account/index.js';
import type { Actor } from '../../schema/shared/unit.js';
import { createReader, createStep, type StepSources } from '../platform/step.js';
import { RequestError } from './request-error.js';

const words: Readonly<Record<ApiKeyFault | 'TWO_CREDENTIALS', string>> = {
  API_KEY_MISTYPED:
    '接口密钥抄写有误或不完整，请核对。The API key is mistyped or cut off; compare it with the one you were given.',
  API_KEY_UNKNOWN: '没有这个接口密钥，请找安全保密管理员。No such API key; ask a security administrator.',
  API_KEY_REVOKED:
    '接口密钥已停用，请找安全保密管理员另行签发。The API key was revoked; ask a security administrator for another.',
  API_KEY_EXPIRED:
    '接口密钥已到期，请找安全保密管理员更换。The API key has ended; ask a security administrator for another.',
  ACCOUNT_CLOSED: '该密钥的账户已停用。The account of this API key is closed.',
  TWO_CREDENTIALS:
    '请求同时带有会话 Cookie 与接口密钥，请只用其一。The request carries a session cookie and an API key; send one of them.',
};

/** A request whose key does not let it in, or that comes with two proofs of who it is. */
export function refuseCredentials(code: keyof typeof words): RequestError {
  return new RequestError(code, words[code], code === 'TWO_CREDENTIALS' ? 400 : 401);
}

/** The key of `Authorization: Bearer …`; other schemes are a proxy's, and not for us. */
export function bearerOf({ headers }: FastifyRequest): string | undefined {
  return /^bearer +(\S.*)$/i.exec(headers.authorization ?? '')?.[1];
}

/** When a key that nobody knows was last written down: strangers may not fill the record. */
const strangersNotedAt = new WeakMap<object, Date>();

/**
 * The machine that acts by a key. Uses and refusals are written down once a minute at most.
 * @throws RequestError that says why the key does not let in
 */
export async function findMachine(sources: StepSources, key: string): Promise<Actor> {
  const reader = createReader(sources, { kind: 'system' });
  const admitted = await admitApiKey(reader, key);
  if ('actor' in admitted) {
    const { actor, apiKey } = admitted;
    if (isNoteDue(apiKey.lastUsedAt, reader.now)) {
      await createStep(sources, actor)((unit) => noteApiKeyUse(unit, apiKey));
    }
    return actor;
  }
  const { database } = sources;
  const notedAt = admitted.apiKey ? admitted.apiKey.lastRefusedAt : strangersNotedAt.get(database);
  if (isNoteDue(notedAt, reader.now)) {
    if (!admitted.apiKey) strangersNotedAt.set(database, reader.now);
    await createStep(sources, { kind: 'anonymous' })((unit) => noteApiKeyRefused(unit, admitted));
  }
  throw refuseCredentials(admitted.fault);
}
