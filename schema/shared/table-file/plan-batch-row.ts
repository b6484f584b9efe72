import type { CalendarDate } from '../../../scheduler/calendar/index.js';
import { halfWidth } from '../identifiers/index.js';
import { dateOrder, type FaultWords } from './fault-words.js';
import { FieldReader, type RowFields } from './field-reader.js';
import type { RowReader } from './import-rows.js';
import { readRatio } from './item-row.js';
import { readPeriod } from './period-cell.js';
import type { RowCells } from './row-cells.js';
import type { ParsedRow } from './row-fault.js';

/** One batch of an annual plan (年度抽查计划). */
export interface PlanBatchRow {
  readonly title: string;
  readonly type: 'targeted' | 'untargeted';
  /** As the cell has it: codes or titles, which the item list tells apart. */
  readonly items: string;
  readonly subject?: string;
  /** Share of the targets in thousandths; `不低于3%` counts as 3 %. */
  readonly ratioPermille?: number;
  /** About how many targets. */
  readonly aboutCount?: number;
  readonly fromOn: CalendarDate;
  readonly toOn: CalendarDate;
  /** Who carries it out, as the cell words it. */
  readonly executors: readonly string[];
}

/** Headings of departments' plans (domain-rules §12). */
export const PLAN_BATCH_HEADINGS = {
  title: ['抽查任务名称', '抽查计划名称', '任务名称', '计划任务名称'],
  type: ['抽查类型', '任务类型'],
  items: ['抽查事项', '检查事项', '抽查事项名称'],
  subject: ['检查对象', '抽查对象', '检查对象范围', '抽查对象范围'],
  ratioPermille: ['抽查比例', '抽查比例(%)'],
  aboutCount: ['大约抽取数量', '抽取数量', '预计抽取数量', '抽查数量', '抽查户数'],
  period: ['实施时间', '抽查时间', '检查时间', '任务时间', '实施时限'],
  executors: ['实施单位', '检查主体', '实施部门', '牵头部门', '配合部门', '发起部门', '联合部门'],
} as const;

export const BATCH_TYPES = {
  不定向: 'untargeted',
  不定向抽查: 'untargeted',
  随机抽查: 'untargeted',
  untargeted: 'untargeted',
  定向: 'targeted',
  定向抽查: 'targeted',
  targeted: 'targeted',
} as const;

const ABOUT =
  /^(?:大?约|预计|不少于|至少)?(\d{1,7})(?:余|多)?(?:户次|家次|批次|户|家|个|所|台|件|人|辆|处|次)?(?:左右|以上)?$/;

const unreadablePeriod: FaultWords = {
  zh: '实施时间无法识别。',
  en: 'The time cannot be read.',
  remedy: {
    zh: '请写成“3月-6月”“2026-03-01至2026-06-30”“第二季度”或“全年”的样式。',
    en: 'Write it like 3月-6月, 2026-03-01至2026-06-30, 第二季度 or 全年.',
  },
};

const unreadableCount: FaultWords = {
  zh: '抽取数量应为数字，如 120 或“约120户”。',
  en: 'A number is needed, such as 120 or 约120户.',
  remedy: { zh: '请填写数字；数量未定的，请填写抽查比例。', en: 'Give a number, or a ratio instead.' },
};

const neitherShareNorCount: FaultWords = {
  zh: '抽查比例与大约抽取数量须至少填一项。',
  en: 'A ratio or a number is needed.',
  remedy: { zh: '请补填其中一项。', en: 'Fill in one of them.' },
};

function readAbout(reader: FieldReader): number | undefined {
  const text = reader.text('aboutCount', 50);
  if (text === undefined) return undefined;
  const match = ABOUT.exec(halfWidth(text).replace(/[\s,]/g, ''));
  if (match && Number(match[1]) > 0) return Number(match[1]);
  return reader.refuse('aboutCount', 'BAD_NUMBER', unreadableCount);
}

function readDays(reader: FieldReader, year: number) {
  const text = reader.requiredText('period', 100);
  const period = text === '' ? undefined : readPeriod(text, year);
  if (text !== '' && !period) reader.refuse('period', 'UNREADABLE_DATE', unreadablePeriod);
  const { fromOn = '', toOn = '' } = period ?? {};
  if (period && (toOn < fromOn || !fromOn.startsWith(`${year}-`) || !toOn.startsWith(`${year}-`))) {
    const words = dateOrder(
      `实施时间应在 ${year} 年内，且起不晚于止。`,
      `It has to lie within ${year}, its end not before its beginning.`,
    );
    reader.refuse('period', 'DATE_ORDER', words);
  }
  return { fromOn, toOn };
}

/** Reads one batch. Which items are meant, and who the units are, is told by the department's own lists. */
export function parsePlanBatchRow(fields: RowFields, year: number): ParsedRow<PlanBatchRow> {
  const reader = new FieldReader(fields);
  if (reader.isBlank('ratioPermille') && reader.isBlank('aboutCount')) {
    reader.refuse('aboutCount', 'BLANK_FIELD', neitherShareNorCount);
  }
  if (reader.isBlank('type')) reader.requiredText('type');
  return reader.outcome<PlanBatchRow>({
    title: reader.requiredText('title', 200),
    type: reader.choice<'targeted' | 'untargeted'>('type', BATCH_TYPES) ?? 'untargeted',
    items: reader.requiredText('items', 4_000),
    subject: reader.text('subject', 500),
    ratioPermille: readRatio(reader, 'ratioPermille')?.permille,
    aboutCount: readAbout(reader),
    ...readDays(reader, year),
    executors: reader.list('executors'),
  });
}

/** How the batches of a plan of this year are understood. A title stands for one batch. */
export function planBatchReader(year: number): RowReader<PlanBatchRow> {
  return {
    parse: (fields) => parsePlanBatchRow(fields, year),
    key: (batch) => batch.title,
    keyFields: ['title'],
  };
}

/** The cells of a batch; what the reader reads back as the same batch. */
export function planBatchCells(row: PlanBatchRow): RowCells<keyof typeof PLAN_BATCH_HEADINGS> {
  const { ratioPermille } = row;
  return {
    title: row.title,
    type: row.type === 'targeted' ? '定向' : '不定向',
    items: row.items,
    subject: row.subject,
    ratioPermille: ratioPermille === undefined ? undefined : `${Math.round(ratioPermille * 1_000) / 10_000}%`,
    aboutCount: row.aboutCount === undefined ? undefined : String(row.aboutCount),
    period: `${row.fromOn}至${row.toOn}`,
    executors: row.executors.length === 0 ? undefined : row.executors.join('；'),
  };
}
