/** Who may inspect whom (§10). */
import { daysCovered, daysIn, type Period } from './dates.js';
import type { ConflictRecord, InspectorRecord, TargetRecord } from './pool.js';
import type { Rules, SlotRule, TeamRule } from './rules.js';

/** Leaf numbers of the officers eligible for each slot of a target, ascending. */
export type Eligibility = (target: TargetRecord) => number[][];

/** Officers are given in leaf order. Equal districts and skills are looked up once. */
export function eligibility(
  rules: Rules & { team: TeamRule; window: Required<Period> },
  officers: readonly InspectorRecord[],
  conflicts: readonly ConflictRecord[],
): Eligibility {
  const available = officers.map((officer) => isAvailable(officer, rules.team, rules.window));
  const barred = barredByEntity(officers, conflicts);
  const lists = new Map<string, number[][]>();
  return (target) => {
    const key = `${target.district} ${(target.skills ?? []).join(' ')}`;
    let slots = lists.get(key);
    if (!slots) {
      slots = rules.team.slots.map((slot) =>
        numbersWhere(officers, (o, i) => available[i]! && fits(o, slot, target, rules.window)),
      );
      lists.set(key, slots);
    }
    const out = barredFrom(target, barred);
    return out.size === 0 ? slots : slots.map((slot) => slot.filter((i) => !out.has(i)));
  };
}

/** Active, certified on every day of the window, and not away. */
function isAvailable(officer: InspectorRecord, team: TeamRule, window: Required<Period>): boolean {
  const counting = officer.certificates.filter((c) => !team.certificate || c.kind === team.certificate);
  return (
    officer.status === 'active' &&
    daysCovered(counting, window) === daysIn(window) &&
    daysCovered(officer.leave, window) < (team.leaveDays ?? 1)
  );
}

/** In the district (or seconded to it) on every day, skilled for the target, and what the slot asks for. */
function fits(
  officer: InspectorRecord,
  slot: SlotRule,
  target: TargetRecord,
  window: Required<Period>,
): boolean {
  if (officer.role !== slot.role) return false;
  if (slot.department !== undefined && officer.department !== slot.department) return false;
  if (slot.skill !== undefined && !officer.skills.includes(slot.skill)) return false;
  if (slot.role === 'inspector' && !(target.skills ?? []).every((skill) => officer.skills.includes(skill))) {
    return false;
  }
  const here = officer.districts.filter((term) => term.code === target.district);
  return daysCovered(here, window) === daysIn(window);
}

function numbersWhere<T>(items: readonly T[], test: (item: T, i: number) => boolean): number[] {
  const numbers: number[] = [];
  items.forEach((item, i) => {
    if (test(item, i)) numbers.push(i);
  });
  return numbers;
}

function barredByEntity(
  officers: readonly InspectorRecord[],
  conflicts: readonly ConflictRecord[],
): Map<string, number[]> {
  const numbers = new Map(officers.map((officer, i) => [officer.id, i]));
  const barred = new Map<string, number[]>();
  for (const { entity, officer } of conflicts) {
    const list = barred.get(entity) ?? [];
    list.push(numbers.get(officer)!);
    barred.set(entity, list);
  }
  return barred;
}

/** A conflict with the target itself or with its responsible entity bars the officer. */
function barredFrom(target: TargetRecord, barred: ReadonlyMap<string, number[]>): Set<number> {
  const own = barred.get(target.id) ?? [];
  const entity = target.entity === undefined ? [] : (barred.get(target.entity) ?? []);
  return new Set([...own, ...entity]);
}
