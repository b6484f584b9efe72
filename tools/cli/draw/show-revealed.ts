import type { RevealedFolder } from '../../draw-folder/reveal.js';
import { print, printJson } from '../output.js';
import { assurances } from '../verdict-words.js';
import { drawJson, nextStep } from './show-draw.js';

/** How many units are listed for people; `selected.jsonl` has all of them. */
const SHOWN = 20;

/** Says where a draw stands after reveals; with the last of them, what was drawn. */
export async function showRevealed(revealed: RevealedFolder, json: boolean): Promise<void> {
  const { printable } = await import('../../client/printable.js');
  const { draw, outcome, bundle } = revealed;
  if (!outcome) {
    if (json) return printJson({ ok: true, ...drawJson(draw) });
    return print('已揭示 / revealed', nextStep(draw) ?? '');
  }
  const { receiptHash, resultRoot, count, assurance, held, units, reserve } = outcome;
  if (json) {
    const unit = ({ id, stratum, order, ticket, officers, lead, held: isHeld }: (typeof units)[number]) => ({
      ...{ id, stratum, order, ticket, officers, lead },
      ...(isHeld && { held: true }),
    });
    return printJson({
      ...{ ok: true, ...drawJson(draw), bundle, receiptHash, resultRoot, count, assurance, held },
      units: units.map(unit),
      reserve: reserve.map(unit),
      repairs: outcome.repairs(),
    });
  }
  print(
    `已抽取 / drawn: ${count}，${assurance} ${(assurances[assurance] ?? []).join(' / ')}`,
    ...units.slice(0, SHOWN).map((unit) => printable(lineOf(unit))),
    ...(units.length > SHOWN ? [`  …… 共 ${units.length}，见 selected.jsonl / all in selected.jsonl`] : []),
    ...(held.length > 0
      ? [`人手不足，暂缓 / held for lack of people: ${held.map(printable).join('、')}`]
      : []),
    `receiptHash: ${receiptHash}`,
    `核验 / verify: fairdraw draw verify ${bundle} --restricted`,
  );
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
