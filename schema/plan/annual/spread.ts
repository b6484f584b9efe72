import type { PlanRules } from '../../shared/unit.js';

/** A batch as far as its place in the year is concerned. */
export interface SpreadBatch {
  readonly id: string;
  readonly number: number;
  readonly itemCodes: readonly string[];
  readonly fromOn: string;
  readonly toOn: string;
  /** About how many targets; at least one. */
  readonly load: number;
}

/** Where a batch is proposed to stand. */
export interface ProposedTime {
  readonly batchId: string;
  readonly fromOn: string;
  readonly toOn: string;
}

/** How the targets of a year lie over its months, and what would be better. */
export interface Spread {
  /** January to December, in targets. */
  readonly monthly: readonly number[];
  /** The share of the rush months, in hundredths. */
  readonly rushPercent: number;
  readonly isRush: boolean;
  readonly proposal: readonly ProposedTime[];
  readonly proposedMonthly: readonly number[];
}

/** What departments do by habit; by setting. */
export const usualPlanRules: PlanRules = { rushFromMonth: 11, rushPercent: 30 };

const MONTHS = 12;

/** A month from 0. */
const monthOf = (on: string) => Number(on.slice(5, 7)) - 1;
const two = (value: number) => String(value).padStart(2, '0');

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
}

interface Span {
  readonly first: number;
  readonly length: number;
}

function spanOf({ fromOn, toOn }: Pick<SpreadBatch, 'fromOn' | 'toOn'>): Span {
  const first = monthOf(fromOn);
  return { first, length: monthOf(toOn) - first + 1 };
}

function monthsOf({ first, length }: Span): number[] {
  return Array.from({ length }, (_, index) => first + index);
}

function loadsOf(placed: readonly (Span & { readonly load: number })[]): number[] {
  const monthly = Array.from({ length: MONTHS }, () => 0);
  for (const span of placed) {
    for (const month of monthsOf(span)) monthly[month] = (monthly[month] ?? 0) + span.load / span.length;
  }
  return monthly;
}

const sumFrom = (monthly: readonly number[], month: number) =>
  monthly.slice(month).reduce((sum, load) => sum + load, 0);

/** The last month of the stretch in which batches are proposed: before the rush, unless the year is that far. */
function lastUsable(first: number, { rushFromMonth }: PlanRules): number {
  return first <= rushFromMonth - 2 ? rushFromMonth - 2 : MONTHS - 1;
}

/** How far a month is from the months of other batches of the same items: those come apart. */
function distance(month: number, others: readonly number[]): number {
  return others.length === 0 ? MONTHS : Math.min(...others.map((other) => Math.abs(other - month)));
}

/**
 * Proposes months: the batches with most targets are placed first, each where its busiest month stays lowest, as far as
 * may be from others of the same items, as early as may be. The same batches give the same proposal. A batch keeps its
 * length, cut to the months at hand.
 * @param firstMonth the first month that is left, from 0
 */
function propose(batches: readonly SpreadBatch[], firstMonth: number, rules: PlanRules) {
  const last = lastUsable(firstMonth, rules);
  const monthly = Array.from({ length: MONTHS }, () => 0);
  const startsOf = new Map<string, number[]>();
  const placed = new Map<string, Span & { load: number }>();
  const order = [...batches].sort((a, b) => b.load - a.load || a.number - b.number);
  for (const batch of order) {
    const length = Math.min(spanOf(batch).length, last - firstMonth + 1);
    const others = batch.itemCodes.flatMap((code) => startsOf.get(code) ?? []);
    const share = batch.load / length;
    const starts = Array.from({ length: last - length - firstMonth + 2 }, (_, index) => firstMonth + index);
    const judged = starts.map((first) => ({
      first,
      peak: Math.max(...monthsOf({ first, length }).map((month) => (monthly[month] ?? 0) + share)),
      apart: distance(first, others),
    }));
    judged.sort((a, b) => a.peak - b.peak || b.apart - a.apart || a.first - b.first);
    const first = judged[0]?.first ?? firstMonth;
    for (const month of monthsOf({ first, length })) monthly[month] = (monthly[month] ?? 0) + share;
    for (const code of batch.itemCodes) startsOf.set(code, [...(startsOf.get(code) ?? []), first]);
    placed.set(batch.id, { first, length, load: batch.load });
  }
  return placed;
}

/** How a plan lies over its year, with a proposal. @param today days of the plan's year before it are over */
export function spreadOver(
  year: number,
  batches: readonly SpreadBatch[],
  today: string,
  rules: PlanRules = usualPlanRules,
): Spread {
  const rush = rules.rushFromMonth - 1;
  const monthly = loadsOf(batches.map((batch) => ({ ...spanOf(batch), load: batch.load })));
  const all = sumFrom(monthly, 0);
  const rushPercent = all === 0 ? 0 : Math.round((sumFrom(monthly, rush) * 1_000) / all) / 10;
  const firstMonth = today.startsWith(`${year}-`) ? monthOf(today) : 0;
  const placed = propose(batches, firstMonth, rules);
  const proposal = [...batches]
    .sort((a, b) => a.number - b.number)
    .map(({ id }) => {
      const { first = 0, length = 1 } = placed.get(id) ?? {};
      const last = first + length - 1;
      return {
        batchId: id,
        fromOn: `${year}-${two(first + 1)}-01`,
        toOn: `${year}-${two(last + 1)}-${two(daysIn(year, last))}`,
      };
    });
  return {
    monthly: monthly.map(Math.round),
    rushPercent,
    isRush: rushPercent > rules.rushPercent,
    proposal,
    proposedMonthly: loadsOf([...placed.values()]).map(Math.round),
  };
}
