import { neutralCode } from '../../schema/draw/neutral-code.js';
import type { ReadRow, ReadSheet } from '../spreadsheet/read-rows.js';
import type { SheetFault } from '../spreadsheet/sheet-fault.js';
import type { TargetRow } from '../spreadsheet/target-row.js';
import { type Recused, recusedPairs } from './recusals.js';
import type { RulesFile, StratumWords } from './rules-file.js';
import type { Sheets } from './sheets.js';

export type { Recused } from './recusals.js';

/** What the sheets say together, with everything that is wrong between them. */
export interface CheckedSheets {
  readonly faults: readonly SheetFault[];
  /** Code of the stratum by the id of the unit; units that are excluded for their status have one or none. */
  readonly stratumOf: ReadonlyMap<string, string>;
  /** Why, by id: a reason of the list, or the state in the register. */
  readonly excluded: ReadonlyMap<string, string>;
  readonly recused: readonly Recused[];
}

/** Compares the sheets with the rules and with one another. Nothing is thrown: all faults are told at once. */
export function checkSheets(sheets: Sheets, file: RulesFile): CheckedSheets {
  const { targets, officers, recusals, excluded } = sheets;
  const faults: SheetFault[] = [targets, officers, recusals, excluded].flatMap(
    (sheet) => sheet?.faults ?? [],
  );
  const out = excludedUnits(sheets);
  const stratumOf = new Map<string, string>();
  for (const row of targets.rows) {
    if (out.has(row.value.id)) continue;
    const stratum = findStratum(row.value, file.strata);
    if (!stratum) faults.push(unknownStratum(targets, row, file.strata));
    else {
      stratumOf.set(row.value.id, stratum.code);
      if (stratum.byWeight && row.value.weight === undefined) faults.push(weightMissing(targets, row));
    }
  }
  faults.push(...districtsWithoutOfficers(sheets, file, stratumOf));
  const { pairs, faults: wrong } = recusedPairs(sheets);
  return { faults: [...faults, ...wrong], stratumOf, excluded: out, recused: pairs };
}

/** Units on the list of exclusions, and those that no longer exist. The list's word goes first. */
function excludedUnits({ targets, excluded }: Sheets): Map<string, string> {
  const gone = targets.rows.filter(({ value }) => value.status !== 'active');
  return new Map([
    ...gone.map(({ value }) => [value.id, value.status] as const),
    ...(excluded?.rows ?? []).map(({ value }) => [value.id, value.reason] as const),
  ]);
}

/** By the column of strata, else by the risk class, else the only one there is. */
function findStratum(target: TargetRow, strata: readonly StratumWords[]): StratumWords | undefined {
  const said = target.stratum ?? target.riskClass;
  if (said === undefined) return strata.length === 1 ? strata[0] : undefined;
  const word = said.toLowerCase();
  const isMeant = ({ code, name, classes }: StratumWords) =>
    [code, name, ...classes].some((one) => one?.toLowerCase() === word);
  const found = strata.find(isMeant);
  // A class that the rules say nothing about divides nothing where there is one stratum.
  const whole = target.stratum === undefined && strata.length === 1 && strata[0]?.classes.length === 0;
  return found ?? (whole ? strata[0] : undefined);
}

function unknownStratum(
  sheet: ReadSheet<TargetRow>,
  { row, value }: ReadRow<TargetRow>,
  strata: readonly StratumWords[],
): SheetFault {
  const known = strata.map(({ code, name, classes }) => [code, name, ...classes].filter(Boolean).join('/'));
  const field = value.stratum === undefined ? 'riskClass' : 'stratum';
  const said = value.stratum ?? value.riskClass ?? '';
  return {
    file: sheet.file,
    row,
    column: sheet.headingOf.get(field) ?? '层',
    code: 'STRATA_DIFFER',
    zh: said === '' ? '没有写明属于哪一层。' : `规则中没有“${said}”这一层。`,
    en: said === '' ? 'The row names no stratum.' : `The rules have no stratum “${said}”.`,
    remedy: {
      zh: `规则中的层：${known.join('、')}。请更正此格，或在 rules.json 的 strata 中补充。`,
      en: `Strata of the rules: ${known.join(', ')}. Correct the cell or add to strata in rules.json.`,
    },
  };
}

function weightMissing(sheet: ReadSheet<TargetRow>, { row }: ReadRow<TargetRow>): SheetFault {
  return {
    file: sheet.file,
    row,
    column: sheet.headingOf.get('weight') ?? '权重',
    code: 'WEIGHT_MISSING',
    zh: '本层按权重抽取，此行没有权重。',
    en: 'This stratum is selected by weight, and the row has none.',
    remedy: { zh: '请填 1 至 1000000 的整数。', en: 'Give a whole number from 1 to 1,000,000.' },
  };
}

/** A district with targets to which nobody may go: named before the freeze, not after it. */
function districtsWithoutOfficers(
  { targets, officers }: Sheets,
  { rules }: RulesFile,
  stratumOf: ReadonlyMap<string, string>,
): SheetFault[] {
  // Where rows were refused the officers of a district may be among them.
  if (!rules.team || !officers || officers.faults.length > 0 || officers.rows.length === 0) return [];
  const active = officers.rows.filter(({ value }) => value.isActive);
  if (active.some(({ value }) => value.districts.length === 0)) return [];
  const served = new Set(active.flatMap(({ value }) => value.districts.map(({ text }) => neutralCode(text))));
  const first = new Map<string, ReadRow<TargetRow>>();
  for (const row of targets.rows) {
    const { id, district } = row.value;
    if (stratumOf.has(id) && !served.has(neutralCode(district)) && !first.has(district))
      first.set(district, row);
  }
  return [...first].map(([district, { row }]) => ({
    file: targets.file,
    row,
    column: targets.headingOf.get('divisionCode'),
    code: 'DISTRICT_WITHOUT_OFFICERS',
    zh: `区划“${district}”有检查对象，却没有任何检查人员可以前往。`,
    en: `District ${district} has targets, and no inspector may work there.`,
    remedy: {
      zh: `请在 ${officers.file} 的执法区域中补充，或核对区划写法是否一致。`,
      en: `Add it to the districts in ${officers.file}, or see that both are written alike.`,
    },
  }));
}
