/**
 * One substitution (§16), a pure function of the draw, of the substitutions before it and of what
 * was ordered. What was drawn stays drawn; this is added.
 */
import { DrawFault, type FaultCode } from '../faults.js';
import type { Slot } from '../table.js';
import type { SubstitutionDetail, SubstitutionOrder } from './substitute-detail.js';
import { fillPlaces, officerTickets, type Places } from './substitute-fill.js';
import { type DrawnFacts, type ServedTarget, type Serving, stratumOf } from './substitute-state.js';

/** What follows from the pools: computed where they are at hand, else taken as stated and checked. */
export interface PrivatePart {
  /** Row of the table for a unit by its global index. */
  rowOf(target: number): Slot[];
  leadOf(slots: readonly (readonly number[])[]): number;
}

/** What an order leads to. */
type Change = Pick<SubstitutionDetail, 'in' | 'row' | 'slots'>;

/** An order, the target it is about, and the draw as it stands. */
interface Case {
  facts: DrawnFacts;
  serving: Serving;
  order: SubstitutionOrder;
  target: ServedTarget;
  refuse(code: FaultCode): DrawFault;
}

/** The next substitution, whole; `SUBSTITUTION_…` names why there is none. Changes nothing. */
export function substitute(
  facts: DrawnFacts,
  serving: Serving,
  order: SubstitutionOrder,
  pools: PrivatePart,
): SubstitutionDetail {
  const n = serving.count + 1;
  const { kind, reason, target: index } = order;
  const refuse = (code: FaultCode) =>
    new DrawFault(code, { n, kind, reason, target: index, out: order.out ?? 0 });
  const known = facts.rules.substitution?.find((entry) => entry.code === reason);
  if (!known || (known.of ?? kind) !== kind) throw refuse('SUBSTITUTION_REASON');
  if (order.requester === order.approver) throw refuse('SUBSTITUTION_APPROVER');
  const target = serving.targets.get(index);
  if (!target) throw refuse('SUBSTITUTION_TARGET');
  const change = changes[kind]({ facts, serving, order, target, refuse }, pools);
  const lead = change.slots && pools.leadOf(change.slots);
  return { n, ...order, ...change, lead };
}

const changes: Record<SubstitutionOrder['kind'], (given: Case, pools: PrivatePart) => Change> = {
  officer,
  target,
  held,
};

function officer(given: Case): Change {
  const { order, target, refuse } = given;
  const { slot, place, out } = order as Required<SubstitutionOrder>;
  if (!target.row || !target.slots) throw refuse('SUBSTITUTION_TARGET');
  if (target.slots[slot]?.[place] !== out) throw refuse('SUBSTITUTION_PLACE');
  const rest = target.slots.map((holders, s) =>
    holders.map((holder, p) => (s === slot && p === place ? undefined : holder)),
  );
  const slots = fill(given, target.row, rest, order.target);
  if (!slots) throw refuse('SUBSTITUTION_IMPOSSIBLE');
  return { in: slots[slot]![place]!, slots };
}

function held(given: Case): Change {
  const { order, target, refuse } = given;
  if (!target.row || target.slots) throw refuse('SUBSTITUTION_TARGET');
  const empty = target.row.map(({ n }) => new Array<undefined>(n).fill(undefined));
  const slots = fill(given, target.row, empty, order.target);
  if (!slots) throw refuse('SUBSTITUTION_IMPOSSIBLE');
  return { slots };
}

/** The next of the reserve inherits the team; who may not inspect it is replaced, or nobody serves it. */
function target(given: Case, pools: PrivatePart): Change {
  const { facts, serving, order, target: gone } = given;
  const h = stratumOf(facts, order.target);
  const next = facts.strata[h]!.reserve[serving.reserveUsed[h]!];
  if (next === undefined) return {};
  if (!gone.row) return { in: next };
  const row = pools.rowOf(next);
  if (!gone.slots) return { in: next, row };
  const kept = gone.slots.map((holders, s) =>
    holders.map((holder) => (row[s]!.officers.includes(holder) ? holder : undefined)),
  );
  return { in: next, row, slots: fill(given, row, kept, next) };
}

/** `team` is the global index of the target whose team it becomes: nobody returns to one he was taken out of. */
function fill(
  { facts, serving, order }: Case,
  row: readonly Slot[],
  places: Places,
  team: number,
): number[][] | undefined {
  const n = serving.count + 1;
  const ticketOf = officerTickets(facts.seed, `substitute/${facts.drawNo}/${order.target}/${n}`);
  const takenOut = serving.takenOut.get(team);
  const mayComeIn = (officer: number) =>
    officer !== order.out &&
    !takenOut?.has(officer) &&
    serving.loads[officer]! < facts.capacities[officer]! + (order.extra ?? 0);
  return fillPlaces(places, row, mayComeIn, ticketOf);
}
