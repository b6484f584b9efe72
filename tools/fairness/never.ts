/** Units that the rules can never reach, why, and what would help. */
import type { NeverReason, Preview, StratumInclusion, TrialBench } from '../../scheduler/draw/index.js';

export type NeverWhy = NeverReason | 'excluded' | 'unstaffable';

/** Units with one reason in common. */
export interface NeverGroup {
  why: NeverWhy;
  /** Absent for the excluded. */
  stratum?: string;
  /** The code of the exclusion's reason. */
  reason?: string;
  zh: string;
  en: string;
  remedyZh: string;
  remedyEn: string;
  ids: string[];
}

/** Never drawn by the rules, excluded, and drawn in vain because no team could ever be formed. */
export function neverGroups(
  bench: TrialBench,
  inclusion: readonly StratumInclusion[],
  shortages: Preview['shortages'],
  wordOf: (code: string) => string = (code) => code,
): NeverGroup[] {
  return [...byRules(bench, inclusion), ...unstaffable(inclusion, shortages), ...excluded(bench, wordOf)];
}

function byRules({ rules, pools }: TrialBench, inclusion: readonly StratumInclusion[]): NeverGroup[] {
  return inclusion.flatMap(({ code, count, never }, h) => {
    if (!never || count === 0) return [];
    const rule = rules.strata[h]!;
    const words = {
      'rate-zero': {
        zh: `层“${code}”的抽查比例是 0`,
        en: `the rate of stratum ${code} is 0`,
        remedyZh: '给该层一个大于 0 的比例（例如控制比例 1%），或注明另由哪项检查覆盖。',
        remedyEn: 'Give the stratum a rate above 0, or state which other check covers it.',
      },
      'count-zero': {
        zh: `层“${code}”的抽取数量是 0`,
        en: `the count of stratum ${code} is 0`,
        remedyZh: '给该层至少 1 个名额，或与相近的层合并。',
        remedyEn: 'Give the stratum one unit at least, or merge it with a similar one.',
      },
      'rounded-to-zero': {
        zh: `层“${code}”有 ${count} 个对象，${shareZh(rule.rate)}不足 1 个，向下取整后为 0`,
        en: `stratum ${code} has ${count} units; ${shareEn(rule.rate)} is less than one and is rounded down to 0`,
        remedyZh: rule.bound
          ? '比例是法定限度，不能用控制取整：与相近的层合并，使名额达到 1 个；或改为向上取整。'
          : '改用控制取整（controlled，概率分毫不差）或向上取整，或与相近的层合并。',
        remedyEn: rule.bound
          ? 'The rate is a legal bound: merge the stratum with a similar one, or round up.'
          : 'Use controlled rounding (exact probabilities), round up, or merge with a similar stratum.',
      },
    }[never];
    return [{ why: never, stratum: code, ...words, ids: [...pools.strata[h]!.file.ids] }];
  });
}

function shareZh(rate: number | undefined): string {
  return rate === undefined ? '按总数分得' : `按 ${rate / 10_000}% 计算`;
}

function shareEn(rate: number | undefined): string {
  return rate === undefined ? 'its share of the total' : `${rate / 10_000} % of them`;
}

function excluded({ pools }: TrialBench, wordOf: (code: string) => string): NeverGroup[] {
  const byReason = new Map<string, string[]>();
  for (let i = 0; i < pools.excluded.count; i++) {
    const { id, reason } = pools.excluded.record(i);
    const ids = byReason.get(reason) ?? [];
    ids.push(id);
    byReason.set(reason, ids);
  }
  return [...byReason]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([reason, ids]) => ({
      why: 'excluded',
      reason,
      zh: `封库时已排除，事由“${reasonZh(wordOf(reason))}”`,
      en: `excluded at the freeze, reason “${wordOf(reason)}”`,
      remedyZh: '核对事由是否仍然成立；不成立的，下次封库前移出排除名单。',
      remedyEn:
        'Check whether the reason still holds; if not, take the unit off the list before the next freeze.',
      ids,
    }));
}

/** Codes that pools use without a list of words. */
const common: Readonly<Record<string, string>> = {
  closed: '已注销或停业',
  suspended: '停业',
  'case-open': '已立案',
  removed: '已移出',
};

function reasonZh(reason: string): string {
  return Object.hasOwn(common, reason) ? common[reason]! : reason;
}

function unstaffable(inclusion: readonly StratumInclusion[], shortages: Preview['shortages']): NeverGroup[] {
  const never = new Set(inclusion.filter((stratum) => stratum.never).map((stratum) => stratum.code));
  const groups = new Map<string, NeverGroup>();
  for (const { stratum, id, slot, needed, eligible } of shortages) {
    if (never.has(stratum)) continue;
    const key = `${stratum} ${slot} ${needed} ${eligible}`;
    const group = groups.get(key) ?? {
      why: 'unstaffable',
      stratum,
      zh: `可以抽中，但组不成检查组：第 ${slot + 1} 类名额要 ${needed} 人，符合条件的只有 ${eligible} 人（层“${stratum}”）`,
      en: `can be drawn, but no team can be formed: slot ${slot + 1} needs ${needed}, ${eligible} are eligible (stratum ${stratum})`,
      remedyZh: '为该区划或专长增加人员、借调，或核对证件有效期、休假与回避记录。',
      remedyEn: 'Add or second officers for this district or skill; check certificates, leave and recusals.',
      ids: [],
    };
    groups.set(key, group);
    if (!group.ids.includes(id)) group.ids.push(id);
  }
  return [...groups.values()];
}
