import type { ItemRow } from '../../shared/table-file/index.js';
import type { Unit } from '../../shared/unit.js';
import { methodsIn } from '../item/check-method.js';
import { Item } from '../item/item.entity.js';
import { findCurrentItems } from '../item/item.service.js';
import { ItemKind } from '../item/item.states.js';
import { DEFAULT_RESULT_SYSTEM } from '../item/result-system.read.js';
import { checkPlace } from './import-place.js';
import type { ImportGround, ImportPlan, RowVerdict } from './import-plan.js';

type Content = Pick<
  Item,
  | 'code'
  | 'title'
  | 'legalBasis'
  | 'kind'
  | 'ratioPpm'
  | 'frequency'
  | 'subject'
  | 'method'
  | 'methods'
  | 'requiredSkills'
>;

function contentOf(row: ItemRow): Content {
  return {
    code: row.code,
    title: row.title,
    legalBasis: row.legalBasis,
    kind: row.kind === 'key' ? ItemKind.KEY : ItemKind.GENERAL,
    ratioPpm: row.ratioPermille === undefined ? null : row.ratioPermille * 1_000,
    frequency: row.frequency ?? null,
    subject: row.subject ?? null,
    method: row.method ?? null,
    methods: methodsIn(row.method ?? ''),
    requiredSkills: [...row.skills],
  };
}

/** What the file has no column for stays as the version before has it. */
function keptFrom(latest: Item | undefined) {
  return {
    ratioFloorPpm: latest?.ratioFloorPpm ?? null,
    ratioCapPpm: latest?.ratioCapPpm ?? null,
    materials: latest?.materials ?? [],
    checklistCode: latest?.checklistCode ?? null,
    checklistVersion: latest?.checklistVersion ?? null,
    resultSystem: latest?.resultSystem ?? DEFAULT_RESULT_SYSTEM,
    resultSystemVersion: latest?.resultSystemVersion ?? 1,
  };
}

function isSame(content: Content, item: Item): boolean {
  const keys = Object.keys(content) as (keyof Content)[];
  return keys.every((key) => JSON.stringify(content[key]) === JSON.stringify(item[key] ?? null));
}

/** An item list names the department that acts; that is told and compared, and a division has no place in it. */
function checkItem(row: ItemRow, ground: ImportGround): RowVerdict {
  const { faults, warnings } = checkPlace({ departmentName: row.departmentName }, ground);
  const unknown = faults.filter((fault) => fault.code === 'UNKNOWN_DEPARTMENT');
  return { faults: faults.filter((fault) => !unknown.includes(fault)), warnings: [...warnings, ...unknown] };
}

/** How an item list is imported: an entry that changed becomes the next version, the earlier ones stand. */
export function planItems(unit: Unit, ground: ImportGround): ImportPlan<'items'> {
  return {
    tableKind: 'items',
    check: (row) => checkItem(row, ground),
    write: async (rows) => {
      const current = await findCurrentItems(
        unit,
        ground.department.id,
        rows.map((row) => row.code),
      );
      const latest = new Map(current.map((item) => [item.code, item]));
      const contents = rows.map(contentOf);
      const changed = contents.filter((content) => {
        const item = latest.get(content.code);
        const hasEnded = item?.validToOn != null && item.validToOn < unit.today;
        return !item || hasEnded || !isSame(content, item);
      });
      const created = changed.filter((content) => !latest.has(content.code));
      const versions = changed.map((content) => ({
        ...content,
        id: unit.newId(),
        department: ground.department.id,
        version: (latest.get(content.code)?.version ?? 0) + 1,
        ...keptFrom(latest.get(content.code)),
        validFromOn: unit.today,
        validToOn: null,
        createdAt: unit.now,
        createdById: unit.actor.accountId ?? null,
      }));
      if (versions.length > 0) await unit.em.insertMany(Item, versions);
      return { createdCount: created.length, updatedCount: changed.length - created.length };
    },
  };
}
