import { type Commit, issuesOf, knowableAt, type Rules } from '../../scheduler/draw/index.js';
import { showInstant } from '../draw-folder/times.js';

const stages: Readonly<Record<Rules['stage'], string>> = {
  both: '抽对象和人员 targets and officers',
  targets: '只抽对象 targets alone',
  officers: '名单已定，只抽人员 officers alone',
};
const modes: Readonly<Record<Rules['mode'], string>> = {
  open: '公开 open',
  confidential: '保密 confidential',
};
const roundings = { ceil: '进一 up', floor: '舍去 down', controlled: '随机取整 controlled' } as const;

/** The rules of a draw and its times, in lines, as a witness reads them before it signs. */
export function describeRules(rules: Rules, commit: Commit, wordOf: (code: string) => string): string[] {
  const { strata, total, window, team, substitution = [], terms = [], basis } = rules;
  const counts = new Map(commit.strata.map(({ code, count }) => [code, count]));
  return [
    `规则 / rules: ${commit.rulesHash}`,
    `  ${stages[rules.stage]}，${modes[rules.mode]}${total === undefined ? '' : `，共抽 in all ${total}`}`,
    ...strata.map(
      ({ code, rate, count, rounding, reserve, select }) =>
        `  层 stratum ${code}: 入库 of ${counts.get(code) ?? 0}，抽 draws ${sizeOf(rate, count)}` +
        `${rounding ? `（${roundings[rounding]}）` : ''}，备选 reserve ${reserve}${select === 'sr-ticket/1' ? '' : `，${select}`}`,
    ),
    ...(window ? [`  检查时段 window: ${window.from} ~ ${window.to}`] : []),
    ...(team
      ? [
          `  检查组 team: ${team.slots.map((slot) => slotOf(slot, wordOf)).join(' + ')}，每人最多 capacity ${team.capacity}，${team.alg}` +
            (team.certificate ? `，证件 certificate ${wordOf(team.certificate)}` : ''),
        ]
      : []),
    ...describeSources(commit),
    `  封库 frozen ${showInstant(commit.frozenAt)}，截止 draw by ${showInstant(commit.drawBy)}`,
    ...(commit.revealBy === undefined ? [] : [`  公开日期 to open by ${showInstant(commit.revealBy)}`]),
    ...substitution.map(({ code, text }) => `  替换理由 substitution ${code}: ${text}`),
    ...terms.map(({ code, text }) => `  另有约定 term ${code}: ${text}`),
    ...(basis ? [`  依据 basis: ${basis}`] : []),
  ];
}

function sizeOf(rate: number | undefined, count: number | undefined): string {
  if (count !== undefined) return String(count);
  return rate === undefined ? '按总数分配 its share of the total' : `${rate / 10_000}%`;
}

function slotOf(
  { n, role, skill, department }: NonNullable<Rules['team']>['slots'][number],
  wordOf: (code: string) => string,
): string {
  const who = role === 'expert' ? '专家 expert' : '检查人员 officer';
  return [`${n} ${who}`, ...[skill, department].flatMap((code) => (code ? [wordOf(code)] : []))].join(' ');
}

/** Whose numbers make the seed: all the witnesses, the issue of each public number and when it can be known. */
function describeSources({ entropy, frozenAt }: Commit): string[] {
  const issues = new Map(issuesOf(entropy).map(({ id, issue }) => [id, issue]));
  return entropy.map((source) => {
    const name = source.name ? `${source.name} (${source.id})` : source.id;
    if (source.type === 'operator') return `  操作人 operator: ${name}`;
    if (source.type === 'witness') return `  见证人 witness: ${name} ${source.publicKey}`;
    const when = `最早可知 not before ${showInstant(knowableAt(source, frozenAt))}`;
    if (source.type === 'beacon') return `  信标 beacon: ${name} ${source.chainHash}，${when}`;
    return `  公开号码 public number: ${name} ${issues.get(source.id) ?? ''}，${when}`;
  });
}
