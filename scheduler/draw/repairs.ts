/**
 * Repairs of a draw that cannot be staffed (§13): every single change that fills more places, and how many.
 *
 * For the authority only: districts and skills of held targets are not public.
 */

import { selectedTargets } from './build-table.js';
import { eligibility } from './eligible.js';
import type { InspectorRecord, TargetRecord } from './pool.js';
import type { Pools } from './pools.js';
import type { Rules, SlotRule, TeamRule } from './rules.js';
import type { StratumSelection } from './selection.js';
import type { Staffing } from './staff.js';
import type { AssignmentTable, Certificate } from './table.js';
import { flowUnits, mostFlow } from './teams/assign.js';

/** One more unit of capacity of an officer, or one more officer with the rules' capacity. */
export type Repair =
  | { kind: 'capacity'; officer: string; gains: number }
  | {
      kind: 'officer';
      district: string;
      skills: string[];
      role: SlotRule['role'];
      department?: string;
      gains: number;
    };

/** Of an officer wanted wherever: no code is empty. */
const anyDepartment = '';

/** Most gain first, capacities before officers, each in order of leaf or of first mention. */
export function repairsOf(
  rules: Rules,
  pools: Pools,
  selections: readonly StratumSelection[],
  staffing: Staffing | undefined,
): Repair[] {
  const certificate = staffing?.assignment.certificate;
  if (!staffing || !certificate) return [];
  const targets = new Map(selectedTargets(pools, selections).map(({ index, record }) => [index, record]));
  const repairs: Repair[] = certificate.officers.map((officer) => ({
    kind: 'capacity',
    officer: pools.inspectors.ids[officer]!,
    gains: 1,
  }));
  for (const officer of newcomers(rules, certificate, targets)) {
    const gains = placesGained(
      withNewcomer(rules, staffing.table, targets, officer),
      certificate,
      rules.team!,
    );
    const { districts, skills, role, department } = officer;
    if (gains <= 0) continue;
    const repair: Repair = { kind: 'officer', district: districts[0]!.code, skills, role, gains };
    repairs.push(department === anyDepartment ? repair : { ...repair, department });
  }
  return repairs.sort((a, b) => b.gains - a.gains);
}

/** One officer for each kind of place the certificate lists: the target's district and just the skills needed. */
function newcomers(
  rules: Rules,
  certificate: Certificate,
  targets: ReadonlyMap<number, TargetRecord>,
): InspectorRecord[] {
  const found = new Map<string, InspectorRecord>();
  for (const { index, slots } of certificate.targets) {
    for (const s of slots) {
      const officer = newcomer(rules, rules.team!.slots[s]!, targets.get(index)!);
      const { districts, skills, role, department } = officer;
      const key = [districts[0]!.code, role, department, ...skills].join(' ');
      if (!found.has(key)) found.set(key, officer);
    }
  }
  return [...found.values()];
}

function newcomer(rules: Rules, slot: SlotRule, target: TargetRecord): InspectorRecord {
  const needed = slot.role === 'inspector' ? (target.skills ?? []) : [];
  return {
    id: 'new:officer',
    department: slot.department ?? anyDepartment,
    districts: [{ code: target.district }],
    skills: [...new Set([...needed, ...(slot.skill ? [slot.skill] : [])])].sort(),
    rank: 0,
    certificates: [{ kind: rules.team!.certificate ?? 'any', ...rules.window! }],
    leave: [],
    status: 'active',
    role: slot.role,
  };
}

function withNewcomer(
  rules: Rules,
  table: AssignmentTable,
  targets: ReadonlyMap<number, TargetRecord>,
  officer: InspectorRecord,
): AssignmentTable {
  const { team, window } = rules;
  const slotsOf = eligibility({ ...rules, team: team!, window: window! }, [officer], []);
  const number = table.officers.length;
  return {
    officers: [...table.officers, { index: number, capacity: team!.capacity }],
    targets: table.targets.map(({ index, slots }) => {
      const open = slotsOf(targets.get(index)!);
      return {
        index,
        slots: slots.map(({ n, officers }, s) => ({
          n,
          officers: open[s]!.length > 0 ? [...officers, number] : officers,
        })),
      };
    }),
  };
}

/** Places more than the certificate's flow; of `sr-assign-me/1`, the part of a place counts as one. */
function placesGained(table: AssignmentTable, certificate: Certificate, rule: TeamRule): number {
  return Math.ceil((mostFlow(table, rule) - certificate.flow) / flowUnits(rule).place);
}
