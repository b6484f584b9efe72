import { LockMode } from '@mikro-orm/core';
import { addDays } from '../../scheduler/calendar/index.js';
import { recordEvent } from '../audit/index.js';
import { endOfDayInShanghai } from '../shared/day.js';
import { type Page, type PageArguments, pageById } from '../shared/page.js';
import { isRefusal } from '../shared/refusal.js';
import type { Role } from '../shared/roles.js';
import type { Reader, Unit } from '../shared/unit.js';
import { Account } from './account.entity.js';
import { AccountNotFound, RoleMissing } from './account.errors.js';
import { AccountKind } from './account.states.js';
import { ApiKey } from './api-key.entity.js';
import {
  AccountNotOpen,
  ApiKeyDayRefused,
  ApiKeyEndedAlready,
  ApiKeyNotFound,
  MachineOnly,
  PersonalRole,
  RoleNotHeld,
  TooManyApiKeys,
} from './api-key.errors.js';
import { API_KEY_RULES } from './api-key.rules.js';
import { ApiKeyState } from './api-key.states.js';
import { hashOfApiKey, hintOf, makeApiKey } from './api-key-text.js';
import { findPersonalRole } from './machine.rules.js';

/** A key just made: its text is told once, here. */
export interface MadeApiKey {
  readonly apiKey: ApiKey;
  readonly key: string;
}

interface KeyDraft {
  readonly accountId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly expiresOn: string;
}

const dayMs = 86_400_000;

/** How a key stands at an instant. */
export function stateOfApiKey(key: ApiKey, now: Date): ApiKeyState {
  if (key.revokedAt) return ApiKeyState.REVOKED;
  return key.expiresAt <= now ? ApiKeyState.EXPIRED : ApiKeyState.VALID;
}

/** Whether a key that serves ends within the days of notice. */
export function expiresSoon(key: ApiKey, now: Date): boolean {
  const noticeFrom = key.expiresAt.getTime() - API_KEY_RULES.noticeDays * dayMs;
  return stateOfApiKey(key, now) === ApiKeyState.VALID && now.getTime() >= noticeFrom;
}

/** Keys, newest first: of one account, or of all. */
export function listApiKeys(reader: Reader, page: PageArguments, accountId?: string): Promise<Page<ApiKey>> {
  const of = accountId ? { account: accountId } : {};
  return pageById(page, (key, limit) =>
    reader.em.find(ApiKey, { ...of, ...key }, { orderBy: { id: 'desc' }, limit }),
  );
}

/** Issues a key to a machine. */
export async function issueApiKey(unit: Unit, draft: KeyDraft) {
  const refused = await findRefusal(unit, draft);
  if (refused) return refused;
  const serving = { account: draft.accountId, revokedAt: null, expiresAt: { $gt: unit.now } };
  if ((await unit.em.count(ApiKey, serving)) >= API_KEY_RULES.most) return new TooManyApiKeys();
  const made = await insertKey(unit, draft, null);
  await recordEvent(unit, 'api-key.issued', subjectOf(made.apiKey), described(made.apiKey));
  return made;
}

/** Makes a key that takes the place of another; the old one serves some days more, or ends at once. */
export async function rotateApiKey(
  unit: Unit,
  { id, expiresOn, atOnce }: { id: string; expiresOn: string; atOnce: boolean },
) {
  const old = await findServing(unit, id);
  if (isRefusal(old)) return old;
  if ((await unit.em.count(ApiKey, { rotatedFrom: id })) > 0) return new ApiKeyEndedAlready();
  const draft = { accountId: old.account, name: old.name, roles: old.roles, expiresOn };
  const refused = await findRefusal(unit, draft);
  if (refused) return refused;
  const made = await insertKey(unit, draft, id);
  const graceEndsAt = new Date(unit.now.getTime() + API_KEY_RULES.graceDays * dayMs);
  const endsAt = atOnce ? unit.now : graceEndsAt;
  if (endsAt < old.expiresAt) await unit.em.nativeUpdate(ApiKey, { id }, { expiresAt: endsAt });
  await recordEvent(unit, 'api-key.rotated', subjectOf(made.apiKey), {
    ...described(made.apiKey),
    rotatedFrom: id,
    atOnce,
  });
  return made;
}

/** Ends a key: the next request with it fails. */
export async function revokeApiKey(unit: Unit, id: string) {
  const key = await findServing(unit, id);
  if (isRefusal(key)) return key;
  await unit.em.nativeUpdate(ApiKey, { id }, { revokedAt: unit.now });
  await recordEvent(unit, 'api-key.revoked', subjectOf(key), { hint: key.hint });
  return Object.assign(key, { revokedAt: unit.now });
}

async function findServing(unit: Unit, id: string) {
  const key = await unit.em.findOne(ApiKey, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (!key) return new ApiKeyNotFound();
  return stateOfApiKey(key, unit.now) === ApiKeyState.VALID ? key : new ApiKeyEndedAlready();
}

async function findRefusal(unit: Unit, { accountId, roles, expiresOn }: KeyDraft) {
  const account = await unit.em.findOne(Account, { id: accountId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!account) return new AccountNotFound();
  if (account.kind !== AccountKind.MACHINE) return new MachineOnly();
  if (!account.active) return new AccountNotOpen();
  if (roles.length === 0) return new RoleMissing();
  // The account's roles may be granted elsewhere: what no machine holds ends here too.
  const personal = findPersonalRole(roles);
  if (personal) return new PersonalRole(personal);
  const missing = roles.find((role) => !account.roles.includes(role));
  if (missing) return new RoleNotHeld(missing);
  const latestOn = addDays(unit.today, API_KEY_RULES.longestDays);
  return expiresOn < unit.today || expiresOn > latestOn ? new ApiKeyDayRefused(latestOn) : undefined;
}

async function insertKey(unit: Unit, draft: KeyDraft, rotatedFrom: string | null): Promise<MadeApiKey> {
  const key = makeApiKey(unit.chance);
  const apiKey: ApiKey = {
    id: unit.newId(),
    account: draft.accountId,
    name: draft.name,
    hint: hintOf(key),
    keyHash: hashOfApiKey(key),
    roles: [...new Set(draft.roles)],
    createdAt: unit.now,
    createdBy: unit.actor.accountId ?? null,
    expiresAt: endOfDayInShanghai(draft.expiresOn),
    lastUsedAt: null,
    rotatedFrom,
    revokedAt: null,
    lastRefusedAt: null,
  };
  await unit.em.insert(ApiKey, apiKey);
  return { apiKey, key };
}

function subjectOf(key: ApiKey) {
  return { kind: 'api-key', id: key.id };
}

function described(key: ApiKey) {
  return { account: key.account, hint: key.hint, roles: key.roles, expiresAt: key.expiresAt.toISOString() };
}
