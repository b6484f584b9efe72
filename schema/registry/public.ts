import { Department } from '../department/index.js';
import { readCitations } from '../shared/legal-basis/index.js';
import type { Reader } from '../shared/unit.js';
import { methodText } from './item/check-method.js';
import type { Item } from './item/item.entity.js';
import { compareLists, type FieldChange } from './item/item-compare.js';
import { ItemList } from './item/item-list.entity.js';
import { findItemList, readEntries } from './item/item-list.read.js';

/** What a law says, as an item cites it. */
export interface PublicArticle {
  readonly law: string;
  readonly articles: readonly string[];
}

/** An entry of a published list, as everybody may read it. */
export interface PublicItem {
  readonly code: string;
  readonly version: number;
  readonly title: string;
  readonly legalBasis: string;
  readonly articles: readonly PublicArticle[];
  readonly isKey: boolean;
  readonly ratioPpm: number | null;
  readonly ratioFloorPpm: number | null;
  readonly ratioCapPpm: number | null;
  readonly frequency: number | null;
  readonly subject: string | null;
  readonly methods: readonly string[];
  readonly materials: readonly string[];
  readonly validFromOn: string;
  readonly validToOn: string | null;
}

/** A published list, as everybody may read it. */
export interface PublicItemList {
  readonly departmentCode: string;
  readonly departmentName: string;
  readonly version: number;
  readonly publishedOn: string;
  readonly documentNo: string | null;
  readonly items: readonly PublicItem[];
}

function publicItem(item: Item): PublicItem {
  const methods = item.methods.map((method) => methodText[method]);
  return {
    code: item.code,
    version: item.version,
    title: item.title,
    legalBasis: item.legalBasis,
    articles: readCitations(item.legalBasis).map(({ title, articles }) => ({ law: title, articles })),
    isKey: item.kind === 'KEY',
    ratioPpm: item.ratioPpm ?? null,
    ratioFloorPpm: item.ratioFloorPpm ?? null,
    ratioCapPpm: item.ratioCapPpm ?? null,
    frequency: item.frequency ?? null,
    subject: item.subject ?? null,
    methods: methods.length > 0 || !item.method ? methods : [item.method],
    materials: item.materials,
    validFromOn: item.validFromOn,
    validToOn: item.validToOn ?? null,
  };
}

/** A list whose day has come: what is published for a later day is not public yet. */
async function findPublicList(
  reader: Reader,
  departmentId: string,
  version?: number | null,
): Promise<ItemList | null> {
  const list = await findItemList(reader, departmentId, { version });
  return list && list.publishedOn <= reader.today ? list : null;
}

/** The list of a department that holds today, or a version of it that was published. */
export async function readPublicItemList(
  reader: Reader,
  departmentCode: string,
  version?: number | null,
): Promise<PublicItemList | null> {
  const department = await reader.em.findOne(Department, { code: departmentCode });
  const list = department && (await findPublicList(reader, department.id, version));
  if (!department || !list) return null;
  return {
    departmentCode: department.code,
    departmentName: department.name,
    version: list.version,
    publishedOn: list.publishedOn,
    documentNo: list.documentNo ?? null,
    items: (await readEntries(reader, list)).map(publicItem),
  };
}

/** One published version of a list, without its entries. */
export interface PublicListVersion {
  readonly version: number;
  readonly publishedOn: string;
  readonly documentNo: string | null;
  readonly itemCount: number;
}

/** The published versions of a department's list, the newest first. */
export async function listPublicVersions(
  reader: Reader,
  departmentCode: string,
): Promise<PublicListVersion[]> {
  const department = await reader.em.findOne(Department, { code: departmentCode });
  if (!department) return [];
  const lists = await reader.em.find(
    ItemList,
    { department: department.id, publishedOn: { $lte: reader.today } },
    { orderBy: { version: 'desc' }, limit: 100 },
  );
  return lists.map(({ version, publishedOn, documentNo, entries }) => ({
    version,
    publishedOn,
    documentNo: documentNo ?? null,
    itemCount: entries.length,
  }));
}

/** What the public reads of two versions: added, ended, changed. */
export interface PublicComparison {
  readonly added: readonly PublicItem[];
  readonly ended: readonly PublicItem[];
  readonly changed: readonly { readonly code: string; readonly fields: readonly FieldChange[] }[];
}

/** Fields of an item that only the house reads. */
const ownFields = new Set(['requiredSkills', 'checklist', 'resultSystem', 'method']);

/** Compares two published versions of a department's list, or nothing where one is not public. */
export async function comparePublicLists(
  reader: Reader,
  departmentCode: string,
  from: number,
  to: number,
): Promise<PublicComparison | null> {
  const department = await reader.em.findOne(Department, { code: departmentCode });
  if (!department) return null;
  const before = await findPublicList(reader, department.id, from);
  const after = await findPublicList(reader, department.id, to);
  if (!before || !after) return null;
  const { added, ended, changed } = await compareLists(reader, before, after);
  return {
    added: added.map(publicItem),
    ended: ended.map(publicItem),
    changed: changed.flatMap(({ after: { code }, fields }) => {
      const readable = fields.filter(({ field }) => !ownFields.has(field));
      return readable.length > 0 ? [{ code, fields: readable }] : [];
    }),
  };
}
