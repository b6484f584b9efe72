import { halfWidth } from '../../shared/identifiers/index.js';
import { type BasisFault, type LintFinding, lintLegalBasis } from '../../shared/legal-basis/index.js';
import type { Item } from './item.entity.js';
import { ItemKind } from './item.states.js';

/** What may be wrong with an item, beside its basis. */
export enum ItemFault {
  NO_LAW_NAMED = 'NO_LAW_NAMED',
  NO_ARTICLE = 'NO_ARTICLE',
  LAW_WITHOUT_ARTICLE = 'LAW_WITHOUT_ARTICLE',
  ONLY_NORMATIVE_DOCUMENT = 'ONLY_NORMATIVE_DOCUMENT',
  CATCH_ALL_BASIS = 'CATCH_ALL_BASIS',
  EXPIRED = 'EXPIRED',
  RATIO_OUT_OF_BOUNDS = 'RATIO_OUT_OF_BOUNDS',
  CAP_ON_KEY_ITEM = 'CAP_ON_KEY_ITEM',
  FREQUENCY_WITHOUT_RATIO = 'FREQUENCY_WITHOUT_RATIO',
  NO_METHOD = 'NO_METHOD',
  NO_CHECKLIST = 'NO_CHECKLIST',
  UNKNOWN_CHECKLIST = 'UNKNOWN_CHECKLIST',
  UNKNOWN_RESULT_SYSTEM = 'UNKNOWN_RESULT_SYSTEM',
  DUPLICATE_TITLE = 'DUPLICATE_TITLE',
}

/** A finding on one item. */
export interface ItemFinding extends LintFinding<ItemFault> {
  readonly itemCode: string;
}

/** What an item is checked against; without it only what the item says itself. */
export interface LintGround {
  readonly on: string;
  /** `code/version` of checklists and result systems that there are. */
  readonly checklists: ReadonlySet<string>;
  readonly resultSystems: ReadonlySet<string>;
}

type OwnFault = Exclude<keyof typeof ItemFault, BasisFault>;

const told: Readonly<Record<OwnFault, readonly ['ERROR' | 'WARNING', string, string, string, string]>> = {
  EXPIRED: [
    'ERROR',
    '事项已失效，仍列在清单中。',
    'The item has ended and still stands on the list.',
    '重新公布清单，或以新的日期变更该事项。',
    'Publish the list anew, or change the item with new dates.',
  ],
  RATIO_OUT_OF_BOUNDS: [
    'ERROR',
    '抽查比例超出下限或上限。',
    'The ratio lies outside its floor or cap.',
    '更正比例，或更正下限、上限。',
    'Correct the ratio, its floor or its cap.',
  ],
  CAP_ON_KEY_ITEM: [
    'WARNING',
    '重点事项不设比例上限，所填上限无效。',
    'A cap does not bind a key item.',
    '删去上限，或改为一般事项。',
    'Leave the cap out, or make it a general item.',
  ],
  FREQUENCY_WITHOUT_RATIO: [
    'WARNING',
    '有频次而没有抽查比例。',
    'There is a frequency and no ratio.',
    '补充抽查比例。',
    'Add the ratio.',
  ],
  NO_METHOD: ['WARNING', '没有检查方式。', 'There is no method.', '补充检查方式。', 'Add the methods.'],
  NO_CHECKLIST: [
    'WARNING',
    '没有检查表。',
    'There is no checklist.',
    '登记检查表并填写。',
    'Enter a checklist.',
  ],
  UNKNOWN_CHECKLIST: [
    'ERROR',
    '所填检查表或其版本不存在。',
    'The checklist or its version does not exist.',
    '登记检查表，或更正编码与版本。',
    'Enter the checklist, or correct its code and version.',
  ],
  UNKNOWN_RESULT_SYSTEM: [
    'ERROR',
    '所填结果代码体系或其版本不存在。',
    'The system of result codes or its version does not exist.',
    '登记结果代码体系，或更正名称与版本。',
    'Enter the system, or correct its code and version.',
  ],
  DUPLICATE_TITLE: [
    'WARNING',
    '与另一事项名称相同。',
    'Another item has the same title.',
    '合并两个事项，或改为不同的名称。',
    'Make them one item, or give them titles of their own.',
  ],
};

function finding(itemCode: string, code: OwnFault): ItemFinding {
  const [severity, message, messageEn, remedy, remedyEn] = told[code];
  return { itemCode, code: ItemFault[code], severity, message, messageEn, remedy, remedyEn };
}

type Rule = readonly [OwnFault, (item: Item, ground?: LintGround) => boolean];

const outOfBounds = ({ ratioPpm, ratioFloorPpm, ratioCapPpm }: Item) => {
  const [floor, cap] = [ratioFloorPpm ?? 0, ratioCapPpm ?? 1_000_000];
  return floor > cap || (ratioPpm != null && (ratioPpm < floor || ratioPpm > cap));
};

const rules: readonly Rule[] = [
  ['EXPIRED', (item, ground) => !!ground && item.validToOn != null && item.validToOn < ground.on],
  ['RATIO_OUT_OF_BOUNDS', outOfBounds],
  ['CAP_ON_KEY_ITEM', (item) => item.kind === ItemKind.KEY && item.ratioCapPpm != null],
  ['FREQUENCY_WITHOUT_RATIO', (item) => item.frequency != null && item.ratioPpm == null],
  ['NO_METHOD', (item) => item.methods.length === 0],
  ['NO_CHECKLIST', (item) => item.checklistCode == null],
  [
    'UNKNOWN_CHECKLIST',
    (item, ground) =>
      !!ground &&
      item.checklistCode != null &&
      !ground.checklists.has(`${item.checklistCode}/${item.checklistVersion}`),
  ],
  [
    'UNKNOWN_RESULT_SYSTEM',
    (item, ground) =>
      !!ground && !ground.resultSystems.has(`${item.resultSystem}/${item.resultSystemVersion}`),
  ],
];

/** What is vague, missing or contradictory in one item. */
export function lintItem(item: Item, ground?: LintGround): ItemFinding[] {
  const ofBasis = lintLegalBasis(item.legalBasis).map((one) => ({
    ...one,
    code: ItemFault[one.code],
    itemCode: item.code,
  }));
  const own = rules
    .filter(([, isFaulty]) => isFaulty(item, ground))
    .map(([code]) => finding(item.code, code));
  return [...ofBasis, ...own];
}

/** The same for a list, with titles that stand twice; in the order of the items. */
export function lintList(items: readonly Item[], ground: LintGround): ItemFinding[] {
  const titleOf = (item: Item) => halfWidth(item.title).replace(/\s/g, '').toLowerCase();
  const countOf = new Map<string, number>();
  for (const item of items) countOf.set(titleOf(item), (countOf.get(titleOf(item)) ?? 0) + 1);
  return items.flatMap((item) => {
    const isTwice = (countOf.get(titleOf(item)) ?? 0) > 1;
    return [...lintItem(item, ground), ...(isTwice ? [finding(item.code, 'DUPLICATE_TITLE')] : [])];
  });
}
