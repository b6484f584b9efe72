import type { ItemRow } from '../../shared/table-file/index.js';
import type { Unit } from '../../shared/unit.js';
import { methodsIn, methodWords } from '../item/check-method.js';
import type { Item } from '../item/item.entity.js';
import { findCurrentItems } from '../item/item.service.js';
import { ItemKind } from '../item/item.states.js';
import { itemTable } from '../item/item.tables.js';
import { type Compared, type FieldChange, isSameValue } from './import-comparison.js';
import { type ItemReferences, referenceFinder } from './import-item-references.js';
import { checkPlace } from './import-place.js';
import {
  type ImportGround,
  type ImportPlan,
  type RowVerdict,
  type Told,
  untoldColumns,
} from './import-plan.js';

/** Thousandths may have three decimals, which a floating product does not hit exactly. */
const ppm = (value: number | undefined) => (value === undefined ? null : Math.round(value * 1_000));

/**
 * The day from which what a row says holds: days that are over stay as they were, so a version that follows another
 * begins today at the earliest. Absent: nothing is said of it.
 */
function beginOn(row: ItemRow, item: Item | undefined, today: string): string | undefined {
  const { validFromOn } = row;
  if (!item || validFromOn === undefined || validFromOn > today) return validFromOn;
  return item.validFromOn > today ? today : undefined;
}

/** What a row says, by the properties of an item. */
function contentOf(row: ItemRow, told: Told) {
  return {
    title: row.title,
    legalBasis: row.legalBasis,
    kind: row.kind === 'key' ? ItemKind.KEY : ItemKind.GENERAL,
    ratioPpm: ppm(row.ratioPermille),
    // A ratio may be worded as a floor or a cap; a plain one says nothing of either.
    ratioFloorPpm:
      told.has('floorPermille') || row.floorPermille !== undefined ? ppm(row.floorPermille) : undefined,
    ratioCapPpm: told.has('capPermille') || row.capPermille !== undefined ? ppm(row.capPermille) : undefined,
    frequency: row.frequency ?? null,
    subject: row.subject ?? null,
    method: row.method ?? null,
    methods: methodsIn(row.method ?? ''),
    requiredSkills: row.skills,
    materials: row.materials,
    validFromOn: row.validFromOn,
    validToOn: row.validToOn ?? null,
  };
}

type Column = keyof ReturnType<typeof contentOf> | keyof ItemReferences;

const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  kind: ['kind'],
  ratioPpm: ['ratioPermille'],
  ratioFloorPpm: ['floorPermille', 'ratioPermille'],
  ratioCapPpm: ['capPermille', 'ratioPermille'],
  frequency: ['frequency'],
  subject: ['subject'],
  method: ['method'],
  methods: ['method'],
  requiredSkills: ['skills'],
  materials: ['materials'],
  validFromOn: ['validFromOn'],
  validToOn: ['validToOn'],
};

/** An item list names the department that acts; that is told and compared, and a division has no place in it. */
function checkItem(row: ItemRow, ground: ImportGround): RowVerdict {
  const { faults, warnings } = checkPlace({ departmentName: row.departmentName }, ground);
  const unknown = faults.filter((fault) => fault.code === 'UNKNOWN_DEPARTMENT');
  return { faults: faults.filter((fault) => !unknown.includes(fault)), warnings: [...warnings, ...unknown] };
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** How an item list is imported: an entry that changed becomes the next version, the earlier ones stand. */
export function planItems(ground: ImportGround, told: Told): ImportPlan<'items'> {
  const departmentId = ground.department.id;
  const untold = new Set(untoldColumns(fieldsOf, told));

  function compareOne(
    unit: Unit,
    row: ItemRow,
    item: Item | undefined,
    references: ItemReferences,
  ): Compared {
    const validFromOn = beginOn(row, item, unit.today);
    // Words that an export made of the codes say nothing new.
    const sameMethods = item && row.method === methodWords(item) && { method: undefined, methods: undefined };
    const content = { ...contentOf(row, told), ...references, ...sameMethods, validFromOn };
    const said = Object.entries(content) as [Column, unknown][];
    const changes: FieldChange[] = item
      ? said
          .filter(([name, to]) => to !== undefined && !untold.has(name) && !isSameValue(to, item[name]))
          .map(([name, to]) => ({ field: name, from: item[name] ?? null, to }))
      : [];
    const hasEnded = item?.validToOn != null && item.validToOn < unit.today;
    const comesBack = hasEnded && !told.has('validToOn');
    if (item && !comesBack && changes.length === 0) return { isNew: false, writes: [], changes };
    const record: Record<string, unknown> = {
      ...Object.fromEntries(
        said.map(([name, to]) => [
          snake(name),
          item && (untold.has(name) || to === undefined) ? item[name] : to,
        ]),
      ),
      id: unit.newId(),
      department_id: departmentId,
      code: row.code,
      version: (item?.version ?? 0) + 1,
      result_system_version: references.resultSystemVersion ?? item?.resultSystemVersion,
      created_by_id: unit.actor.accountId ?? null,
      // What the list does not date begins today, and so does what it dates back.
      valid_from_on: (untold.has('validFromOn') ? undefined : validFromOn) ?? unit.today,
    };
    if (comesBack) record.valid_to_on = null;
    return { isNew: !item, writes: [{ table: itemTable, deed: 'insert', record }], changes };
  }

  return {
    tableKind: 'items',
    tables: [itemTable],
    check: (row) => checkItem(row, ground),
    compare: async (unit, rows) => {
      const codes = rows.map((row) => row.code);
      const current = await findCurrentItems(unit, departmentId, codes);
      const latest = new Map(current.map((item) => [item.code, item]));
      const resolve = referenceFinder(unit, departmentId, told);
      const compared: Compared[] = [];
      for (const row of rows) {
        const item = latest.get(row.code);
        const { faults, references } = await resolve(row, item);
        compared.push(
          faults.length > 0
            ? { isNew: false, writes: [], changes: [], faults }
            : compareOne(unit, row, item, references),
        );
      }
      return compared;
    },
  };
}
