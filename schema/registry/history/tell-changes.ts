import { Account } from '../../account/index.js';
import type { Reader } from '../../shared/unit.js';
import type { RegisterChangeType } from './history.type.js';
import type { RowChange } from './row-change.js';

/** How many changes are told at once. */
const toldChanges = 200;

/** Names of accounts by their ids. */
export async function findUsernames(
  reader: Reader,
  accountIds: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(accountIds.filter((id) => id !== null))];
  if (ids.length === 0) return new Map();
  const accounts = await reader.em.find(Account, { id: { $in: ids } });
  return new Map(accounts.map((account) => [account.id, account.username]));
}

/** Changes with the names of those who made them. */
export async function tellChanges(
  reader: Reader,
  changes: readonly RowChange[],
): Promise<RegisterChangeType[]> {
  const told = changes.slice(0, toldChanges);
  const usernames = await findUsernames(
    reader,
    told.map(({ byId }) => byId),
  );
  return told.map(({ byId, importRunId, fields, ...change }) => ({
    ...change,
    by: byId === null ? 'command' : (usernames.get(byId) ?? byId),
    importRunId: importRunId ?? undefined,
    fields: fields.map(({ field, from, to }) => ({ field, from: asText(from), to: asText(to) })),
  }));
}

function asText(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
