import { type DepartmentBelow, listAuthoritiesUnder, listDivisionLines } from '../../department/index.js';
import { type DrawnTarget, findInRegister, type MeantRow } from '../../plan/index.js';
import type { Reader } from '../../shared/unit.js';
import type { Draw } from '../draw.entity.js';
import { PlacementInvalid } from './hand-down.errors.js';
import { UnplacedReason } from './hand-down.states.js';

/** Targets that the head gives to a department by hand. */
export interface Placement {
  readonly departmentCode: string;
  readonly realIds: readonly string[];
}

/** A drawn target with its division as the drawing department has it; none once it left that register. */
export interface DrawnPlace extends DrawnTarget {
  readonly division: string | null;
}

/** What one department would get. */
export interface ProposedPart {
  readonly department: DepartmentBelow;
  readonly targets: readonly DrawnPlace[];
  /** The same as its own register has them. */
  readonly rows: readonly MeantRow[];
}

export interface Unplaced {
  readonly target: DrawnPlace;
  readonly reason: UnplacedReason;
  readonly department?: DepartmentBelow;
}

export interface Proposal {
  readonly parts: readonly ProposedPart[];
  readonly unplaced: readonly Unplaced[];
}

/** What was drawn, without the reserve, as the register of the drawing department has it now. */
const drawnTargets = `select unit.real_id as "realId", coalesce(target.name, unit.real_id) as name, target.division_code as division,
    to_jsonb(coalesce(target.identifiers, '{}')) as "otherIds"
  from drawn_unit unit left join target on target.department_id = ? and target.real_id = unit.real_id
  where unit.draw_id = ? and not unit.is_reserve order by unit.real_id collate "C"`;

function readDrawn(reader: Reader, { id, department }: Draw): Promise<DrawnPlace[]> {
  return reader.em.execute<DrawnPlace[]>(drawnTargets, [department, id]);
}

/**
 * Which department below gets which target: the one right below whose division is the target's own, or the nearest above
 * it; or whom the head names, of all authorities below and the own department. Nothing is written. Called past the scope:
 * each target is looked up in the register of the department that would get it.
 */
export async function proposeParts(
  wide: Reader,
  draw: Draw,
  placements: readonly Placement[],
): Promise<Proposal | PlacementInvalid> {
  const drawn = await readDrawn(wide, draw);
  const departments = await listAuthoritiesUnder(wide, draw.department);
  const named = readPlacements(placements, departments, drawn);
  if (named instanceof PlacementInvalid) return named;
  const lines = await listDivisionLines(
    wide,
    drawn.flatMap(({ division }) => division ?? []),
    wide.today,
  );
  const direct = Map.groupBy(
    departments.filter(({ isDirect }) => isDirect),
    ({ division }) => division,
  );
  const unplaced: Unplaced[] = [];
  const given = new Map<DepartmentBelow, DrawnPlace[]>();
  for (const target of drawn) {
    const byHand = named.get(target.realId);
    const line = lines.get(target.division ?? '') ?? [];
    const fitting = byHand
      ? [byHand]
      : line.map((code) => direct.get(code) ?? []).find((one) => one.length > 0);
    const [department, another] = fitting ?? [];
    if (!department) unplaced.push({ target, reason: UnplacedReason.NO_DEPARTMENT });
    else if (another) unplaced.push({ target, reason: UnplacedReason.SEVERAL_DEPARTMENTS });
    else if (given.has(department)) given.get(department)?.push(target);
    else given.set(department, [target]);
  }
  const parts: ProposedPart[] = [];
  for (const [department, targets] of given) {
    const { rows, missing, unclear } = await findInRegister(wide, department.id, targets);
    for (const target of targets) {
      if (missing.has(target.realId))
        unplaced.push({ target, department, reason: UnplacedReason.NOT_IN_REGISTER });
      if (unclear.has(target.realId)) unplaced.push({ target, department, reason: UnplacedReason.UNCLEAR });
    }
    const there = targets.filter(({ realId }) => !missing.has(realId) && !unclear.has(realId));
    if (there.length > 0) parts.push({ department, targets: there, rows });
  }
  return {
    parts: parts.sort((a, b) => (a.department.code < b.department.code ? -1 : 1)),
    unplaced: unplaced.sort((a, b) => (a.target.realId < b.target.realId ? -1 : 1)),
  };
}

/** Whom the head named for which target. */
function readPlacements(
  placements: readonly Placement[],
  departments: readonly DepartmentBelow[],
  drawn: readonly DrawnPlace[],
): Map<string, DepartmentBelow> | PlacementInvalid {
  const isDrawn = new Set(drawn.map(({ realId }) => realId));
  const named = new Map<string, DepartmentBelow>();
  for (const { departmentCode, realIds } of placements) {
    const department = departments.find(({ code }) => code === departmentCode);
    if (!department) return new PlacementInvalid('department', departmentCode);
    for (const realId of realIds) {
      if (!isDrawn.has(realId)) return new PlacementInvalid('drawn', departmentCode);
      if (named.has(realId)) return new PlacementInvalid('twice', departmentCode);
      named.set(realId, department);
    }
  }
  return named;
}
