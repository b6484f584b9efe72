import { loadsOf, type NamedOfficer, nameOfficer, pairProbability } from './explain-unit.js';
import type { Facts } from './facts.js';

/** A target that an officer was drawn for. */
export interface ServedUnit {
  /** Global index. */
  readonly target: number;
  readonly stratum: string;
  /** Leaf number in the stratum. */
  readonly leaf: number;
  readonly id?: string;
  readonly slot: number;
  readonly isLead: boolean;
  /** How many could have been drawn for the slot, and how many it needs. */
  readonly eligible: number;
  readonly n: number;
  readonly probability?: string;
}

/** Which targets an officer was drawn for, and out of how many. */
export interface ExplainedOfficer extends NamedOfficer {
  readonly kind: 'officer';
  readonly level: string;
  /** Targets drawn for which the officer stood on a list. */
  readonly eligibleFor: number;
  readonly load: number;
  readonly capacity: number;
  readonly targets: readonly ServedUnit[];
}

export function explainOfficer(facts: Facts, officer: number): ExplainedOfficer {
  const { table, receipt, level } = facts;
  const listed = (table?.targets ?? []).filter(({ slots }) =>
    slots.some(({ officers }) => officers.includes(officer)),
  );
  const targets = (receipt.teams ?? []).flatMap(({ index, slots, lead }) => {
    const slot = slots.findIndex((drawn) => drawn.includes(officer));
    if (slot < 0) return [];
    const { n, officers } = table!.targets.find((row) => row.index === index)!.slots[slot]!;
    const isLead = lead === officer;
    const served = { target: index, ...unitAt(facts, index), slot, isLead, eligible: officers.length, n };
    return [{ ...served, ...pairProbability(facts, index, officer) }];
  });
  return {
    kind: 'officer',
    level,
    ...nameOfficer(facts, officer),
    eligibleFor: listed.length,
    load: loadsOf(facts).get(officer) ?? 0,
    capacity: table?.officers[officer]?.capacity ?? 0,
    targets,
  };
}

function unitAt({ draw, selected }: Facts, target: number): Pick<ServedUnit, 'stratum' | 'leaf' | 'id'> {
  let leaf = target;
  for (const { code, count } of draw.commit.strata) {
    if (leaf < count) {
      const known = [...selected.values()].find((unit) => unit.stratum === code && unit.index === leaf);
      return { stratum: code, leaf, ...(known && { id: known.record.id }) };
    }
    leaf -= count;
  }
  throw new RangeError(`no unit ${target}`);
}
