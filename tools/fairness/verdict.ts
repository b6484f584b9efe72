/** The audit in one sentence, and how it stands. */
import type { Audit } from './audit.js';
import { about, count, percent } from './figures.js';

export interface Spread {
  least: number;
  most: number;
  /** Over all units of the strata. */
  mean: number;
}

/** Probabilities of the units that can be drawn; undefined where nobody can. */
export function spreadOf(audit: Audit): Spread | undefined {
  const classes = audit.strata.flatMap((stratum) => stratum.classes).filter(({ decimal }) => decimal > 0);
  if (classes.length === 0) return undefined;
  const drawn = classes.reduce((sum, { decimal, units }) => sum + decimal * units, 0);
  return {
    least: Math.min(...classes.map(({ decimal }) => decimal)),
    most: Math.max(...classes.map(({ decimal }) => decimal)),
    mean: drawn / audit.units,
  };
}

export interface Never {
  /** Units of the pools that no draw under these rules can select; the excluded are counted apart. */
  undrawable: number;
  /** Units that can be drawn, but no team can ever be formed for them. */
  unstaffable: number;
}

export function neverOf({ never }: Audit): Never {
  const unitsOf = (isMeant: (why: string) => boolean) =>
    new Set(never.filter(({ why }) => isMeant(why)).flatMap(({ ids }) => ids)).size;
  return {
    undrawable: unitsOf((why) => why !== 'excluded' && why !== 'unstaffable'),
    unstaffable: unitsOf((why) => why === 'unstaffable'),
  };
}

export type Standing = 'ok' | 'warn' | 'bad';

export function standingOf(audit: Audit): Standing {
  if (!audit.consistent) return 'bad';
  const isShort = audit.expected.flow < audit.expected.demand;
  const { undrawable, unstaffable } = neverOf(audit);
  return undrawable + unstaffable > 0 || isShort || (audit.pairs?.few.length ?? 0) > 0 ? 'warn' : 'ok';
}

export function headline(audit: Audit): { zh: string; en: string } {
  const [zh, en] = chanceWords(audit);
  const { undrawable, unstaffable } = neverOf(audit);
  return {
    zh: [
      zh,
      undrawable > 0
        ? `${count(undrawable)} 个对象按现行规则永远抽不到`
        : audit.excluded > 0
          ? `库内没有永远抽不到的对象，另有 ${count(audit.excluded)} 个封库时已排除`
          : '没有永远抽不到的对象',
      ...(unstaffable > 0 ? [`${count(unstaffable)} 个对象抽到也组不成检查组`] : []),
    ]
      .join('；')
      .concat('。'),
    en: [
      en,
      undrawable > 0
        ? `${count(undrawable)} units can never be drawn under these rules`
        : audit.excluded > 0
          ? `none in the pools is out of reach; ${count(audit.excluded)} are excluded`
          : 'none is out of reach',
      ...(unstaffable > 0 ? [`${count(unstaffable)} can be drawn, but never staffed`] : []),
    ]
      .join('; ')
      .concat('.'),
  };
}

function chanceWords(audit: Audit): [zh: string, en: string] {
  const spread = spreadOf(audit);
  if (!spread) return ['按现行规则一个对象也抽不到', 'Under these rules nothing can be drawn'];
  const years = (p: number) => 1 / (p * audit.campaignsPerYear);
  if (spread.most - spread.least < 1e-12) {
    return [
      `每个对象被抽中的概率 ${percent(spread.least)}，平均 ${about(years(spread.least))} 年一次`,
      `Every unit is drawn with probability ${percent(spread.least)}, once in ${about(years(spread.least))} years on average`,
    ];
  }
  const isWeighted = audit.strata.some(({ select }) => select === 'sr-pps/1');
  const [low, high] = [percent(spread.least), percent(spread.most)];
  const [long, short] = [about(years(spread.least)), about(years(spread.most))];
  return [
    `对象被抽中的概率在 ${low} 与 ${high} 之间，${isWeighted ? '由公布的权重决定' : '同一层内完全相等'}；平均 ${short} 至 ${long} 年一次`,
    `Units are drawn with probabilities from ${low} to ${high}, ${isWeighted ? 'by published weights' : 'equal within a stratum'}; once in ${short} to ${long} years on average`,
  ];
}
