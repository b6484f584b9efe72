import { addDays } from '../../../scheduler/calendar/index.js';
import type { Reader } from '../../shared/unit.js';
import { Item } from './item.entity.js';
import { ItemKind } from './item.states.js';
import type { ListedItem } from './item-list.entity.js';
import { findItemList } from './item-list.read.js';

/** The days of a campaign's visits, both within. */
export interface Window {
  readonly fromOn: string;
  readonly toOn: string;
}

type Term = Pick<Item, 'version' | 'validFromOn' | 'validToOn'>;

/** The version that holds on a day: the newest that has begun, unless it has ended. Versions ascend. */
export function versionOn<Version extends Term>(versions: readonly Version[], on: string) {
  const newest = versions.findLast((version) => version.validFromOn <= on);
  return newest && (newest.validToOn == null || newest.validToOn >= on) ? newest : undefined;
}

/** Whether some version holds on every day of a window: it can only change where one begins or has ended. */
export function holdsThroughout(versions: readonly Term[], { fromOn, toOn }: Window): boolean {
  const turns = versions.flatMap(({ validFromOn, validToOn }) =>
    validToOn == null || validToOn >= toOn ? [validFromOn] : [validFromOn, addDays(validToOn, 1)],
  );
  const days = [fromOn, ...turns.filter((day) => day > fromOn && day <= toOn)];
  return days.every((day) => versionOn(versions, day) !== undefined);
}

/** Every version of a department's items, ascending, by code. */
export async function loadVersions(
  reader: Reader,
  departmentId: string,
  codes?: readonly string[],
): Promise<Map<string, Item[]>> {
  const among = codes ? { code: { $in: [...codes] } } : {};
  const items = await reader.em.find(
    Item,
    { department: departmentId, ...among },
    { orderBy: { code: 'asc', version: 'asc' }, disableIdentityMap: true },
  );
  return Map.groupBy(items, (item) => item.code);
}

/** The version of an item that counts for a campaign. */
export interface JudgedItem extends ListedItem {
  /** Its row, which lasts when the list passes to another department; absent for approvals before it was kept. */
  readonly itemId?: string;
}

/** How items stand for a campaign. */
export interface ItemStanding {
  /** The versions that count, in the order asked; complete where nothing is at fault. */
  readonly versions: readonly JudgedItem[];
  /** Codes that the list does not have: the published one, where there is one. */
  readonly unlisted: readonly string[];
  /** Codes that are not in force on every day of the window. */
  readonly lapsed: readonly string[];
}

/**
 * No item, no check: whether items are in a department's list and in force during a whole window, and in which
 * version. Where a list is published only its entries count, in the version that it names.
 */
export async function judgeItems(
  reader: Reader,
  departmentId: string,
  codes: readonly string[],
  window: Window,
): Promise<ItemStanding> {
  const versionsOf = await loadVersions(reader, departmentId, codes);
  const list = await findItemList(reader, departmentId, { on: reader.today });
  const listed = list && new Map(list.entries.map((entry) => [entry.code, entry.version]));
  const standing = { versions: [] as JudgedItem[], unlisted: [] as string[], lapsed: [] as string[] };
  for (const code of codes) {
    const versions = versionsOf.get(code);
    if (!versions || (listed && !listed.has(code))) {
      standing.unlisted.push(code);
      continue;
    }
    const item = listed
      ? versions.find(({ version }) => version === listed.get(code))
      : versionOn(versions, window.fromOn);
    const holds = item && (!listed || holdsThroughout([item], window)) && holdsThroughout(versions, window);
    if (holds) standing.versions.push({ code, version: item.version, itemId: item.id });
    else standing.lapsed.push(code);
  }
  return standing;
}

/**
 * Whether a campaign checks general items alone, in their newest versions: key items and those with a cycle of their own
 * (times a year) are not capped (domain-rules §5).
 */
export async function hasOnlyGeneralItems(
  reader: Reader,
  departmentId: string,
  codes: readonly string[],
): Promise<boolean> {
  const versionsOf = await loadVersions(reader, departmentId, codes);
  return codes.every((code) => {
    const newest = versionsOf.get(code)?.at(-1);
    return newest?.kind === ItemKind.GENERAL && newest.frequency === null;
  });
}
