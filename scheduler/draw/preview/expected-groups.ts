/** Units whose district, skills and eligible officers are the same, and how many of them are expected to be drawn. */
import { allRecords } from '../build-table.js';
import type { Eligibility } from '../eligible.js';
import { inclusionOf } from '../inclusion.js';
import type { TargetRecord } from '../pool.js';
import type { Pools } from '../pools.js';
import { isWeighted, type Rules } from '../rules.js';

export const millionths = 1_000_000;
/** Sums are kept finer than they are given. */
const finer = 1_000_000n;

export interface Group {
  district: string;
  skills: string[];
  /** For each slot: leaf numbers of the eligible officers, ascending. */
  lists: readonly (readonly number[])[];
  units: number;
  /** Units expected to be drawn, in millionths, rounded down. */
  drawn: number;
}

/** Units of one group that share their probability: how many, and one of them. */
interface Part {
  units: bigint;
  stratum: number;
  index: number;
}

interface Gathered extends Omit<Group, 'drawn'> {
  parts: Map<string, Part>;
}

export function groupsOf(rules: Rules, pools: Pools, slotsOf: Eligibility): Group[] {
  const strata = pools.strata.map(({ file }) => ({ records: allRecords(file) }));
  const inclusion = inclusionOf(
    rules,
    pools.strata.map(({ code, file, weights }) => ({ code, count: file.count, weights })),
  );
  const gather = gatherer(slotsOf);
  strata.forEach(({ records }, stratum) => {
    const weighted = isWeighted(rules.strata[stratum]!);
    records.forEach((record, index) => {
      gather.add(record, weighted ? `${stratum} ${record.weight}` : `${stratum}`, { stratum, index });
    });
  });
  return gather.groups().map(({ parts, ...group }) => {
    // Rounding each part down loses less than one finer unit, which must not cost a millionth of a whole sum.
    let sum = BigInt(parts.size);
    for (const { units, stratum, index } of parts.values()) {
      const { num, den } = inclusion[stratum]!.of(index);
      sum += (units * num * BigInt(millionths) * finer) / den;
    }
    return { ...group, drawn: Number(sum / finer) };
  });
}

function gatherer(slotsOf: Eligibility) {
  const groups = new Map<string, Gathered>();
  const keys = new Map<number[][], string>();
  // Units without a conflict share their lists, so that few lists are written out.
  const keyOf = (lists: number[][]) => {
    const key = keys.get(lists) ?? JSON.stringify(lists);
    keys.set(lists, key);
    return key;
  };
  return {
    add(record: TargetRecord, partKey: string, at: Omit<Part, 'units'>): void {
      const { district, skills = [] } = record;
      const lists = slotsOf(record);
      const key = `${district} ${skills.join(' ')} ${keyOf(lists)}`;
      const group = groups.get(key) ?? { district, skills, lists, units: 0, parts: new Map() };
      groups.set(key, group);
      group.units += 1;
      const part = group.parts.get(partKey) ?? { units: 0n, ...at };
      group.parts.set(partKey, part);
      part.units += 1n;
    },
    groups: () => [...groups.values()],
  };
}
