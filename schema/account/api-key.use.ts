import { recordEvent } from '../audit/index.js';
import type { Actor, Reader, Unit } from '../shared/unit.js';
import { Account } from './account.entity.js';
import { AccountKind } from './account.states.js';
import { ApiKey } from './api-key.entity.js';
import { stateOfApiKey } from './api-key.service.js';
import { ApiKeyState } from './api-key.states.js';
import { hashOfApiKey, isApiKey } from './api-key-text.js';
import { machineRoles } from './machine.rules.js';
import { actorOf } from './posts.js';

/** Why a key is not let in; the code that its user is told. */
export type ApiKeyFault =
  | 'API_KEY_MISTYPED'
  | 'API_KEY_UNKNOWN'
  | 'API_KEY_REVOKED'
  | 'API_KEY_EXPIRED'
  | 'ACCOUNT_CLOSED';

/** A key that lets in: who acts by it. */
interface AdmittedKey {
  readonly apiKey: ApiKey;
  readonly actor: Actor;
}

/** A key that does not; absent where nothing is known of it. */
interface RefusedKey {
  readonly fault: ApiKeyFault;
  readonly apiKey?: ApiKey;
}

/** How often at most a use is written down. */
const NOTE_MS = 60_000;

/** Whether a use, or a refusal, is to be written down again. */
export function isNoteDue(notedAt: Date | null | undefined, now: Date): boolean {
  return !notedAt || now.getTime() - notedAt.getTime() >= NOTE_MS;
}

/** Who acts by a key. What the account no longer may, or no machine may, the key may not either. */
export async function admitApiKey(reader: Reader, text: string): Promise<AdmittedKey | RefusedKey> {
  if (!isApiKey(text)) return { fault: 'API_KEY_MISTYPED' };
  const apiKey = await reader.em.findOne(ApiKey, { keyHash: hashOfApiKey(text) });
  if (!apiKey) return { fault: 'API_KEY_UNKNOWN' };
  const state = stateOfApiKey(apiKey, reader.now);
  if (state === ApiKeyState.REVOKED) return { fault: 'API_KEY_REVOKED', apiKey };
  if (state === ApiKeyState.EXPIRED) return { fault: 'API_KEY_EXPIRED', apiKey };
  const account = await reader.em.findOne(Account, { id: apiKey.account });
  if (!account?.active || account.kind !== AccountKind.MACHINE) return { fault: 'ACCOUNT_CLOSED', apiKey };
  return { apiKey, actor: narrowed(await actorOf(reader, account), apiKey) };
}

/** Whether a key serves still, and its account is open; for work that goes on while it is read. */
export async function isStillServing(reader: Reader, id: string): Promise<boolean> {
  const apiKey = await reader.em.findOne(ApiKey, { id }, { refresh: true });
  if (!apiKey || stateOfApiKey(apiKey, reader.now) !== ApiKeyState.VALID) return false;
  return (await reader.em.count(Account, { id: apiKey.account, active: true })) > 0;
}

function narrowed(actor: Actor, { id, roles }: ApiKey): Actor {
  const kept = <R extends (typeof roles)[number]>(held: readonly R[]) =>
    held.filter((role) => roles.includes(role) && machineRoles.includes(role));
  return {
    ...actor,
    roles: kept(actor.roles ?? []),
    posts: actor.posts?.map((post) => ({ ...post, roles: kept(post.roles) })),
    apiKeyId: id,
  };
}

/** Writes down that a key was used. */
export async function noteApiKeyUse(unit: Unit, key: ApiKey): Promise<void> {
  await unit.em.nativeUpdate(ApiKey, { id: key.id }, { lastUsedAt: unit.now });
}

/** Writes down that a key was refused: somebody may still hold one that was revoked. */
export async function noteApiKeyRefused(unit: Unit, { fault, apiKey }: RefusedKey): Promise<void> {
  if (apiKey) await unit.em.nativeUpdate(ApiKey, { id: apiKey.id }, { lastRefusedAt: unit.now });
  const subject = { kind: 'api-key', id: apiKey?.id ?? 'unknown' };
  await recordEvent(unit, 'api-key.refused', subject, { fault, hint: apiKey?.hint });
}
