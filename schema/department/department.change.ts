import { addDays } from '../../scheduler/calendar/index.js';
import { recordEvent } from '../audit/index.js';
import { enqueueJob } from '../job/index.js';
import type { Reader, Unit } from '../shared/unit.js';
import { Department, type DepartmentTerm, Division } from './department.entity.js';
import {
  type DepartmentCycle,
  InstitutionNotOwn,
  NotStandingThen,
  UnknownDepartment,
  UnknownDivision,
} from './department.errors.js';
import { type AdministrativeLevel, DepartmentKind } from './department.states.js';
import {
  findTreeFault,
  followTerms,
  listDepartmentTerms,
  listTermsOf,
  lockTrees,
  storeDepartmentTerms,
} from './department-terms.js';
import { changeTerms, endTerms, FOREVER, latest, termOn } from './terms.js';

/** What a department is from a day on; absent: as it was. */
export type DepartmentValues = Partial<
  Pick<DepartmentTerm, 'name' | 'creditCode' | 'level' | 'parent' | 'division' | 'actsThrough'>
>;

/** A change of place: the same with codes instead of ids; null for none. */
export interface DepartmentMove {
  readonly level?: AdministrativeLevel;
  readonly parentCode?: string | null;
  readonly divisionCode?: string;
  readonly actsThroughCode?: string | null;
}

type TreeFault = DepartmentCycle | NotStandingThen;
type MoveRefusal = TreeFault | UnknownDepartment | UnknownDivision | InstitutionNotOwn;

/**
 * Makes something of a department another from a day on, past or future; its present term closes on the eve. A future
 * one comes into force on its day by a job.
 */
export async function changeDepartmentOn(
  unit: Unit,
  id: string,
  on: string,
  values: DepartmentValues,
): Promise<TreeFault | undefined> {
  await lockTrees(unit);
  const terms = await listTermsOf(unit, id);
  if (!termOn(terms, on)) return new NotStandingThen(await codeOf(unit, id), on);
  await storeDepartmentTerms(unit, id, changeTerms(terms, on, values));
  const fault = await findTreeFault(unit, [id], on);
  if (fault) return fault;
  await comeIntoForce(unit, on);
  return undefined;
}

/** What was written into terms holds at once, and what is planned on its day. */
export async function comeIntoForce(unit: Unit, on: string): Promise<void> {
  await followTerms(unit);
  if (on <= unit.today) return;
  await enqueueJob(unit, {
    kind: 'department.follow-terms',
    key: on,
    dueAt: new Date(`${on}T00:00:00+08:00`),
  });
}

/** Whether a department stands on a day, by its terms. */
export async function standsOn(reader: Reader, id: string, on: string): Promise<boolean> {
  return termOn(await listTermsOf(reader, id), on) !== undefined;
}

/** Moves a department in the tree, or gives it another level or division, from a day on. */
export async function moveDepartment(
  unit: Unit,
  code: string,
  on: string,
  move: DepartmentMove,
): Promise<Department | MoveRefusal> {
  const department = await unit.em.findOne(Department, { code });
  if (!department) return new UnknownDepartment(code);
  const values: DepartmentValues = {};
  if (move.level) values.level = move.level;
  if (move.parentCode !== undefined) {
    const parent = await findByCode(unit, move.parentCode);
    if (move.parentCode && !parent) return new UnknownDepartment(move.parentCode);
    values.parent = parent?.id ?? null;
  }
  if (move.divisionCode) {
    if (!(await unit.em.findOne(Division, { code: move.divisionCode })))
      return new UnknownDivision(move.divisionCode);
    values.division = move.divisionCode;
  }
  if (move.actsThroughCode !== undefined) {
    const institution = await findByCode(unit, move.actsThroughCode);
    if (move.actsThroughCode && !institution) return new UnknownDepartment(move.actsThroughCode);
    values.actsThrough = institution?.id ?? null;
  }
  const refused =
    (await findInstitutionFault(unit, department, values)) ??
    (await changeDepartmentOn(unit, department.id, on, values));
  if (refused) return refused;
  await recordEvent(unit, 'department.moved', { kind: 'department', id: department.id }, { ...move, on });
  return unit.em.findOneOrFail(Department, { id: department.id });
}

async function findByCode(reader: Reader, code: string | null | undefined): Promise<Department | null> {
  return code ? reader.em.findOne(Department, { code }) : null;
}

/** An institution belongs to an authority; an authority acts through an institution of its own. */
export async function findInstitutionFault(
  reader: Reader,
  department: Pick<Department, 'id' | 'kind'>,
  values: DepartmentValues,
): Promise<InstitutionNotOwn | undefined> {
  const isInstitution = department.kind === DepartmentKind.INSTITUTION;
  if (isInstitution && values.parent !== undefined) {
    const above = values.parent && (await reader.em.findOne(Department, { id: values.parent }));
    if (!above || above.kind !== DepartmentKind.AUTHORITY) {
      return new InstitutionNotOwn(
        'parentCode',
        '机构须隶属于一个行政机关，并以其名义执法，请填写该机关代码。',
        'An institution belongs to an authority and acts in its name; give the code of that authority.',
      );
    }
  }
  if (!values.actsThrough) return undefined;
  const through = await reader.em.findOneOrFail(Department, { id: values.actsThrough });
  if (!isInstitution && through.kind === DepartmentKind.INSTITUTION && through.parent === department.id)
    return undefined;
  return new InstitutionNotOwn(
    'actsThroughCode',
    '只能由行政机关通过其所属机构执法，请填写隶属于该机关的机构代码。',
    'An authority acts through an institution that belongs to it; give the code of such a one.',
  );
}

async function codeOf(reader: Reader, id: string): Promise<string> {
  return (await reader.em.findOneOrFail(Department, { id })).code;
}

/**
 * Ends a department: its last day is the eve of `on`, its successor answers for it, and what stood below it stands below
 * the successor from then on. Its code and its credit codes stay its own for ever.
 */
export async function endDepartment(
  unit: Unit,
  id: string,
  on: string,
  successor: string,
): Promise<TreeFault | undefined> {
  await lockTrees(unit);
  const termsOf = await listDepartmentTerms(unit);
  const own = termsOf.get(id) ?? [];
  if (!termOn(own, on) || (own[0]?.fromOn ?? FOREVER) >= on)
    return new NotStandingThen(await codeOf(unit, id), on);
  if (!termOn(termsOf.get(successor) ?? [], on))
    return new NotStandingThen(await codeOf(unit, successor), on);
  await storeDepartmentTerms(unit, id, endTerms(own, addDays(on, -1)));
  const moved = await moveUp(unit, termsOf, { id, on, successor });
  const endedOn = addDays(on, -1);
  await unit.em.nativeUpdate(Department, { id }, { endedOn, successor });
  const fault = await findTreeFault(unit, moved, on);
  if (fault) return fault;
  await comeIntoForce(unit, on);
  return undefined;
}

/** From a day on the successor stands where the ended one stood above others; above itself stands what stood above it. */
async function moveUp(
  unit: Unit,
  termsOf: ReadonlyMap<string, readonly DepartmentTerm[]>,
  { id, on, successor }: { id: string; on: string; successor: string },
): Promise<string[]> {
  const moved: string[] = [];
  for (const [child, terms] of termsOf) {
    if (child === id) continue;
    let rows: DepartmentTerm[] = [...terms];
    for (const term of terms) {
      if (term.parent !== id && term.actsThrough !== id) continue;
      if ((term.toOn ?? FOREVER) < on) continue;
      const from = latest(term.fromOn, on);
      const above = child === successor ? (termOn(termsOf.get(id) ?? [], from)?.parent ?? null) : successor;
      if (term.parent === id) rows = changeTerms(rows, from, { parent: above });
      if (term.actsThrough === id) rows = changeTerms(rows, from, { actsThrough: null });
    }
    if (rows.length === terms.length && rows.every((row, at) => row === terms[at])) continue;
    await storeDepartmentTerms(unit, child, rows);
    moved.push(child);
  }
  return moved;
}
