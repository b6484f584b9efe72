import type { ItemRow } from '../../shared/table-file/index.js';
import type { Unit } from '../../shared/unit.js';
import { methodsIn } from '../item/check-method.js';
import type { Item } from '../item/item.entity.js';
import { findCurrentItems } from '../item/item.service.js';
import { ItemKind } from '../item/item.states.js';
import { itemTable } from '../item/item.tables.js';
import { DEFAULT_RESULT_SYSTEM } from '../item/result-system.read.js';
import { type Compared, type FieldChange, isSameValue } from './import-comparison.js';
import { checkPlace } from './import-place.js';
import {
  type ImportGround,
  type ImportPlan,
  type RowVerdict,
  type Told,
  untoldColumns,
} from './import-plan.js';

const permille = (value: number | undefined) => (value === undefined ? null : value * 1_000);

/** What a row says, by the properties of an item. */
function contentOf(row: ItemRow, told: Told) {
  return {
    title: row.title,
    legalBasis: row.legalBasis,
    kind: row.kind === 'key' ? ItemKind.KEY : ItemKind.GENERAL,
    ratioPpm: permille(row.ratioPermille),
    // A ratio may be worded as a floor or a cap; a plain one says nothing of either.
    ratioFloorPpm:
      told.has('floorPermille') || row.floorPermille !== undefined ? permille(row.floorPermille) : undefined,
    ratioCapPpm:
      told.has('capPermille') || row.capPermille !== undefined ? permille(row.capPermille) : undefined,
    frequency: row.frequency ?? null,
    subject: row.subject ?? null,
    method: row.method ?? null,
    methods: methodsIn(row.method ?? ''),
    requiredSkills: row.skills,
    materials: row.materials,
    checklistCode: row.checklistCode ?? null,
    checklistVersion: row.checklistVersion ?? null,
    resultSystem: row.resultSystem ?? DEFAULT_RESULT_SYSTEM,
    validFromOn: row.validFromOn,
    validToOn: row.validToOn ?? null,
  };
}

type Content = ReturnType<typeof contentOf>;

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
  checklistCode: ['checklistCode'],
  checklistVersion: ['checklistVersion'],
  resultSystem: ['resultSystem'],
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

  function compareOne(unit: Unit, row: ItemRow, item: Item | undefined): Compared {
    const said = Object.entries(contentOf(row, told)) as [keyof Content, unknown][];
    const changes: FieldChange[] = item
      ? said
          .filter(([name, to]) => to !== undefined && !untold.has(name) && !isSameValue(to, item[name]))
          .map(([name, to]) => ({ field: name, from: item[name] ?? null, to }))
      : [];
    const hasEnded = item?.validToOn != null && item.validToOn < unit.today;
    if (item && !hasEnded && changes.length === 0) return { isNew: false, writes: [], changes };
    const content = said.map(([name, to]) => [
      snake(name),
      item && (untold.has(name) || to === undefined) ? item[name] : to,
    ]);
    const record: Record<string, unknown> = {
      ...Object.fromEntries(content),
      id: unit.newId(),
      department_id: departmentId,
      code: row.code,
      version: (item?.version ?? 0) + 1,
      result_system_version: item?.resultSystemVersion ?? 1,
      created_by_id: unit.actor.accountId ?? null,
    };
    if (hasEnded && !told.has('validToOn')) record.valid_to_on = null;
    // A version that the list does not date begins today.
    if (!told.has('validFromOn') || row.validFromOn === undefined) record.valid_from_on = unit.today;
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
      return rows.map((row) => compareOne(unit, row, latest.get(row.code)));
    },
  };
}
