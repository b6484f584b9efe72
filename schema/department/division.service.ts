import { recordEvent } from '../audit/index.js';
import { checkDivisionCode, parentDivision } from '../shared/identifiers/index.js';
import type { PageArguments } from '../shared/page.js';
import { type Page, pageOf } from '../shared/page.js';
import type { Reader, Unit } from '../shared/unit.js';
import { comeIntoForce } from './department.change.js';
import { Division, type DivisionTerm } from './department.entity.js';
import {
  DivisionCycle,
  InvalidDivisionCode,
  NotStandingThen,
  OthersBelow,
  UnknownDivision,
} from './department.errors.js';
import { listDivisionTerms, lockTrees, storeDivisionTerms } from './department-terms.js';
import { changeTerms, endTerms, FOREVER, findCycle, findOrphan, termOn } from './terms.js';

/** A division to enter. An absent parent is derived from the code, where one of that code exists. */
export interface DivisionDraft {
  readonly code: string;
  readonly name: string;
  readonly parentCode?: string;
}

type SaveRefusal = InvalidDivisionCode | UnknownDivision | DivisionCycle | NotStandingThen;

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

/**
 * Enters divisions, and changes name and parent of those that are there, from a day on (today when absent). A named
 * parent must exist or be among them.
 */
export async function saveDivisions(
  unit: Unit,
  drafts: readonly DivisionDraft[],
  fromOn: string = unit.today,
): Promise<Division[] | SaveRefusal> {
  await lockTrees(unit);
  const checked = checkDrafts(drafts);
  if (!Array.isArray(checked)) return checked;
  const termsOf = await listDivisionTerms(unit);
  const isNew = new Set(checked.filter(({ code }) => !termsOf.has(code)).map(({ code }) => code));
  const stands = (code: string | undefined) =>
    code !== undefined && (isNew.has(code) || termOn(termsOf.get(code) ?? [], fromOn) !== undefined);
  const changed = new Map<string, DivisionTerm[]>();
  for (const { code, name, parentCode } of checked) {
    if (parentCode && !termsOf.has(parentCode) && !isNew.has(parentCode))
      return new UnknownDivision(parentCode);
    const above = parentDivision(code);
    const derived = stands(above) ? (above as string) : null;
    const terms = termsOf.get(code);
    if (!terms) {
      changed.set(code, [
        { division: code, fromOn, toOn: null, name, parentCode: parentCode ?? derived } as DivisionTerm,
      ]);
      continue;
    }
    const present = termOn(terms, fromOn);
    if (!present) return new NotStandingThen(code, fromOn);
    const values = { name, parentCode: parentCode ?? present.parentCode ?? derived };
    changed.set(code, changeTerms(terms, fromOn, values));
  }
  const fault = findFault(new Map([...termsOf, ...changed]), [...changed.keys()], fromOn);
  if (fault) return fault;
  return storeDivisions(unit, changed, isNew, fromOn);
}

function checkDrafts(drafts: readonly DivisionDraft[]): DivisionDraft[] | InvalidDivisionCode {
  const rows = new Map<string, DivisionDraft>();
  for (const draft of drafts) {
    const checked = checkDivisionCode(draft.code);
    if ('fault' in checked) return new InvalidDivisionCode(draft.code, checked.fault.zh, checked.fault.en);
    if (rows.has(checked.value)) {
      return new InvalidDivisionCode(draft.code, '同一区划重复。', 'The division stands here twice.');
    }
    rows.set(checked.value, { ...draft, code: checked.value, name: draft.name.trim() });
  }
  return [...rows.values()];
}

function findFault(
  termsOf: ReadonlyMap<string, readonly DivisionTerm[]>,
  codes: readonly string[],
  fromOn: string,
): DivisionCycle | NotStandingThen | undefined {
  const parentOf = (term: DivisionTerm) => term.parentCode;
  for (const code of codes) {
    const cycle = findCycle(termsOf, code, fromOn, parentOf);
    if (cycle) return new DivisionCycle([...cycle.path], cycle.on);
    const orphan = findOrphan(termsOf, code, parentOf);
    if (orphan) return new NotStandingThen(orphan.parent, orphan.on);
  }
  return undefined;
}

async function storeDivisions(
  unit: Unit,
  changed: ReadonlyMap<string, readonly DivisionTerm[]>,
  isNew: ReadonlySet<string>,
  fromOn: string,
): Promise<Division[]> {
  const rows = [...changed]
    .filter(([code]) => isNew.has(code))
    .map(([code, [term]]) => ({ code, name: term?.name ?? '', parentCode: term?.parentCode, endedOn: null }));
  if (rows.length > 0) await unit.em.insertMany(Division, rows);
  await storeDivisionTerms(unit, changed);
  await comeIntoForce(unit, fromOn);
  const [first = ''] = changed.keys();
  await recordEvent(
    unit,
    'department.divisions-saved',
    { kind: 'division', id: first },
    { rowCount: changed.size, fromOn },
  );
  const saved = await unit.em.find(Division, { code: { $in: [...changed.keys()] } });
  const byCode = new Map(saved.map((row) => [row.code, row]));
  return [...changed.keys()].map((code) => byCode.get(code) as Division);
}

/** Ends a division that was merged or renumbered; its code stays known for ever. @param lastOn its last day */
export async function endDivision(
  unit: Unit,
  code: string,
  lastOn: string,
): Promise<Division | UnknownDivision | NotStandingThen | OthersBelow> {
  await lockTrees(unit);
  const termsOf = await listDivisionTerms(unit);
  const own = termsOf.get(code);
  if (!own) return new UnknownDivision(code);
  if (!termOn(own, lastOn)) return new NotStandingThen(code, lastOn);
  const below = [...termsOf].filter(([, terms]) =>
    terms.some((term) => term.parentCode === code && (term.toOn ?? FOREVER) > lastOn),
  );
  if (below.length > 0) return new OthersBelow(below.slice(0, 20).map(([one]) => one));
  await storeDivisionTerms(unit, new Map([[code, endTerms(own, lastOn)]]));
  await unit.em.nativeUpdate(Division, { code }, { endedOn: lastOn });
  await comeIntoForce(unit, lastOn);
  await recordEvent(unit, 'department.division-ended', { kind: 'division', id: code }, { lastOn });
  return unit.em.findOneOrFail(Division, { code });
}
