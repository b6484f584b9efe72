import { TargetStatus, targetStatusWords } from '../registry/index.js';
import { capReasons, EXEMPT } from './exclusions.js';
import { SAME_ENTITY } from './one-per-entity.js';

/** A text in both languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

const statusReasons = Object.values(TargetStatus).map(
  (status) => [status.toLowerCase(), targetStatusWords[status]] as const,
);

/** Why targets of a range are not in the frame, by the codes of `excluded.jsonl`. */
const reasonWords: ReadonlyMap<string, Words> = new Map<string, Words>([
  ...statusReasons,
  ['no-stratum', { zh: '其风险类别未设分层', en: 'no stratum for their class' }],
  [SAME_ENTITY, { zh: '同一主体已有其他对象参加', en: 'another target stands for the entity' }],
  [EXEMPT, { zh: '免检名单', en: 'exempt' }],
  [
    capReasons.OWN_LEVEL,
    { zh: '本年度同级部门检查已达上限', en: 'visited as often this year as the cap of the level allows' },
  ],
  [
    capReasons.CITY_AND_COUNTY,
    { zh: '本年度市县检查合计已达上限', en: 'visited as often this year as city and county together may' },
  ],
]);

/** A reason in words. */
export function wordsOfReason(code: string): Words {
  return reasonWords.get(code) ?? { zh: code, en: code };
}

/** How many targets are left out for one reason. */
export interface ExcludedCount extends Words {
  readonly reason: string;
  readonly count: number;
}

/** Counts by reason as they are told, the most first. */
export function tellExcluded(counts: ReadonlyMap<string, number>): ExcludedCount[] {
  return [...counts]
    .map(([reason, count]) => ({ reason, count, ...wordsOfReason(reason) }))
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}

const reasonForm = /"reason":"([^"]*)"/g;

/** Reasons of the file of excluded units, counted. */
export function countReasons(excluded: Uint8Array | string): Map<string, number> {
  const text = typeof excluded === 'string' ? excluded : new TextDecoder().decode(excluded);
  const counts = new Map<string, number>();
  for (const [, reason = ''] of text.matchAll(reasonForm)) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return counts;
}
