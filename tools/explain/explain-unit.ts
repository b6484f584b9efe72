import { allRecords } from '../../scheduler/draw/build-table.js';
import { eligibility } from '../../scheduler/draw/eligible.js';
import {
  inclusionOf,
  type SubstitutionDetail,
  type TargetRecord,
  toNumber,
  toText,
} from '../../scheduler/draw/index.js';
import { smallestTickets, ticketOf } from '../../scheduler/draw/select.js';
import type { Facts } from './facts.js';

/** An officer as far as the level knows. */
export interface NamedOfficer {
  /** Leaf number. */
  readonly index: number;
  readonly id?: string;
  readonly name?: string;
}

export interface ExplainedSlot {
  readonly n: number;
  readonly role: string;
  readonly skill?: string;
  readonly department?: string;
  /** How many could have been drawn for it. */
  readonly eligible: number;
  readonly officers: readonly (NamedOfficer & {
    /** Targets in this draw, and the most there may be. */
    readonly load: number;
    readonly capacity: number;
    /** `sr-assign-me/1`: the published probability of this pair. */
    readonly probability?: string;
  })[];
}

/** Why a unit was drawn or not, and why its team is what it is. */
export interface ExplainedUnit {
  readonly kind: 'unit';
  readonly level: string;
  readonly id?: string;
  readonly name?: string;
  readonly stratum: string;
  /** Leaf number in the stratum, from 0. */
  readonly index: number;
  readonly count: number;
  readonly k: number;
  readonly method: string;
  readonly weight?: number;
  /** 16 hex digits, and its place among all tickets of the stratum, from 1. */
  readonly ticket: string;
  readonly rank: number;
  /** Ticket of the last unit selected; absent with `sr-pps/1`. */
  readonly cutOff?: string;
  /** Of being selected, before the draw; exact. */
  readonly probability: { readonly exact: string; readonly decimal: number };
  readonly status: 'selected' | 'reserve' | 'not-selected';
  /** Place in the draw order of its stratum, from 1. */
  readonly order?: number;
  readonly held?: boolean;
  readonly slots?: readonly ExplainedSlot[];
  readonly lead?: NamedOfficer;
  /** Algorithm of the teams. */
  readonly assignment?: string;
  /** Restricted: recusals of the unit, and how many officers they alone kept from it. */
  readonly recusals?: { readonly count: number; readonly removed: number };
  readonly substitutions: readonly ExplainedSubstitution[];
}

/** A substitution that concerns the unit, with its parts named as far as the level knows. */
export interface ExplainedSubstitution extends SubstitutionDetail {
  /** The rules' words for the reason. */
  readonly reasonText?: string;
  /** With kind `target`: the unit that went, and the one that came in. */
  readonly unitOut?: string;
  readonly unitIn?: string;
  readonly officerOut?: NamedOfficer;
  readonly officerIn?: NamedOfficer;
  /** Who serves the target from then on; empty where nobody does. */
  readonly team: readonly NamedOfficer[];
}

export function explainUnit(facts: Facts, stratum: string, index: number): ExplainedUnit {
  const { draw, rules, receipt, seed } = facts;
  const h = draw.commit.strata.findIndex(({ code }) => code === stratum);
  const { count } = draw.commit.strata[h]!;
  const { k, cutOff, selected, reserve } = receipt.strata[h]!;
  const record = recordOf(facts, h, index);
  const probability = inclusionOf(
    rules,
    draw.commit.strata.map(({ code, count: units }) => ({
      code,
      count: units,
      weights: facts.weights.get(code),
    })),
  )[h]!.of(index);
  const place = selected.includes(index) ? 'selected' : reserve.includes(index) ? 'reserve' : 'not-selected';
  const order = [...selected, ...reserve].indexOf(index) + 1;
  const offset = draw.commit.strata.slice(0, h).reduce((sum, one) => sum + one.count, 0);
  const weight = facts.weights.get(stratum)?.[index];
  return {
    kind: 'unit',
    level: facts.level,
    ...(record && { id: record.id, ...(record.name && { name: record.name }) }),
    stratum,
    index,
    count,
    k,
    method: rules.strata[h]!.select,
    ...(weight === undefined ? {} : { weight }),
    ticket: ticketOf(seed, stratum, index),
    rank: smallestTickets(seed, stratum, count, count).indices.indexOf(index) + 1,
    ...(cutOff === undefined ? {} : { cutOff }),
    probability: { exact: toText(probability), decimal: toNumber(probability) },
    status: place,
    ...(order > 0 && { order }),
    ...(place === 'selected' && teamOf(facts, offset + index)),
    ...(facts.pools && record && { recusals: recusalsOf(facts, record) }),
    substitutions: facts.substitutions
      .filter((one) => one.target === offset + index || (one.kind === 'target' && one.in === offset + index))
      .map((one) => explainSubstitution(facts, one)),
  };
}

function explainSubstitution(facts: Facts, detail: SubstitutionDetail): ExplainedSubstitution {
  const { kind, reason, target, out, in: comesIn, slots = [] } = detail;
  const reasonText = facts.rules.substitution?.find(({ code }) => code === reason)?.text;
  const isTarget = kind === 'target';
  return {
    ...detail,
    ...(reasonText && { reasonText }),
    ...(isTarget && { unitOut: unitName(facts, target) }),
    ...(isTarget && comesIn !== undefined && { unitIn: unitName(facts, comesIn) }),
    ...(out !== undefined && { officerOut: nameOfficer(facts, out) }),
    ...(kind === 'officer' && comesIn !== undefined && { officerIn: nameOfficer(facts, comesIn) }),
    team: slots.flat().map((officer) => nameOfficer(facts, officer)),
  };
}

/** The id of a unit by its global index, else `stratum/leaf`. */
function unitName(facts: Facts, target: number): string {
  let leaf = target;
  for (const [h, { code, count }] of facts.draw.commit.strata.entries()) {
    if (leaf < count) return recordOf(facts, h, leaf)?.id ?? `${code}/${leaf}`;
    leaf -= count;
  }
  return String(target);
}

function recordOf({ pools, selected, draw }: Facts, h: number, index: number): TargetRecord | undefined {
  if (pools) return pools.strata[h]!.file.record(index);
  const { code } = draw.commit.strata[h]!;
  return [...selected.values()].find((unit) => unit.stratum === code && unit.index === index)?.record;
}

function teamOf(facts: Facts, target: number): Partial<ExplainedUnit> {
  const { table, receipt, rules } = facts;
  const row = table?.targets.find(({ index }) => index === target);
  if (!table || !row || !rules.team) return {};
  const team = receipt.teams?.find(({ index }) => index === target);
  const loads = loadsOf(facts);
  const slots = row.slots.map(({ n, officers }, s): ExplainedSlot => {
    const { role, skill, department } = rules.team!.slots[s]!;
    return {
      n,
      role,
      ...(skill && { skill }),
      ...(department && { department }),
      eligible: officers.length,
      officers: (team?.slots[s] ?? []).map((officer) => ({
        ...nameOfficer(facts, officer),
        load: loads.get(officer) ?? 0,
        capacity: table.officers[officer]!.capacity,
        ...pairProbability(facts, target, officer),
      })),
    };
  });
  const assignment = rules.team.alg;
  return team
    ? { slots, assignment, lead: nameOfficer(facts, team.lead) }
    : { slots, assignment, held: true };
}

/** Targets per officer as drawn. */
export function loadsOf({ receipt }: Facts): Map<number, number> {
  const loads = new Map<number, number>();
  for (const { slots } of receipt.teams ?? []) {
    for (const officer of slots.flat()) loads.set(officer, (loads.get(officer) ?? 0) + 1);
  }
  return loads;
}

export function nameOfficer({ pools }: Facts, index: number): NamedOfficer {
  if (!pools) return { index };
  const { id, name } = pools.inspectors.record(index);
  return { index, id, ...(name && { name }) };
}

const UNITS_PER_PLACE = 2 ** 32;

/** The published probability with which this officer was to meet this target, over all slots; exact. */
export function pairProbability(
  { table, probabilities }: Facts,
  target: number,
  officer: number,
): { probability?: string } {
  const units = probabilities.get(target);
  const row = table?.targets.find(({ index }) => index === target);
  if (!units || !row) return {};
  const sum = row.slots.reduce((all, { officers }, s) => {
    const place = officers.indexOf(officer);
    return all + (place < 0 ? 0 : units[s]![place]!);
  }, 0);
  return { probability: `${sum}/${UNITS_PER_PLACE} ≈ ${(sum / UNITS_PER_PLACE).toFixed(4)}` };
}

/** How many recusals concern the unit, and how many officers could be sent but for them. */
function recusalsOf({ pools, rules }: Facts, record: TargetRecord): { count: number; removed: number } {
  const conflicts = allRecords(pools!.conflicts);
  const own = conflicts.filter(({ entity }) => entity === record.id || entity === record.entity);
  const { team, window } = rules;
  if (own.length === 0 || !team || !window) return { count: own.length, removed: 0 };
  const officers = allRecords(pools!.inspectors);
  const eligible = (barred: typeof conflicts) =>
    new Set(eligibility({ ...rules, team, window }, officers, barred)(record).flat());
  return { count: own.length, removed: eligible([]).size - eligible(own).size };
}
