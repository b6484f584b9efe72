import { halfWidth, identifierForm } from '../identifiers/index.js';
import { lintLegalBasis } from '../legal-basis/index.js';
import { FieldReader, type RowFields } from './field-reader.js';
import type { ParsedRow } from './row-fault.js';

/** One line of the item list (抽查事项清单): no item, no check. */
export interface ItemRow {
  readonly code: string;
  readonly title: string;
  /** The article that allows the check. */
  readonly legalBasis: string;
  /** Caps on visits bind general items only. */
  readonly kind: 'general' | 'key';
  /** Share of the pool per year in thousandths, 0 to 1,000; 30 is 3 %. */
  readonly ratioPermille?: number;
  /** Times a year. */
  readonly frequency?: number;
  readonly subject?: string;
  readonly method?: string;
  readonly departmentName?: string;
  /** Skills that one of the team must have. */
  readonly skills: readonly string[];
}

/** Headings of departments' exports. */
export const ITEM_HEADINGS = {
  code: ['事项编码', '抽查事项编码', '事项代码'],
  title: ['抽查事项', '抽查事项名称', '事项名称', '检查事项'],
  legalBasis: ['抽查依据', '检查依据', '法律依据', '设定依据'],
  kind: ['事项类型', '事项类别', '抽查类别'],
  ratioPermille: ['抽查比例'],
  frequency: ['抽查频次'],
  subject: ['检查对象', '抽查对象'],
  method: ['检查方式', '抽查方式'],
  departmentName: ['实施单位', '检查主体', '抽查主体'],
  skills: ['所需资质', '所需技能'],
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
    ratioPermille: readRatio(reader),
    frequency: reader.integer('frequency', 1, 366),
    subject: reader.text('subject', 500),
    method: reader.text('method', 500),
    departmentName: reader.text('departmentName'),
    skills: reader.list('skills'),
  });
}

/** Reads `3%`, `不低于3%`, `0.5％`, `30‰`. A bare figure is refused: 3 and 0.03 are both seen, and mean the same. */
function readRatio(reader: FieldReader): number | undefined {
  const text = reader.text('ratioPermille', 50);
  if (text === undefined) return undefined;
  const match = /^(?:不低于|不少于|≥|>=)?(\d+)(?:\.(\d+))?([%‰])$/.exec(halfWidth(text).replace(/\s/g, ''));
  if (match !== null) {
    const [, whole = '', decimals = '', sign] = match;
    const digits = decimals.replace(/0+$/, '');
    const shift = sign === '%' ? 1 : 0;
    const permille = Number(whole + digits.padEnd(shift, '0'));
    if (digits.length <= shift && permille <= 1_000) return permille;
  }
  return reader.refuse('ratioPermille', 'BAD_NUMBER', {
    zh: '抽查比例应写作 3% 或 30‰，至多 100%，精确到千分之一。',
    en: 'A ratio is written 3% or 30‰, at most 100%, in whole thousandths.',
    remedy: { zh: '请加上百分号后重新填写。', en: 'Write it with its percent sign.' },
  });
}
