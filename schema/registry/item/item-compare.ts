import type { Reader } from '../../shared/unit.js';
import { methodText } from './check-method.js';
import type { Item } from './item.entity.js';
import type { ItemList } from './item-list.entity.js';
import { readEntries } from './item-list.read.js';

/** One field that differs, in words; absent where the version has none. */
export interface FieldChange {
  readonly field: string;
  readonly label: string;
  readonly before?: string;
  readonly after?: string;
}

const percent = (ppm: number | null) => (ppm === null ? '' : `${ppm / 10_000}%`);

/** What is compared, with its words. */
const fields: readonly (readonly [field: string, label: string, words: (item: Item) => string])[] = [
  ['title', '事项名称', (item) => item.title],
  ['legalBasis', '法律依据', (item) => item.legalBasis],
  ['kind', '类别', (item) => (item.kind === 'KEY' ? '重点' : '一般')],
  ['ratioPpm', '抽查比例', (item) => percent(item.ratioPpm ?? null)],
  ['ratioFloorPpm', '比例下限', (item) => percent(item.ratioFloorPpm ?? null)],
  ['ratioCapPpm', '比例上限', (item) => percent(item.ratioCapPpm ?? null)],
  ['frequency', '年频次', (item) => String(item.frequency ?? '')],
  ['subject', '抽查对象', (item) => item.subject ?? ''],
  ['method', '检查方式（原文）', (item) => item.method ?? ''],
  ['methods', '检查方式', (item) => item.methods.map((method) => methodText[method]).join('、')],
  ['requiredSkills', '所需技能', (item) => item.requiredSkills.join('、')],
  ['materials', '所需材料', (item) => item.materials.join('、')],
  [
    'checklist',
    '检查表',
    (item) => (item.checklistCode ? `${item.checklistCode}/${item.checklistVersion}` : ''),
  ],
  ['resultSystem', '结果代码体系', (item) => `${item.resultSystem}/${item.resultSystemVersion}`],
  ['validFromOn', '生效日期', (item) => item.validFromOn],
  ['validToOn', '失效日期', (item) => item.validToOn ?? ''],
];

/** What differs between two versions of an item, field by field. */
export function compareItems(before: Item, after: Item): FieldChange[] {
  return fields.flatMap(([field, label, words]) => {
    const [was, is] = [words(before), words(after)];
    return was === is ? [] : [{ field, label, before: was || undefined, after: is || undefined }];
  });
}

/** What differs between two published lists. */
export interface ListComparison {
  readonly added: readonly Item[];
  readonly ended: readonly Item[];
  readonly changed: readonly {
    readonly before: Item;
    readonly after: Item;
    readonly fields: FieldChange[];
  }[];
}

/** Compares two published lists entry by entry. */
export async function compareLists(
  reader: Reader,
  before: Pick<ItemList, 'department' | 'entries'>,
  after: Pick<ItemList, 'department' | 'entries'>,
): Promise<ListComparison> {
  const was = new Map((await readEntries(reader, before)).map((item) => [item.code, item]));
  const is = await readEntries(reader, after);
  const codes = new Set(is.map((item) => item.code));
  return {
    added: is.filter((item) => !was.has(item.code)),
    ended: [...was.values()].filter((item) => !codes.has(item.code)),
    changed: is.flatMap((item) => {
      const before = was.get(item.code);
      const fields = before && before.version !== item.version ? compareItems(before, item) : [];
      return before && fields.length > 0 ? [{ before, after: item, fields }] : [];
    }),
  };
}
