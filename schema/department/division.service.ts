import { recordEvent } from '../audit/index.js';
import { checkDivisionCode, parentDivision } from '../shared/identifiers/index.js';
import type { PageArguments } from '../shared/page.js';
import { type Page, pageOf } from '../shared/page.js';
import type { Reader, Unit } from '../shared/unit.js';
import { Division } from './department.entity.js';
import { InvalidDivisionCode, UnknownDivision } from './department.errors.js';

/** A division to enter. An absent parent is derived from the code, where one of that code exists. */
export interface DivisionDraft {
  readonly code: string;
  readonly name: string;
  readonly parentCode?: string;
}

/** Codes of all divisions: a few thousand at most, so an import may hold them. */
export async function listDivisionCodes(reader: Reader): Promise<Set<string>> {
  const rows = await reader.em.execute<{ code: string }[]>('select code from division');
  return new Set(rows.map((row) => row.code));
}

/** Divisions by code, one page. */
export function listDivisions(reader: Reader, page: PageArguments): Promise<Page<Division>> {
  return pageOf(page, [(row) => row.code], (limit, after) =>
    reader.em.find(Division, after ? { code: { $gt: String(after[0]) } } : {}, {
      orderBy: { code: 'asc' },
      limit,
    }),
  );
}

/** Enters divisions, and renames those that are there. A named parent must exist or be among them. */
export async function saveDivisions(
  unit: Unit,
  drafts: readonly DivisionDraft[],
): Promise<Division[] | InvalidDivisionCode | UnknownDivision> {
  const known = await listDivisionCodes(unit);
  const rows: Division[] = [];
  for (const draft of drafts) {
    const checked = checkDivisionCode(draft.code);
    if ('fault' in checked) return new InvalidDivisionCode(draft.code, checked.fault.zh, checked.fault.en);
    if (rows.some((row) => row.code === checked.value) || draft.parentCode === checked.value) {
      return new InvalidDivisionCode(
        draft.code,
        '同一区划重复，或以自身为上级。',
        'The division stands here twice, or is its own parent.',
      );
    }
    known.add(checked.value);
    rows.push({
      code: checked.value,
      name: draft.name.trim(),
      parentCode: draft.parentCode ?? null,
    } as Division);
  }
  for (const row of rows) {
    if (row.parentCode && !known.has(row.parentCode)) return new UnknownDivision(row.parentCode);
    const parent = parentDivision(row.code);
    if (!row.parentCode && parent && known.has(parent)) row.parentCode = parent;
  }
  await unit.em.upsertMany(Division, rows);
  await recordEvent(
    unit,
    'department.divisions-saved',
    { kind: 'division', id: rows[0]?.code ?? '' },
    { rowCount: rows.length },
  );
  return rows;
}
