import type { CampaignFilter } from '../plan.entity.js';
import { BatchType } from './annual.states.js';
import type { ContentBatch, PlanContent } from './plan-content.js';

/** One field that differs, in words; absent where a version has none. */
export interface PlanFieldChange {
  readonly field: string;
  readonly label: string;
  readonly before?: string;
  readonly after?: string;
}

/** A batch that two versions both have, and not alike. */
export interface BatchChange {
  readonly before: ContentBatch;
  readonly after: ContentBatch;
  readonly fields: readonly PlanFieldChange[];
}

/** What differs between two versions of a plan. */
export interface PlanComparison {
  readonly added: readonly ContentBatch[];
  readonly removed: readonly ContentBatch[];
  readonly changed: readonly BatchChange[];
  /** Ranges of items, each item one field. */
  readonly ranges: readonly PlanFieldChange[];
}

/** A share in words: `3%`. */
export function shareWords(ppm: number | null | undefined): string {
  return ppm == null ? '' : `${ppm / 10_000}%`;
}

export const batchTypeWords: Readonly<Record<BatchType, string>> = {
  [BatchType.UNTARGETED]: '不定向',
  [BatchType.TARGETED]: '定向',
};

const filterLabels: Readonly<Record<keyof CampaignFilter, string>> = {
  riskClasses: '风险类别',
  trades: '行业',
  divisions: '区划',
  tags: '标签',
  specialPools: '专项库',
};

/** A range in words; empty for all targets. Lists are told in the order of their texts, which says nothing. */
export function rangeWords(filter: CampaignFilter): string {
  return (Object.keys(filterLabels) as (keyof CampaignFilter)[])
    .flatMap((key) => {
      const list = filter[key];
      return list ? [`${filterLabels[key]}：${[...list].sort().join('、')}`] : [];
    })
    .join('；');
}

/** What is compared, with its words: the columns of a plan, and what the register is asked for. */
const fields: readonly (readonly [field: string, label: string, words: (batch: ContentBatch) => string])[] = [
  ['title', '抽查任务名称', (batch) => batch.title],
  ['type', '抽查类型', (batch) => batchTypeWords[batch.type]],
  ['itemCodes', '抽查事项', (batch) => batch.items.map(({ code }) => code).join('、')],
  ['subject', '检查对象', (batch) => batch.subject ?? ''],
  ['filter', '对象范围', (batch) => rangeWords(batch.filter)],
  ['ratioPpm', '抽查比例', (batch) => shareWords(batch.ratioPpm)],
  ['aboutCount', '大约抽取数量', (batch) => String(batch.aboutCount ?? '')],
  ['period', '实施时间', (batch) => `${batch.fromOn}至${batch.toOn}`],
  ['executors', '实施单位', (batch) => batch.executors.join('、')],
];

function differences(before: ContentBatch, after: ContentBatch): PlanFieldChange[] {
  return fields.flatMap(([field, label, words]) => change(field, label, words(before), words(after)));
}

function change(field: string, label: string, before: string, after: string): PlanFieldChange[] {
  if (before === after) return [];
  return [{ field, label, before: before || undefined, after: after || undefined }];
}

function compareRanges(before: PlanContent, after: PlanContent): PlanFieldChange[] {
  const wordsOf = ({ itemRanges }: PlanContent) =>
    new Map(itemRanges.map(({ itemCode, filter }) => [itemCode, rangeWords(filter)]));
  const [was, is] = [wordsOf(before), wordsOf(after)];
  const codes = [...new Set([...was.keys(), ...is.keys()])].sort();
  return codes.flatMap((code) =>
    change(code, `事项 ${code} 的对象范围`, was.get(code) ?? '', is.get(code) ?? ''),
  );
}

/** Compares two contents batch by batch: a batch is known by its id, so that a new name is a change. */
export function compareContents(before: PlanContent, after: PlanContent): PlanComparison {
  const was = new Map(before.batches.map((batch) => [batch.id, batch]));
  const kept = new Set(after.batches.map((batch) => batch.id));
  return {
    added: after.batches.filter((batch) => !was.has(batch.id)),
    removed: before.batches.filter((batch) => !kept.has(batch.id)),
    changed: after.batches.flatMap((batch) => {
      const earlier = was.get(batch.id);
      const found = earlier ? differences(earlier, batch) : [];
      return earlier && found.length > 0 ? [{ before: earlier, after: batch, fields: found }] : [];
    }),
    ranges: compareRanges(before, after),
  };
}

/** Whether two versions say the same. */
export function isAlike({ added, removed, changed, ranges }: PlanComparison): boolean {
  return added.length + removed.length + changed.length + ranges.length === 0;
}
