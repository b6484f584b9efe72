import type { RevealedDraw } from '../../draw-folder/reveal.js';
import { print, printJson } from '../output.js';
import { assurances } from '../verdict-words.js';
import { actJson, drawJson, nextStep } from './show-draw.js';

/** How many units are listed for people; `selected.jsonl` has all of them. */
const SHOWN = 20;

/** Says where the draws of an act stand after reveals; with the last of them, what was drawn. */
export async function showRevealed(revealed: readonly RevealedDraw[], json: boolean): Promise<void> {
  if (json) return printJson({ ok: true, ...actJson(revealed.map(revealedJson)) });
  const { printable } = await import('../../client/printable.js');
  const { draw, outcome } = revealed[0]!;
  if (!outcome) return print('已揭示 / revealed', nextStep(draw) ?? '');
  for (const one of revealed) print(...linesOf(one).map(printable));
}

function revealedJson({ draw, outcome, bundle }: RevealedDraw) {
  if (!outcome) return drawJson(draw);
  const { receiptHash, resultRoot, count, assurance, held, units, reserve } = outcome;
  const unit = ({ id, stratum, order, ticket, officers, lead, held: isHeld }: (typeof units)[number]) => ({
    ...{ id, stratum, order, ticket, officers, lead },
    ...(isHeld && { held: true }),
  });
  return {
    ...drawJson(draw),
    ...{ bundle, receiptHash, resultRoot, count, assurance, held },
    units: units.map(unit),
    reserve: reserve.map(unit),
    repairs: outcome.repairs(),
  };
}

function linesOf({ draw, outcome, bundle }: RevealedDraw): string[] {
  const { receiptHash, count, assurance, held, units } = outcome!;
  const { campaign, drawNo } = draw.commit;
  return [
    `已抽取 / drawn: ${campaign}-${drawNo} ${count}，${assurance} ${(assurances[assurance] ?? []).join(' / ')}`,
    ...units.slice(0, SHOWN).map(lineOf),
    ...(units.length > SHOWN ? [`  …… 共 ${units.length}，见 selected.jsonl / all in selected.jsonl`] : []),
    ...(held.length > 0 ? [`人手不足，暂缓 / held for lack of people: ${held.join('、')}`] : []),
    `receiptHash: ${receiptHash}`,
    `核验 / verify: fairdraw draw verify ${bundle} --restricted`,
  ];
}

function lineOf(unit: {
  stratum: string;
  order: number;
  id: string;
  officers: readonly string[];
  record: object;
}): string {
  const { name = '' } = unit.record as { name?: string };
  const team = unit.officers.length > 0 ? ` ← ${unit.officers.join('、')}` : '';
  return `  ${unit.stratum} ${String(unit.order).padStart(3)}  ${unit.id} ${name}${team}`;
}
