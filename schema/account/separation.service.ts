import { arrangementIn } from '../shared/allow.js';
import type { Reader } from '../shared/unit.js';
import { Account } from './account.entity.js';
import { Arrangement } from './arrangement.entity.js';
import { areSeparate, type Part, SeparationOfDuties } from './separations.js';

/** What somebody did on a matter: known by the account, or as an inspector, or both. */
export interface Deed {
  readonly part: Part;
  readonly accountId?: string | null;
  readonly inspectorId?: string | null;
  /** The arrangement by which it was done: as a deputy's deed it is also that of whom they stood for. */
  readonly arrangementId?: string | null;
}

/** A deed by each of these accounts. */
export function deedsOf(part: Part, accountIds: readonly string[]): Deed[] {
  return accountIds.map((accountId) => ({ part, accountId }));
}

/**
 * Why the actor may not have a part on a matter of a department: they, or the person in whose stead they act, had another
 * one that the table keeps apart; two accounts of one inspector are one person.
 */
export function findSeparation(
  reader: Reader,
  part: Part,
  departmentId: string,
  earlier: readonly Deed[],
): Promise<SeparationOfDuties | undefined> {
  const { accountId, inspectorId } = reader.actor;
  const arrangementId = arrangementIn(reader.actor, departmentId);
  return findClash(reader, { part, accountId, inspectorId, arrangementId }, earlier);
}

/** The same of any deed. */
export async function findClash(
  reader: Reader,
  deed: Deed,
  earlier: readonly Deed[],
): Promise<SeparationOfDuties | undefined> {
  if (!earlier.some((one) => areSeparate(deed.part, one.part))) return undefined;
  const people = await readPeople(reader, [deed, ...earlier]);
  const clash = people.findClash(deed, earlier);
  if (!clash) return undefined;
  const { displayName, username = '' } = reader.actor;
  return new SeparationOfDuties(deed.part, clash.part, people.nameOf(clash) ?? displayName ?? username);
}

/** Who is who: of deeds, the people behind them. */
export class People {
  constructor(
    private readonly accounts: ReadonlyMap<string, Account>,
    private readonly principals: ReadonlyMap<string, string | null>,
  ) {}

  /** The first earlier deed that the table keeps apart from this one, and that the same person did. */
  findClash(deed: Deed, earlier: readonly Deed[]): Deed | undefined {
    return earlier.find((one) => areSeparate(deed.part, one.part) && this.areOne(deed, one));
  }

  /** Whether one person did both, or had one of them done in their stead. */
  areOne(one: Deed, other: Deed): boolean {
    const keys = this.#keysOf(one);
    return this.#keysOf(other).some((key) => keys.includes(key));
  }

  /** The name of who did it; none of an inspector without an account. */
  nameOf({ accountId }: Deed): string | undefined {
    return this.accounts.get(accountId ?? '')?.displayName;
  }

  #keysOf({ accountId, inspectorId, arrangementId }: Deed): string[] {
    const ids = [accountId, this.principals.get(arrangementId ?? '')];
    const inspectors = ids.map((id) => this.accounts.get(id ?? '')?.inspectorId);
    return [...ids, inspectorId, ...inspectors].filter((key) => key !== undefined && key !== null);
  }
}

/** Reads who did these deeds, in whose stead, and as which inspector. */
export function readPeople(reader: Reader, deeds: readonly Deed[]): Promise<People> {
  const given = (id: string | null | undefined) => (id ? [id] : []);
  return reader.beyond('separations', async ({ em }) => {
    const arrangementIds = deeds.flatMap((deed) => given(deed.arrangementId));
    const arrangements =
      arrangementIds.length > 0 ? await em.find(Arrangement, { id: { $in: arrangementIds } }) : [];
    const principals = new Map(arrangements.map((row) => [row.id, row.standsFor ?? null]));
    const accountIds = [...deeds.map((deed) => deed.accountId), ...principals.values()].flatMap(given);
    const accounts = await em.find(Account, { id: { $in: accountIds } });
    return new People(new Map(accounts.map((row) => [row.id, row])), principals);
  });
}
