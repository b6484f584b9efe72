import { dayInShanghai } from '../../shared/day.js';
import { type ItemRow, itemCells } from '../../shared/table-file/index.js';
import type { Reader } from '../../shared/unit.js';
import { methodWords } from '../item/check-method.js';
import { Item } from '../item/item.entity.js';
import { ItemKind } from '../item/item.states.js';
import type { RegisterRow, RegisterRows, RegisterView } from './register-rows.js';

/** An entry as the import would read it. */
function rowOf(item: Item, departmentName: string): ItemRow {
  return {
    code: item.code,
    title: item.title,
    legalBasis: item.legalBasis,
    kind: item.kind === ItemKind.KEY ? 'key' : 'general',
    ratioPermille: permille(item.ratioPpm),
    floorPermille: permille(item.ratioFloorPpm),
    capPermille: permille(item.ratioCapPpm),
    frequency: item.frequency ?? undefined,
    subject: item.subject ?? undefined,
    method: methodWords(item),
    departmentName,
    skills: item.requiredSkills,
    materials: item.materials,
    checklistCode: item.checklistCode ?? undefined,
    checklistVersion: item.checklistVersion ?? undefined,
    resultSystem: item.resultSystem,
    validFromOn: item.validFromOn,
    validToOn: item.validToOn ?? undefined,
  };
}

function permille(ppm: number | null | undefined): number | undefined {
  return ppm === null || ppm === undefined ? undefined : ppm / 1_000;
}

/** An entry: its newest version, under the id of its first, which stays. */
interface Entry {
  readonly id: string;
  readonly item: Item;
}

/** The version of each entry that was the newest at the instant and had not ended; versions are never edited. */
async function entries(reader: Reader, { department, instant }: RegisterView): Promise<Entry[]> {
  const items = await reader.em.find(
    Item,
    { department: department.id, createdAt: { $lte: instant } },
    { orderBy: { code: 'asc', version: 'asc' }, disableIdentityMap: true },
  );
  const day = dayInShanghai(instant);
  return [...Map.groupBy(items, (item) => item.code).values()].flatMap((versions) => {
    const item = versions.at(-1) as Item;
    const hasEnded = item.validToOn != null && item.validToOn < day;
    return hasEnded ? [] : [{ id: versions[0]?.id ?? item.id, item }];
  });
}

function sheetRow({ id, item }: Entry, { department }: RegisterView): RegisterRow {
  return { id, key: item.code, cells: itemCells(rowOf(item, department.name)) };
}

/** The item list as sheets show it: some thousand entries at most, so they are read at once. */
export const itemRows: RegisterRows = {
  async *pages(reader, view, { nameContains = '' }) {
    const all = await entries(reader, view);
    yield all
      .filter(({ item }) => item.title.toLowerCase().includes(nameContains.toLowerCase()))
      .map((entry) => sheetRow(entry, view));
  },
  async find(reader, view, keys) {
    const wanted = new Set(keys);
    const all = await entries(reader, view);
    return all.filter(({ item }) => wanted.has(item.code)).map((entry) => sheetRow(entry, view));
  },
};
