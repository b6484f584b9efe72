/** What the parts of the rules must agree on (§3); shapes are checked before. */
import { checkEntropy } from './entropy-agree.js';
import { DrawFault } from './faults.js';
import type { Rules, StratumRule, TeamRule } from './rules.js';

const selectAlgorithms = ['sr-ticket/1', 'sr-pps/1'];
const assignAlgorithms = ['sr-assign/1', 'sr-assign-me/1'];

export function checkAgreement(rules: Rules): void {
  for (const stratum of rules.strata) checkStratum(stratum, rules);
  checkEntropy(rules.entropy);
  if (rules.stage === 'targets') {
    if (rules.team || rules.window)
      throw contradiction('只抽对象的任务没有检查组', 'stage targets has no team, no window');
    return;
  }
  if (!rules.team || !rules.window)
    throw contradiction('缺少检查组或检查时段', 'team and window are required');
  if (rules.window.from > rules.window.to)
    throw contradiction('检查时段首尾颠倒', 'the window ends before it begins');
  checkTeam(rules.team);
}

function checkStratum(stratum: StratumRule, rules: Rules): void {
  checkAlgorithm(stratum.select, selectAlgorithms, `strata.${stratum.code}.select`);
  const sizes = [stratum.rate, stratum.count, rules.total].filter((size) => size !== undefined);
  if (sizes.length !== 1)
    throw contradiction('每层须且只能有一种数量', 'a stratum has one of rate, count, total');
  if ((stratum.count === undefined) !== (stratum.rounding !== undefined)) {
    throw contradiction('比例须有取整方式，定数不得有', 'a rate or share has a rounding, a count has none');
  }
  if (stratum.bound && stratum.rate === undefined) {
    throw contradiction('法定上下限只用于比例', 'a bound belongs to a rate');
  }
  if (stratum.bound && stratum.rounding === 'controlled') {
    throw new DrawFault('CONTROLLED_REFUSED', { stratum: stratum.code, bound: stratum.bound });
  }
  if (rules.stage === 'officers' && (stratum.rate !== 1_000_000 || stratum.reserve !== 0)) {
    throw contradiction(
      '仅抽人员时名单必须全取',
      'stage officers takes every target: rate 1000000, reserve 0',
    );
  }
}

function checkTeam(team: TeamRule): void {
  checkAlgorithm(team.alg, assignAlgorithms, 'team.alg');
  if (team.bound !== undefined && team.alg !== 'sr-assign-me/1') {
    throw contradiction('概率上限只用于等概率配对', 'a bound belongs to sr-assign-me/1 alone');
  }
  let inspectors = 0;
  for (const slot of team.slots) if (slot.role === 'inspector') inspectors += slot.n;
  if (inspectors < 2) throw new DrawFault('TEAM_TOO_SMALL');
}

function checkAlgorithm(alg: string, built: readonly string[], at: string): void {
  if (built.includes(alg)) return;
  throw new DrawFault('UNKNOWN_ALGORITHM', { alg, at });
}

function contradiction(zh: string, en: string): DrawFault {
  return new DrawFault('RULES_CONTRADICT', { zh, en });
}
