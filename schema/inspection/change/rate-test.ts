import jstat from 'jstat';

const { combinationln } = jstat.jStat;

/** How often something happened among some, and among all the others. */
export interface Counts {
  readonly observedCount: number;
  readonly trialCount: number;
  readonly restObservedCount: number;
  readonly restTrialCount: number;
}

const million = 1_000_000;

/**
 * The probability that as many or more of all cases fall to a group by chance alone, as Fisher's exact test counts it (one
 * side): of N trials with X cases n are the group's, so that its cases are hypergeometric. Exact for small groups, and it
 * does not take the rate of the others for known, as a binomial tail would. Per million, rounded up.
 */
export function tailPpm({ observedCount, trialCount, restObservedCount, restTrialCount }: Counts): number {
  const trials = trialCount + restTrialCount;
  const cases = observedCount + restObservedCount;
  const most = Math.min(trialCount, cases);
  const all = combinationln(trials, trialCount);
  let tail = 0;
  for (let k = observedCount; k <= most; k++) {
    if (trialCount - k > trials - cases) continue;
    tail += Math.exp(combinationln(cases, k) + combinationln(trials - cases, trialCount - k) - all);
  }
  return Math.min(million, Math.ceil(tail * million));
}

/** What each group is held against: the level of all together, divided by their number (Bonferroni). */
export function levelFor(levelPpm: number, groupCount: number): number {
  return Math.floor(levelPpm / Math.max(1, groupCount));
}
