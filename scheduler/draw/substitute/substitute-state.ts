/** Who serves what after some substitutions, and what of the draw decides the next one (§16). */
import { fromHex } from '../bytes.js';
import type { Receipt } from '../receipt.js';
import type { Rules } from '../rules.js';
import type { AssignmentTable, Slot } from '../table.js';
import type { SubstitutionDetail } from './substitute-detail.js';

/** What no substitution changes. */
export interface DrawnFacts {
  seed: Uint8Array;
  drawNo: number;
  rules: Rules;
  /** By code; `offset` is the global index of leaf 0, `reserve` are global indices in draw order. */
  strata: { code: string; offset: number; reserve: number[] }[];
  /** By leaf number; empty in stage `targets`. */
  capacities: number[];
}

/** A target that counts. Without `row` there are no teams (stage `targets`); without `slots` it is held. */
export interface ServedTarget {
  row?: readonly Slot[];
  slots?: readonly (readonly number[])[];
  lead?: number;
}

/** The draw as it stands after `count` substitutions. */
export interface Serving {
  count: number;
  /** By global index: selected or come in, and not gone out. */
  targets: Map<number, ServedTarget>;
  /** Targets per officer, by leaf number. */
  loads: number[];
  /** Officers taken out of a target, by its global index. */
  takenOut: Map<number, Set<number>>;
  /** Units of the reserve that have come in, by stratum. */
  reserveUsed: number[];
}

/** Receipt and table are verified ones. */
export function drawnFacts(receipt: Receipt, rules: Rules, table: AssignmentTable | undefined): DrawnFacts {
  let offset = 0;
  const strata = receipt.commit.strata.map(({ code, count }, h) => {
    const first = offset;
    offset += count;
    return { code, offset: first, reserve: receipt.strata[h]!.reserve.map((index) => first + index) };
  });
  return {
    seed: fromHex(receipt.seed, 'seed'),
    drawNo: receipt.commit.drawNo,
    rules,
    strata,
    capacities: table?.officers.map((officer) => officer.capacity) ?? [],
  };
}

/** As drawn, before any substitution. */
export function servingAsDrawn(
  facts: DrawnFacts,
  receipt: Receipt,
  table: AssignmentTable | undefined,
): Serving {
  const serving: Serving = {
    count: 0,
    targets: new Map(),
    loads: facts.capacities.map(() => 0),
    takenOut: new Map(),
    reserveUsed: facts.strata.map(() => 0),
  };
  for (const [h, { offset }] of facts.strata.entries()) {
    for (const index of receipt.strata[h]!.selected) serving.targets.set(offset + index, {});
  }
  for (const { index, slots } of table?.targets ?? []) serving.targets.set(index, { row: slots });
  for (const { index, slots, lead } of receipt.teams ?? []) {
    serving.targets.set(index, { ...serving.targets.get(index), slots, lead });
    count(serving, slots, 1);
  }
  return serving;
}

/** Position of the stratum that holds a global index. */
export function stratumOf(facts: DrawnFacts, target: number): number {
  return facts.strata.findLastIndex(({ offset }) => offset <= target);
}

/** The unit behind a global index: its stratum and its leaf number there. */
export function unitAt(facts: DrawnFacts, target: number): { stratum: string; index: number } {
  const { code, offset } = facts.strata[stratumOf(facts, target)]!;
  return { stratum: code, index: target - offset };
}

/** The global index of a unit; undefined for a stratum that was not frozen. */
export function globalIndex(facts: DrawnFacts, stratum: string, index: number): number | undefined {
  const found = facts.strata.find(({ code }) => code === stratum);
  return found && found.offset + index;
}

/** Changes `serving` in place by a substitution that `substitute` made of it. */
export function applySubstitution(facts: DrawnFacts, serving: Serving, detail: SubstitutionDetail): void {
  const { kind, target, slots, lead } = detail;
  const before = serving.targets.get(target)!;
  count(serving, before.slots ?? [], -1);
  count(serving, slots ?? [], 1);
  serving.count = detail.n;
  if (kind !== 'target') {
    serving.targets.set(target, { row: before.row, slots, lead });
    if (kind === 'officer') takeOut(serving, target, detail.out!);
    return;
  }
  serving.targets.delete(target);
  if (detail.in === undefined) return;
  serving.targets.set(detail.in, { row: detail.row, slots, lead });
  serving.reserveUsed[stratumOf(facts, target)]! += 1;
}

/** A copy that may be changed without changing this one. */
export function copyServing(serving: Serving): Serving {
  return {
    count: serving.count,
    targets: new Map(serving.targets),
    loads: [...serving.loads],
    takenOut: new Map([...serving.takenOut].map(([target, officers]) => [target, new Set(officers)])),
    reserveUsed: [...serving.reserveUsed],
  };
}

function takeOut(serving: Serving, target: number, officer: number): void {
  const officers = serving.takenOut.get(target) ?? new Set();
  serving.takenOut.set(target, officers.add(officer));
}

function count(serving: Serving, slots: readonly (readonly number[])[], by: 1 | -1): void {
  for (const officer of slots.flat()) serving.loads[officer]! += by;
}
