import type { CalendarDate } from '../../../scheduler/calendar/index.js';
import { halfWidth, identifierForm } from '../identifiers/index.js';
import { lintLegalBasis } from '../legal-basis/index.js';
import { dateOrder } from './fault-words.js';
import { FieldReader, type RowFields } from './field-reader.js';
import type { ParsedRow } from './row-fault.js';
import { LONG_TERM_ON } from './sheet-date.js';

/** One line of the item list (抽查事项清单): no item, no check. */
export interface ItemRow {
  readonly code: string;
  readonly title: string;
  /** The article that allows the check. */
  readonly legalBasis: string;
  /** Caps on visits bind general items only. */
  readonly kind: 'general' | 'key';
  /** Share of the pool per year in thousandths, 0 to 1,000, to three decimals; 30 is 3 %. */
  readonly ratioPermille?: number;
  /** A floor and a cap of that share; `不低于3%` in the column of the ratio is a floor too. */
  readonly floorPermille?: number;
  readonly capPermille?: number;
  /** Times a year. */
  readonly frequency?: number;
  readonly subject?: string;
  readonly method?: string;
  readonly departmentName?: string;
  /** Skills that one of the team must have. */
  readonly skills: readonly string[];
  /** What the party has to show. */
  readonly materials: readonly string[];
  /** The checklist of its visits; without a version the newest. */
  readonly checklistCode?: string;
  readonly checklistVersion?: number;
  /** The system of result codes of its visits. */
  readonly resultSystem?: string;
  /** The days on which the entry is in force; without an end `validToOn` is absent. */
  readonly validFromOn?: CalendarDate;
  readonly validToOn?: CalendarDate;
}

/** Headings of departments' exports. */
export const ITEM_HEADINGS = {
  code: ['事项编码', '抽查事项编码', '事项代码'],
  title: ['抽查事项', '抽查事项名称', '事项名称', '检查事项'],
  legalBasis: ['抽查依据', '检查依据', '法律依据', '设定依据'],
  kind: ['事项类型', '事项类别', '抽查类别'],
  ratioPermille: ['抽查比例'],
  floorPermille: ['最低抽查比例', '抽查比例下限', '比例下限'],
  capPermille: ['最高抽查比例', '抽查比例上限', '比例上限'],
  frequency: ['抽查频次', '检查频次'],
  subject: ['检查对象', '抽查对象'],
  method: ['检查方式', '抽查方式'],
  departmentName: ['实施单位', '检查主体', '抽查主体'],
  skills: ['所需资质', '所需技能'],
  materials: ['检查材料', '所需材料', '需提供材料', '应提供材料'],
  checklistCode: ['检查表编码', '检查表代码', '检查表'],
  checklistVersion: ['检查表版本'],
  resultSystem: ['结果代码体系', '结果编码体系', '检查结果体系'],
  validFromOn: ['生效日期', '施行日期', '有效期起'],
  validToOn: ['失效日期', '有效期止', '有效期至'],
} as const;

const KINDS = {
  一般: 'general',
  一般检查事项: 'general',
  一般事项: 'general',
  重点: 'key',
  重点检查事项: 'key',
  重点事项: 'key',
  general: 'general',
  key: 'key',
} as const;

const CODE = /^[A-Z0-9][A-Z0-9.-]{0,31}$/;
const RATIO = /^(?:(不低于|不少于|至少|≥|>=)|(不高于|不超过|至多|≤|<=))?(\d+)(?:\.(\d+))?([%‰])$/;

/** Reads one item. A vague basis is accepted with a notice; it is refused when the list is published. */
export function parseItemRow(fields: RowFields): ParsedRow<ItemRow> {
  const reader = new FieldReader(fields);
  const code = identifierForm(reader.requiredText('code', 32));
  if (code !== '' && !CODE.test(code)) {
    reader.refuse('code', 'BAD_IDENTIFIER', {
      zh: '事项编码只能含字母、数字、点和连字符。',
      en: 'An item code has letters, digits, dots and hyphens only.',
      remedy: { zh: '请更正编码。', en: 'Correct the code.' },
    });
  }
  const legalBasis = reader.requiredText('legalBasis', 2_000);
  const vague = legalBasis === '' ? [] : lintLegalBasis(legalBasis);
  if (vague.length > 0) {
    const [zh, en] = [vague.map((one) => one.message).join(''), vague.map((one) => one.messageEn).join(' ')];
    reader.notice('legalBasis', 'VAGUE_LEGAL_BASIS', zh, en);
  }
  return reader.outcome({
    code,
    title: reader.requiredText('title', 500),
    legalBasis,
    kind: reader.choice<'general' | 'key'>('kind', KINDS) ?? 'general',
    ...readRatios(reader),
    frequency: reader.integer('frequency', 1, 366),
    subject: reader.text('subject', 500),
    method: reader.text('method', 500),
    departmentName: reader.text('departmentName'),
    skills: reader.list('skills'),
    materials: reader.list('materials'),
    checklistCode: reader.text('checklistCode', 64),
    checklistVersion: reader.integer('checklistVersion', 1, 1_000_000),
    resultSystem: reader.text('resultSystem', 64),
    ...readTerm(reader),
  });
}

function readTerm(reader: FieldReader): Pick<ItemRow, 'validFromOn' | 'validToOn'> {
  const validFromOn = reader.date('validFromOn');
  const validToOn = reader.date('validToOn', true);
  if (validFromOn !== undefined && validToOn !== undefined && validFromOn > validToOn) {
    reader.refuse(
      'validToOn',
      'DATE_ORDER',
      dateOrder('失效日期早于生效日期。', 'It ends before it is in force.'),
    );
  }
  return { validFromOn, validToOn: validToOn === LONG_TERM_ON ? undefined : validToOn };
}

function readRatios(reader: FieldReader): Pick<ItemRow, 'ratioPermille' | 'floorPermille' | 'capPermille'> {
  const ratio = readRatio(reader, 'ratioPermille');
  const floor = readRatio(reader, 'floorPermille') ?? (ratio?.bound === 'floor' ? ratio : undefined);
  const cap = readRatio(reader, 'capPermille') ?? (ratio?.bound === 'cap' ? ratio : undefined);
  if (floor !== undefined && cap !== undefined && floor.permille > cap.permille) {
    reader.refuse('capPermille', 'BAD_NUMBER', {
      zh: '抽查比例上限低于下限。',
      en: 'The cap of the ratio is below its floor.',
      remedy: { zh: '请更正其中一项。', en: 'Correct one of them.' },
    });
  }
  return { ratioPermille: ratio?.permille, floorPermille: floor?.permille, capPermille: cap?.permille };
}

/** Reads `3%`, `不低于3%`, `0.5％`, `30‰`. A bare figure is refused: 3 and 0.03 are both seen, and mean the same. */
export function readRatio(
  reader: FieldReader,
  field: string,
): { readonly permille: number; readonly bound?: 'floor' | 'cap' } | undefined {
  const text = reader.text(field, 50);
  if (text === undefined) return undefined;
  const match = RATIO.exec(halfWidth(text).replace(/\s/g, ''));
  if (match !== null) {
    const [, least, most, whole = '', decimals = '', sign] = match;
    const digits = decimals.replace(/0+$/, '');
    const shift = sign === '%' ? 4 : 3;
    const ppm = Number(whole + digits.padEnd(shift, '0'));
    if (digits.length <= shift && ppm <= 1_000_000) {
      return { permille: ppm / 1_000, ...(least ? { bound: 'floor' } : most ? { bound: 'cap' } : {}) };
    }
  }
  return reader.refuse(field, 'BAD_NUMBER', {
    zh: '抽查比例应写作 3% 或 30‰，至多 100%，精确到百万分之一。',
    en: 'A ratio is written 3% or 30‰, at most 100%, in whole millionths.',
    remedy: { zh: '请加上百分号后重新填写。', en: 'Write it with its percent sign.' },
  });
}
