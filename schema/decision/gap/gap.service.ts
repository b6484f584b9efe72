import { recordEvent } from '../../audit/index.js';
import { NoDepartment } from '../../registry/index.js';
import { underArrangement } from '../../shared/allow.js';
import type { Unit } from '../../shared/unit.js';
import { lockDecisions } from '../decision.enter.js';
import { Decision } from '../decision.entity.js';
import { NotAGap } from '../decision.errors.js';
import type { DecisionKind } from '../decision.states.js';
import { numberText } from '../decision-number.js';
import { GapNote } from './gap.entity.js';
import type { GapReason } from './gap.states.js';

/** Why numbers of a series have no decision. */
export interface GapExplanation {
  readonly kind: DecisionKind;
  readonly series: string;
  readonly year: number;
  readonly fromNo: number;
  /** The last one; `fromNo` when absent. */
  readonly toNo?: number | null;
  readonly reason: GapReason;
  readonly note: string;
}

/** Numbers that one word may explain. */
export const mostExplained = 10_000;

const rowsAtOnce = 500;

/** Explains missing numbers of the actor's own department; all of them are missing, or none is explained. */
export async function explainGap(unit: Unit, explanation: GapExplanation) {
  const { departmentId: department } = unit.actor;
  if (!department) return new NoDepartment();
  const { kind, series, year: seriesYear, fromNo, reason, note } = explanation;
  const toNo = Math.max(explanation.toNo ?? fromNo, fromNo);
  await lockDecisions(unit, department);
  const own = { department, kind, series, seriesYear };
  const [highest] = await unit.em.find(Decision, own, {
    ...{ orderBy: { seriesNo: 'desc' as const }, limit: 1, disableIdentityMap: true },
  });
  if (!highest) return new NotAGap();
  const highestNo = highest.seriesNo ?? 0;
  const [used] = await unit.em.find(
    Decision,
    { ...own, seriesNo: { $gte: fromNo, $lte: toNo } },
    { orderBy: { seriesNo: 'asc' }, limit: 1, disableIdentityMap: true },
  );
  if (used) return new NotAGap(used.seriesNo ?? fromNo);
  if (toNo > highestNo) return new NotAGap(Math.max(fromNo, highestNo + 1));
  const count = toNo - fromNo + 1;
  if (count > mostExplained) return new NotAGap(fromNo + mostExplained);
  const act = unit.newId();
  const said = { act, reason, note, byId: unit.actor.accountId ?? null, at: unit.now };
  for (let at = 0; at < count; at += rowsAtOnce) {
    const rows = Array.from({ length: Math.min(rowsAtOnce, count - at) }, (_, index) => ({
      ...{ id: unit.newId(), ...own, ...said, seriesNo: fromNo + at + index },
    }));
    await unit.em.insertMany(GapNote, rows);
  }
  await recordEvent(
    unit,
    'decision.gap-explained',
    { kind: 'decisionGap', id: act },
    { kind, year: seriesYear, count, reason, ...underArrangement(unit.actor, department) },
  );
  const number = numberText(series, seriesYear, fromNo);
  const gap = {
    departmentId: department,
    kind,
    series,
    year: seriesYear,
    fromNo,
    toNo,
    number,
    reason,
    note,
  };
  return {
    __typename: 'DecisionGapExplained' as const,
    gap: { ...gap, explainedById: said.byId, explainedAt: unit.now },
  };
}
