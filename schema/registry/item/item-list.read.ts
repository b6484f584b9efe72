import type { Reader } from '../../shared/unit.js';
import { Item } from './item.entity.js';
import { ItemList } from './item-list.entity.js';

/** Which published list: by its version, or the one that holds on a day. */
export interface WhichList {
  readonly version?: number | null;
  readonly on?: string | null;
}

/** A department's published list, or nothing; the newest that holds today when nothing is said. */
export async function findItemList(
  reader: Reader,
  departmentId: string,
  { version, on }: WhichList = {},
): Promise<ItemList | null> {
  const which = version ? { version } : { publishedOn: { $lte: on ?? reader.today } };
  const [list] = await reader.em.find(
    ItemList,
    { department: departmentId, ...which },
    { orderBy: { version: 'desc' }, limit: 1 },
  );
  return list ?? null;
}

/** The items of a published list in its versions, by code. */
export async function readEntries(
  reader: Reader,
  list: Pick<ItemList, 'department' | 'entries'>,
): Promise<Item[]> {
  const key = ({ code, version }: { code: string; version: number }) => `${code} ${version}`;
  const wanted = new Set(list.entries.map(key));
  // A published list is public, also to a team member from another department.
  const items = await reader.beyond('published', ({ em }) =>
    em.find(
      Item,
      { department: list.department, code: { $in: list.entries.map((entry) => entry.code) } },
      { orderBy: { code: 'asc', version: 'asc' }, disableIdentityMap: true },
    ),
  );
  return items.filter((item) => wanted.has(key(item)));
}
