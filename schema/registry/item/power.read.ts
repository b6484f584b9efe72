import { addDays } from '../../../scheduler/calendar/index.js';
import {
  Department,
  DepartmentKind,
  FOREVER,
  getDepartment,
  listDivisionsAbove,
  termOn,
} from '../../department/index.js';
import { type Page, type PageArguments, pageById } from '../../shared/page.js';
import type { Reader } from '../../shared/unit.js';
import { Power } from './power.entity.js';
import { PowerKind } from './power.words.js';

/** Where a power holds: its division, or that of its holder. */
export async function areaOf(reader: Reader, power: Pick<Power, 'divisionCode' | 'holder'>): Promise<string> {
  return power.divisionCode ?? (await getDepartment(reader, power.holder)).division;
}

/** A power with the division in which it holds. */
export interface PowerInArea {
  readonly power: Power;
  readonly area: string;
}

/** All powers on an item, of all days, each with its area. */
export async function listPowers(reader: Reader, itemCode: string, kind?: PowerKind): Promise<PowerInArea[]> {
  const powers = await reader.em.find(
    Power,
    { itemCode, ...(kind ? { kind } : {}) },
    { orderBy: { kind: 'asc', fromOn: 'asc', id: 'asc' } },
  );
  const rows: PowerInArea[] = [];
  for (const power of powers) rows.push({ power, area: await areaOf(reader, power) });
  return rows;
}

/** The nearest power on a day along a way up the divisions: what is given to a part is not the whole's. */
function nearest(powers: readonly PowerInArea[], way: readonly string[], on: string): Power | undefined {
  for (const division of way) {
    const inForce = powers.filter(({ area }) => area === division).map(({ power }) => power);
    const power = termOn(inForce, on);
    if (power) return power;
  }
  return undefined;
}

/** Who may do one of three things on an item there and then, and in whose name. */
export interface Competence {
  readonly kind: PowerKind;
  readonly power: Power;
}

/** Who may license, inspect and penalise on an item in a division on a day. Kinds without a record are left out. */
export async function listCompetences(
  reader: Reader,
  itemCode: string,
  divisionCode: string,
  on: string,
): Promise<Competence[]> {
  const way = await listDivisionsAbove(reader, divisionCode, on);
  const powers = await listPowers(reader, itemCode);
  return Object.values(PowerKind).flatMap((kind) => {
    const ofKind = powers.filter(({ power }) => power.kind === kind);
    const power = nearest(ofKind, way, on);
    return power ? [{ kind, power }] : [];
  });
}

/** What a campaign is about, as far as powers go. */
export interface PowerQuestion {
  readonly department: string;
  readonly itemCodes: readonly string[];
  /** Absent: the department's own. */
  readonly divisions?: readonly string[];
  readonly fromOn: string;
  readonly toOn: string;
}

/**
 * Items on which, somewhere and on some day, inspecting is not the department's. An item without any record in these
 * places is everybody's who lists it; one with records is its holder's alone, also after a power ended.
 */
export async function findForeignItems(reader: Reader, question: PowerQuestion): Promise<string[]> {
  const divisions = question.divisions?.length
    ? question.divisions
    : [(await getDepartment(reader, question.department)).division];
  const ways: string[][] = [];
  for (const division of divisions) ways.push(await listDivisionsAbove(reader, division, question.fromOn));
  const foreign: string[] = [];
  for (const itemCode of new Set(question.itemCodes)) {
    const powers = await listPowers(reader, itemCode, PowerKind.INSPECTING);
    if (ways.some((way) => !isHeld(powers, way, question))) foreign.push(itemCode);
  }
  return foreign;
}

function isHeld(
  powers: readonly PowerInArea[],
  way: readonly string[],
  { department, fromOn, toOn }: PowerQuestion,
): boolean {
  const here = powers.filter(({ area }) => way.includes(area));
  if (here.length === 0) return true;
  return daysOfChange(here, fromOn, toOn).every((on) => nearest(here, way, on)?.holder === department);
}

/** Days of a window on which another power may begin to hold. */
function daysOfChange(powers: readonly PowerInArea[], fromOn: string, toOn: string): string[] {
  const begins = powers.map(({ power }) => power.fromOn);
  const ends = powers.map(({ power }) => nextDay(power.toOn ?? FOREVER));
  return [fromOn, ...begins, ...ends].filter((on) => fromOn <= on && on <= toOn);
}

function nextDay(on: string): string {
  return on === FOREVER ? FOREVER : addDays(on, 1);
}

/** In whose name a department acts. */
export interface ActingName {
  /** The authority whose name stands on documents. */
  readonly authority: Department;
  /** Who acts, where that is somebody else. */
  readonly actsFor: Department | null;
  /** What the delegation rests on. */
  readonly legalBasis: string | null;
  readonly documentNo: string | null;
}

/**
 * In whose name a department inspects on an item on a day: the delegating authority's where the power is delegated, its
 * authority's where it is an institution, else its own.
 */
export async function actingNameOf(
  reader: Reader,
  question: {
    readonly department: string;
    readonly itemCode: string;
    readonly on: string;
    readonly division?: string;
  },
): Promise<ActingName> {
  const department = await getDepartment(reader, question.department);
  const found = await listCompetences(
    reader,
    question.itemCode,
    question.division ?? department.division,
    question.on,
  );
  const power = found.find(({ kind }) => kind === PowerKind.INSPECTING)?.power;
  if (power && power.holder === department.id && power.inNameOf) {
    const authority = await getDepartment(reader, power.inNameOf);
    const { legalBasis, documentNo = null } = power;
    return { authority, actsFor: department, legalBasis, documentNo };
  }
  if (department.kind === DepartmentKind.INSTITUTION && department.parent) {
    const authority = await getDepartment(reader, department.parent);
    return { authority, actsFor: department, legalBasis: null, documentNo: null };
  }
  return { authority: department, actsFor: null, legalBasis: null, documentNo: null };
}

/** In whose name a department inspects on an item, and on what ground. */
export interface ItemActingName {
  readonly itemCode: string;
  /** Who acts. */
  readonly department: Department;
  /** The department itself, where it acts for nobody else. */
  readonly inNameOf: Department;
  readonly legalBasis: string | null;
  readonly documentNo: string | null;
}

/**
 * In whose names a department inspects on items on the first day of a window, wherever it goes: one row for an item, or
 * several where its divisions differ. Divisions are looked at only where the item is delegated to the department.
 */
export async function listActingNames(
  reader: Reader,
  { department: id, itemCodes, divisions = [], fromOn: on }: Omit<PowerQuestion, 'toOn'>,
): Promise<ItemActingName[]> {
  const department = await getDepartment(reader, id);
  const delegated = await reader.em.find(Power, {
    ...{ holder: id, kind: PowerKind.INSPECTING, inNameOf: { $ne: null }, itemCode: { $in: [...itemCodes] } },
  });
  const names = new Map<string, ItemActingName>();
  for (const itemCode of itemCodes) {
    const isDelegated = delegated.some((power) => power.itemCode === itemCode);
    for (const division of isDelegated && divisions.length > 0 ? divisions : [undefined]) {
      const name = await actingNameOf(reader, { department: id, itemCode, on, division });
      const { authority: inNameOf, legalBasis, documentNo } = name;
      const row = { itemCode, department, inNameOf, legalBasis, documentNo };
      names.set(`${itemCode} ${inNameOf.id} ${documentNo}`, row);
    }
  }
  return [...names.values()];
}

/** Powers, the newest first, one page. */
export function pagePowers(
  reader: Reader,
  filter: { readonly itemCode?: string | null; readonly holderCode?: string | null },
  page: PageArguments,
): Promise<Page<Power>> {
  return pageById(page, async (key, limit) => {
    const holder = filter.holderCode
      ? await reader.em.findOne(Department, { code: filter.holderCode }, { fields: ['id'] })
      : undefined;
    if (holder === null) return [];
    const where = {
      ...key,
      ...(filter.itemCode ? { itemCode: filter.itemCode } : {}),
      ...(holder ? { holder: holder.id } : {}),
    };
    return reader.em.find(Power, where, { orderBy: { id: 'desc' }, limit });
  });
}

/** An item that was delegated to a department, and in whose name it acts. */
export interface DelegatedItem {
  readonly itemCode: string;
  readonly title: string;
  readonly inNameOf: string;
}

const delegatedWithin =
  "power.in_name_of_id is not null and power.from_on <= ?::date and coalesce(power.to_on, '9999-12-31') >= ?::date";

/** What was delegated to a department on any day of a period, by code, under the newest title of the item. */
export function listDelegatedItems(
  reader: Reader,
  departmentId: string,
  { fromOn, toOn }: { readonly fromOn: string; readonly toOn: string },
): Promise<DelegatedItem[]> {
  return reader.em.execute<DelegatedItem[]>(
    `select distinct on (power.item_code) power.item_code as "itemCode", power.in_name_of_id as "inNameOf",
        coalesce((select item.title from item where item.code = power.item_code
          order by item.valid_from_on desc, item.version desc limit 1), power.item_code) as title
      from power where power.holder_id = ?::uuid and ${delegatedWithin}
      order by power.item_code, power.from_on desc, power.id`,
    [departmentId, toOn, fromOn],
  );
}

/** The departments to which anything was delegated on any day of a period. */
export async function listDelegates(
  reader: Reader,
  { fromOn, toOn }: { readonly fromOn: string; readonly toOn: string },
): Promise<string[]> {
  const rows = await reader.em.execute<{ id: string }[]>(
    `select distinct power.holder_id as id from power where ${delegatedWithin} order by id`,
    [toOn, fromOn],
  );
  return rows.map(({ id }) => id);
}
