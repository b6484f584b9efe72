import { dayInShanghai } from '../../shared/day.js';
import { type ItemRow, itemCells } from '../../shared/table-file/index.js';
import type { Reader } from '../../shared/unit.js';
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
    method: item.method ?? undefined,
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

/** The version of each entry that was the newest at the instant and had not ended; versions are never edited. */
async function entries(reader: Reader, { department, instant }: RegisterView): Promise<Item[]> {
  const items = await reader.em.find(
    Item,
    { department: department.id, createdAt: { $lte: instant } },
    { orderBy: { code: 'asc', version: 'asc' }, disableIdentityMap: true },
  );
  const newest = [...new Map(items.map((item) => [item.code, item])).values()];
  const day = dayInShanghai(instant);
  return newest.filter(({ validToOn }) => validToOn == null || validToOn >= day);
}

function sheetRow(item: Item, { department }: RegisterView): RegisterRow {
  return { id: item.id, key: item.code, cells: itemCells(rowOf(item, department.name)) };
}

/** The item list as sheets show it: some thousand entries at most, so they are read at once. */
export const itemRows: RegisterRows = {
  async *pages(reader, view, { nameContains = '' }) {
    const items = await entries(reader, view);
    yield items
      .filter(({ title }) => title.toLowerCase().includes(nameContains.toLowerCase()))
      .map((item) => sheetRow(item, view));
  },
  async find(reader, view, keys) {
    const wanted = new Set(keys);
    const items = await entries(reader, view);
    return items.filter(({ code }) => wanted.has(code)).map((item) => sheetRow(item, view));
  },
};
