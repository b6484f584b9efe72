/** What follows from the pools in a substitution (§16): rows and leads, computed or as stated. */
import { allRecords, tableMaker } from '../build-table.js';
import { canonical } from '../canonical.js';
import { inspectorsOf, leadOf } from '../lead.js';
import type { Pools } from '../pools.js';
import { differs } from '../verify/compare.js';
import type { PrivatePart } from './substitute.js';
import type { SubstitutionDetail } from './substitute-detail.js';
import { type DrawnFacts, unitAt } from './substitute-state.js';

/** Computed from the frozen pools; the inspectors are read once. */
export function privatePart(facts: DrawnFacts, pools: Pools): PrivatePart {
  const makeTable = tableMaker(facts.rules, pools);
  const officers = allRecords(pools.inspectors);
  const slotRules = facts.rules.team?.slots ?? [];
  return {
    rowOf: (target) => {
      const { stratum, index } = unitAt(facts, target);
      const record = pools.strata.find(({ code }) => code === stratum)!.file.record(index);
      return makeTable!([{ index: target, record }]).targets[0]!.slots;
    },
    leadOf: (slots) => leadOf({ index: 0, slots: slots.map((slot) => [...slot]) }, slotRules, officers),
  };
}

/** As a detail states it: neither record nor rank is public, only that they fit rules and team is seen. */
export function statedPart(facts: DrawnFacts, detail: SubstitutionDetail): PrivatePart {
  return {
    rowOf: () => {
      const sizes = facts.rules.team!.slots.map((slot) => slot.n);
      const found = detail.row?.map((slot) => slot.n);
      if (!detail.row || canonical(found!) !== canonical(sizes)) throw otherwise(detail, 'row', found, sizes);
      return detail.row;
    },
    leadOf: (slots) => {
      const { lead } = detail;
      const mayLead = inspectorsOf(slots, facts.rules.team!.slots);
      if (lead === undefined || !mayLead.includes(lead)) {
        throw otherwise(detail, 'lead', lead, mayLead);
      }
      return lead;
    },
  };
}

const fieldsZh = { in: '补入者', row: '配对行', slots: '检查组', lead: '组长' } as const;

/** The fault for a field of a detail that is not what the verifier computed. */
function otherwise(
  { n }: SubstitutionDetail,
  field: keyof typeof fieldsZh,
  found: unknown,
  expected: unknown,
): Error {
  return differs(`第 ${n} 次替换的${fieldsZh[field]}`, `${field} of substitution ${n}`, found, expected);
}

/** Throws for the first field that differs from the one computed. */
export function compareDetails(found: SubstitutionDetail, expected: SubstitutionDetail): void {
  for (const field of Object.keys(fieldsZh) as (keyof typeof fieldsZh)[]) {
    const [was, is] = [found[field], expected[field]].map((value) =>
      value === undefined ? 'absent' : canonical(value),
    );
    if (was !== is) throw otherwise(found, field, was, is);
  }
}
