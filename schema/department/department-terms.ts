import type { Reader, Unit } from '../shared/unit.js';
import { Department, DepartmentTerm, DivisionTerm } from './department.entity.js';
import { DepartmentCycle, NotStandingThen } from './department.errors.js';
import { oneOf } from './pass-rows.js';
import { findCycle, findOrphan } from './terms.js';

/** "tree" in ASCII: two acts on the trees at once could close a circle that neither sees. */
const TREE_LOCK = 0x74726565;

/** Keeps the trees of departments and divisions still until the step ends. */
export async function lockTrees(unit: Unit): Promise<void> {
  await unit.em.execute('select pg_advisory_xact_lock(?)', [TREE_LOCK]);
}

/**
 * Holds these departments as they are until the step ends, trees first: nobody begins a campaign in one meanwhile. What
 * only refers to them goes on.
 */
export async function lockDepartments(unit: Unit, ids: readonly string[]): Promise<void> {
  await lockTrees(unit);
  const { sql, values } = oneOf('id', ids, 'uuid');
  await unit.em.execute(`select id from department where ${sql} order by id for no key update`, [...values]);
}

/** Terms of every department, by id and day: a few thousand rows at most. */
export async function listDepartmentTerms(reader: Reader): Promise<Map<string, DepartmentTerm[]>> {
  const rows = await reader.em.find(
    DepartmentTerm,
    {},
    { orderBy: { department: 'asc', fromOn: 'asc' }, disableIdentityMap: true },
  );
  return Map.groupBy(rows, (row) => row.department);
}

/** The terms of one department, by day. */
export function listTermsOf(reader: Reader, department: string): Promise<DepartmentTerm[]> {
  return reader.em.find(
    DepartmentTerm,
    { department },
    { orderBy: { fromOn: 'asc' }, disableIdentityMap: true },
  );
}

/** Terms of every division, by code and day. */
export async function listDivisionTerms(reader: Reader): Promise<Map<string, DivisionTerm[]>> {
  const rows = await reader.em.find(
    DivisionTerm,
    {},
    { orderBy: { division: 'asc', fromOn: 'asc' }, disableIdentityMap: true },
  );
  return Map.groupBy(rows, (row) => row.division);
}

/** Writes the terms of one department anew. */
export async function storeDepartmentTerms(unit: Unit, department: string, terms: readonly DepartmentTerm[]) {
  await unit.em.nativeDelete(DepartmentTerm, { department });
  await unit.em.insertMany(
    DepartmentTerm,
    terms.map((term) => ({ ...term, department })),
  );
}

/** Writes the terms of these divisions anew. */
export async function storeDivisionTerms(unit: Unit, termsOf: ReadonlyMap<string, readonly DivisionTerm[]>) {
  await unit.em.nativeDelete(DivisionTerm, { division: { $in: [...termsOf.keys()] } });
  const rows = [...termsOf].flatMap(([division, terms]) => terms.map((term) => ({ ...term, division })));
  if (rows.length > 0) await unit.em.insertMany(DivisionTerm, rows);
}

/**
 * Why the tree of departments cannot stand as it now does on every day from one on: a circle, or a parent that is not
 * there. @param changed ids whose place was changed
 */
export async function findTreeFault(
  reader: Reader,
  changed: readonly string[],
  fromOn: string,
): Promise<DepartmentCycle | NotStandingThen | undefined> {
  const termsOf = await listDepartmentTerms(reader);
  const codesOf = async (ids: readonly string[]) => {
    const rows = await reader.em.find(Department, { id: { $in: [...ids] } }, { fields: ['id', 'code'] });
    const codes = new Map(rows.map((row) => [row.id, row.code]));
    return ids.map((id) => codes.get(id) ?? id);
  };
  const parentOf = (term: DepartmentTerm) => term.parent;
  for (const id of changed) {
    const cycle = findCycle(termsOf, id, fromOn, parentOf);
    if (cycle) return new DepartmentCycle(await codesOf(cycle.path), cycle.on);
    const orphan = findOrphan(termsOf, id, parentOf);
    if (orphan) return new NotStandingThen((await codesOf([orphan.parent]))[0] ?? '', orphan.on);
  }
  return undefined;
}

/**
 * Sets every department and division to what its terms say of today. What was planned comes into force so, on its day
 * and as often as it is asked.
 */
export async function followTerms(unit: Unit): Promise<void> {
  const days = [unit.today, unit.today];
  const today = "term.from_on <= ?::date and ?::date <= coalesce(term.to_on, '9999-12-31')";
  await unit.em.execute(
    `update department set name = term.name, credit_code = term.credit_code, level = term.level,
            parent_id = term.parent_id, division_code = term.division_code, acts_through_id = term.acts_through_id
       from department_term term where term.department_id = department.id and ${today}
        and (department.name, department.credit_code, department.level, department.parent_id, department.division_code,
             department.acts_through_id) is distinct from
            (term.name, term.credit_code, term.level, term.parent_id, term.division_code, term.acts_through_id)`,
    days,
  );
  await unit.em.execute(
    `update division set name = term.name, parent_code = term.parent_code
       from division_term term where term.division_code = division.code and ${today}
        and (division.name, division.parent_code) is distinct from (term.name, term.parent_code)`,
    days,
  );
  // What was read before in this step is not what stands now.
  unit.em.clear();
}
