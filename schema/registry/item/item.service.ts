import { GraphQLError } from 'graphql';
import { containing } from '../../shared/like.js';
import { idKey, type Page, type PageArguments, pageOf } from '../../shared/page.js';
import type { Reader } from '../../shared/unit.js';
import { Item } from './item.entity.js';
import type { ItemKind } from './item.states.js';
import { compareItems, type FieldChange } from './item-compare.js';

/** Which items are listed; an absent condition asks nothing. */
export interface ItemFilter {
  readonly titleContains?: string;
  readonly code?: string;
  readonly kind?: ItemKind;
}

/** The latest version of each of these codes that exists, in order of codes. */
export async function findCurrentItems(
  reader: Reader,
  departmentId: string,
  codes: readonly string[],
): Promise<Item[]> {
  const items = await reader.em.find(
    Item,
    { department: departmentId, code: { $in: [...codes] } },
    { orderBy: { code: 'asc', version: 'asc' } },
  );
  return [...new Map(items.map((item) => [item.code, item])).values()];
}

/** Items in the reader's scope, every version, by code and then the latest version first. */
export function listItems(reader: Reader, filter: ItemFilter, page: PageArguments): Promise<Page<Item>> {
  const where = {
    ...(filter.titleContains ? { title: containing(filter.titleContains) } : {}),
    ...(filter.code ? { code: filter.code } : {}),
    ...(filter.kind ? { kind: filter.kind } : {}),
  };
  return pageOf(page, [(row: Item) => row.code, (row: Item) => row.version, idKey], (limit, after) => {
    const [code, version, id] = after ?? [];
    const rest = after && {
      $or: [
        { code: { $gt: String(code) } },
        { code: String(code), version: { $lt: Number(version) } },
        { code: String(code), version: Number(version), id: { $gt: String(id) } },
      ],
    };
    return reader.em.find(
      Item,
      { $and: [where, rest ?? {}] },
      { orderBy: { code: 'asc', version: 'desc', id: 'asc' }, limit },
    );
  });
}

/** The department that is asked about; an account of none has to name one. */
export function departmentAsked(reader: Reader, departmentId?: string | null): string {
  const asked = departmentId ?? reader.actor.departmentId;
  if (asked) return asked;
  throw new GraphQLError('请指明部门（departmentId）。Name the department (departmentId).', {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

/** What differs between two versions of an item, or nothing where one of them does not exist. */
export async function compareItemVersions(
  reader: Reader,
  departmentId: string,
  code: string,
  from: number,
  to: number,
): Promise<FieldChange[] | null> {
  const find = (version: number) => reader.em.findOne(Item, { department: departmentId, code, version });
  const [before, after] = [await find(from), await find(to)];
  return before && after && compareItems(before, after);
}
