import type { Assurance, History, OtherDraw, Series } from '../../scheduler/draw/index.js';
import { showInstant } from '../draw-folder/times.js';
import { assurances, states } from './state-words.js';

/** Other draws shown to people; `--json` has all. */
const MOST_SHOWN = 20;
const DAY = 86_400;

/** That it is a rehearsal, and who vouches: on everything that a reader may take for proof. */
export function describeStanding({ series, assurance }: { series: Series; assurance: Assurance }): string[] {
  return [
    ...(series === 'R' ? ['*** 演练，不是真实抽取 / REHEARSAL, not a real draw ***'] : []),
    `保证 / assurance: ${assurance} ${(assurances[assurance] ?? [assurance]).join(' / ')}`,
  ];
}

/** Earlier freezes, other draws and an opening that is due, in lines. @param now unix seconds */
export function describeHistory(history: History, now: number): string[] {
  return [...describeOwnEnds(history), ...describeOpening(history, now), ...describeOthers(history, now)];
}

/** How often this very campaign was frozen before, and how that ended. */
export function describeOwnEnds({ campaign, others }: Pick<History, 'campaign' | 'others'>): string[] {
  const own = others.filter((other) => other.campaign === campaign && other.isBefore);
  const voids = own.filter(({ state }) => state === 'void');
  const lapses = own.filter(({ state }) => state === 'lapsed');
  return [
    ...(voids.length > 0 ? [`注意：此前作废 ${voids.length} 次 / voided before: ${voids.length}`] : []),
    ...voids.map((one) => `  第 ${one.drawNo} 次封库 / freeze ${one.drawNo}：${endOf(one)}`),
    ...(lapses.length > 0 ? [`注意：此前失效 ${lapses.length} 次 / lapsed before: ${lapses.length}`] : []),
    ...lapses.map((one) => `  第 ${one.drawNo} 次封库 / freeze ${one.drawNo}：${endOf(one)}`),
  ];
}

function endOf({ state, reason, missing }: OtherDraw): string {
  if (state === 'void') return `理由 / reason: ${reason?.trim() || '未写 / none given'}`;
  const names = missing?.map(
    ({ id, step }) => `${id}（${step === 'anchor' ? '见证 anchor' : '揭示 reveal'}）`,
  );
  return `未完成 / failed: ${names?.join('、') ?? ''}`;
}

function describeOpening({ opensFrom, opened }: History, now: number): string[] {
  if (opened) {
    const days = Math.floor((opened.at - opened.from) / DAY);
    return days > 0
      ? [`注意：逾期 ${days} 天才公开 / opened ${days} day(s) late (${showInstant(opened.at)})`]
      : [];
  }
  if (opensFrom === undefined) return [];
  const due = `应于 ${showInstant(opensFrom)} 公开 / to be opened`;
  if (now < opensFrom) return [due];
  const days = Math.floor((now - opensFrom) / DAY);
  return [`注意：${due}，已逾期 ${days} 天仍未公开 / overdue by ${days} day(s), the secret is withheld`];
}

function describeOthers({ others }: History, now: number): string[] {
  if (others.length === 0) return ['本日志中没有其他抽取 / no other draw in this log'];
  const shown = others.slice(-MOST_SHOWN);
  const left = others.length - shown.length;
  return [
    `本日志中的其他抽取 / other draws in this log: ${others.length}`,
    ...(left > 0 ? [`  …… 更早的 ${left} 次见 --json / ${left} earlier ones: --json`] : []),
    ...shown.map((other) => `  ${describeOther(other, now)}`),
  ];
}

function describeOther(other: OtherDraw, now: number): string {
  const { campaign, drawNo, state, frozenAt, pool, count, opensFrom } = other;
  const isOverdue = opensFrom !== undefined && now >= opensFrom;
  const isEnded = state === 'void' || state === 'lapsed';
  return [
    `${campaign}-${drawNo} ${(states[state] ?? [state]).join(' / ')}`,
    `封库 frozen ${showInstant(frozenAt).slice(0, 16)}`,
    `入库 pool ${pool}${count === undefined ? '' : `，抽中 drawn ${count}`}`,
    ...(other.isOfSession ? ['同次封库 same session'] : []),
    ...(other.isSameFrame ? ['同一范围或登记库 same filter or register'] : []),
    ...(isEnded ? [endOf(other)] : []),
    ...(isOverdue ? ['到期未公开 opening overdue'] : []),
  ].join('，');
}
