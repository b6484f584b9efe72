import { type Page, type PageArguments, pageOf } from '../shared/page.js';
import type { Reader } from '../shared/unit.js';
import type { AdministrativeLevel } from './department.states.js';

/**
 * Clauses of a recursive `with`, for a statement that names `day (today)` and `root (id, by_area)` before them: of each root
 * what an account of that department may look at (`tree`: all below it today, and those that were merged into any of them),
 * what it answers for (`line`: itself and those that were merged into it), and, where asked, what lies in its area (`area`:
 * departments whose division is its own or lies below it today, wherever they stand in the tree).
 */
export const reachClauses = `edge (id, above) as (
    select department_id, parent_id from department_term cross join day
     where parent_id is not null and from_on <= today and today <= coalesce(to_on, '9999-12-31')
    union all select id, successor_id from department where successor_id is not null
  ), tree (root, id) as (
    select id, id from root union select tree.root, edge.id from edge join tree on edge.above = tree.id
  ), line (root, id) as (
    select id, id from root union select line.root, one.id from department one join line on one.successor_id = line.id
  ), land (root, code) as (
    select one.id, one.division_code from department one join root on root.id = one.id and root.by_area
    union select land.root, term.division_code from division_term term join land on term.parent_code = land.code
      cross join day where term.from_on <= today and today <= coalesce(term.to_on, '9999-12-31')
  ), area (root, id) as (
    select land.root, one.id from department one join land on one.division_code = land.code
    union select area.root, one.id from department one join area on one.successor_id = area.id
  )`;

async function listReach(reader: Reader, root: string, what: 'tree' | 'line' | 'area'): Promise<string[]> {
  const rows = await reader.em.execute<{ id: string }[]>(
    `with recursive day (today) as (select ?::date), root (id, by_area) as (select ?::uuid, true), ${reachClauses}
     select id from ${what} order by id`,
    [reader.today, root],
  );
  return rows.map((row) => row.id);
}

/**
 * The department and all below it in today's tree, and those that were merged into any of them, by id: what an account
 * of that department may look at. A successor so sees what its predecessors left behind as evidence.
 */
export function listDepartmentTree(reader: Reader, root: string): Promise<string[]> {
  return listReach(reader, root, 'tree');
}

/** The department and those that were merged into it, and into those, by id. */
export function listWithPredecessors(reader: Reader, id: string): Promise<string[]> {
  return listReach(reader, id, 'line');
}

/**
 * The departments of a government's area, by id: whose division is the department's own or lies below it today, wherever
 * they stand in the tree of departments, and those that were merged into any of them.
 */
export function listDepartmentsInArea(reader: Reader, id: string): Promise<string[]> {
  return listReach(reader, id, 'area');
}

/** A department that could help another, and how it stands to it. */
export interface Helper {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** Above the other in the tree; else beside it, under the same parent. */
  readonly isAbove: boolean;
}

/** The departments above one in today's tree, the nearest first, and then those beside it. */
export function listHelpers(reader: Reader, id: string): Promise<Helper[]> {
  return reader.em.execute<Helper[]>(
    `with recursive today as (
       select department_id as id, parent_id as above from department_term
        where from_on <= ?::date and ?::date <= coalesce(to_on, '9999-12-31')
     ), line as (
       select above as id, 1 as height from today where id = ?::uuid and above is not null
       union select today.above, line.height + 1 from today join line on today.id = line.id where today.above is not null
     ), beside as (
       select today.id from today join line on line.height = 1 and today.above = line.id where today.id <> ?::uuid
     )
     select one.id, one.code, one.name, line.height is not null as "isAbove"
       from department one left join line on line.id = one.id
      where one.ended_on is null and (line.id is not null or one.id in (select id from beside))
      order by line.height nulls last, one.code`,
    [reader.today, reader.today, id, id],
  );
}

/** The names and credit codes that a department and its predecessors have or had until today. */
export async function listOwnNames(
  reader: Reader,
  id: string,
): Promise<{ readonly names: ReadonlySet<string>; readonly creditCodes: ReadonlySet<string> }> {
  const ids = JSON.stringify(await listWithPredecessors(reader, id));
  const rows = await reader.em.execute<{ name: string; creditCode: string }[]>(
    `with line as (select value::uuid as id from jsonb_array_elements_text(?::jsonb))
     select name, credit_code as "creditCode" from department where id in (select id from line)
     union select name, credit_code from department_term
      where department_id in (select id from line) and from_on <= ?::date`,
    [ids, reader.today],
  );
  return {
    names: new Set(rows.map(({ name }) => name)),
    creditCodes: new Set(rows.map(({ creditCode }) => creditCode)),
  };
}

/** A division and all below it on a day, by code. */
export async function listDivisionsUnder(
  reader: Reader,
  codes: readonly string[],
  on: string,
): Promise<string[]> {
  const rows = await reader.em.execute<{ code: string }[]>(
    `with recursive tree as (
       select code from division where code in (${codes.map(() => '?').join(', ') || 'null'})
       union select term.division_code from division_term term join tree on term.parent_code = tree.code
        where term.from_on <= ?::date and ?::date <= coalesce(term.to_on, '9999-12-31')
     ) select code from tree order by code`,
    [...codes, on, on],
  );
  return rows.map((row) => row.code);
}

/** A division and those above it on a day, from itself upwards. */
export async function listDivisionsAbove(reader: Reader, code: string, on: string): Promise<string[]> {
  const rows = await reader.em.execute<{ code: string }[]>(
    `with recursive line as (
       select ?::text as code, 0 as height
       union select term.parent_code, line.height + 1 from division_term term join line on term.division_code = line.code
        where term.parent_code is not null and term.from_on <= ?::date and ?::date <= coalesce(term.to_on, '9999-12-31')
     ) select code from line order by height`,
    [code, on, on],
  );
  return rows.map((row) => row.code);
}

/** Divisions, each with those above it on a day, from itself upwards. */
export async function listDivisionLines(
  reader: Reader,
  codes: readonly string[],
  on: string,
): Promise<Map<string, readonly string[]>> {
  const rows = await reader.em.execute<{ code: string; line: string[] }[]>(
    `with recursive line as (
       select value as code, value as above, 0 as height from jsonb_array_elements_text(?::jsonb)
       union select line.code, term.parent_code, line.height + 1
         from division_term term join line on term.division_code = line.above
        where term.parent_code is not null and term.from_on <= ?::date and ?::date <= coalesce(term.to_on, '9999-12-31')
     ) select code, json_agg(above order by height) as line from line group by code`,
    [JSON.stringify([...new Set(codes)]), on, on],
  );
  return new Map(rows.map(({ code, line }) => [code, line]));
}

/** A department that may act, with its division and whether it stands right below another. */
export interface DepartmentBelow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly division: string;
  readonly isDirect: boolean;
}

/** The department itself and all authorities below it in today's tree that have not ended, by code. */
export function listAuthoritiesUnder(reader: Reader, root: string): Promise<DepartmentBelow[]> {
  return reader.em.execute<DepartmentBelow[]>(
    `with recursive today as (
       select department_id as id, parent_id as above from department_term
        where from_on <= ?::date and ?::date <= coalesce(to_on, '9999-12-31')
     ), tree as (
       select ?::uuid as id union select today.id from today join tree on today.above = tree.id
     )
     select one.id, one.code, one.name, one.division_code as division,
         exists (select from today where today.id = one.id and today.above = ?::uuid) as "isDirect"
       from department one join tree on tree.id = one.id
      where one.ended_on is null and one.kind = 'AUTHORITY' order by one.code`,
    [reader.today, reader.today, root, root],
  );
}

/** A department as it stood in a term. */
export interface DepartmentOnDay {
  readonly code: string;
  readonly fromOn: string;
  readonly toOn: string | null;
  readonly name: string;
  readonly creditCode: string;
  readonly level: AdministrativeLevel;
  readonly parentCode: string | null;
  readonly divisionCode: string;
  readonly actsThroughCode: string | null;
}

const departmentTerms = `select own.code, term.from_on as "fromOn", term.to_on as "toOn", term.name,
    term.credit_code as "creditCode", term.level, above.code as "parentCode", term.division_code as "divisionCode",
    through.code as "actsThroughCode"
  from department_term term join department own on own.id = term.department_id
  left join department above on above.id = term.parent_id
  left join department through on through.id = term.acts_through_id`;

/** The tree of departments of a day, by code, one page. */
export function pageDepartmentTree(
  reader: Reader,
  on: string,
  page: PageArguments,
): Promise<Page<DepartmentOnDay>> {
  return pageOf(page, [(row) => row.code], (limit, after) =>
    reader.em.execute<DepartmentOnDay[]>(
      `${departmentTerms} where term.from_on <= ?::date and ?::date <= coalesce(term.to_on, '9999-12-31')
        and own.code collate "C" > ? order by own.code collate "C" limit ?`,
      [on, on, String(after?.[0] ?? ''), limit],
    ),
  );
}

/** How a department stood, term by term, the oldest first. */
export function listDepartmentHistory(reader: Reader, code: string): Promise<DepartmentOnDay[]> {
  return reader.em.execute<DepartmentOnDay[]>(
    `${departmentTerms} where own.code = ? order by term.from_on limit 1000`,
    [code],
  );
}

/** A division as it stood in a term. */
export interface DivisionOnDay {
  readonly code: string;
  readonly fromOn: string;
  readonly toOn: string | null;
  readonly name: string;
  readonly parentCode: string | null;
}

const divisionTerms = `select division_code as code, from_on as "fromOn", to_on as "toOn", name,
    parent_code as "parentCode" from division_term`;

/** The tree of divisions of a day, by code, one page. */
export function pageDivisionTree(
  reader: Reader,
  on: string,
  page: PageArguments,
): Promise<Page<DivisionOnDay>> {
  return pageOf(page, [(row) => row.code], (limit, after) =>
    reader.em.execute<DivisionOnDay[]>(
      `${divisionTerms} where from_on <= ?::date and ?::date <= coalesce(to_on, '9999-12-31')
        and division_code collate "C" > ? order by division_code collate "C" limit ?`,
      [on, on, String(after?.[0] ?? ''), limit],
    ),
  );
}

/** How a division stood, term by term, the oldest first. */
export function listDivisionHistory(reader: Reader, code: string): Promise<DivisionOnDay[]> {
  return reader.em.execute<DivisionOnDay[]>(
    `${divisionTerms} where division_code = ? order by from_on limit 1000`,
    [code],
  );
}
