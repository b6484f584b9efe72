import { recordEvent } from '../audit/index.js';
import { checkCreditCode } from '../shared/identifiers/index.js';
import { type Page, type PageArguments, pageOf } from '../shared/page.js';
import { isRefusal } from '../shared/refusal.js';
import type { Reader, Unit } from '../shared/unit.js';
import { comeIntoForce, findInstitutionFault } from './department.change.js';
import { Department, DepartmentTerm, Division } from './department.entity.js';
import {
  DepartmentCodeKind,
  DepartmentCodeTaken,
  type DepartmentCycle,
  DepartmentEnded,
  type DivisionCycle,
  type InstitutionNotOwn,
  InvalidDepartmentCode,
  type InvalidDivisionCode,
  type NotStandingThen,
  UnknownDepartment,
  type UnknownDivision,
} from './department.errors.js';
import { AdministrativeLevel, DepartmentKind } from './department.states.js';
import { findTreeFault, lockTrees } from './department-terms.js';
import { type DivisionDraft, saveDivisions } from './division.service.js';

/** A department to enter, with its division. */
export interface DepartmentDraft {
  readonly code: string;
  readonly name: string;
  readonly creditCode: string;
  /** Entered too where it is missing; an existing one keeps its name. */
  readonly division: DivisionDraft;
  /** The code of the department above it. */
  readonly parentCode?: string;
  /** An authority when absent. */
  readonly kind?: DepartmentKind;
  /** By its division when absent. */
  readonly level?: AdministrativeLevel;
  /** Since when it stands; today when absent. */
  readonly fromOn?: string;
}

/** The department of that short code. */
export function findDepartmentByCode(reader: Reader, code: string): Promise<Department | null> {
  return reader.em.findOne(Department, { code });
}

/** The department of that id. @throws when there is none, which is a bug of the caller */
export function getDepartment(reader: Reader, id: string): Promise<Department> {
  return reader.em.findOneOrFail(Department, { id });
}

/** The names of all departments that stand: a few thousand at most, so an import may hold them. */
export async function listDepartmentNames(reader: Reader): Promise<Set<string>> {
  const rows = await reader.em.execute<{ name: string }[]>(
    'select name from department where ended_on is null',
  );
  return new Set(rows.map((row) => row.name));
}

/** Departments by code, one page. */
export function listDepartments(reader: Reader, page: PageArguments): Promise<Page<Department>> {
  return pageOf(page, [(row) => row.code], (limit, after) =>
    reader.em.find(Department, after ? { code: { $gt: String(after[0]) } } : {}, {
      orderBy: { code: 'asc' },
      limit,
    }),
  );
}

type CreateRefusal =
  | DepartmentCodeTaken
  | InvalidDepartmentCode
  | InvalidDivisionCode
  | UnknownDivision
  | UnknownDepartment
  | DivisionCycle
  | DepartmentCycle
  | NotStandingThen
  | InstitutionNotOwn;

/** Enters a department. */
export async function createDepartment(
  unit: Unit,
  draft: DepartmentDraft,
): Promise<Department | CreateRefusal> {
  const codes = checkCodes(draft);
  if (isRefusal(codes)) return codes;
  const taken = await findTakenCode(unit, codes);
  if (taken) return taken;
  const parent = draft.parentCode ? await findDepartmentByCode(unit, draft.parentCode) : null;
  if (draft.parentCode && !parent) return new UnknownDepartment(draft.parentCode);
  const division = await findOrSaveDivision(unit, draft.division, draft.fromOn);
  if (isRefusal(division)) return division;
  const values = {
    name: draft.name.trim(),
    creditCode: codes.creditCode,
    level: draft.level ?? levelOf(division.code),
    division: division.code,
    parent: parent?.id ?? null,
    actsThrough: null,
  };
  const department: Department = {
    id: unit.newId(),
    code: codes.code,
    kind: draft.kind ?? DepartmentKind.AUTHORITY,
    ...values,
    endedOn: null,
    successor: null,
    createdAt: unit.now,
  };
  const fault = await findInstitutionFault(unit, department, { parent: values.parent });
  if (fault) return fault;
  return insertDepartment(unit, department, draft.fromOn ?? unit.today);
}

async function insertDepartment(
  unit: Unit,
  department: Department,
  fromOn: string,
): Promise<Department | DepartmentCycle | NotStandingThen> {
  const { id, code, name, creditCode, level, division, parent, actsThrough } = department;
  await lockTrees(unit);
  await unit.em.insert(Department, department);
  const values = { name, creditCode, level, division, parent, actsThrough };
  await unit.em.insert(DepartmentTerm, { department: id, fromOn, toOn: null, ...values });
  const fault = await findTreeFault(unit, [id], fromOn);
  if (fault) return fault;
  await comeIntoForce(unit, fromOn);
  await recordEvent(unit, 'department.created', { kind: 'department', id }, { code, creditCode, fromOn });
  return department;
}

/** Why nothing new may begin in this department; nothing where it stands. */
export async function findEnded(reader: Reader, id: string): Promise<DepartmentEnded | undefined> {
  const { code, endedOn, successor } = await getDepartment(reader, id);
  if (!endedOn) return undefined;
  const next = successor && (await getDepartment(reader, successor));
  return new DepartmentEnded(code, next ? next.code : undefined);
}

/** The level of a division by its code; a local code, as of a development zone, counts as a county. */
function levelOf(code: string): AdministrativeLevel {
  if (!/^\d{6}(\d{3}|\d{6})?$/.test(code)) return AdministrativeLevel.COUNTY;
  if (code.length > 6) return AdministrativeLevel.TOWNSHIP;
  if (code.endsWith('0000')) return AdministrativeLevel.PROVINCE;
  return code.endsWith('00') ? AdministrativeLevel.CITY : AdministrativeLevel.COUNTY;
}

function checkCodes(draft: DepartmentDraft): { code: string; creditCode: string } | InvalidDepartmentCode {
  if (!/^[a-z0-9-]{1,20}$/.test(draft.code)) {
    return new InvalidDepartmentCode(
      DepartmentCodeKind.CODE,
      '部门代码由 1 至 20 个小写字母、数字或连字符组成。',
      'The code of a department is 1 to 20 lower-case letters, digits or hyphens.',
    );
  }
  const checked = checkCreditCode(draft.creditCode);
  if ('fault' in checked) {
    return new InvalidDepartmentCode(DepartmentCodeKind.CREDIT_CODE, checked.fault.zh, checked.fault.en);
  }
  return { code: draft.code, creditCode: checked.value };
}

/** Also a code that a department has given up is taken: old receipts and logs name it. @param id whose own may be kept */
export async function findTakenCode(
  reader: Reader,
  { code, creditCode }: { code?: string; creditCode: string },
  id?: string,
): Promise<DepartmentCodeTaken | undefined> {
  if (code && (await findDepartmentByCode(reader, code)))
    return new DepartmentCodeTaken(DepartmentCodeKind.CODE);
  const holders = await reader.em.execute<{ id: string }[]>(
    `select id from department where credit_code = ?
      union select department_id from department_term where credit_code = ?`,
    [creditCode, creditCode],
  );
  const others = holders.filter((holder) => holder.id !== id);
  return others.length > 0 ? new DepartmentCodeTaken(DepartmentCodeKind.CREDIT_CODE) : undefined;
}

async function findOrSaveDivision(
  unit: Unit,
  draft: DivisionDraft,
  fromOn: string | undefined,
): Promise<Division | InvalidDivisionCode | UnknownDivision | DivisionCycle | NotStandingThen> {
  const existing = await unit.em.findOne(Division, { code: draft.code });
  if (existing) return existing;
  const saved = await saveDivisions(unit, [draft], fromOn);
  return isRefusal(saved) ? saved : (saved[0] as Division);
}
