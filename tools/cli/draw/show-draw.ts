import type { Draw, Log } from '../../../scheduler/draw/index.js';
import { states } from '../verdict-words.js';

/** What a draw waits for, in words; nothing where it has ended. */
export function nextStep({ state, commit, anchors, reveals }: Draw): string | undefined {
  if (state === 'frozen') {
    const waiting = commit.entropy.filter(
      ({ type, id }) => type === 'witness' && !anchors.some(({ witness }) => witness === id),
    );
    return `待见证 / to anchor: ${waiting.map(({ id, name }) => name ?? id).join('、')} (fairdraw draw anchor)`;
  }
  if (state === 'anchored' || state === 'revealing') {
    const waiting = commit.entropy.filter((_, i) => !reveals[i]);
    const names = waiting.map(({ id, name }) => name ?? id).join('、');
    // Until the operator has revealed, the draw can be voided: no witness gives its value before.
    const isOperatorsTurn = waiting.some(({ type }) => type === 'operator');
    const how = !isOperatorsTurn ? 'reveal' : waiting.length === 1 ? 'run' : 'reveal --operator';
    return `待揭示 / to reveal: ${names} (fairdraw draw ${how})`;
  }
  if (state === 'drawn' && commit.revealBy) return '到期公开 / to open on its day: fairdraw draw open';
  return undefined;
}

const DAY = 86_400;

/** Whole days, begun ones counted, by which the opening of a confidential draw is late; 0 where it is not. */
export function daysOverdue({ state, commit: { revealBy } }: Draw, now: number): number {
  if (state !== 'drawn' || revealBy === undefined) return 0;
  return Math.max(0, Math.ceil((now - revealBy) / DAY));
}

/** What came of a draw that ended without a result, and when a confidential one is or was to be opened. */
function describeEnd(draw: Draw, show: (at: number) => string, now: number | undefined): string[] {
  const { commit, opening, lapse, void: annulled } = draw;
  const late = now === undefined ? 0 : daysOverdue(draw, now);
  return [
    ...(annulled ? [`  作废 void ${show(annulled.at)}，理由 reason: ${annulled.reason}`] : []),
    ...(lapse
      ? [`  未完成 failed: ${lapse.missing.map(({ id, step }) => `${id} (${step})`).join('、')}`]
      : []),
    ...(commit.revealBy === undefined ? [] : [`  公开日期 to open by ${show(commit.revealBy)}`]),
    ...(late > 0 ? [`  已逾期 ${late} 天未公开 / overdue by ${late} day(s): the secret is withheld`] : []),
    ...(opening ? [`  已公开 opened ${show(opening.at)}`] : []),
  ];
}

/** Name, state and next step of a draw, in lines. @param now Unix seconds, where a delay is to be told */
export function describeDraw(
  log: Pick<Log, 'series'>,
  draw: Draw,
  show: (at: number) => string,
  now?: number,
): string[] {
  const { commit, C, state, receipt } = draw;
  const next = nextStep(draw);
  const units = commit.strata.reduce((sum, { count }) => sum + count, 0);
  return [
    `${log.series === 'R' ? '*** 演练 / REHEARSAL *** ' : ''}${commit.campaign}-${commit.drawNo}: ${(states[state] ?? [state]).join(' / ')}`,
    `  C: ${C}`,
    `  入库 ${units}，排除 ${commit.excluded.count}，人员 ${commit.inspectors.count} / covered ${units}, excluded ${commit.excluded.count}, officers ${commit.inspectors.count}`,
    `  封库 / frozen: ${show(commit.frozenAt)}`,
    `  截止 / draw by: ${show(commit.drawBy)}`,
    ...(receipt ? [`  抽中 / drawn: ${receipt.count}`, `  receiptHash: ${receipt.receiptHash}`] : []),
    ...describeEnd(draw, show, now),
    ...(next ? [`  下一步 / next: ${next}`] : []),
  ];
}

/** The same for programs. */
export function drawJson({ C, commit, state, session, receipt, void: annulled, lapse }: Draw) {
  const { campaign, drawNo, frozenAt, drawBy, revealBy } = commit;
  return {
    ...{ C, session, name: `${campaign}-${drawNo}`, state, frozenAt, drawBy, revealBy, receipt },
    ...(annulled && { void: { at: annulled.at, reason: annulled.reason } }),
    ...(lapse && { lapse: { at: lapse.at, missing: lapse.missing } }),
  };
}

/**
 * The draws of one act: one stands by itself; of several there is the state that they share, and all of them as `draws`.
 */
export function actJson<One extends ReturnType<typeof drawJson>>(draws: readonly One[]) {
  const [first] = draws;
  if (draws.length === 1) return first!;
  const { session, state } = first!;
  return { session, state, draws };
}
