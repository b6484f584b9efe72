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
    const how = waiting.length === 1 && waiting[0]!.type === 'operator' ? 'run' : 'reveal';
    return `待揭示 / to reveal: ${names} (fairdraw draw ${how})`;
  }
  if (state === 'drawn' && commit.revealBy) return '到期公开 / to open on its day: fairdraw draw open';
  return undefined;
}

/** Name, state and next step of a draw, in lines. */
export function describeDraw(log: Pick<Log, 'series'>, draw: Draw, show: (at: number) => string): string[] {
  const { commit, C, state, receipt } = draw;
  const next = nextStep(draw);
  const units = commit.strata.reduce((sum, { count }) => sum + count, 0);
  return [
    `${log.series === 'R' ? '*** 演练 / REHEARSAL *** ' : ''}${commit.campaign}-${commit.drawNo}: ${(states[state] ?? [state]).join(' / ')}`,
    `  C: ${C}`,
    `  入库 covered ${units}，排除 excluded ${commit.excluded.count}，人员 officers ${commit.inspectors.count}`,
    `  封库 frozen ${show(commit.frozenAt)}，截止 draw by ${show(commit.drawBy)}`,
    ...(receipt ? [`  抽中 drawn ${receipt.count}，receiptHash ${receipt.receiptHash}`] : []),
    ...(next ? [`  下一步 / next: ${next}`] : []),
  ];
}

/** The same for programs. */
export function drawJson({ C, commit, state, session, receipt }: Draw) {
  const { campaign, drawNo, frozenAt, drawBy, revealBy } = commit;
  return { C, session, name: `${campaign}-${drawNo}`, state, frozenAt, drawBy, revealBy, receipt };
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
